"""What became of the requests that a person has filed: central's cases, as the person is told of them."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import AwareDatetime, Field

from kiosk.contract.feed import CaseState, Words
from kiosk.contract.records.parts import RecordPart
from kiosk.contract.wire import Sha256Hex

MOST_ASKED = 100
QuestionId = Annotated[str, Field(max_length=80, pattern=r"^[a-z][a-z0-9_]*(\.[a-z0-9_]+)*$")]


class CaseStage(RecordPart):
    """A state that the case came to, and when."""

    state: CaseState
    at: AwareDatetime


class CaseResult(RecordPart):
    """The paper on which the person reads what their case came to. ``sha256`` names it: of its PDF."""

    number: Annotated[str, Field(max_length=60, description="of the paper")]
    given_at: AwareDatetime
    sha256: Sha256Hex


class AccountStep(StrEnum):
    """How far an account that the case names has come."""

    UNVERIFIED = "unverified"  # no bank has said whose it is
    NAME_CHECKED = "name_checked"  # the bank has the same name for it
    NAME_MISMATCH = "name_mismatch"  # another one, or no such account
    STAFF_APPROVED = "staff_approved"
    SENT = "sent"  # to who pays
    ACTIVE = "active"
    CLOSED = "closed"


class FiledCase(RecordPart):
    """``number`` is that of the receipt, ``kind`` that of its act. ``due_on``: by when the office decides, as
    long as it does not wait for the person; not ``due_confirmed`` while days off on the way are not settled.
    """

    number: Annotated[str, Field(max_length=40)] | None
    kind: Annotated[str, Field(max_length=80)]
    about: Annotated[str, Field(max_length=40)] | None = Field(
        None, description="the public service that was asked for"
    )
    office: Annotated[str, Field(max_length=40, description="its code")]
    state: CaseState
    opened_at: AwareDatetime
    due_on: date | None = None
    due_confirmed: bool = False
    told: Words
    reason: Words | None = Field(None, description="why it was returned or refused")
    # Left out where nothing is asked: a kiosk that does not know it yet seldom meets it.
    asked: Annotated[tuple[QuestionId, ...], Field(max_length=MOST_ASKED)] = Field(
        (),
        exclude_if=lambda asked: not asked,
        description="what is missing: questions of the form that it was filed with",
    )
    waits_for_person: bool = Field(False, description="the person is asked for something")
    may_be_withdrawn: bool = Field(False, description="by the person: it is not decided yet")
    # Left out where there is none: kiosks that do not know of results read on until there is one.
    result: CaseResult | None = Field(
        None, exclude_if=lambda result: result is None, description="to be asked for with a grant of its own"
    )
    account: AccountStep | None = Field(
        None, exclude_if=lambda account: account is None, description="of one for benefits that is added"
    )
    stages: Annotated[tuple[CaseStage, ...], Field(min_length=1, description="the first first")]
