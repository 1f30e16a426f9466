"""One kiosk under load and what is needed to do something to it."""

from __future__ import annotations

import random
import shutil
import threading
from dataclasses import replace
from pathlib import Path

from bench.running_central import RunningCentral
from tests.faults.faulty_proxy import FaultyProxy
from tests.faults.judging import Found, central_desk
from tests.faults.kiosk_process import KioskProcess, complaints
from tests.faults.recording_kiosk import DISK_FULL, Order
from tests.faults.small_disk import SmallDisk
from tests.faults.witness import NAME, Witnessed, read_witness
from tests.patience import PATIENCE
from tests.sync_parts import Station, open_station

LONGEST_LIFE = 0.6  # seconds from the moment at which a kiosk is ready to its kill
TIMEOUT_SECONDS = 0.3
_SECONDS_A_KILL = 20  # for the files that a life left behind
OFFICE = ("00100", "BHXH cơ sở Thử")


class Stage:
    """``data`` is the kiosk's disk; what was shown is remembered apart from it."""

    def __init__(
        self,
        folder: Path,
        central: RunningCentral,
        kiosk: KioskProcess,
        *,
        kiosk_id: str,
        url: str,
        proxy: FaultyProxy,
        chance: random.Random,
        disk: SmallDisk | None = None,
    ) -> None:
        self.folder = folder
        self.central = central
        self.kiosk = kiosk
        self.kiosk_id = kiosk_id
        self.chance = chance
        self.disk = disk
        self.data = folder / "data"
        self.found = Found()
        self.kills = 0
        self._url = url
        self._proxy = proxy
        self._moment = threading.Event()
        self._other: KioskProcess | None = None
        self._elsewhere: list[Witnessed] = []
        self._numbers = 0

    def enrol(self) -> None:
        """Under a new code; a revoked one with a new key."""
        with central_desk(self.central) as desk:
            code = desk.enrolments.new_code(self.kiosk_id, *OFFICE)
        self.data.mkdir(mode=0o700, exist_ok=True)
        station = self.open()
        station.enrol(f"http://127.0.0.1:{self.central.port}", code)
        station.close()
        if self.disk is not None:
            _copy_over(self.data, self.disk.seen_from_outside(self.kiosk))

    def open(self) -> Station:
        """Its store, while the kiosk does not run or beside it."""
        return open_station(self.data / "kiosk.db")

    @property
    def other(self) -> KioskProcess:
        """A second process of this program, beside the kiosk."""
        if self._other is None:
            self._other = KioskProcess(self.folder / "other.log")
        return self._other

    def new_folder(self, what: str) -> Path:
        self._numbers += 1
        return self.folder / f"{what} {self._numbers}"

    def order(self, data: Path | None = None) -> Order:
        where = data or (self.data if self.disk is None else self.disk.folder)
        witness = self.folder if data is None else data
        return Order(
            str(where), self._url, self.chance.getrandbits(32), TIMEOUT_SECONDS, witness=str(witness)
        )

    def start(self, order: Order | None = None) -> None:
        self.kiosk.start(order or self.order())
        self.kiosk.wait_ready()

    def moment(self, longest: float = LONGEST_LIFE) -> None:
        """When something happens is under test."""
        self._moment.wait(self.chance.uniform(0, longest))

    def kill(self) -> None:
        self.kiosk.kill(*(() if self.disk is None else (DISK_FULL,)))
        self.kills += 1

    def live(self, order: Order | None = None) -> None:
        """It runs for a moment and is killed."""
        self.start(order)
        self.moment()
        self.kill()

    def drain(self, kiosk: KioskProcess | None = None, data: Path | None = None) -> None:
        """Until central has everything, on a good line: most files wait until then."""
        kiosk, share = kiosk or self.kiosk, self._proxy.share
        patience = PATIENCE + _SECONDS_A_KILL * self.kills
        self._proxy.share = 0.0
        kiosk.start(replace(self.order(data), timeout_seconds=10.0, drain_seconds=patience))
        self.found.hold(kiosk.end(patience + PATIENCE) == 0, "the outbox does not drain")
        self._proxy.share = share

    def take_over(self, copy: Path) -> None:
        """The acts that were shown on a copy of the disk, which is at its end."""
        self._elsewhere += read_witness((copy / NAME).read_bytes())

    def witnessed_here(self) -> list[Witnessed]:
        return read_witness((self.folder / NAME).read_bytes())

    def witnessed(self) -> list[Witnessed]:
        return self.witnessed_here() + self._elsewhere

    def bring_home(self) -> None:
        """What lies on a small disk, before that ends."""
        if self.disk is not None:
            shutil.rmtree(self.data)
            self.data.mkdir(mode=0o700)
            _copy_over(self.disk.seen_from_outside(self.kiosk), self.data)

    def look_at_logs(self, *, quiet: bool) -> None:
        """``quiet``: nobody had a reason to complain."""
        for log in (self.folder / "kiosk.log", self.folder / "other.log"):
            said = complaints(log)
            broken = any(b"Traceback" in line for line in said)
            self.found.hold(not broken and not (quiet and said), f"a kiosk complained: {log}")

    def close(self) -> None:
        if self._other is not None:
            self._other.close()


def _copy_over(source: Path, target: Path) -> None:
    for each in source.iterdir():
        if each.is_dir():
            shutil.copytree(each, target / each.name)
        else:
            shutil.copy2(each, target / each.name)
