"""Test devices at the ports of the interface: they do at once, and only, what a test tells them."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from types import TracebackType
from typing import Protocol
from uuid import UUID

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from ekyc.card.reading import (
    AccessProtocol,
    CardReading,
    CardVerdicts,
    ChipGenuine,
    DataGroupIntegrity,
    Identity,
    IdentitySource,
    IssuerTrust,
    Portrait,
    PrintVersusChip,
    Sex,
    ShownDocument,
    SodSignature,
    Validity,
)
from ekyc.card.typed_number import TypedNumber, inspect_typed_number
from ekyc.card_progress import CardPhase, CardProgress
from ekyc.chip.challenge_answer import Agree, ChallengeAnswer
from ekyc.errors import EkycError
from ekyc.face.camera import CameraState
from ekyc.face.evidence import (
    FaceEvidence,
    Finding,
    LivenessAction,
    LivenessOutcome,
    LivenessResult,
    MatchBand,
    MatchResult,
)
from ekyc.face.session import FacePhase, FaceProgress
from ekyc.papers.shot import PaperShot, take_shot
from ekyc.verification import VerificationPolicy
from kiosk.assisting import Assisting
from kiosk.authentication.contact_codes import CodeCheck, CodeOut, ContactCodes
from kiosk.books import Books
from kiosk.calculations import Calculations
from kiosk.case_tracking import CaseTracking
from kiosk.central_watch import CentralWatch
from kiosk.clock import VIETNAM_TIME
from kiosk.contract.kiosk_state import Device
from kiosk.contract.petitions import PetitionAnswer, PetitionState
from kiosk.contract.tracking import shown_tracking_code
from kiosk.contract.visit_ratings import Face
from kiosk.contract.wire import PROBLEM_TYPE_BASE, CodeChannel, CodeSent, CodeVerified, Problem
from kiosk.contributions import Contributions
from kiosk.devices.document_station import Guidance
from kiosk.documents.paper_words import shipped_words
from kiosk.errors import KnownError
from kiosk.forms.kinds.document_scan import MOST_BYTES_OF_PAGE, ScannedPage, jpeg_size
from kiosk.guides import Guides
from kiosk.kept_data import KeptDataDesk
from kiosk.language import Bilingual, Language
from kiosk.law_tables import LawTables
from kiosk.navigator import Navigator
from kiosk.own_accounts import OwnAccounts
from kiosk.own_care import OwnCare
from kiosk.own_notices import OwnNotices
from kiosk.payments import Payments
from kiosk.receipts import DueDay, Named
from kiosk.reference_number import reference_number
from kiosk.reminder_desk import ReminderDesk
from kiosk.self_watch.device_rules import device_rules
from kiosk.self_watch.outages import Outages
from kiosk.settings import Settings, load_settings
from kiosk.sync.act import Act, RecordedAct, new_act_id
from kiosk.sync.errors import CentralRefusedError, SyncError, SyncErrorCode
from kiosk.tasks.evidence import Place
from kiosk.tasks.submission import Submission
from kiosk.visit.channel_codes import find_code, put_off, send_ahead, send_code, verify_code
from kiosk.visit.draft import Draft
from kiosk.visit.person import Person
from kiosk.visit.visit import Visit
from kiosk.workers import Workers
from simulation.paper import paper_frame
from tests.kiosk.visits import Around
from tests.manual_clock import ManualClock
from tests.ui.phone_devices import TestPhones
from tests.ui.record_devices import TestRecords
from tests.ui.service_devices import TestService
from tests.ui.staff_devices import TestReviews, TestStaff
from ui.app import FONTS_FOLDER
from ui.view_models import ports


class StaffRoom(ports.StaffRoom, Protocol):
    """As the interface knows it, and how the navigator empties it."""

    def leave(self, reason: str) -> None: ...


NAME = "Nguyễn Thị Thùy Dương"
NUMBER = "079160012345"


@cache
def portrait_jpeg() -> bytes:
    """A plain picture: the page only has to show that it decodes one."""
    picture = Image.new("RGB", (300, 400), (190, 205, 215))
    for y in range(60, 340):
        for x in range(75, 225):
            if ((x - 150) / 75) ** 2 + ((y - 190) / 120) ** 2 < 1:
                picture.putpixel((x, y), (222, 180, 150))
    data = BytesIO()
    picture.save(data, "JPEG")
    return data.getvalue()


def card_reading(*, trusted: bool = True, source: IdentitySource = IdentitySource.CHIP) -> CardReading:
    """An invented woman's card."""
    chip = source is IdentitySource.CHIP
    return CardReading(
        source=source,
        identity=Identity(
            personal_number=NUMBER,
            full_name=NAME,
            date_of_birth=date(1960, 5, 17),
            sex=Sex.FEMALE,
            residence="Số 18 ngõ 4, thôn Đông, xã Hòa Bình, tỉnh Thái Nguyên",
            date_of_expiry=date(2035, 5, 17),
        ),
        verdicts=CardVerdicts(
            access=AccessProtocol.PACE if chip else AccessProtocol.NONE,
            data_group_integrity=DataGroupIntegrity.INTACT if chip else DataGroupIntegrity.NOT_CHECKED,
            sod_signature=SodSignature.VALID if chip else SodSignature.NOT_CHECKED,
            issuer_trust=IssuerTrust.TRUSTED if trusted and chip else IssuerTrust.UNKNOWN,
            chip_genuine=ChipGenuine.YES if chip else ChipGenuine.NOT_PROVABLE,
            print_versus_chip=PrintVersusChip.SAME if chip else PrintVersusChip.NOT_COMPARED,
            validity=Validity.VALID,
        ),
        portrait=Portrait(portrait_jpeg(), "image/jpeg") if chip else None,
    )


