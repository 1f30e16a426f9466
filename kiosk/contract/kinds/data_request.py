"""``data.request``: what a person asks for about the data kept of them.

Law 91/2025/QH15, Decree 356/2025/NĐ-CP.

Consents that are given or taken back with it stand among the act's consents, as those of any act do.
"""

from __future__ import annotations

from kiosk.contract.kinds.parts import FormPayload


class DataRequestPayload(FormPayload):
    """Who this is, card and face have shown; the answers say what is asked for."""
