"""What the interface asks of the rest of the kiosk, as protocols: the composition root hands the parts in.

Threads: a station calls its callbacks from any thread; the view-models bring them to the GUI thread. A method
marked *blocking* may take long (network, disk, printer): the view-models call it on a pool thread only.
Errors are `kiosk.errors.KnownError` or `ekyc.errors.EkycError` with a stable code; anything else is a bug.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from types import TracebackType
    from uuid import UUID

    from ekyc.card.reading import CardReading
    from ekyc.chip.remote_agreement import Agreement
    from ekyc.verification import VerificationPolicy
    from kiosk.assisting import Assisting
    from kiosk.authentication.contact_codes import CodeCheck, CodeOut
    from kiosk.authentication.staff import SignIn, StaffMember
    from kiosk.authentication.staff_roles import StaffRight
    from kiosk.benefits.errors import InputError
    from kiosk.books import PhoneCopy, ShownBook
    from kiosk.central_watch import CentralWatch
    from kiosk.clock import Clock
    from kiosk.contract.grants import ChipChallenge, OfficerDecision
    from kiosk.contract.petitions import PetitionAnswer
    from kiosk.contract.records import Section
    from kiosk.contract.reviews import Review, ReviewDecision, Reviewed
    from kiosk.contract.smart_otp import AskedToSign, Phone, PhoneKey, TextSigned
    from kiosk.contract.visit_ratings import Face
    from kiosk.contributions import OwnFigures
    from kiosk.errors import KnownError
    from kiosk.forms.form import Page
    from kiosk.forms.kinds.document_scan import ScannedPage
    from kiosk.language import Bilingual
    from kiosk.navigator import Navigator
    from kiosk.receipts import DueDay, Named
    from kiosk.record_desk import Answered
    from kiosk.records.care import ToldCare
    from kiosk.records.cases import ToldCases, ToldPaper
    from kiosk.records.health_card import ToldCard
    from kiosk.records.inbox import ToldInbox
    from kiosk.records.kept import ToldKept
    from kiosk.records.payment_accounts import ToldAccounts
    from kiosk.records.received import ToldReceived
    from kiosk.records.telling import ToldContributions
    from kiosk.records.telling_missing import ToldStretch
    from kiosk.reminders.entry import Reminder
    from kiosk.reminders.telling import ToldLine
    from kiosk.self_watch.outages import OutageNotice
    from kiosk.settings import Settings
    from kiosk.staff_notes import StaffNote
    from kiosk.staff_queue import QueueCounts, QueueFilter, QueuePage
    from kiosk.staff_room import ActDetail, Machine, SendOutcome
    from kiosk.sync.act import RecordedAct
    from kiosk.tasks.catalogue import Availability
    from kiosk.tasks.estimate import Estimate
    from kiosk.tasks.paying import ToldPayment
    from kiosk.tasks.task import Task
    from kiosk.visit.assistance import Helper
    from kiosk.visit.draft import Draft
    from kiosk.visit.person import Assurance
    from kiosk.visit.read_record import KnownRecord, ReadRecord
    from kiosk.visit.visit import Visit
    from kiosk.workers import Workers
    from local_db.outbox import OutboxRow
    from ui.view_models.device_ports import CardStation, DocumentStation, FaceStation
    from ui.view_models.service_ports import Service


class ScanKeeper(Protocol):
    """The pages that were photographed in this visit, sealed on the disk and in memory to be shown again."""

    def most_bytes(self, visit: Visit) -> int:
        """What the next page may have. Raises ``attachments_full``."""
        ...

    def keep(self, visit: Visit, jpeg: bytes, findings: tuple[str, ...] = ()) -> ScannedPage:
        """*Blocking.* Raises ``disk_full``, ``attachments_full``, …; then nothing was kept."""
        ...

    def picture(self, page: ScannedPage) -> bytes | None: ...

    def drop(self, pages: Collection[ScannedPage]) -> None: ...


class CodeSender(Protocol):
    """One-time codes to the address that answers a question (``channel``). ``send`` and ``verify`` are
    *blocking* and keep the journey's proofs up to date.
    """

    def find(self, visit: Visit, channel: str) -> CodeOut | None:
        """The code that was sent to this address and holds."""
        ...

    def ahead(self, visit: Visit, channel: str) -> Callable[[], None]:
        """The sending of a code before its page is met, *blocking*. Made at once, while the visit lasts."""
        ...

    def send(self, visit: Visit, channel: str) -> CodeOut | None:
        """Send a code, or find the one that holds. None: central cannot send one now, the proof is
        ``pending`` and the visit goes on. Raises CodeTooEarlyError.
        """
        ...

    def verify(self, visit: Visit, channel: str, code: str) -> CodeCheck: ...

    def put_off(self, visit: Visit, channel: str) -> None:
        """The person cannot have the code now: it is proved later. Does not block."""
        ...


class Submitter(Protocol):
    def submit(self, visit: Visit) -> RecordedAct:
        """*Blocking.* Seal and record the act of the journey, and put it there. Repeating is harmless."""
        ...


class Drafts(Protocol):
    def find(self, card: CardReading) -> Draft | None:
        """*Blocking.* The journey that a crash cut off, for this very card."""
        ...


class ReceiptOutput(Protocol):
    def reference(self, visit: Visit) -> str:
        """The short form of the act's id that people can read out."""
        ...

    def qr_text(self, visit: Visit) -> str:
        """What the QR on screen and paper carries: no personal data."""
        ...

    def tracking_code(self, visit: Visit) -> str | None:
        """By which a petition is followed without a card."""
        ...

    def next_steps(self, visit: Visit) -> tuple[Bilingual, ...]:
        """What happens next, in the order in which it does."""
        ...

    def named(self, visit: Visit) -> Named | None:
        """The answer that the receipt states, such as the case that this belongs to."""
        ...

    def due(self, visit: Visit) -> DueDay | None:
        """By when the office answers."""
        ...

    def forms(self, visit: Visit) -> tuple[str, ...]:
        """The published codes of the official forms that are printed with the receipt."""
        ...

    def print_receipt(self, visit: Visit) -> None:
        """*Blocking.* Raises a named error when there is no printer, no paper or no answer."""
        ...


