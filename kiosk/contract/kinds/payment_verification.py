"""``payment.verification``: who is paid by bank account confirms once a year that payment may go on.

L41 Art. 11.2.c; what was suspended without it is paid again with it (Art. 75.3.c).
"""

from __future__ import annotations

from kiosk.contract.kinds.parts import FormPayload


class PaymentVerificationPayload(FormPayload):
    """Who this is, card and face have shown; the answers say what is drawn."""
