"""The policy: evidence in, verdict with its reasons out. The same evidence always gives the same verdict."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Outcome(StrEnum):
    ACCEPT = "accept"
    STAFF_REVIEW = "staff_review"
    RETRY = "retry"


@dataclass(frozen=True, slots=True)
class Verdict:
    outcome: Outcome
    reasons: tuple[str, ...]  # stable codes, every one that held, in a fixed order