class OwnPapersOutput(Protocol):
    """What the person declares, as it stands on paper."""

    def pictures(self, visit: Visit) -> tuple[bytes, ...]:
        """*Blocking.* The pages (PNG). Raises a named error where they cannot be set."""
        ...


class ResultOutput(Protocol):
    """Of a calculator."""

    def result(self, visit: Visit) -> Estimate:
        """Worked out now. Raises `InputError` where answers do not fit together."""
        ...

    def questions_behind(self, visit: Visit, error: InputError) -> tuple[str, ...]:
        """Which answers those are, by their questions; empty where that is not known."""
        ...

    def tables_text(self) -> Bilingual:
        """Which tables of the law's figures it rests on."""
        ...

    def used_lines(self, found: Estimate) -> Iterator[tuple[Bilingual, Bilingual]]:
        """The figures of the law that a result rests on: name; value, first day, source, what is unsure."""
        ...

    def qr_text(self, visit: Visit) -> str:
        """The result as a short text, with nothing that names the person."""
        ...

    def print_result(self, visit: Visit) -> None:
        """*Blocking.* Raises a named error when there is no printer, no paper or no answer."""
        ...

    def mail_result(self, visit: Visit) -> None:
        """*Blocking.* To ``visit.mailing``. Raises a named error when central cannot send it now."""
        ...


class ReminderOutput(Protocol):
    """Of a reminder that was entered."""

    def reminder(self, visit: Visit) -> Reminder: ...

    def lines(self, visit: Visit) -> tuple[ToldLine, ...]:
        """When, where and when it rings: label and value."""
        ...

    def qr_text(self, visit: Visit) -> str: ...

    def is_event(self, visit: Visit) -> bool:
        """Whether the code is one that a phone adds to its calendar."""
        ...

    def print_slip(self, visit: Visit) -> None:
        """*Blocking.* Raises a named error when there is no printer, no paper or no answer."""
        ...

    def mail(self, visit: Visit) -> None:
        """*Blocking.* To ``visit.mailing``. Raises a named error when central cannot send it now."""
        ...


