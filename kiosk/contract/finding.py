"""Whether the register knows the person who is here, for who registers: asked with the chip's fresh proof.

Central compares with what it reads from the chip itself, not with what the kiosk says. What comes is a JWS of
central (``FINDING_TYP``) over a Finding inside a JWE that only the device opens (``FINDING_SEAL_TYP``).
"""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, Field

from kiosk.contract.grants import ChipEvidence, VisitEvidence
from kiosk.contract.records import AccountState, Differing, Found
from kiosk.contract.records.parts import InsuranceNumber, PersonalNumber, RecordPart
from kiosk.contract.wire import WIRE

FINDING_TYP = "bhxh-finding+jwt"
FINDING_SEAL_TYP = "bhxh-finding+jose"
MOST_BOOKS = 20
_MOST_CHARS = 16_000  # sealed


class FindingRequest(BaseModel):
    """``stated``: the number of the book, where the personal number has found nobody."""

    model_config = WIRE
    number: Annotated[PersonalNumber, Field(repr=False)]
    stated: Annotated[InsuranceNumber | None, Field(repr=False)] = None
    evidence: VisitEvidence
    chip: ChipEvidence


class Finding(RecordPart):
    """``number``: of the book that was found. ``others``: numbers of further books that stand in this very
    record. ``alike``: how many books of nobody in particular have the same name, birthday and sex; they may
    be somebody else's, so no number of theirs is told.
    """

    grant_id: UUID
    challenge_id: UUID  # of the very question that this answers
    kid: str
    found: Found
    differs: Annotated[tuple[Differing, ...], Field(max_length=len(Differing))] = ()
    number: InsuranceNumber | None = None
    others: Annotated[tuple[InsuranceNumber, ...], Field(max_length=MOST_BOOKS)] = ()
    alike: Annotated[int, Field(ge=0, le=MOST_BOOKS)] = 0
    account: AccountState = AccountState.NONE

    @property
    def several(self) -> bool:
        """The person has more than one book, as far as anybody can tell."""
        return bool(self.others) or self.alike > 0


class SealedFinding(BaseModel):
    model_config = WIRE
    sealed: Annotated[str, Field(max_length=_MOST_CHARS, pattern=r"^[A-Za-z0-9_\-.]+$", repr=False)]
