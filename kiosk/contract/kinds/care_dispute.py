"""``care.dispute``: a treatment stands in a person's record that they say is not theirs.

Law on health insurance, Art. 11.2: nobody may use the card of another.
"""

from __future__ import annotations

from kiosk.contract.kinds.parts import FormPayload


class CareDisputePayload(FormPayload):
    """Which treatment it is, and what is wrong with it, stands among the answers: day and facility, and the
    reference that the register has where the person came from their own record.
    """