class RecordSource(Protocol):
    """The person's record, which central releases."""

    def challenge(self, visit_id: UUID) -> ChipChallenge:
        """*Blocking.* Raises `SyncError`."""
        ...

    def agree(self, challenge_id: UUID, dg14: bytes) -> Agreement | None:
        """*Blocking.* For a chip that cannot sign."""
        ...

    def fetch(
        self,
        visit: Visit,
        sections: frozenset[Section],
        answered: Answered,
        officer: OfficerDecision | None = None,
    ) -> ReadRecord:
        """*Blocking.* Raises `SyncError` and LocalDbError."""
        ...

    def find(
        self, visit: Visit, stated: str | None, answered: Answered, officer: OfficerDecision | None = None
    ) -> KnownRecord:
        """*Blocking.* The same."""
        ...

    def note_refused(self, visit_id: UUID, code: str) -> None: ...


class PhoneSource(Protocol):
    """The phones of the person who is here, at central. Every call is *blocking*, and raises `SyncError` and
    LocalDbError.
    """

    def phones(self, visit: Visit) -> tuple[Phone, ...]: ...

    def add(self, visit: Visit, name: str) -> PhoneKey: ...

    def confirm(self, visit: Visit, phone_id: UUID, code: str, pin: str) -> tuple[Phone, ...]: ...

    def check(self, visit: Visit, phone_id: UUID, code: str, pin: str) -> None: ...

    def remove(self, visit: Visit, phone_id: UUID) -> tuple[Phone, ...]: ...

    def ask_to_sign(self, visit: Visit, phone_id: UUID, text: str) -> AskedToSign: ...

    def sign(self, visit: Visit, challenge_id: UUID, code: str, pin: str) -> TextSigned: ...


class ContributionsOutput(Protocol):
    """Of the record that was read in this visit."""

    def tell(self, visit: Visit) -> ToldContributions: ...

    def missing(self, visit: Visit) -> tuple[ToldStretch, ...]:
        """What can be reported as missing, the newest first."""
        ...

    def own_figures(self, visit: Visit) -> OwnFigures:
        """What fills in the answers of a calculator."""
        ...

    def print_contributions(self, visit: Visit) -> None:
        """*Blocking.* Raises a named error when there is no printer, no paper or no answer."""
        ...


class OwnCareOutput(Protocol):
    """Of the record that was read in this visit: health card, treatments, benefits received."""

    def tell_card(self, visit: Visit) -> ToldCard: ...

    def tell_care(self, visit: Visit) -> ToldCare: ...

    def tell_received(self, visit: Visit) -> ToldReceived: ...

    def print_card(self, visit: Visit) -> None:
        """*Blocking.* Raises a named error when there is no printer, no paper or no answer."""
        ...

    def mail_card(self, visit: Visit) -> None:
        """*Blocking.* Raises a named error when central cannot send it now."""
        ...


class KeptOutput(Protocol):
    """Of what was read in this visit."""

    def tell(self, visit: Visit) -> ToldKept: ...

    def print_copy(self, visit: Visit) -> None:
        """*Blocking.* Raises a named error when there is no printer, no paper or no answer."""
        ...


class NoticesOutput(Protocol):
    """Of the record that was read in this visit."""

    def tell(self, visit: Visit) -> ToldInbox: ...

    def marking(self, visit: Visit, notice_id: UUID) -> Callable[[], None]:
        """What tells central that it was read, *blocking*. Made at once, while the visit lasts."""
        ...

    def print_shown(self, visit: Visit) -> None:
        """*Blocking.* Raises a named error when there is no printer, no paper or no answer."""
        ...

    def mail_shown(self, visit: Visit) -> None:
        """*Blocking.* To ``visit.mailing``. Raises a named error when central cannot send it now."""
        ...


