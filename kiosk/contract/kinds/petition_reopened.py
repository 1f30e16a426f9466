"""``petition.reopened``: who has the code of a petition does not accept its answer."""

from __future__ import annotations

from kiosk.contract.kinds.parts import AnsweredPayload
from kiosk.contract.wire import Sha256Hex


class ReopenedPayload(AnsweredPayload):
    """Of nobody in particular: the code alone says which petition. What is missing stands among the
    answers.
    """

    identity: None
    card: None
    face: None
    verification: None
    tracking_sha256: Sha256Hex
