"""Reading one person's record: central is asked, the chip answers, and the kiosk notes what came of it."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Literal
from uuid import UUID

from pydantic import ValidationError

from kiosk.audit import AuditEvent
from kiosk.clock import Clock
from kiosk.contract.records import Section
from kiosk.errors import BugError, KnownError
from kiosk.visit.read_record import KnownRecord, ReadRecord

if TYPE_CHECKING:
    from ekyc.card.reading import CardReading
    from ekyc.chip.challenge_answer import ChallengeAnswer
    from ekyc.chip.remote_agreement import Agreement
    from kiosk.contract.books import BookCopy, BookCopyRequest
    from kiosk.contract.grants import ChipChallenge, OfficerDecision, VisitEvidence
    from kiosk.ledger import Ledger
    from kiosk.ledger_desk import LedgerDesk
    from kiosk.visit.visit import Visit


class Obstacle(StrEnum):
    """Why no record is shown, as far as a person can do something about it."""

    LINE = "line"
    WAIT = "wait"  # too many records in a short time
    AGAIN = "again"  # what was agreed with central has ended; it is agreed anew
    OFFICER = "officer"  # has to vouch for the person
    OFFICER_WRONG = "officer_wrong"
    OTHER_CARD = "other_card"
    CARD = "card"  # did not answer
    NO_CHIP = "no_chip"  # was read in this visit
    NOT_PROVED = "not_proved"  # no evidence of this card suffices
    NOBODY = "nobody"  # the register does not know the number
    CHANGED = "changed"  # the paper asked for is not the newest any more
    KIOSK = "kiosk"  # staff have to look at it

    @property
    def may_retry(self) -> bool:
        return self not in _LASTING


_O = Obstacle
_LASTING = frozenset({_O.NO_CHIP, _O.NOT_PROVED, _O.NOBODY, _O.CHANGED, _O.OFFICER})
OBSTACLES: dict[str, Obstacle] = {
    # the line, and what answers on it
    "central_unreachable": _O.LINE,
    "cancelled": _O.LINE,
    "busy": _O.LINE,
    "not-ready": _O.LINE,
    "database-unavailable": _O.LINE,
    "too-many-connections": _O.LINE,
    "request-too-slow": _O.LINE,
    # a challenge or grant that holds no more
    "challenge-unknown": _O.AGAIN,
    "challenge-expired": _O.AGAIN,
    "grant-unknown": _O.AGAIN,
    "grant-spent": _O.AGAIN,
    "grant-expired": _O.AGAIN,
    "grant-limit-reached": _O.WAIT,
    # the card
    "number-of-another": _O.OTHER_CARD,
    "chip-proof-wrong": _O.NOT_PROVED,
    "chip-proof-missing": _O.NOT_PROVED,
    "chip-data-invalid": _O.NOT_PROVED,
    "issuer-not-trusted": _O.NOT_PROVED,
    "evidence-insufficient": _O.NOT_PROVED,
    "person-unknown": _O.NOBODY,
    "result-unknown": _O.CHANGED,
    # of a copy for a phone, which its own page tells
    "book-unknown": _O.CHANGED,
    "no-public-address": _O.KIOSK,
    # an officer
    "officer-needed": _O.OFFICER,
    "officer-refused": _O.OFFICER_WRONG,
}


def obstacle(code: str) -> Obstacle:
    """What a fault's stable code means here; one that nobody foresaw is for staff."""
    return OBSTACLES.get(code, Obstacle.KIOSK)


@dataclass(frozen=True, slots=True)
class Answered:
    """A challenge of central's and what the chip said to it."""

    challenge_id: UUID
    answer: ChallengeAnswer


