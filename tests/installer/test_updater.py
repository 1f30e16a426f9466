"""Changing a version, cut off anywhere: something that starts runs at the end, and no act is lost.

The machine is a model of one: programs that open or migrate a database, or do not; a kiosk that records acts;
a power cut before or after any of its steps. `tests/installer/test_update_machine.py` has the real one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from installer.updating.state import Outcome, State
from installer.updating.updater import MOST_FAILED_STARTS, Ground, UpdateError, Updater

OLD, NEW = "0.1.0", "0.2.0"


class PowerCutError(BaseException):
    """Nothing of what is under way goes on."""


@dataclass(frozen=True)
class Database:
    """``oldest``: the first schema whose program still works on this one."""

    schema: int = 1
    oldest: int = 1
    acts: tuple[int, ...] = ()


@dataclass(frozen=True)
class Program:
    schema: int = 1
    oldest: int = 1  # of what it makes of a database
    opens: bool = True
    starts: bool = True
    passes: bool = True  # its self-test
    drops_acts: bool = False  # its migration does


@dataclass
class ModelMachine:
    """Steps count down to a power cut; then every step raises until the power is back."""

    programs: dict[str, Program]
    database: Database = Database()
    points_to: str = OLD
    state: State = field(default_factory=State)
    backup: Database | None = None
    half_restored: bool = False
    runs: str | None = None
    seconds: float = 0.0
    healthy: float = 0.0
    someone_here: bool = False
    steps_left: int | None = None

    def _step(self) -> None:
        """Power may fail here: before the step, or (seen from the next one) after it."""
        if self.steps_left is None:
            return
        if self.steps_left == 0:
            self.runs = None
            raise PowerCutError
        self.steps_left -= 1

    def load(self) -> State:
        return self.state

    def save(self, state: State) -> None:
        self._step()
        self.state = state

    def now(self) -> float:
        return self.seconds

    def current(self) -> str | None:
        return self.points_to

    def stands(self, version: str) -> bool:
        return version in self.programs

    def point(self, version: str) -> None:
        self._step()
        self.points_to = version

    def self_test(self, version: str) -> bool:
        self._step()
        return self.programs[version].passes

    def ground(self, version: str) -> Ground:
        assert not self.half_restored, "nobody may open a database that is half of another"
        program = self.programs[version]
        self._step()
        found = self.database
        newer = found.schema > program.schema
        if not program.opens or (newer and found.oldest > program.schema):
            raise UpdateError("does_not_open", "it does not open")
        if not newer and found.schema < program.schema:
            acts = () if program.drops_acts else found.acts
            self.database = Database(program.schema, program.oldest, acts)
            self._step()
        return Ground(len(self.database.acts))

    @contextmanager
    def nobody_here(self) -> Iterator[None]:
        if self.someone_here:
            raise UpdateError("in_visit", "somebody is here")
        yield

    def stop(self) -> None:
        self._step()
        self.runs = None

    def start(self) -> None:
        """What systemd does: the step before each start, and the start only if it ends well."""
        self._step()
        self.healthy = 0.0
        try:
            Updater(self, self, lambda _said: None).before_start()
        except UpdateError:
            return
        assert not self.half_restored
        self.runs = self.points_to if self.programs[self.points_to].starts else None

    def running_for(self) -> float:
        return self.healthy if self.runs is not None else 0.0

    def back_up(self) -> None:
        self._step()
        self.backup = self.database

    def restore(self) -> None:
        assert self.backup is not None
        self._step()
        self.half_restored = True
        self._step()
        self.database, self.half_restored = self.backup, False

    def forget_backup(self) -> None:
        self._step()
        self.backup = None

    def remove_versions_but(self, kept: frozenset[str]) -> None:
        self._step()
        self.programs = {name: each for name, each in self.programs.items() if name in kept}


def updater_of(machine: ModelMachine) -> Updater:
    return Updater(machine, machine, lambda _said: None)


def with_new(**traits: object) -> ModelMachine:
    new = replace(Program(schema=2, oldest=1), **traits)  # type: ignore[arg-type]
    return ModelMachine({OLD: Program(), NEW: new}, Database(acts=(1, 2)), runs=OLD)


def test_a_version_that_works_is_taken_and_counts_as_good_after_a_while() -> None:
    machine = with_new()
    assert updater_of(machine).take(NEW) is Outcome.TRIAL
    assert machine.runs == NEW
    assert machine.database.schema == 2
    assert not updater_of(machine).confirm()
    machine.healthy = 300.0
    assert updater_of(machine).confirm()
    assert (machine.state.pending, machine.state.former, machine.state.failed) == (None, OLD, ())
    assert machine.state.last is not None
    assert machine.state.last.outcome is Outcome.DONE
    assert updater_of(machine).go_back() == OLD
    assert machine.runs == OLD
    assert machine.database == Database(2, 1, (1, 2))


@pytest.mark.parametrize(
    ("traits", "why"),
    [
        ({"passes": False}, "self-test"),
        ({"opens": False}, "database"),
        ({"drops_acts": True}, "database"),
        ({"oldest": 2}, "database"),  # the former version could not be gone back to
    ],
)
def test_a_version_that_does_not_pass_changes_nothing(traits: dict[str, object], why: str) -> None:
    machine = with_new(**traits)
    assert updater_of(machine).take(NEW) is Outcome.REFUSED
    assert machine.runs == machine.points_to == OLD
    assert machine.database == Database(acts=(1, 2))
    assert machine.state.last is not None
    assert (machine.state.last.why, machine.state.failed) == (why, (NEW,))


def test_three_failed_starts_in_ten_minutes_go_back_with_all_acts() -> None:
    machine = with_new(starts=False)
    updater_of(machine).take(NEW)
    for _ in range(MOST_FAILED_STARTS - 1):
        assert machine.runs is None
        machine.seconds += 60
        machine.start()
    machine.database = replace(machine.database, acts=(1, 2, 3))  # recorded before it fell
    machine.start()
    assert machine.runs == machine.points_to == OLD
    assert machine.database.acts == (1, 2, 3)
    assert machine.state.pending is None
    assert machine.state.last is not None
    assert machine.state.last.outcome is Outcome.ROLLED_BACK


def test_failed_starts_far_apart_do_not_go_back() -> None:
    machine = with_new()
    updater_of(machine).take(NEW)
    for _ in range(10):
        machine.seconds += 400
        machine.start()
    assert machine.points_to == NEW


def test_where_nothing_opens_the_acts_stay_and_the_former_version_is_tried_again() -> None:
    machine = with_new(starts=False)
    updater_of(machine).take(NEW)
    before = machine.programs[OLD]
    machine.programs[OLD] = replace(before, opens=False)
    for _ in range(5):
        machine.start()
    assert machine.state.last is not None
    assert machine.state.last.outcome is Outcome.STUCK
    assert machine.database.acts == (1, 2)
    machine.programs[OLD] = before
    machine.start()
    assert machine.runs == OLD


def test_nothing_is_changed_while_somebody_is_here_or_something_is_wrong() -> None:
    machine = with_new()
    machine.someone_here = True
    with pytest.raises(UpdateError, match="somebody"):
        updater_of(machine).take(NEW)
    assert machine.runs == OLD
    assert machine.state == State()


KINDS: dict[str, dict[str, object]] = {
    "good": {},
    "needs a newer program": {"oldest": 2},
    "does not start": {"starts": False},
    "does not open": {"opens": False},
    "drops acts": {"drops_acts": True},
    "fails its test": {"passes": False},
}


def cut_after(machine: ModelMachine, steps: int | None, what: Callable[[], object]) -> bool:
    """Do it with so many steps before the power fails; whether it failed."""
    machine.steps_left = steps
    try:
        what()
    except UpdateError:
        return False
    except PowerCutError:
        machine.runs = None
        return True
    finally:
        machine.steps_left = None
    return False


@pytest.mark.parametrize("kind", KINDS)
def test_the_power_may_fail_at_any_step_and_again_at_any_step_of_the_start_after_it(kind: str) -> None:
    first = 0
    while True:
        for second in (None, *range(8)):
            machine = with_new(**KINDS[kind])
            cut = cut_after(machine, first, partial(updater_of(machine).take, NEW))
            cut_after(machine, second, machine.start)
            acts: list[int] = []
            for _ in range(MOST_FAILED_STARTS + 2):
                machine.start()
                if machine.runs is not None:
                    machine.database = replace(machine.database, acts=(*machine.database.acts, 9))
                    acts.append(9)
            assert machine.runs is not None
            assert machine.database.acts == (1, 2, *acts)
            machine.ground(machine.runs)
        if not cut:
            return
        first += 1


class Histories(RuleBasedStateMachine):
    """Every order of updates, starts, visits and power cuts, with newer versions of every kind."""

    @initialize(kind=st.sampled_from(sorted(KINDS)))
    def begin(self, kind: str) -> None:
        self.machine = with_new(**KINDS[kind])
        self.machine.database = Database()
        self.recorded: list[int] = []

    @rule()
    def record_an_act(self) -> None:
        if self.machine.runs is not None:
            found = self.machine.database
            self.recorded.append(len(self.recorded))
            self.machine.database = replace(found, acts=(*found.acts, self.recorded[-1]))

    @rule(after=st.none() | st.integers(0, 16))
    def take(self, after: int | None) -> None:
        self._do(lambda updater: updater.take(NEW), after)

    @rule(after=st.none() | st.integers(0, 8))
    def go_back(self, after: int | None) -> None:
        self._do(lambda updater: updater.go_back(), after)

    @rule(after=st.none() | st.integers(0, 4), healthy=st.sampled_from([10.0, 300.0]))
    def confirm(self, after: int | None, healthy: float) -> None:
        self.machine.healthy = healthy
        self._do(lambda updater: updater.confirm(), after)

    @rule(after=st.none() | st.integers(0, 8), seconds=st.sampled_from([5.0, 700.0, -1e6]))
    def fall_and_start(self, after: int | None, seconds: float) -> None:
        """Ended and begun anew, or power cut in the middle of it; clocks jump."""
        self.machine.seconds += seconds
        self.machine.runs = None
        self._do(lambda _updater: self.machine.start(), after)

    @precondition(lambda self: self.machine.points_to == NEW)
    @rule()
    def break_the_newer(self) -> None:
        self.machine.programs[NEW] = replace(self.machine.programs[NEW], starts=False, opens=False)
        self.machine.runs = None

    def _do(self, what: Callable[[Updater], object], after: int | None) -> None:
        cut_after(self.machine, after, lambda: what(updater_of(self.machine)))

    @invariant()
    def no_act_is_lost(self) -> None:
        if hasattr(self, "machine") and not self.machine.half_restored:
            pending = self.machine.state.pending
            # While it is about to be put back, what counts is the copy: nothing has run since.
            held = (
                self.machine.backup
                if pending is not None and not pending.switching
                else self.machine.database
            )
            assert held is not None
            assert list(held.acts) == self.recorded

    def teardown(self) -> None:
        """From wherever it was left: within a few starts a version runs that opens the database."""
        if not hasattr(self, "machine"):
            return
        machine = self.machine
        untried = machine.state.pending is None and machine.points_to == NEW
        for _ in range(MOST_FAILED_STARTS + 2):
            machine.seconds += 5
            machine.runs = None
            machine.start()
        if untried and not machine.programs[NEW].starts:
            return  # it was good for long enough, and broke by itself afterwards
        assert machine.runs is not None
        assert not machine.half_restored
        assert list(machine.database.acts) == self.recorded
        machine.ground(machine.runs)


TestHistories = Histories.TestCase