def face_evidence(
    band: MatchBand = MatchBand.MATCH,
    *,
    live: bool = True,
    attempt: int = 1,
    reason: str = "too_slow",
    findings: tuple[Finding, ...] = (),
) -> FaceEvidence:
    outcome = LivenessOutcome.PASSED if live else LivenessOutcome.FAILED
    return FaceEvidence(
        findings=findings,
        liveness=LivenessResult(outcome, (LivenessAction.TURN_LEFT,), () if live else (reason,)),
        match=MatchResult(band, 0.3, "test", "0" * 64, 0.42, 0.6),
        portrait_jpeg=b"",
        attempts=attempt,
    )


class TestCard:
    """A card place whose reader does what the test calls."""

    __test__ = False

    def __init__(self) -> None:
        self.started = 0
        self.cancelled = 0
        self.typed: list[str] = []
        self.scanned = ""
        self.sees_qr = True
        self.without_chip = 0
        self.on_progress: Callable[[CardProgress], None] = lambda _progress: None
        self.on_done: Callable[[CardReading], None] = lambda _reading: None
        self.on_fault: Callable[[EkycError], None] = lambda _error: None
        self.lies: Callable[[bool], None] = lambda _lies: None
        self.answers: ChallengeAnswer | None = ChallengeAnswer({}, None)  # None: the test says when
        self.on_answer: Callable[[ChallengeAnswer], None] = lambda _answer: None
        self.on_lying: Callable[[bool], None] = lambda _lies: None
        self.on_answer_fault: Callable[[EkycError], None] = lambda _error: None

    def answer(
        self,
        identity: Identity,
        challenge: bytes,
        on_card: Callable[[bool], None],
        on_done: Callable[[ChallengeAnswer], None],
        on_fault: Callable[[EkycError], None],
        *,
        agree: Agree | None = None,
    ) -> None:
        del identity, challenge, agree
        self.on_lying, self.on_answer, self.on_answer_fault = on_card, on_done, on_fault
        if self.answers is not None:
            on_done(self.answers)

    def start(
        self,
        on_progress: Callable[[CardProgress], None],
        on_done: Callable[[CardReading], None],
        on_fault: Callable[[EkycError], None],
        document: ShownDocument = ShownDocument.ID_CARD,
    ) -> None:
        self.started += 1
        self.document = document
        self.on_progress, self.on_done, self.on_fault = on_progress, on_done, on_fault

    def progress(self, phase: CardPhase, file: str | None = None, fraction: float = 0.0) -> None:
        before_the_chip = {CardPhase.LIFT_CARD, CardPhase.WAITING_FOR_CARD, CardPhase.LOOKING_FOR_QR}
        self.on_progress(
            CardProgress(
                phase,
                file,
                fraction,
                qr_done=phase not in before_the_chip,
                chip_done=phase is CardPhase.VERIFYING,
            )
        )

    def type_number(self, digits: str) -> None:
        self.typed.append(digits)

    def type_scan(self, keys: str) -> None:
        self.scanned += keys

    def inspect_number(self, digits: str) -> TypedNumber:
        return inspect_typed_number(digits, date(2026, 3, 2))

    def go_on_without_chip(self) -> None:
        self.without_chip += 1

    def watch(self, on_card: Callable[[bool], None]) -> None:
        self.lies = on_card

    def cancel(self) -> None:
        self.cancelled += 1