class AccountsOutput(Protocol):
    """Of the record that was read in this visit."""

    def tell(self, visit: Visit) -> ToldAccounts: ...

    def turn_to(self, visit: Visit, wish: str, account: Bilingual | None, task_id: str) -> None: ...


class PaymentsOutput(Protocol):
    """Of what this journey has worked out, or filed."""

    def find(self, visit: Visit) -> ToldPayment | None: ...

    def print_slip(self, visit: Visit) -> None:
        """*Blocking.* Raises a named error when there is no printer, no paper or no answer."""
        ...


class CasesOutput(Protocol):
    """Of the record that was read in this visit."""

    def tell(self, visit: Visit) -> ToldCases: ...

    def tell_paper(self, visit: Visit) -> ToldPaper:
        """What stands around the paper that was read."""
        ...

    def pages(self, visit: Visit) -> tuple[bytes, ...]:
        """Its pictures (JPEG)."""
        ...

    def print_paper(self, visit: Visit) -> None:
        """*Blocking.* Raises a named error when there is no printer, no paper or no answer."""
        ...

    def mail_paper(self, visit: Visit) -> None:
        """*Blocking.* Raises a named error when central cannot send it now."""
        ...


class BookOutput(Protocol):
    """Of the record that was read in this visit."""

    def tell(self, visit: Visit) -> ShownBook: ...

    def print_book(self, visit: Visit) -> None:
        """*Blocking.* Raises a named error when there is no printer, no paper or no answer."""
        ...

    def mail_book(self, visit: Visit) -> None:
        """*Blocking.* Raises a named error when central cannot send it now."""
        ...

    def leave_for_phone(self, visit: Visit) -> PhoneCopy:
        """*Blocking.* Raises a named error when central cannot take it now."""
        ...


class GuideOutput(Protocol):
    """Of a page that is read."""

    def counter(self, page: Page) -> tuple[tuple[Bilingual, Bilingual], ...]:
        """Label and words: where to go and whom to ask, where staff at the counter go on with it."""
        ...

    def qr_text(self, visit: Visit, page: Page) -> str:
        """The page as a short text."""
        ...

    def print_page(self, visit: Visit, page: Page) -> None:
        """*Blocking.* Raises a named error when there is no printer, no paper or no answer."""
        ...


class LineState(Protocol):
    @property
    def online(self) -> bool: ...
    @property
    def pending(self) -> int: ...


class LineStatus(Protocol):
    """The connection to central. Listeners are called from any thread, at once with the present state."""

    def listen(
        self,
        on_state: Callable[[LineState], None],
        on_sent: Callable[[UUID, str], None],
    ) -> None:
        """``on_sent`` gets the act's id and the case number once central's signed receipt was verified."""
        ...

    def when_failed(self, tell: Callable[[KnownError | None], None]) -> None:
        """Call ``tell``, from any thread, if acts cannot be kept at all: nobody can be served then. With None
        when they can again.
        """
        ...


class Room(Protocol):
    """Room on the disk."""

    def is_enough_to_begin(self) -> bool:
        """Whether a visit may begin. Does not block."""
        ...


class Offline(Protocol):
    """The limits of what may wait for central."""

    def is_open(self) -> bool:
        """Whether a visit may begin. Does not block."""
        ...


class StaffRoom(Protocol):
    """The room for staff, see `kiosk.staff_room`. Every call but ``may``, ``member``, ``on_shift`` and
    ``helper`` is *blocking*."""

    @property
    def member(self) -> StaffMember | None: ...
    def may(self, right: StaffRight) -> bool: ...
    def sign_in(self, account: str, pin: str, code: str) -> SignIn: ...
    def helper(self) -> Helper: ...
    @property
    def on_shift(self) -> str | None: ...
    def take_up(self, pin: str) -> tuple[SignIn, Helper | None]: ...
    def counts(self) -> QueueCounts: ...
    def queue(self, which: QueueFilter, after: OutboxRow | int | None, limit: int) -> QueuePage: ...
    def act(self, act_id: UUID) -> ActDetail | None: ...
    def write_note(self, act_id: UUID, text: str) -> None: ...
    def send_now(self) -> SendOutcome: ...
    def matters(self) -> tuple[StaffNote, ...]: ...
    def notices(self) -> tuple[Bilingual, ...]: ...
    def machine(self) -> Machine: ...
    def restart_line(self) -> None: ...
    def enrol(self, code: str) -> None: ...