class RecordDesk:
    """Once the ledger is open. Every call but ``note_refused`` blocks; nothing of a record is kept here."""

    def __init__(self, desk: LedgerDesk, clock: Clock) -> None:
        self._desk = desk
        self._clock = clock

    def challenge(self, visit_id: UUID) -> ChipChallenge:
        """Bytes for the chip to sign. Raises `SyncError`, which then stands in the audit log."""
        ledger = self._desk.get()
        try:
            return ledger.central.chip_challenge()
        except KnownError as error:
            self._note(ledger, visit_id, "record.refused", error.code)
            raise

    def agree(self, challenge_id: UUID, dg14: bytes) -> Agreement | None:
        """Central's part for a chip that cannot sign. None where there is none to be had: it could be a copy
        then, and central says what it takes.
        """
        from ekyc.chip.remote_agreement import Agreement
        from kiosk.contract.grants import ChipAgreementRequest

        try:
            request = ChipAgreementRequest(challenge_id=challenge_id, dg14=b64encode(dg14))
            told = self._desk.get().central.chip_agreement(request)
        except (KnownError, ValidationError):
            return None
        return Agreement(bytes.fromhex(told.public), bytes.fromhex(told.protected))

    def fetch(
        self,
        visit: Visit,
        sections: frozenset[Section],
        answered: Answered,
        officer: OfficerDecision | None = None,
    ) -> ReadRecord:
        """The record, with the paper that the visit wants, once its reading stands in the audit log. Raises
        `SyncError` and LocalDbError; a refusal stands there too.
        """
        ledger, visit_id = self._desk.get(), visit.visit_id
        what = "record" if visit.wanted_paper is None else "result"
        try:
            read = _read(ledger, visit, sections, answered, officer)
        except KnownError as error:
            self._note(ledger, visit_id, f"{what}.refused", error.code)
            raise
        self._note(ledger, visit_id, f"{what}.read", "ok", read.grant_id)
        return read

    def find(
        self, visit: Visit, stated: str | None, answered: Answered, officer: OfficerDecision | None = None
    ) -> KnownRecord:
        """Whether the register knows the person, also by a number that they state. Raises `SyncError` and
        LocalDbError; that it was asked stands in the audit log.
        """
        ledger, visit_id = self._desk.get(), visit.visit_id
        try:
            known = _find(ledger, visit, stated, answered, officer)
        except KnownError as error:
            self._note(ledger, visit_id, "finding.refused", error.code)
            raise
        self._note(ledger, visit_id, "finding.read", "ok", known.finding.grant_id)
        return known

    def note_refused(self, visit_id: UUID, code: str) -> None:
        """The kiosk itself could not go on: the card did not answer, or had no chip. Does not block."""
        self._desk.note(self._event(visit_id, "record.refused", code))

    def note_printed(self, visit: Visit) -> None:
        """Raises LocalDbError: then nothing is printed."""
        self._note_taken(visit, "printed")

    def note_mailed(self, visit: Visit) -> None:
        """Raises LocalDbError: then nothing is mailed."""
        self._note_taken(visit, "mailed")

    def note_book(self, visit: Visit, how: Literal["printed", "mailed", "copied"]) -> None:
        """The electronic book was printed, mailed, or left for the person's phone (``copied``). Raises
        LocalDbError: then it is not.
        """
        if visit.read is None:
            raise BugError("no book was read")
        self._note(self._desk.get(), visit.visit_id, f"book.{how}", "ok", visit.read.grant_id)

    def mark_read(self, grant_id: UUID, number: str, notice_id: UUID) -> None:
        """A notice that was read under this grant. Blocks. Raises `SyncError`."""
        from kiosk.contract.notices import NoticesRead

        read = NoticesRead(grant_id=grant_id, number=number, notices=(notice_id,))
        self._desk.get().central.mark_notices(read)

    def leave_book(self, request: BookCopyRequest) -> BookCopy:
        """Where the person's phone fetches it. Raises `SyncError`."""
        return self._desk.get().central.leave_book(request)

    def _note_taken(self, visit: Visit, how: str) -> None:
        if visit.read is None:
            raise BugError("no record was read")
        what = "record" if visit.wanted_paper is None else "result"
        self._note(self._desk.get(), visit.visit_id, f"{what}.{how}", "ok", visit.read.grant_id)

    def _note(
        self, ledger: Ledger, visit_id: UUID, what: str, outcome: str, grant: UUID | None = None
    ) -> None:
        ledger.audit.record(self._event(visit_id, what, outcome, grant))

    def _event(self, visit_id: UUID, what: str, outcome: str, grant: UUID | None = None) -> AuditEvent:
        return AuditEvent(what, self._clock.now(), visit_id=visit_id, outcome=outcome, grant=grant)


def _find(
    ledger: Ledger, visit: Visit, stated: str | None, answered: Answered, officer: OfficerDecision | None
) -> KnownRecord:
    from kiosk.contract.finding import FindingRequest
    from kiosk.sync.records import open_finding
    from kiosk.visit.record_request import chip_evidence

    number = _card(visit).identity.subject
    request = FindingRequest(
        number=number,
        stated=stated,
        evidence=_evidence(visit, officer),
        chip=chip_evidence(answered.challenge_id, answered.answer),
    )
    sealed = ledger.central.find_record(request)
    return KnownRecord(number, stated, open_finding(sealed, answered.challenge_id, ledger.credentials))


def _evidence(visit: Visit, officer: OfficerDecision | None) -> VisitEvidence:
    from kiosk.visit.record_request import visit_evidence

    person = visit.person
    if person.verdict is None:
        raise BugError("nobody has found out who is here")
    return visit_evidence(visit.visit_id, _card(visit), person.face, person.verdict, officer)


def _read(
    ledger: Ledger,
    visit: Visit,
    sections: frozenset[Section],
    answered: Answered,
    officer: OfficerDecision | None,
) -> ReadRecord:
    from kiosk.contract.grants import GrantRequest
    from kiosk.sync.records import open_record
    from kiosk.visit.record_request import chip_evidence

    number = _card(visit).identity.subject
    request = GrantRequest(
        number=number,
        sections=sections,
        evidence=_evidence(visit, officer),
        chip=chip_evidence(answered.challenge_id, answered.answer),
    )
    grant = ledger.central.ask_for_grant(request)
    wanted = visit.wanted_paper
    sealed = ledger.central.read_record(grant.grant_id, number, wanted)
    release = open_record(sealed, grant.grant_id, ledger.credentials, wanted)
    return ReadRecord(grant.grant_id, number, sections, release)


def _card(visit: Visit) -> CardReading:
    if visit.person.card is None:
        raise BugError("no card has been read")
    return visit.person.card