class TestFace:
    __test__ = False

    def __init__(self) -> None:
        self.started = 0
        self.cancelled = 0
        self.will_flash = True
        self.flash_skipped = 0
        self.on_flash: Callable[[str | None], None] = lambda _colour: None
        self.on_preview: Callable[[NDArray[np.uint8]], None] = lambda _frame: None
        self.on_progress: Callable[[FaceProgress], None] = lambda _progress: None
        self.on_done: Callable[[FaceEvidence], None] = lambda _evidence: None
        self.on_fault: Callable[[EkycError], None] = lambda _error: None

    def start(
        self,
        person: Person,
        on_preview: Callable[[NDArray[np.uint8]], None],
        on_progress: Callable[[FaceProgress], None],
        on_done: Callable[[FaceEvidence], None],
        on_fault: Callable[[EkycError], None],
        *,
        on_flash: Callable[[str | None], None] | None = None,
    ) -> None:
        assert person.card is not None
        assert on_flash is not None
        self.on_flash = on_flash
        self.started += 1
        self.on_preview, self.on_progress = on_preview, on_progress
        self.on_done, self.on_fault = on_done, on_fault

    def progress(
        self,
        phase: FacePhase,
        action: LivenessAction | None = None,
        fraction: float = 0.0,
        *,
        finding: Finding | None = None,
        camera_state: CameraState = CameraState.LIVE,
        oval_at: float = 0.5,
    ) -> None:
        self.on_progress(
            FaceProgress(phase, finding, action, fraction, camera_state=camera_state, oval_at=oval_at)
        )

    def skip_flash(self) -> None:
        self.flash_skipped += 1

    def cancel(self) -> None:
        self.cancelled += 1


class TestDocuments:
    """A document camera over a table with ``paper`` on it; takes what it sees, at once."""

    __test__ = False

    def __init__(self) -> None:
        self.paper = paper_frame()
        self.fault: EkycError | None = None
        self.started = 0
        self.cancelled = 0
        self.guide: Callable[[Guidance], None] = lambda _guidance: None  # what the view-model listens with

    def start(
        self,
        on_preview: Callable[[NDArray[np.uint8]], None],
        on_guidance: Callable[[Guidance], None],
        on_fault: Callable[[EkycError], None],
    ) -> None:
        self.started += 1
        self.guide = on_guidance
        if self.fault is not None:
            on_fault(self.fault)
        else:
            on_preview(self.paper)

    def take(self, most_bytes: int) -> PaperShot:
        return take_shot([self.paper], most_bytes)

    def cancel(self) -> None:
        self.cancelled += 1


