"""``record.wish``: a person wants a copy of their record that could not be had at once.

The grant of a copy needs central's answer; without a line the wish is filed, and an officer sees to it.
"""

from __future__ import annotations

from kiosk.contract.kinds.parts import FormPayload

BY_MAIL = "wish.by_mail"


class RecordWishPayload(FormPayload):
    """Who this is, card and face have shown; the answers say how the copy is to come."""
