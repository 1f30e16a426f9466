"""Officers at a kiosk: a case is opened there by a fresh code of theirs, and decided by the desk's rules.

The kiosk gets what the officer looks at and keeps nothing; every decision is `CaseDesk.change`, as at the
pages, with its checklist and its second person.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

import uuid6
from sqlalchemy import Engine, insert, select

from central.cases.desk import CaseDesk
from central.cases.kiosk_reviews import KioskReview, find_review, note_review, settle_review
from central.cases.refusals import refuse
from central.cases.views import Case
from central.casework.evidence import CaseReading, OpenedCase
from central.grants.officer_codes import OfficerCodes
from central.http.problems import ProblemCode
from central.kiosks.devices import Device
from central.store.case_tables import refused_change
from central.store.schema import act
from kiosk.contract.feed import CaseState
from kiosk.contract.reviews import ReviewDecision, ReviewRequest
from kiosk.contract.staff import StaffRole

HOLDS = timedelta(minutes=15)
DECISIONS = ("approve", "return", "refuse")
REVIEWERS = frozenset({StaffRole.OFFICER, StaffRole.SUPERVISOR})
OPENED = "review"  # what was tried, among refused changes
_WAY = "kiosk"


@dataclass(frozen=True, slots=True)
class OpenedReview:
    review_id: UUID
    opened: OpenedCase


class Reviews:
    def __init__(
        self,
        engine: Engine,
        now: Callable[[], datetime],
        *,
        desk: CaseDesk,
        reading: CaseReading,
        codes: OfficerCodes,
    ) -> None:
        self._engine = engine
        self._now = now
        self._desk = desk
        self._reading = reading
        self._codes = codes

    def open(self, device: Device, request: ReviewRequest) -> OpenedReview:
        """The case of an act that this kiosk recorded. Why a code does not count is told to the audit only.
        Raises ProblemError ``officer-refused``, ``case-unknown``, and what the desk refuses.
        """
        account = request.officer.account
        case_id = self._case_of(device, request.act_id)
        fault = self._codes.find_fault(request.officer, device, REVIEWERS)
        if fault is not None:
            self._note_refused(case_id, account, fault)
            raise refuse(ProblemCode.OFFICER_REFUSED)
        opened = self._reading.open(account, str(case_id), _WAY)
        review = KioskReview(
            review_id=uuid4(),
            kid=device.kid,
            kiosk_id=device.kiosk_id,
            account=account,
            case_id=case_id,
            version=opened.whole.case.version,
            opened_at=self._now(),
        )
        with self._engine.begin() as connection:
            note_review(connection, review)
        return OpenedReview(review.review_id, opened)

    def decide(self, device: Device, review_id: UUID, decision: ReviewDecision) -> Case:
        """Raises ProblemError ``review-ended`` for a review that holds no more, and what the desk refuses."""
        with self._engine.connect() as connection:
            review = find_review(connection, review_id)
        if review is None or not self._holds(device, review) or decision.change not in DECISIONS:
            raise refuse(ProblemCode.REVIEW_ENDED)
        name, version = str(review.case_id), review.version
        case = self._desk.get(review.account, name).case
        if (case.state, case.version) == (CaseState.RECEIVED, version):
            version = self._desk.change(review.account, name, "take", version).version
        after = self._desk.change(
            review.account,
            name,
            decision.change,
            version,
            reason=decision.reason,
            note=decision.note,
            points={each.point: each.answer for each in decision.points},
        )
        with self._engine.begin() as connection:
            settle_review(connection, review.review_id, decision.change, after.version)
        return after

    def _holds(self, device: Device, review: KioskReview) -> bool:
        """Also not one of the future: then this clock was set back."""
        in_time = review.opened_at <= self._now() < review.opened_at + HOLDS
        return in_time and review.kid == device.kid and review.change is None

    def _case_of(self, device: Device, act_id: UUID) -> UUID:
        query = select(act.c.case_id).where(act.c.act_id == act_id, act.c.kiosk_id == device.kiosk_id)
        with self._engine.connect() as connection:
            found: UUID | None = connection.execute(query).scalar()
        if found is None:
            raise refuse(ProblemCode.CASE_UNKNOWN)
        return found

    def _note_refused(self, case_id: UUID, account: str, fault: str) -> None:
        values = {
            "attempt_id": UUID(bytes=uuid6.uuid7().bytes),
            "case_id": case_id,
            "change": OPENED,
            "who": account,
            "problem": fault,
            "at": self._now(),
        }
        with self._engine.begin() as connection:
            connection.execute(insert(refused_change).values(values))