class TestScans:
    """Keeps pages in memory, under keys that open nothing."""

    __test__ = False

    def __init__(self) -> None:
        self.fault: KnownError | None = None
        self.kept: dict[UUID, bytes] = {}

    def most_bytes(self, visit: Visit) -> int:
        assert visit.journey
        return MOST_BYTES_OF_PAGE

    def keep(self, visit: Visit, jpeg: bytes, findings: tuple[str, ...] = ()) -> ScannedPage:
        if self.fault is not None:
            raise self.fault
        size = jpeg_size(jpeg)
        assert visit.journey
        assert size is not None
        attachment_id = new_act_id()
        self.kept[attachment_id] = jpeg
        return ScannedPage(
            attachment_id=attachment_id,
            sha256=hashlib.sha256(jpeg).hexdigest(),
            size=len(jpeg),
            key="A" * 43,
            width=size[0],
            height=size[1],
            findings=findings,
        )

    def picture(self, page: ScannedPage) -> bytes | None:
        return self.kept.get(page.attachment_id)

    def drop(self, pages: Collection[ScannedPage]) -> None:
        for page in pages:
            self.kept.pop(page.attachment_id, None)


class TestCentral:
    """Central's side of one-time codes, as `central.messages.one_time_codes` keeps it; every code is 246810;
    ``online`` decides whether it can be reached.
    """

    __test__ = False

    def __init__(self, clock: ManualClock) -> None:
        self._clock = clock
        self.online = True
        self.mails: list[str] = []  # the addresses
        self.texts: list[str] = []  # the phones
        self.carries_texts = True
        self._codes: dict[UUID, tuple[str, float]] = {}  # address, when it was sent
        self._tries: dict[UUID, int] = {}

    def send_code(
        self, channel: CodeChannel, address: str, language: str, _key: str | None = None
    ) -> CodeSent:
        assert language in ("vi", "en")
        assert (channel is CodeChannel.EMAIL) is ("@" in address)
        self._reach()
        if channel is CodeChannel.PHONE and not self.carries_texts:
            raise _refusal("texts-not-set-up", 503, retry_after=600)
        now = self._clock.monotonic()
        waits = [at + 60 - now for each, at in self._codes.values() if each == address]
        if max(waits, default=0.0) > 0:
            raise _refusal("sent-just-now", 429, retry_after=max(waits))
        for challenge_id, (each, _) in self._codes.items():
            if each == address:
                self._tries[challenge_id] = 0
        challenge_id = new_act_id()
        self._codes[challenge_id], self._tries[challenge_id] = (address, now), 5
        (self.mails if channel is CodeChannel.EMAIL else self.texts).append(address)
        return CodeSent(
            challenge_id=challenge_id, digits=6, expires_in_seconds=300, resend_after_seconds=60, tries=5
        )

    def verify_code(self, challenge_id: UUID, code: str) -> CodeVerified:
        self._reach()
        _, sent_at = self._codes[challenge_id]
        if self._clock.monotonic() >= sent_at + 300:
            raise _refusal("code-expired", 410)
        if self._tries[challenge_id] <= 0:
            raise _refusal("code-too-many-tries", 403, tries_left=0)
        self._tries[challenge_id] -= 1
        left = self._tries[challenge_id]
        if code != "246810":
            raise _refusal("code-wrong" if left else "code-too-many-tries", 422, tries_left=left)
        return CodeVerified(challenge_id=challenge_id, verified_at=self._clock.now())

    def _reach(self) -> None:
        if not self.online:
            raise SyncError(SyncErrorCode.CENTRAL_UNREACHABLE, "The line is down.")


def _refusal(
    code: str, status: int, *, retry_after: float | None = None, tries_left: int | None = None
) -> CentralRefusedError:
    problem = Problem(type=f"{PROBLEM_TYPE_BASE}{code}", title=code, status=status, tries_left=tries_left)
    return CentralRefusedError(problem, retry_after)


class TestCodes:
    """The real kiosk's side of one-time codes over that central."""

    __test__ = False

    def __init__(self, clock: ManualClock) -> None:
        self.central = TestCentral(clock)
        self.otp = ContactCodes(self.central, clock)

    @property
    def sent(self) -> int:
        return len(self.central.mails)

    def find(self, visit: Visit, channel: str) -> CodeOut | None:
        return find_code(self.otp, visit, channel)

    def ahead(self, visit: Visit, channel: str) -> Callable[[], None]:
        return send_ahead(self.otp, visit, channel)

    def send(self, visit: Visit, channel: str) -> CodeOut | None:
        return send_code(self.otp, visit, channel)

    def verify(self, visit: Visit, channel: str, code: str) -> CodeCheck:
        return verify_code(self.otp, visit, channel, code)

    def put_off(self, visit: Visit, channel: str) -> None:
        put_off(visit, channel)


