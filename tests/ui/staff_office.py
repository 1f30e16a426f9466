"""An office whose staff sign in at its kiosk: a real store, a real line, a real central."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from central.embedded import EmbeddedCentral
from central.staff.accounts import Access
from kiosk.act_places import ActPlaces
from kiosk.contract.staff import StaffRole
from kiosk.doctor import examine_running
from kiosk.ledger import Ledger
from kiosk.ledger_desk import LedgerDesk
from kiosk.review_desk import ReviewDesk
from kiosk.settings import load_settings
from kiosk.staff_notes import StaffNote
from kiosk.staff_room import StaffRoom
from kiosk.sync.act import Act
from kiosk.sync.enrolment import enrol
from kiosk.tasks.catalogue import load_catalogue
from local_db.audit_log import AuditEntry, AuditLog
from tests.manual_clock import ManualClock
from tests.patience import until
from tests.ready_made import central_folder
from tests.staff_parts import code_of, hire
from tests.sync_parts import sample_act
from tests.ui.devices.card import NAME
from tests.ui.devices.parts import TestParts, settings_of
from tests.ui.walk import Walk, open_kiosk
from ui.app import load_fonts


@dataclass
class Office:
    """A kiosk's store and line, and its central; ``hired`` are its members of staff."""

    folder: Path
    central: EmbeddedCentral
    clock: ManualClock
    notes: tuple[StaffNote, ...] = ()
    hired: dict[StaffRole, Access] = field(default_factory=dict)
    desk: LedgerDesk = field(init=False)

    def make_room(self, clock: ManualClock) -> StaffRoom:
        return StaffRoom(
            self.desk,
            clock,
            look_around=lambda: self.notes,
            examine=lambda ledger: examine_running(load_settings(self.folder / "none.toml"), clock, ledger),
            places=lambda: ActPlaces(load_catalogue()),
        )

    def start(self) -> None:
        settings = load_settings(
            self.folder / "none.toml",
            mode="development",
            data_folder=self.folder / "data",
            central={"url": self.central.url, "poll_seconds": 3600, "retry_cap_seconds": 3600},
        )
        self.desk = LedgerDesk(settings, self.clock)
        self.desk.start()

    @property
    def ledger(self) -> Ledger:
        return self.desk.get()

    def audited(self) -> list[AuditEntry]:
        entries = AuditLog(self.ledger.database).entries()
        return [entry for entry in reversed(entries) if entry.action.startswith("staff.")]

    def exchange(self) -> None:
        """One exchange with central, with its errands."""
        self.ledger.sync.wake()
        until(lambda: self.ledger.sync.next_try() is not None)


@contextmanager
def open_office(folder: Path) -> Iterator[Office]:
    clock = ManualClock()
    central = EmbeddedCentral(central_folder(folder / "central"), now=clock.now)
    central.start()
    made = Office(folder, central, clock)
    for number, role in enumerate(StaffRole):
        made.hired[role] = hire(central, role, f"{100_001 + number}")
    made.start()
    enrol(made.ledger.central, made.ledger.credentials, central.new_enrolment_code())
    done: list[object] = []
    made.ledger.sync.send_now(lambda status, _sent: done.append(status))
    until(lambda: bool(done))
    yield made
    made.desk.close()
    central.stop()


@contextmanager
def kiosk_of(office: Office, kind: type[Walk] = Walk) -> Iterator[Walk]:
    load_fonts()
    reviews = ReviewDesk(office.desk, office.clock)
    parts = TestParts(settings_of(), office.clock, make_staff=office.make_room, reviews=reviews)
    with open_kiosk(parts=parts) as walk:
        yield kind(walk.kiosk, parts)


def go_in(walk: Walk, office: Office, role: StaffRole) -> None:
    """By touch, from the first page."""
    walk.attract()
    walk.tap("callStaff")
    walk.arrive("staff_called")
    walk.tap("staffDoor")
    walk.arrive("staff_sign_in")
    access = office.hired[role]
    walk.sign_in(access.account, access.pin, code_of(access, office.clock))


def seen(walk: Walk) -> str:
    found, waiting = [], [walk.kiosk.window.contentItem()]
    while waiting:
        item = waiting.pop()
        if item.isVisible():
            waiting += item.childItems()
            found.append(str(item.property("text") or ""))
    return "\n".join(found)


def bad_act() -> Act:
    """Central takes it in and cannot work on it."""
    return sample_act(payload={"name": NAME})
