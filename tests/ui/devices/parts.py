"""A whole kiosk of test devices around the real core."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from ekyc.verification import VerificationPolicy
from kiosk.assisting import Assisting
from kiosk.books import Books
from kiosk.calculations import Calculations
from kiosk.case_tracking import CaseTracking
from kiosk.central_watch import CentralWatch
from kiosk.contributions import Contributions
from kiosk.documents.paper_words import shipped_words
from kiosk.guides import Guides
from kiosk.kept_data import KeptDataDesk
from kiosk.law_tables import LawTables
from kiosk.navigator import Navigator
from kiosk.own_accounts import OwnAccounts
from kiosk.own_care import OwnCare
from kiosk.own_notices import OwnNotices
from kiosk.payments import Payments
from kiosk.reminder_desk import ReminderDesk
from kiosk.settings import Settings, load_settings
from kiosk.workers import Workers
from tests.kiosk.visits import Around
from tests.manual_clock import ManualClock
from tests.ui.devices.acts import TestDrafts, TestPetitions, TestRatings, TestSubmitter
from tests.ui.devices.card import TestCard
from tests.ui.devices.codes import TestCodes
from tests.ui.devices.face import TestFace
from tests.ui.devices.machine import TestFaults, TestLine, TestOffline, TestOutages, TestRoom
from tests.ui.devices.papers import TestDocuments, TestMails, TestOwnPapers, TestReceipts, TestScans
from tests.ui.devices.phones import TestPhones
from tests.ui.devices.records import TestRecords
from tests.ui.devices.service import TestService
from tests.ui.devices.staff import TestReviews, TestStaff
from ui.app import FONTS_FOLDER
from ui.view_models.ports.staff import CaseReviews
from ui.view_models.ports.staff import StaffRoom as ShownStaffRoom


class StaffRoom(ShownStaffRoom, Protocol):
    """As the interface knows it, and how the navigator empties it."""

    def leave(self, reason: str) -> None: ...


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
    reviews: CaseReviews = field(default_factory=TestReviews)
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