class TestSubmitter:
    """The real way from the answers to the act; what it records stays in ``acts``."""

    __test__ = False

    def __init__(self, around: Around) -> None:
        self.around = around
        self.fault: KnownError | None = None
        self.acts: list[Act] = []

    def submit(self, visit: Visit) -> RecordedAct:
        if self.fault is not None:
            raise self.fault
        task = self.around.catalogue().get(visit.journey.task_id)
        submission = Submission(self, self.around.clock, Place("019", "KIOSK-01"))
        return submission.submit(task, visit, self.around.context(visit))

    def record(self, act: Act) -> RecordedAct:
        self.acts.append(act)
        return RecordedAct(act.act_id, act.kind, act.occurred_at, len(self.acts))


class TestDrafts:
    __test__ = False

    def __init__(self) -> None:
        self.draft: Draft | None = None
        self.handed_over = 0

    def keep(self, visit: Visit, step_id: str) -> None:
        del visit, step_id

    def discard(self, visit: Visit) -> None:
        del visit

    def hand_over(self, visit: Visit) -> None:
        del visit
        self.handed_over += 1

    def kept_until(self, visit: Visit) -> datetime | None:
        del visit
        return datetime(2026, 3, 2, 10, 30, tzinfo=VIETNAM_TIME)

    def find(self, card: CardReading) -> Draft | None:
        del card
        return self.draft


class TestReceipts:
    __test__ = False

    def __init__(self) -> None:
        self.fault: KnownError | None = None
        self.printed = 0
        self.before_print: Callable[[], object] = lambda: None  # on the thread that prints

    def reference(self, visit: Visit) -> str:
        assert visit.journey.act_id is not None
        return reference_number(visit.journey.act_id)

    def qr_text(self, visit: Visit) -> str:
        return f"bhxh-act:{visit.journey.act_id}"

    def next_steps(self, visit: Visit) -> tuple[Bilingual, ...]:
        del visit
        return (
            Bilingual(vi="Cán bộ kiểm tra và duyệt tài khoản.", en="Staff check and approve the account."),
            Bilingual(
                vi="Tên đăng nhập và mật khẩu được gửi đến thư điện tử hoặc điện thoại của ông/bà.",
                en="The user name and password come by e-mail or phone.",
            ),
        )

    def named(self, visit: Visit) -> Named | None:
        del visit
        return None

    def tracking_code(self, visit: Visit) -> str | None:
        code = visit.journey.tracking_code
        return None if code is None else shown_tracking_code(code)

    def due(self, visit: Visit) -> DueDay | None:
        due = visit.journey.due
        return None if due is None else DueDay(due.date, due.confirmed)

    def forms(self, visit: Visit) -> tuple[str, ...]:
        del visit
        return ()

    def print_receipt(self, visit: Visit) -> None:
        assert visit.journey.recorded is not None
        self.before_print()
        if self.fault is not None:
            raise self.fault
        self.printed += 1


class TestOwnPapers:
    """An empty sheet; ``fault`` is what keeps it."""

    __test__ = False

    def __init__(self) -> None:
        self.fault: KnownError | None = None
        self._free = threading.Event()
        self._free.set()

    @contextmanager
    def held(self) -> Iterator[None]:
        """Nothing is made meanwhile."""
        self._free.clear()
        try:
            yield
        finally:
            self._free.set()

    def pictures(self, visit: Visit) -> tuple[bytes, ...]:
        del visit
        self._free.wait()
        if self.fault is not None:
            raise self.fault
        drawn = BytesIO()
        Image.new("RGB", (1190, 1684), "white").save(drawn, "PNG")
        return (drawn.getvalue(),)


