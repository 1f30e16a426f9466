"""Faults of the world between this kiosk and the central server."""

from __future__ import annotations

from enum import StrEnum

from kiosk.contract.wire import Problem, Retry
from kiosk.errors import KnownError

DEVICE_REVOKED = "device-revoked"  # as central names it


class SyncErrorCode(StrEnum):
    NOT_ENROLLED = "not_enrolled"
    DEVICE_REVOKED = "device_revoked"
    ACT_TOO_LARGE = "act_too_large"
    RECEIPT_INVALID = "receipt_invalid"
    CENTRAL_UNREACHABLE = "central_unreachable"
    CANCELLED = "cancelled"
    ANSWER_INVALID = "central_answer_invalid"
    ANSWER_TOO_LARGE = "central_answer_too_large"
    ENROLMENT_CODE_MALFORMED = "enrolment_code_malformed"
    CENTRAL_NOT_TRUSTED = "central_not_trusted"
    CENTRAL_KEYS_NOT_TRUSTED = "central_keys_not_trusted"
    CENTRAL_NOT_GENUINE = "central_not_genuine"


NOT_CENTRAL = frozenset(
    {
        SyncErrorCode.CENTRAL_UNREACHABLE,
        SyncErrorCode.CENTRAL_NOT_TRUSTED,
        SyncErrorCode.ANSWER_INVALID,
        SyncErrorCode.ANSWER_TOO_LARGE,
    }
)
"""After these nobody knows whether central can be reached."""


class SyncError(KnownError):
    """``code`` is a SyncErrorCode, or for a CentralRefusedError the code that central named."""


class CentralRefusedError(SyncError):
    """Central answered, and refused.

    ``problem.code`` is stable, e.g. ``code-wrong`` or ``device-revoked``.
    """

    def __init__(self, problem: Problem, retry_after: float | None) -> None:
        super().__init__(problem.code, f"Central refused the request with status {problem.status}.")
        self.problem = problem
        self.retry_after = retry_after  # seconds, None when central named none

    @property
    def may_retry(self) -> bool:
        return self.problem.retry is Retry.LATER
