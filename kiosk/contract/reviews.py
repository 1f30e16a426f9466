"""A case as an officer goes through it at the kiosk that recorded it, and what they decide.

The officer proves who they are by a fresh one-time code of theirs for central (`OfficerDecision`): what lets
staff in at a kiosk is known to every kiosk of the office and decides nothing. Central answers with a JWS
(``REVIEW_TYP``) over a Review inside a JWE that only the device opens (``REVIEW_SEAL_TYP``). The review holds
for this device, this officer, this case as it stands, one decision and some minutes.
"""

from __future__ import annotations

from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, Field

from kiosk.contract.base64_bytes import Base64Bytes
from kiosk.contract.feed import CaseState, Words
from kiosk.contract.grants import OfficerDecision
from kiosk.contract.wire import WIRE

REVIEW_TYP = "bhxh-review+jwt"
REVIEW_SEAL_TYP = "bhxh-review+jose"
MOST_REVIEW_CHARS = 6 << 20  # sealed
MOST_NOTE_CHARS = 1000
_MOST_POINTS = 40

Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,59}$")]
Shown = Annotated[str, Field(max_length=4000)]


class ReviewRequest(BaseModel):
    model_config = WIRE
    officer: OfficerDecision
    act_id: UUID


class SealedReview(BaseModel):
    model_config = WIRE
    sealed: Annotated[str, Field(max_length=MOST_REVIEW_CHARS, pattern=r"^[A-Za-z0-9_\-.]+$", repr=False)]


class ReviewRow(BaseModel):
    """In the words of central's pages; ``tone``: how it is to be taken."""

    model_config = WIRE
    label: Shown
    value: Shown
    tone: Literal["", "good", "warn", "bad"] = ""


class ReviewGroup(BaseModel):
    model_config = WIRE
    title: Words
    rows: Annotated[tuple[ReviewRow, ...], Field(repr=False)]


class ReviewAnswer(BaseModel):
    """``passes``: nothing speaks against approving; ``overrides``: approving then takes two people."""

    model_config = WIRE
    code: Name
    text: Words
    passes: bool
    overrides: bool


class ReviewPoint(BaseModel):
    model_config = WIRE
    id: Name
    text: Words
    answers: tuple[ReviewAnswer, ...]


class ReviewReason(BaseModel):
    model_config = WIRE
    code: Name
    text: Words


class ReviewChange(BaseModel):
    """``checklist``: "all" takes a passing answer to each point, "any" keeps those that were given."""

    model_config = WIRE
    name: Name
    title: Words
    checklist: Literal["", "all", "any"]
    reasons: tuple[ReviewReason, ...]


class Review(BaseModel):
    """``reasons``: why the machine left it to staff, each in words. ``chip_portrait``, ``portrait``: JPEG,
    out of the chip and as taken at the kiosk. ``proposed``: a decision that waits for a second person.
    """

    model_config = WIRE
    review_id: UUID
    kid: str
    act_id: UUID
    case_number: Annotated[str, Field(max_length=60)]
    state: CaseState
    outcome: ReviewRow
    reasons: Annotated[tuple[Shown, ...], Field(repr=False)]
    chip_portrait: Annotated[Base64Bytes | None, Field(repr=False)]
    portrait: Annotated[Base64Bytes | None, Field(repr=False)]
    groups: tuple[ReviewGroup, ...]
    points: Annotated[tuple[ReviewPoint, ...], Field(max_length=_MOST_POINTS)]
    changes: tuple[ReviewChange, ...]
    proposed: Words | None
    proposed_by: str | None
    expires_in_seconds: float


class AnsweredPoint(BaseModel):
    model_config = WIRE
    point: Name
    answer: Name


class ReviewDecision(BaseModel):
    """``points``: of one that is named twice the last answer counts."""

    model_config = WIRE
    change: Name
    reason: Name | None = None
    note: Annotated[str, Field(max_length=MOST_NOTE_CHARS, repr=False)] = ""
    points: Annotated[tuple[AnsweredPoint, ...], Field(max_length=_MOST_POINTS)] = ()


class Reviewed(BaseModel):
    """How the case stands now. ``waits``: the decision was proposed, and a second person has to agree."""

    model_config = WIRE
    case_number: Annotated[str, Field(max_length=60)]
    state: CaseState
    waits: bool
