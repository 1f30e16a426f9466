"""``record.wish``: a person wants a copy of their record that could not be had at once.

The grant of a copy needs central's answer; without a line the wish is filed, and an officer sees to it.
"""

from __future__ import annotations

from kiosk.contract.kinds.parts import FormPayload

BY_MAIL = "wish.by_mail"
COPY = "wish.copy"
COPIED = ("contributions", "book", "insurance_card")
"""What there can be a copy of, by the screen that shows it: the answers to `COPY`."""


class RecordWishPayload(FormPayload):
    """Who this is, card and face have shown; the answers say what is wanted, and how it is to come."""

    @property
    def copied(self) -> str:
        """One of `COPIED`; forms of before asked for contributions only."""
        wanted = self.answers.get(COPY, COPIED[0])
        return wanted if isinstance(wanted, str) and wanted in COPIED else COPIED[0]

    @property
    def by_mail(self) -> bool:
        return self.answers.get(BY_MAIL) is True
