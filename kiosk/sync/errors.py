"""Faults of the world between this kiosk and the central server."""

from __future__ import annotations

from enum import StrEnum


class SyncErrorCode(StrEnum):
    NOT_ENROLLED = "not_enrolled"
    ENROLMENT_REFUSED = "enrolment_refused"
    ACT_TOO_LARGE = "act_too_large"
    ACT_ID_REUSED = "act_id_reused"
    RECEIPT_INVALID = "receipt_invalid"
    OFFLINE = "central_unreachable"
    CANCELLED = "cancelled"
    ANSWER_INVALID = "central_answer_invalid"
    REFUSED = "central_refused"


class SyncError(Exception):
    """``code`` is stable; ``sentence`` is one English sentence for staff. Neither holds data of a person."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(f"{code}: {sentence}")
        self.code = code
        self.sentence = sentence
