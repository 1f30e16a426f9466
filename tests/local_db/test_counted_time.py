"""Time that passed, over restarts and boots, with a wall clock that lies."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from local_db.counted_time import LONGEST_OFF_SECONDS, Boot, CountedTime, present_boot
from local_db.database import Database, open_database
from tests.manual_clock import START
from tests.ready_made import KEY, kiosk_database

DAY = 86_400.0


class Machine:
    """A machine that is switched off and on, and whose wall clock anybody may set."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.wall = START
        self.seconds = 50.0
        self.boots = 1

    def run(self) -> CountedTime:
        """The program starts."""
        return CountedTime(self.database, lambda: self.wall, Boot(f"boot {self.boots}", lambda: self.seconds))

    def pass_time(self, seconds: float) -> None:
        self.wall += timedelta(seconds=seconds)
        self.seconds += seconds

    def boot_again(self, off: float, began: float = 20.0) -> None:
        self.wall += timedelta(seconds=off + began)
        self.boots, self.seconds = self.boots + 1, began

    def set_wall(self, wall: datetime) -> None:
        self.wall = wall


@pytest.fixture
def machine(tmp_path: Path) -> Iterator[Machine]:
    database = open_database(kiosk_database(tmp_path / "kiosk.db"), KEY)
    yield Machine(database)
    database.close()


def test_within_one_boot_it_is_exact_whatever_the_wall_says(machine: Machine) -> None:
    counted = machine.run()
    machine.pass_time(3 * DAY)
    machine.set_wall(START - timedelta(days=4000))
    counted.note()
    machine.pass_time(DAY)  # not noted: the program was killed
    assert machine.run().now() == pytest.approx(4 * DAY)


def test_the_time_that_the_machine_was_off_counts(machine: Machine) -> None:
    counted = machine.run()
    machine.pass_time(DAY)
    counted.note()
    machine.boot_again(off=2 * DAY)
    again = machine.run()
    assert again.now() == pytest.approx(3 * DAY + 20)
    assert again.went_back == 0


def test_a_clock_set_back_while_it_was_off_takes_nothing_away_and_is_noticed(machine: Machine) -> None:
    counted = machine.run()
    machine.pass_time(DAY)
    counted.note()
    machine.boot_again(off=0, began=600)
    machine.set_wall(datetime(2000, 1, 1, tzinfo=START.tzinfo))
    again = machine.run()
    assert again.now() == pytest.approx(DAY + 600)
    assert again.went_back > 20 * 365 * DAY


def test_a_clock_set_far_forward_is_believed_only_so_far(machine: Machine) -> None:
    machine.run()
    machine.boot_again(off=400 * DAY)
    assert machine.run().now() == pytest.approx(LONGEST_OFF_SECONDS)


def test_the_real_boot_counts_on() -> None:
    boot = present_boot()
    assert boot.id == present_boot().id
    first = boot.seconds()
    assert 0 < first <= boot.seconds()


STEPS = st.tuples(st.sampled_from(["pass", "boot", "set", "note"]), st.floats(0, 10 * DAY))


@pytest.mark.long
@given(st.lists(STEPS, max_size=12))
def test_it_never_goes_back(steps: list[tuple[str, float]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        database = open_database(kiosk_database(Path(folder) / "kiosk.db"), KEY)
        machine = Machine(database)
        counted = machine.run()
        noted = 0.0
        for what, number in steps:
            if what == "pass":
                machine.pass_time(number)
            elif what == "set":
                machine.set_wall(START + timedelta(seconds=number - 5 * DAY))
            elif what == "note":
                counted.note()
                noted = counted.now()
            else:
                machine.boot_again(off=number)
                counted = machine.run()
            assert counted.now() >= noted - 1e-3
        database.close()
