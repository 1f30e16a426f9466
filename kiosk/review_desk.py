"""A case that was recorded here, gone through by a member of staff: central shows it and takes the decision.

Nothing of it is kept: what central shows is forgotten with the page. Each look and each decision is noted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.audit import AuditEvent
from kiosk.authentication.staff_roles import StaffRight
from kiosk.clock import Clock
from kiosk.errors import KnownError

if TYPE_CHECKING:
    from uuid import UUID

    from kiosk.authentication.staff import StaffMember
    from kiosk.contract.reviews import Review, ReviewDecision, Reviewed
    from kiosk.ledger import Ledger
    from kiosk.ledger_desk import LedgerDesk

_NOT_ALLOWED = "staff_not_allowed"


class ReviewDesk:
    """Every call blocks. Raises `SyncError`, LocalDbError and `KnownError` ``staff_not_allowed``; a refusal
    stands in the audit log too.
    """

    def __init__(self, desk: LedgerDesk, clock: Clock) -> None:
        self._desk = desk
        self._clock = clock

    def open(self, member: StaffMember | None, act_id: UUID, code: str) -> Review:
        """``code``: a fresh one, of the member's codes for central."""
        from kiosk.contract.grants import OfficerDecision
        from kiosk.contract.reviews import ReviewRequest
        from kiosk.sync.records import open_review

        officer, ledger = _reviewer(member), self._desk.get()
        request = ReviewRequest(officer=OfficerDecision(account=officer.account, code=code), act_id=act_id)
        try:
            review = open_review(ledger.central.open_review(request), act_id, ledger.credentials)
        except KnownError as error:
            self._note(ledger, "staff.review.refused", officer, act_id, error.code)
            raise
        self._note(ledger, "staff.review.opened", officer, act_id)
        return review

    def decide(self, member: StaffMember | None, review: Review, decision: ReviewDecision) -> Reviewed:
        """As the review was shown. That somebody is about to decide is noted before."""
        officer, ledger = _reviewer(member), self._desk.get()
        self._note(ledger, "staff.review.deciding", officer, review.act_id, decision.change)
        try:
            reviewed = ledger.central.decide_review(review.review_id, decision)
        except KnownError as error:
            self._note(ledger, "staff.review.refused", officer, review.act_id, error.code)
            raise
        outcome = "proposed" if reviewed.waits else "ok"
        self._note(ledger, "staff.review.decided", officer, review.act_id, outcome)
        return reviewed

    def _note(
        self, ledger: Ledger, what: str, member: StaffMember, act_id: UUID, outcome: str = "ok"
    ) -> None:
        at = self._clock.now()
        ledger.audit.record(AuditEvent(what, at, actor=member.actor, reference=act_id, outcome=outcome))


def _reviewer(member: StaffMember | None) -> StaffMember:
    if member is None or not member.may(StaffRight.REVIEW):
        raise KnownError(_NOT_ALLOWED, "Nobody who may decide on cases is signed in.")
    return member
