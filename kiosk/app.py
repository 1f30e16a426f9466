"""The composition root: builds every part from the settings and hands each what it needs."""

from __future__ import annotations

import logging
from datetime import timedelta
from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from ekyc.verification import VerificationPolicy
from kiosk.act_places import ActPlaces
from kiosk.assisting import Assisting, AssistLimits
from kiosk.audit import WORKER_RESTARTED, AuditEvent
from kiosk.books import Books
from kiosk.calculations import Calculations
from kiosk.case_tracking import CaseTracking
from kiosk.central_watch import CentralWatch
from kiosk.clock import VIETNAM_TIME, Clock
from kiosk.clock_watch import LEAST_JUMP_SECONDS, ClockWatch
from kiosk.contributions import Contributions
from kiosk.device_watch import DeviceWatch
from kiosk.devices.bench import DeviceBench
from kiosk.devices.card_station import CardStation
from kiosk.devices.document_station import DocumentStation
from kiosk.devices.face_station import FaceStation
from kiosk.devices.hardware import Hardware
from kiosk.drafts import DraftDesk
from kiosk.errors import KnownError
from kiosk.forms.context import Context
from kiosk.guides import Guides
from kiosk.kept_data import KeptDataDesk
from kiosk.language import Bilingual
from kiosk.law_tables import LawTables
from kiosk.ledger import Ledger
from kiosk.ledger_desk import LedgerDesk
from kiosk.navigator import Navigator
from kiosk.offline import OfflineLimits
from kiosk.own_accounts import OwnAccounts
from kiosk.own_care import OwnCare
from kiosk.own_notices import OwnNotices
from kiosk.own_papers import OwnPapers
from kiosk.paper_mails import PaperMails
from kiosk.payments import Payments
from kiosk.petitions import Petitions
from kiosk.phone_desk import PhoneDesk
from kiosk.ratings import Ratings
from kiosk.receipts import Receipts
from kiosk.record_desk import RecordDesk
from kiosk.reference.reference_data import ReferenceData
from kiosk.reminder_desk import ReminderDesk
from kiosk.retention import Retention
from kiosk.review_desk import ReviewDesk
from kiosk.room import Room
from kiosk.scan_desk import ScanDesk
from kiosk.self_watch.watching import SelfWatch
from kiosk.service.desk import ServiceDesk
from kiosk.service.host import Host, NoHost
from kiosk.settings import Settings
from kiosk.shift import Shift
from kiosk.staff_notes import StaffNote, Watched, staff_notes
from kiosk.staff_room import StaffRoom
from kiosk.tasks.catalogue import SHIPPED, Catalogue, load_catalogue
from kiosk.tasks.evidence import Place
from kiosk.tasks.service_ground import Around
from kiosk.tasks.submission import Submission
from kiosk.told import Told
from kiosk.visit.channel_codes import find_code, put_off, send_ahead, send_code, verify_code
from kiosk.visit_mark import VisitMark
from kiosk.workers import Workers

if TYPE_CHECKING:
    from collections.abc import Callable

    from kiosk.authentication.contact_codes import CodeCheck, CodeOut
    from kiosk.doctor import Check
    from kiosk.documents.paper_words import PaperWords
    from kiosk.sync.act import RecordedAct
    from kiosk.visit.visit import Visit


logger = logging.getLogger(__name__)