class CaseReviews(Protocol):
    """Cases at central that staff go through here, see `kiosk.review_desk`. Every call is *blocking*."""

    def open(self, member: StaffMember | None, act_id: UUID, code: str) -> Review: ...
    def decide(self, member: StaffMember | None, review: Review, decision: ReviewDecision) -> Reviewed: ...


class PetitionSource(Protocol):
    def find(self, code: str) -> PetitionAnswer:
        """Blocks. Raises `SyncError`."""
        ...


class VisitRater(Protocol):
    def rate(self, visit: Visit, face: Face) -> None:
        """Once in a visit; nobody can say whose it was."""
        ...


class FaultSink(Protocol):
    """Central is told of a bug when there is a line. *Blocking* for some milliseconds."""

    def bug(self, reference: str, kind: type[BaseException], trace: TracebackType | None) -> None: ...


class Outages(Protocol):
    """Devices that are out of service. ``on_change`` is called from any thread."""

    on_change: Callable[[], None]

    @property
    def notice(self) -> OutageNotice | None: ...
    def touch(self, task: Task, known: Assurance, now: Availability) -> Availability:
        """What is left of the availability of a task."""
        ...


class KioskParts(Protocol):
    """All that the window needs, in one hand: the core's own parts, devices and lines behind ports."""

    def start(self) -> None:
        """Open what is slow in the background; returns at once. Called when the first screen stands."""
        ...

    def close(self) -> None:
        """End every device and thread."""
        ...

    @property
    def settings(self) -> Settings: ...
    @property
    def clock(self) -> Clock: ...
    @property
    def navigator(self) -> Navigator: ...
    @property
    def policy(self) -> VerificationPolicy: ...
    @property
    def card(self) -> CardStation: ...
    @property
    def face(self) -> FaceStation: ...
    @property
    def documents(self) -> DocumentStation: ...
    @property
    def scans(self) -> ScanKeeper: ...
    @property
    def codes(self) -> CodeSender: ...
    @property
    def drafts(self) -> Drafts: ...
    @property
    def submitter(self) -> Submitter: ...
    @property
    def receipts(self) -> ReceiptOutput: ...
    @property
    def own_papers(self) -> OwnPapersOutput: ...
    @property
    def calculations(self) -> ResultOutput: ...
    @property
    def reminders(self) -> ReminderOutput: ...
    @property
    def records(self) -> RecordSource: ...
    @property
    def phones(self) -> PhoneSource: ...
    @property
    def petitions(self) -> PetitionSource: ...
    @property
    def ratings(self) -> VisitRater: ...
    @property
    def contributions(self) -> ContributionsOutput: ...
    @property
    def own_care(self) -> OwnCareOutput: ...
    @property
    def kept_data(self) -> KeptOutput: ...
    @property
    def notices(self) -> NoticesOutput: ...
    @property
    def payments(self) -> PaymentsOutput: ...
    @property
    def own_accounts(self) -> AccountsOutput: ...
    @property
    def case_tracking(self) -> CasesOutput: ...
    @property
    def books(self) -> BookOutput: ...
    @property
    def guides(self) -> GuideOutput: ...
    @property
    def line(self) -> LineStatus: ...
    @property
    def room(self) -> Room: ...
    @property
    def offline(self) -> Offline: ...
    @property
    def outages(self) -> Outages: ...
    @property
    def faults(self) -> FaultSink: ...

    @property
    def workers(self) -> Workers: ...

    @property
    def central_watch(self) -> CentralWatch: ...

    @property
    def staff(self) -> StaffRoom: ...

    @property
    def assisting(self) -> Assisting: ...

    @property
    def reviews(self) -> CaseReviews: ...

    @property
    def service(self) -> Service: ...
