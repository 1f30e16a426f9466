"""Killing the kiosk at any moment after a receipt was shown loses nothing and doubles nothing."""

from __future__ import annotations

import random
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import text

from central.embedded import EmbeddedCentral
from tests.lossy_proxy import LossyProxy
from tests.patience import PATIENCE
from tests.ready_made import central_folder, kiosk_database
from tests.sync_parts import open_station

ROOT = Path(__file__).parents[2]
ROUNDS = 12
PROGRAM = "tests.end_to_end.recording_kiosk"


class KioskProcess:
    """A running kiosk and the receipts that it has shown."""

    def __init__(self, folder: Path, url: str, seed: int, acts: int) -> None:
        command = [sys.executable, "-W", "error", "-m", PROGRAM, str(folder), url, str(seed), str(acts)]
        self.process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        self.shown: list[UUID] = []
        self._progress = threading.Condition()
        self.ready = threading.Event()
        self._reader = threading.Thread(target=self._read)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            if line.strip() == "ready":
                self.ready.set()
            elif line.endswith("\n"):
                with self._progress:
                    self.shown.append(UUID(line.strip()))
                    self._progress.notify_all()
        self.ready.set()

    def wait_for_acts(self, count: int) -> None:
        """Until so many receipts were shown."""
        with self._progress:
            assert self._progress.wait_for(lambda: len(self.shown) >= count, PATIENCE)

    def end(self) -> int:
        """Wait for the process and for the last line that it printed."""
        code = self.process.wait(PATIENCE)
        self._reader.join(PATIENCE)
        assert self.process.stdout is not None
        self.process.stdout.close()
        return code


@contextmanager
def enrolled_kiosk(folder: Path) -> Iterator[EmbeddedCentral]:
    central = EmbeddedCentral(central_folder(folder / "central"))
    central.start()
    station = open_station(kiosk_database(folder / "kiosk.db"))
    station.enrol(central.url, central.new_enrolment_code())
    station.close()
    try:
        yield central
    finally:
        central.stop()


def stored_acts(central: EmbeddedCentral) -> list[UUID]:
    central.wait_for_judging()
    with central.central.engine.connect() as connection:
        rows = connection.execute(text("SELECT act_id FROM act ORDER BY sequence"))
        return [UUID(row.act_id) for row in rows]


@pytest.mark.long
@pytest.mark.losses
def test_kills_at_random_moments_lose_and_double_nothing(tmp_path: Path) -> None:
    chance = random.Random(20260302)
    shown: list[UUID] = []
    with enrolled_kiosk(tmp_path) as central:
        proxy = LossyProxy(int(central.url.rpartition(":")[2]))
        with proxy.running() as url:
            for number in range(ROUNDS):
                proxy.cut_next_answers(chance.choice([0, 0, 1, 2]))
                kiosk = KioskProcess(tmp_path, url, seed=number, acts=10_000)
                assert kiosk.ready.wait(PATIENCE)
                kiosk.wait_for_acts(chance.randrange(25))
                threading.Event().wait(chance.uniform(0, 0.02))  # the moment of the kill is under test
                kiosk.process.kill()
                kiosk.end()
                shown += kiosk.shown
            proxy.cut_next_answers(0)
            last = KioskProcess(tmp_path, url, seed=99, acts=1)
            assert last.end() == 0
            shown += last.shown
        stored = stored_acts(central)
    assert len(shown) > ROUNDS
    assert set(shown) <= set(stored)
    assert max(Counter(stored).values()) == 1
    # Killed between commit and print, an act is stored though nobody saw its receipt: at most one a round.
    assert len(set(stored) - set(shown)) <= ROUNDS


def test_killed_after_central_stored_and_before_the_answer_came(tmp_path: Path) -> None:
    with enrolled_kiosk(tmp_path) as central:
        proxy = LossyProxy(int(central.url.rpartition(":")[2]))
        with proxy.running() as url:
            proxy.cut_next_answers(1_000_000)
            kiosk = KioskProcess(tmp_path, url, seed=1, acts=3)
            stored: list[UUID] = []
            while len(stored) < 3:
                assert proxy.wait_for_cuts(proxy.answers_cut + 1, PATIENCE)
                stored = stored_acts(central)
            kiosk.process.kill()
            kiosk.end()
            assert stored == kiosk.shown
            receipts = [central.find_stored_act(act_id).receipt for act_id in stored]
            station = open_station(tmp_path / "kiosk.db")
            assert station.outbox.counts().pending == 3
            station.close()
            proxy.cut_next_answers(0)
            again = KioskProcess(tmp_path, url, seed=2, acts=1)
            assert again.end() == 0
        assert stored_acts(central) == kiosk.shown + again.shown
    station = open_station(tmp_path / "kiosk.db")
    assert station.outbox.counts().pending == 0
    assert [station.outbox.find_receipt(act_id) for act_id in stored] == receipts
    station.database.check_integrity()
    station.close()