class Kiosk:
    """All parts of one kiosk. Making it is quick; ``start`` then opens the slow ones in the background."""

    def __init__(
        self,
        settings: Settings,
        hardware: Hardware,
        clock: Clock,
        fonts_folder: Path,
        host: Host | None = None,
    ) -> None:
        """``host``: the machine under it; None: it may ask nothing of that."""
        self.settings = settings
        self.clock = clock
        self.tables = LawTables()
        reference = ReferenceData(settings.reference_folder)
        self.told = Told(settings, clock, self.tables, reference, self._note)
        self.around = _Surroundings(settings, clock, self.told)
        self.room, self._mark = Room(settings), VisitMark(settings.data_folder)
        self.workers = Workers()
        self.line = LedgerDesk(settings, clock, workers=self.workers)
        self._self_watch = SelfWatch(settings.data_folder, clock, self.line.note, self._hurry)
        self.faults, self.outages = self._self_watch.faults, self._self_watch.outages
        self.workers.on_restart = self._note_restart
        self.central_watch = CentralWatch(clock, self.line.note)
        keep_for = timedelta(minutes=settings.drafts.keep_minutes)
        self.scans = ScanDesk(self.line, self.room, clock, settings.attachments, keep_for)
        self.drafts = DraftDesk(self.line, clock, keep_for, self.scans.recall)
        self.retention = Retention(settings.retention, self.line, clock)
        self.offline = OfflineLimits(settings.offline, settings.data_folder)
        self.clock_watch = ClockWatch(clock, self._note_jump)
        self.card = CardStation(settings, hardware, clock, self.workers, self.outages)
        self.navigator = Navigator(
            clock,
            self.around,
            self.line.note,
            drafts=self.drafts,
            on_begin=self._begin_visit,
            on_end=self._let_go,
        )
        self.face = FaceStation(settings, hardware, self.outages)
        self.documents = DocumentStation(hardware, self.outages)
        self.device_watch = DeviceWatch(
            settings,
            clock,
            self.line,
            self.outages,
            tries=(self.card.try_reader, self.face.try_camera, self.documents.try_camera),
            is_quiet=lambda: not self.navigator.in_visit,
        )
        self.codes = _Codes(self.line)
        self.submitter = _Submitter(
            self.line, self.room, self.scans, settings=settings, clock=clock, around=self.around
        )
        self.receipts = Receipts(settings, self.line, fonts_folder, self.around, self._paper_words)
        self.own_papers = OwnPapers(fonts_folder, self.around)
        mails = PaperMails(self.line)
        self.calculations = Calculations(
            settings,
            fonts_folder,
            self.around,
            self.tables,
            mails,
            words=self._paper_words,
            on_audit=self.line.note,
        )
        self.records, self.phones = RecordDesk(self.line, clock), PhoneDesk(self.line, clock)
        self.petitions, self.ratings = Petitions(self.line), Ratings(self.line, clock)
        self.reviews = ReviewDesk(self.line, clock)
        self.contributions = Contributions(settings, fonts_folder, self.around, self.records)
        self.own_care = OwnCare(settings, fonts_folder, self.around, records=self.records, mails=mails)
        self.notices = OwnNotices(settings, fonts_folder, self.around, records=self.records, mails=mails)
        self.kept_data = KeptDataDesk(settings, fonts_folder, self.around, self.records)
        self.case_tracking = CaseTracking(settings, self.around, self.records, mails)
        self.own_accounts = OwnAccounts(self.around)
        self.reminders = ReminderDesk(settings, fonts_folder, self.around, mails)
        self.payments = Payments(settings, fonts_folder, self.around, self.tables)
        self.books = Books(settings, self.around, self.records, mails)
        self.guides = Guides(settings, fonts_folder, self.around, self._paper_words)
        self.staff = StaffRoom(
            self.line,
            clock,
            look_around=self.look_around,
            examine=self._examine,
            places=lambda: ActPlaces(self.around.catalogue()),
            notices=self._notices,
            on_reopened=self.start_tables,
            shift=Shift(clock, lambda: self.told.policies.current.shift),
        )
        self.navigator.on_staff_left = self._leave_room
        self.service = ServiceDesk(
            self.staff,
            DeviceBench(hardware),
            host or NoHost(),
            settings,
            clock,
            told=self.told,
            get_ledger=self.line.get,
            examine=self._examine,
            fonts_folder=fonts_folder,
            on_light=self.face.follow_light,
        )
        self.assisting = Assisting(
            self.navigator,
            clock,
            self.line.note,
            AssistLimits(settings.assist.silence_seconds, settings.assist.beside_seconds),
        )
        self.navigator.on_staff_called = self._tell_central_of_call
        self.navigator.staff_come = self._is_call_answered

    def _leave_room(self, reason: str) -> None:
        self.service.cancel()
        self.staff.leave(reason)

    def _tell_central_of_call(self, waiting: bool) -> None:
        def tell(ledger: Ledger) -> None:
            calls = ledger.staff_calls
            calls.call() if waiting else calls.end()

        self.line.do(tell)

    def _is_call_answered(self) -> bool:
        ledger = self.line.find()
        return ledger is not None and ledger.staff_calls.is_answered

    @property
    def policy(self) -> VerificationPolicy:
        """What the office asks for, as of today."""
        today = self.clock.now().astimezone(VIETNAM_TIME).date()
        return VerificationPolicy(
            today=today,
            max_attempts=self.settings.face.max_attempts,
            chip_proofs=self.settings.card.chip_proof_policy,
        )

    def start(self) -> None:
        """Open database and line, load card libraries and face models; returns at once."""
        self.line.start()
        self.drafts.start()
        self.scans.start()
        self.retention.start()
        self.line.do(self._begin_round)
        self.line.when_quiet(self._go_round)
        self.line.do(self.central_watch.look)
        self.line.listen(lambda _status: self.line.do(self._look_at_line), lambda _act, _case: None)
        self.line.listen(lambda status: self.around.note_line(status.online), lambda _act, _case: None)
        self.line.do(lambda _ledger: self.around.warm_up())
        self.start_tables()
        self.card.warm_up()
        self.face.warm_up()
        self.device_watch.start(self.workers)
        self._self_watch.begin()

    def start_tables(self) -> None:
        """Take up what central has sent, now and whenever there is more of it."""
        self.line.do(self._listen_to_feed)

    def _listen_to_feed(self, ledger: Ledger) -> None:
        ledger.sync.feed.on_change = lambda: self.line.do(self._load_told)
        self._load_told(ledger)

    def _load_told(self, ledger: Ledger) -> None:
        self.told.load(ledger.told)
        if not self.navigator.in_visit:
            self._adopt()

    def _adopt(self) -> None:
        """Between visits only: within one all comes from the same tables."""
        self.told.adopt()
        policy = self.told.policies.current
        self.offline.follow(policy.offline)
        self.retention.follow(policy.retention)
        self.card.follow_revocations(self.told.revocations.current)
        self.central_watch.ask_for_version(policy.program.minimum_version)

    def _paper_words(self) -> PaperWords:
        from kiosk.documents.paper_words import shipped_words

        return self.told.texts.current or shipped_words()

    def _begin_visit(self) -> None:
        self._adopt()
        self.card.begin_visit()
        self._mark.set()

    @property
    def is_warm(self) -> bool:
        """Whether everything that ``start`` began is there: from now on nobody waits for anything to load."""
        return self.line.find() is not None and self.card.is_warm and self.face.is_warm

    def look_around(self) -> tuple[StaffNote, ...]:
        """*Blocking.* What staff should know, the gravest first."""
        from kiosk.card_trust import examine_trust_store

        restarts = dict(self.workers.restarts)
        if self.face.worker_restarts:
            restarts["face-worker"] = self.face.worker_restarts
        return staff_notes(
            Watched(
                ledger=self.line.find(),
                restarts=restarts,
                offline=self.offline,
                jumped_seconds=self.clock_watch.jumped_seconds,
                central=self.central_watch,
                room=self.room,
                outages=self.outages,
                told=self.told,
                trust=examine_trust_store(
                    self.settings.card.csca_folder, self.clock.now(), self.told.revocations.current
                ),
            )
        )

    def _notices(self) -> tuple[Bilingual, ...]:
        return tuple(Bilingual(vi=each.vi, en=each.en) for each in self.told.notices)

    def _examine(self, ledger: Ledger) -> list[Check]:
        from kiosk.doctor import examine_running

        return examine_running(self.settings, self.clock, ledger)

    def _look_at_line(self, ledger: Ledger) -> None:
        """Whenever the line tells something new, on the ledger's thread."""
        self.offline.look(ledger)
        self.central_watch.look(ledger)

    def _begin_round(self, ledger: Ledger) -> None:
        if ledger.counted_time.went_back > LEAST_JUMP_SECONDS:
            self._note_jump(-ledger.counted_time.went_back)
        self._go_round(ledger)

    def _go_round(self, ledger: Ledger) -> None:
        """From time to time, on the ledger's thread."""
        self.clock_watch.look()
        ledger.counted_time.note()
        self.offline.look(ledger)
        self.room.lay_ballast()

    def _note_jump(self, seconds: float) -> None:
        minutes = min(round(abs(seconds) / 60), 99_999_999)
        way = "forward" if seconds > 0 else "back"
        logger.warning("the clock was set %s by %d minutes", way, minutes)
        what = AuditEvent("clock.jumped", self.clock.now(), actor="kiosk", outcome=f"{way}-{minutes}-minutes")
        self.line.note(what)

    def _note(self, event: AuditEvent) -> None:
        self.line.note(event)

    def _hurry(self) -> None:
        self.line.do(lambda ledger: ledger.sync.wake())

    def _note_restart(self, worker: str, error: Exception) -> None:
        self.faults.worker(worker, error)
        self.line.note(AuditEvent(f"{WORKER_RESTARTED}.{worker}", self.clock.now(), actor="kiosk"))

    def _let_go(self) -> None:
        """The visit ends: no device or service may hold on to the person."""
        self.card.cancel()
        self.face.cancel()
        self.documents.cancel()
        self.scans.end_visit(self.navigator.kept_acts)
        self.codes.wipe()
        self._mark.clear()

    def close(self) -> None:
        """End every device and thread; what is unsent stays in the outbox."""
        self._mark.clear()
        self.device_watch.close()
        self.card.close()
        self.face.close()
        self.documents.close()
        self.service.close()
        self.line.close()
        self._self_watch.end()


