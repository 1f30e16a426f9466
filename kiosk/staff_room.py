"""The room for staff at the kiosk: who is in, and what they may see and do there.

One rule for the end: who leaves the room, by whatever way, is signed out. Who leaves it to help a person only
helps from then on, see `kiosk.assisting`. The room knows nothing of citizens but masked lines of the queue.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Protocol
from uuid import UUID

from kiosk.act_places import ActPlaces
from kiosk.audit import AuditEvent
from kiosk.authentication.staff_roles import StaffRight
from kiosk.clock import Clock
from kiosk.errors import KnownError
from kiosk.language import Bilingual
from kiosk.network import Network, look_at_network
from kiosk.shift import Shift
from kiosk.staff_notes import StaffNote
from kiosk.staff_queue import QueueCounts, QueueEntry, QueueFilter, QueuePage, StaffQueue
from kiosk.visit.assistance import HELPING, Helper

if TYPE_CHECKING:
    from kiosk.authentication.staff import SignIn, StaffMember
    from kiosk.doctor import Check
    from kiosk.ledger import Ledger
    from kiosk.sync.worker import SyncStatus
    from local_db.act_notes import ActNote
    from local_db.outbox import OutboxRow

NOT_ALLOWED = "staff_not_allowed"
_SEND_SECONDS = 60.0
_MOST_RECEIVED = 12


class Line(Protocol):
    """The part of `LedgerDesk` that is needed here."""

    def get(self) -> Ledger: ...
    def find(self) -> Ledger | None: ...
    def do(self, work: Callable[[Ledger], None]) -> None: ...
    def reopen(self) -> None: ...


@dataclass(frozen=True, slots=True)
class SendOutcome:
    """What "send now" came to: acts that got their receipts, those that wait on, and what stands against it;
    ``problem`` is a stable code, "" for nothing, ``no_answer_yet`` when it takes longer than staff wait.
    """

    sent: int
    waiting: int
    problem: str = ""


@dataclass(frozen=True, slots=True)
class ActDetail:
    entry: QueueEntry
    notes: tuple[ActNote, ...]


@dataclass(frozen=True, slots=True)
class EnrolledAs:
    kiosk_id: str
    office_id: str
    office_name: str
    key: str  # the beginning of the key's name at central
    enrolled_at: datetime
    revoked: bool


@dataclass(frozen=True, slots=True)
class Received:
    """Something that central has sent: what, which number, from when it holds, and when it came."""

    topic: str
    number: int
    effective_from: date | None
    received_at: datetime


@dataclass(frozen=True, slots=True)
class Machine:
    """``enrolled`` is None for a kiosk that never was. ``received``: the newest first."""

    enrolled: EnrolledAs | None
    checks: tuple[Check, ...]
    next_try: datetime | None
    last_contact: datetime | None
    received: tuple[Received, ...] = ()
    network: Network | None = None
    waiting: int = 0  # acts that central does not have yet
    problem: str = ""  # what stands against sending them


class StaffRoom:
    """Thread-safe. Methods marked *blocking* work on the store or the line and may raise LocalDbError; who is
    not allowed gets `KnownError` ``staff_not_allowed``.
    """

    def __init__(
        self,
        line: Line,
        clock: Clock,
        *,
        look_around: Callable[[], tuple[StaffNote, ...]],
        examine: Callable[[Ledger], list[Check]],
        places: Callable[[], ActPlaces] = lambda: ActPlaces(()),
        notices: Callable[[], tuple[Bilingual, ...]] = tuple,
        on_reopened: Callable[[], None] = lambda: None,
        shift: Shift | None = None,
    ) -> None:
        self._line = line
        self._clock = clock
        self._look_around = look_around
        self._examine = examine
        self._places = places
        self._notices = notices
        self._on_reopened = on_reopened
        self._shift = shift or Shift(clock)
        self._lock = threading.Lock()
        self._stay = 0  # grows whenever somebody leaves: a sign-in that was under way then does not count
        self._member: StaffMember | None = None

    @property
    def member(self) -> StaffMember | None:
        """Who is signed in."""
        return self._member

    def may(self, right: StaffRight) -> bool:
        member = self._member
        return member is not None and member.may(right)

    def sign_in(self, account: str, pin: str, code: str) -> SignIn:
        """*Blocking.*"""
        stay = self._stay
        found = self._line.get().staff.sign_in(account, pin, code)
        with self._lock:
            if self._stay == stay:
                self._member = found.member
                return found
        if found.member is not None:
            self._note_leaving(found.member, "left")
        return found

    def leave(self, reason: str) -> None:
        """Whoever is signed in is not any more. Does not block."""
        with self._lock:
            self._stay += 1
            member, self._member = self._member, None
        if member is not None:
            if reason != HELPING:
                self._shift.end()
            self._note_leaving(member, reason)

    def helper(self) -> Helper:
        """Whoever is signed in, as they help a person, and can go on to by their PIN. Does not block."""
        member = self.demand(StaffRight.ASSIST)
        self._shift.begin(member.account)
        return Helper(member.account, member.name)

    @property
    def on_shift(self) -> str | None:
        """Who can take up helping by their PIN alone: their number. Does not block."""
        return self._shift.account

    def take_up(self, pin: str) -> tuple[SignIn, Helper | None]:
        """*Blocking.* Whoever is on shift helps again; nobody is let into the room by it."""
        stay, account = self._stay, self._shift.account
        if account is None:
            raise KnownError(NOT_ALLOWED, "Nobody is on shift.")
        found = self._line.get().staff.take_up(account, pin)
        member = found.member
        with self._lock:
            if self._stay != stay or self._shift.account != account:
                return found, None  # whoever it was has gone meanwhile
            if member is None or not member.may(StaffRight.ASSIST):
                self._shift.note_wrong()
                return found, None
            self._shift.go_on()
        return found, Helper(member.account, member.name)

    def counts(self) -> QueueCounts:
        """*Blocking.*"""
        self.demand(StaffRight.QUEUE)
        return self._queue().counts()

    def queue(self, which: QueueFilter, after: OutboxRow | int | None, limit: int) -> QueuePage:
        """*Blocking.* Newest first."""
        self.demand(StaffRight.QUEUE)
        return self._queue().page(which, after, limit)

    def act(self, act_id: UUID) -> ActDetail | None:
        """*Blocking.* One act and what was written about it, which is audited as a look at it."""
        member = self.demand(StaffRight.QUEUE)
        entry = self._queue().find(act_id)
        if entry is None:
            return None
        ledger = self._line.get()
        self._audit(ledger, "staff.act.seen", member, act_id)
        notes = tuple(ledger.act_notes.of(act_id)) if member.may(StaffRight.LINES) else ()
        return ActDetail(entry, notes)

    def write_note(self, act_id: UUID, text: str) -> None:
        """*Blocking.* ValueError for a text that is no note."""
        from local_db.act_notes import ActNote

        member = self.demand(StaffRight.NOTE)
        ledger = self._line.get()
        ledger.act_notes.add(ActNote(act_id, self._clock.now(), member.account, text.strip()))
        self._audit(ledger, "staff.act.noted", member, act_id)

    def send_now(self) -> SendOutcome:
        """*Blocking*, until what could be sent was, or for a minute."""
        member = self.demand(StaffRight.SEND)
        ledger = self._line.get()
        done = threading.Event()
        told: list[SendOutcome] = []

        def take(status: SyncStatus, sent: int) -> None:
            told.append(SendOutcome(sent, status.pending, status.last_problem or ""))
            done.set()

        self._audit(ledger, "staff.send_now", member)
        ledger.sync.send_now(take)
        if not done.wait(_SEND_SECONDS):
            return SendOutcome(0, ledger.outbox.pending_count(), "no_answer_yet")
        return told[0]

    def matters(self) -> tuple[StaffNote, ...]:
        """*Blocking.* What needs somebody, the gravest first."""
        self.demand(StaffRight.MATTERS)
        return self._look_around()

    def notices(self) -> tuple[Bilingual, ...]:
        """What central has to say to staff today. Does not block."""
        self.demand(StaffRight.MATTERS)
        return self._notices()

    def machine(self) -> Machine:
        """*Blocking.* No data of persons."""
        self.demand(StaffRight.MACHINE)
        ledger = self._line.get()
        enrolment = ledger.credentials.find_enrolment()
        enrolled = None
        if enrolment is not None:
            enrolled = EnrolledAs(
                enrolment.kiosk_id,
                enrolment.office_id,
                enrolment.office_name,
                enrolment.kid[:12],
                enrolment.enrolled_at,
                ledger.credentials.is_revoked,
            )
        status = ledger.sync.status
        checks = tuple(self._examine(ledger))
        return Machine(
            enrolled,
            checks,
            ledger.sync.next_try(),
            status.last_contact,
            _received(ledger),
            look_at_network(ledger.central.url, ledger.central.server_time),
            status.pending,
            status.last_problem or "",
        )

    def restart_line(self) -> None:
        """*Blocking.* Close store and line and open both anew; acts stay where they are."""
        member = self.demand(StaffRight.MACHINE)
        self._audit(self._line.get(), "staff.line.restarted", member)
        self._reopen()

    def enrol(self, code: str) -> None:
        """*Blocking.* Enrol this kiosk anew, and go on with what central granted, without a restart.

        Raises `KnownError` as `kiosk.sync.enrolment.enrol` does; then nothing changed.
        """
        from kiosk.sync.enrolment import enrol

        member = self.demand(StaffRight.ENROL)
        ledger = self._line.get()
        enrol(ledger.central, ledger.credentials, code)
        self._audit(ledger, "staff.enrolled_anew", member)
        self._reopen()

    def authorise(self, right: StaffRight, what: str) -> None:
        """*Blocking.* Whoever is signed in may do ``what``, which is audited. Raises as `demand` does."""
        member = self.demand(right)
        self._audit(self._line.get(), what, member)

    def _reopen(self) -> None:
        self._line.reopen()
        self._on_reopened()

    def _queue(self) -> StaffQueue:
        return StaffQueue(self._line.get(), self._places(), shows_lines=self.may(StaffRight.LINES))

    def demand(self, right: StaffRight) -> StaffMember:
        """Whoever is signed in and may do that. Raises `KnownError` ``staff_not_allowed``. Does not block."""
        member = self._member
        if member is None or not member.may(right):
            raise KnownError(NOT_ALLOWED, f"Nobody who may do that is signed in: {right.value}.")
        return member

    def _audit(
        self, ledger: Ledger, what: str, member: StaffMember, act_id: UUID | None = None, outcome: str = "ok"
    ) -> None:
        ledger.audit.record(
            AuditEvent(what, self._clock.now(), actor=member.actor, reference=act_id, outcome=outcome)
        )

    def _note_leaving(self, member: StaffMember, reason: str) -> None:
        self._line.do(lambda ledger: self._audit(ledger, "staff.signed_out", member, outcome=reason))


def _received(ledger: Ledger) -> tuple[Received, ...]:
    entries = ledger.told.entries()
    entries.sort(key=lambda each: each.received_at, reverse=True)
    return tuple(
        Received(each.topic, each.number, each.effective_from, each.received_at)
        for each in entries[:_MOST_RECEIVED]
    )