class TestMails:
    """Papers that went out by e-mail; ``fault`` is what keeps the next one."""

    __test__ = False

    def __init__(self) -> None:
        self.sent: list[tuple[str, Language, bytes]] = []
        self.calendars: list[bytes] = []  # of reminders
        self.fault: KnownError | None = None

    def send_estimate(self, address: str, language: Language, pdf: bytes) -> None:
        if self.fault is not None:
            raise self.fault
        self.sent.append((address, language, pdf))

    send_result = send_card = send_book = send_notices = send_estimate

    def send_reminder(self, address: str, language: Language, pdf: bytes, calendar: bytes) -> None:
        self.send_estimate(address, language, pdf)
        self.calendars.append(calendar)


@dataclass(frozen=True)
class TestLineState:
    __test__ = False

    online: bool = True
    pending: int = 0


class TestLine:
    __test__ = False

    def __init__(self) -> None:
        self.on_state: Callable[[TestLineState], None] = lambda _state: None
        self.on_sent: Callable[[UUID, str], None] = lambda _act, _case: None
        self.on_failed: Callable[[KnownError | None], None] = lambda _error: None

    def listen(self, on_state: Callable[[TestLineState], None], on_sent: Callable[[UUID, str], None]) -> None:
        self.on_state, self.on_sent = on_state, on_sent
        on_state(TestLineState())

    def when_failed(self, tell: Callable[[KnownError | None], None]) -> None:
        self.on_failed = tell

    def tell_from_thread(self, state: TestLineState) -> None:
        thread = threading.Thread(target=self.on_state, args=(state,))
        thread.start()
        thread.join()


class TestOffline:
    """What may wait for central, as much as the test says."""

    __test__ = False

    def __init__(self) -> None:
        self.open = True

    def is_open(self) -> bool:
        return self.open


class TestRoom:
    """Room on a disk, as much as the test says."""

    __test__ = False

    def __init__(self) -> None:
        self.enough = True

    def is_enough_to_begin(self) -> bool:
        return self.enough


USUAL_SCREEN: dict[str, object] = {"full_screen": False, "settle_seconds": 0.02, "motion": False}
"""Of a window that waits for nothing. Where a test wants another screen it adds to this."""


def settings_of(**parts: object) -> Settings:
    """The test office's settings; ``parts`` replace whole parts."""
    usual: dict[str, object] = {
        "office": {"code": "019", "name": "BHXH cơ sở Đồng Hỷ", "hotline": "1900 9068"},
        "screen": USUAL_SCREEN,
        # What a page does by itself after a while waits for the test, however long a picture of it takes.
        "idle": {"goodbye_seconds": 3600, "card_left_seconds": 7200, "attract_seconds": 10_800},
        "speech": {"tones": False},
    }
    return load_settings(None, **(usual | parts))


class TestRatings:
    def __init__(self) -> None:
        self.rated: list[tuple[str | None, Face]] = []

    def rate(self, visit: Visit, face: Face) -> None:
        visit.rated = True
        self.rated.append((visit.last_task, face))


class TestPetitions:
    """``told``: what central answers next; a fault is raised."""

    def __init__(self) -> None:
        self.told: PetitionAnswer | SyncError = PetitionAnswer(state=PetitionState.NEW)
        self.asked: list[str] = []

    def find(self, code: str) -> PetitionAnswer:
        self.asked.append(code)
        if isinstance(self.told, SyncError):
            raise self.told
        return self.told


class TestOutages(Outages):
    """As the real ones, in memory."""

    __test__ = False

    def __init__(self) -> None:
        super().__init__(Path())

    def _read(self) -> dict[Device, int]:
        return {}

    def _write(self) -> None:
        return

    def put_out(self, device: Device) -> None:
        """As after as many faults as it takes."""
        self._faults[device] = device_rules().faults
        self.on_change()


class TestFaults:
    __test__ = False

    def __init__(self) -> None:
        self.references: list[str] = []

    def bug(self, reference: str, kind: type[BaseException], trace: TracebackType | None) -> None:
        del kind, trace
        self.references.append(reference)