class _Surroundings:
    """Catalogue and reference data, read once, and what a question may look at now."""

    def __init__(self, settings: Settings, clock: Clock, told: Told) -> None:
        self._settings = settings
        self._clock = clock
        self._told = told
        self._online = False

    def note_line(self, online: bool) -> None:
        """Whether central answers, from any thread."""
        self._online = online

    @property
    def reference(self) -> ReferenceData:
        return self._told.lists.current

    @cached_property
    def _catalogue(self) -> Catalogue:
        own = self._settings.services_folder
        law = Around(lambda: self._told.tables.book, lambda: self.reference.calendar)
        return load_catalogue(SHIPPED if own is None else (*SHIPPED, own), law)

    def catalogue(self) -> Catalogue:
        return self._catalogue

    def warm_up(self) -> None:
        """Read what the first touches will ask for: the catalogue, and the names that people look for."""
        self._catalogue.search("a")
        import_module("kiosk.tasks.estimate")
        reference = self.reference
        reference.addresses.search_communes("a", limit=1)
        today = self._clock.now().astimezone(VIETNAM_TIME).date()
        reference.facilities.find("a", on=today, limit=1)
        reference.offices.find("a", on=today, limit=1)

    def context(self, visit: Visit) -> Context:
        return Context(
            now=self._clock.now(),
            language=visit.language,
            reference=self.reference,
            office_code=self._settings.office.code,
            office_name=self._settings.office.name,
            online=self._online,
            codes_by_text=self._told.policies.current.codes.by_text,
        )


class _Codes:
    """One-time codes, once the ledger is open. ``send`` and ``verify`` block."""

    def __init__(self, desk: LedgerDesk) -> None:
        self._desk = desk

    def find(self, visit: Visit, channel: str) -> CodeOut | None:
        ledger = self._desk.find()
        return None if ledger is None else find_code(ledger.contact_codes, visit, channel)

    def ahead(self, visit: Visit, channel: str) -> Callable[[], None]:
        ledger = self._desk.find()
        return (lambda: None) if ledger is None else send_ahead(ledger.contact_codes, visit, channel)

    def send(self, visit: Visit, channel: str) -> CodeOut | None:
        return send_code(self._desk.get().contact_codes, visit, channel)

    def verify(self, visit: Visit, channel: str, code: str) -> CodeCheck:
        return verify_code(self._desk.get().contact_codes, visit, channel, code)

    def put_off(self, visit: Visit, channel: str) -> None:
        put_off(visit, channel)

    def wipe(self) -> None:
        """Forget the addresses that codes were sent to. Does not block."""
        if (ledger := self._desk.find()) is not None:
            ledger.contact_codes.wipe()


class _Submitter:
    """Submits a journey, once the ledger is open. Blocks."""

    def __init__(
        self,
        desk: LedgerDesk,
        room: Room,
        scans: ScanDesk,
        *,
        settings: Settings,
        clock: Clock,
        around: _Surroundings,
    ) -> None:
        self._desk = desk
        self._scans = scans
        self._room = room
        self._clock = clock
        self._around = around
        self._place = Place(settings.office.code, settings.kiosk_id)

    def submit(self, visit: Visit) -> RecordedAct:
        """Raises `KnownError` (disk full, not enrolled, …); nothing is lost and it may be called again."""
        from local_db.errors import LocalDbError, LocalDbErrorCode

        self._room.check_for_act()
        ledger = self._desk.get()
        try:
            try:
                return self._submit(ledger, visit)
            except LocalDbError as error:
                if error.code == LocalDbErrorCode.DATABASE_DAMAGED:
                    ledger.keeper.mend()
                elif error.code != LocalDbErrorCode.DISK_FULL or not self._room.ballast.release():
                    raise
                return self._submit(ledger, visit)
        except LocalDbError as error:
            raise KnownError(error.code, error.sentence) from error

    def _submit(self, ledger: Ledger, visit: Visit) -> RecordedAct:
        submission = Submission(ledger.recorder, self._clock, self._place)
        task = self._around.catalogue().get(visit.journey.task_id)
        recorded = submission.submit(task, visit, self._around.context(visit))
        self._scans.recorded(recorded.act_id)
        return recorded