@dataclass
class TestParts:
    """A whole kiosk made of test devices around the real core."""

    __test__ = False

    settings: Settings = field(default_factory=settings_of)
    clock: ManualClock = field(default_factory=ManualClock)
    audited: list[str] = field(default_factory=list)
    card: TestCard = field(default_factory=TestCard)
    face: TestFace = field(default_factory=TestFace)
    documents: TestDocuments = field(default_factory=TestDocuments)
    scans: TestScans = field(default_factory=TestScans)
    codes: TestCodes = field(init=False)
    drafts: TestDrafts = field(default_factory=TestDrafts)
    receipts: TestReceipts = field(default_factory=TestReceipts)
    own_papers: TestOwnPapers = field(default_factory=TestOwnPapers)
    line: TestLine = field(default_factory=TestLine)
    room: TestRoom = field(default_factory=TestRoom)
    offline: TestOffline = field(default_factory=TestOffline)
    outages: TestOutages = field(default_factory=TestOutages)
    faults: TestFaults = field(default_factory=TestFaults)
    central_watch: CentralWatch = field(init=False)
    staff: StaffRoom = field(init=False)
    make_staff: Callable[[ManualClock], StaffRoom] = TestStaff
    reviews: ports.CaseReviews = field(default_factory=TestReviews)
    service: TestService = field(default_factory=TestService)
    tables: LawTables | None = None
    workers: Workers = field(default_factory=Workers)
    make_around: Callable[[ManualClock], Around] = Around
    started: bool = False
    closed: bool = False

    def __post_init__(self) -> None:
        self.codes = TestCodes(self.clock)
        self.central_watch = CentralWatch(self.clock, lambda event: self.audited.append(event.what))
        self.around = self.make_around(self.clock)
        self.submitter = TestSubmitter(self.around)
        tables = self.tables or LawTables()
        self.mails = TestMails()
        self.calculations = Calculations(
            self.settings,
            FONTS_FOLDER,
            self.around,
            tables,
            self.mails,
            words=shipped_words,
            on_audit=lambda event: self.audited.append(event.what),
        )
        self.records = TestRecords()
        self.phones = TestPhones()
        self.petitions = TestPetitions()
        self.ratings = TestRatings()
        self.contributions = Contributions(self.settings, FONTS_FOLDER, self.around, self.records)
        self.own_care = OwnCare(
            self.settings, FONTS_FOLDER, self.around, records=self.records, mails=self.mails
        )
        self.notices = OwnNotices(
            self.settings, FONTS_FOLDER, self.around, records=self.records, mails=self.mails
        )
        self.kept_data = KeptDataDesk(self.settings, FONTS_FOLDER, self.around, self.records)
        self.case_tracking = CaseTracking(self.settings, self.around, self.records, self.mails)
        self.own_accounts = OwnAccounts(self.around)
        self.reminders = ReminderDesk(self.settings, FONTS_FOLDER, self.around, self.mails)
        self.payments = Payments(self.settings, FONTS_FOLDER, self.around, tables)
        self.books = Books(self.settings, self.around, self.records, self.mails)
        self.guides = Guides(self.settings, FONTS_FOLDER, self.around, shipped_words)
        self.navigator = Navigator(
            self.clock,
            self.around,
            lambda event: self.audited.append(event.what),
            drafts=self.drafts,
            on_end=self.codes.otp.wipe,
        )
        self.staff = self.make_staff(self.clock)
        self.navigator.on_staff_left = self.staff.leave
        self.assisting = Assisting(self.navigator, self.clock, lambda event: self.audited.append(event.what))

    @property
    def policy(self) -> VerificationPolicy:
        return VerificationPolicy(today=self.clock.now().date(), max_attempts=3)

    def start(self) -> None:
        self.started = True

    def close(self) -> None:
        self.closed = True


__all__ = ["NAME", "NUMBER", "TestParts", "card_reading", "face_evidence", "new_act_id", "settings_of"]
