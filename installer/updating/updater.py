"""The order in which a version is changed, so that a power cut after any step leaves one that starts.

Two promises: some version that starts runs at the end, and no act that was recorded is lost. The second rests
on two rules. An update is taken only where the former version works on the database that the newer one leaves
(expand and contract), so going back changes the program and not the database. And the copy of the database is
put back only while nothing has run since it was made.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from typing import Protocol

from installer.updating.state import Last, Outcome, Pending, State

MOST_FAILED_STARTS = 3
WITHIN_SECONDS = 600.0
HEALTHY_SECONDS = 120.0  # so long it runs before it counts as good
FETCH_AGAIN_SECONDS = 6 * 3600.0
BY_POLICY = "policy"


class UpdateError(Exception):
    """The world's fault: ``code`` is stable, the message is a sentence with a way on. Nothing was changed."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code


@dataclass(frozen=True, slots=True)
class Ground:
    """What a version finds when it opens the database (``main.py ready-for-update``)."""

    acts: int  # ever recorded
    faults: tuple[str, ...] = ()  # what somebody has to see to first
    wanted: str | None = None  # the version that central's policy names for this kiosk
    window_open: bool = False  # whether it may be changed now without anybody


class Machine(Protocol):
    """What is done to the machine. Each step is done whole or not at all, and can be done again."""

    def now(self) -> float: ...
    def current(self) -> str | None:
        """The version that a start runs."""
        ...

    def stands(self, version: str) -> bool: ...
    def point(self, version: str) -> None:
        """From now on a start runs this one."""
        ...

    def self_test(self, version: str) -> bool: ...
    def ground(self, version: str) -> Ground:
        """By the program of that version, which may migrate. Raises UpdateError where it does not open."""
        ...

    def nobody_here(self) -> AbstractContextManager[None]:
        """No visit runs and none begins. Raises UpdateError ``in_visit``."""
        ...

    def stop(self) -> None: ...
    def start(self) -> None: ...
    def running_for(self) -> float:
        """Seconds since its first picture; 0 while it does not run."""
        ...

    def back_up(self) -> None:
        """Copy the database as it lies. Raises UpdateError."""
        ...

    def restore(self) -> None: ...
    def forget_backup(self) -> None: ...
    def remove_versions_but(self, kept: frozenset[str]) -> None: ...


class States(Protocol):
    def load(self) -> State: ...
    def save(self, state: State) -> None: ...


class Updater:
    def __init__(self, machine: Machine, states: States, say: Callable[[str], None] = print) -> None:
        self._machine = machine
        self._states = states
        self._say = say

    def take(self, version: str) -> Outcome:
        """Bring a version that stands here into use. Raises UpdateError where it is not the time for it."""
        machine = self._machine
        before = self._version_to_leave(version)
        self._demand_sound(machine.ground(before))
        with machine.nobody_here():
            pass  # looked at before anything that takes long
        self._say(f"{version} tries itself")
        if not machine.self_test(version):
            return self._refuse(version, "self-test")
        with machine.nobody_here():
            since = machine.now()
            machine.stop()
            try:
                return self._exchange(Pending(before, version))
            finally:
                machine.start()
                self._say(f"the kiosk was away for {machine.now() - since:.1f} s, and starts")

    def _exchange(self, pending: Pending) -> Outcome:
        """While nothing runs."""
        machine = self._machine
        found = machine.ground(pending.before)
        self._demand_sound(found)
        machine.back_up()
        self._keep(pending=pending)
        if not self._both_work(pending, found.acts):
            self._machine.restore()
            return self._refuse(pending.after, "database")
        self._keep(pending=replace(pending, switching=True), last=self._last(pending.after, Outcome.TRIAL))
        machine.point(pending.after)
        self._say(f"{pending.after} runs from now on, on trial")
        return Outcome.TRIAL

    def _both_work(self, pending: Pending, acts: int) -> bool:
        """The newer version migrates, and the former one finds all acts after it."""
        for version in (pending.after, pending.before):
            try:
                found = self._machine.ground(version)
            except UpdateError as error:
                self._say(f"{version} does not open the database: {error}")
                return False
            if found.acts != acts:
                self._say(f"{version} finds {found.acts} acts in the place of {acts}")
                return False
            if found.faults:
                self._say(f"{version} finds: {'; '.join(found.faults)}")
                return False
        return True

    def before_start(self) -> None:
        """Before every start of the kiosk: what was cut off is ended, what does not start is taken back.

        Raises whatever keeps the database from being as it was; nothing may open it then. While a version is
        on trial nothing is raised: whatever is wrong here, the kiosk starts.
        """
        pending = self._states.load().pending
        if pending is None:
            return
        if not pending.switching:
            self._end_cut_off(pending)
        elif self._machine.current() != pending.after:
            self._end(pending, Outcome.ROLLED_BACK if pending.starts else Outcome.INTERRUPTED, "starts")
        else:
            self._count_start(pending)

    def _end_cut_off(self, pending: Pending) -> None:
        """Nothing has run since the copy was made: `before_start` has not let it. It is put back unseen: also
        what the former version opens may lack what a wrong migration has dropped.
        """
        self._machine.restore()
        self._end(pending, Outcome.INTERRUPTED)

    def _count_start(self, pending: Pending) -> None:
        now = self._machine.now()
        # A clock that was set back makes a start one of the future: it counts.
        recent = tuple(at for at in pending.starts if now - at < WITHIN_SECONDS)
        if len(recent) < MOST_FAILED_STARTS:
            self._keep(pending=replace(pending, starts=(*recent, now)))
        elif self._opens(pending.before):
            self._say(f"{pending.after} did not start {len(recent)} times: back to {pending.before}")
            self._machine.point(pending.before)
            self._end(pending, Outcome.ROLLED_BACK, "starts")
        else:
            self._say(f"{pending.after} does not start, and {pending.before} does not open the database")
            self._keep(pending=pending, last=self._last(pending.after, Outcome.STUCK, "starts"))

    def confirm(self, healthy_seconds: float = HEALTHY_SECONDS) -> bool:
        """Whether a version on trial counts as good from now on."""
        state = self._states.load()
        pending = state.pending
        if pending is None or not pending.switching or self._machine.current() != pending.after:
            return False
        if self._machine.running_for() < healthy_seconds:
            return False
        done = self._last(pending.after, Outcome.DONE)
        failed = tuple(each for each in state.failed if each != pending.after)
        self._states.save(replace(state, pending=None, last=done, former=pending.before, failed=failed))
        self._machine.forget_backup()
        self._machine.remove_versions_but(frozenset({pending.before, pending.after}))
        self._say(f"{pending.after} counts as good")
        return True

    def go_back(self, why: str = "by-hand") -> str:
        """To the version before; which one. The database stays. Raises UpdateError."""
        state = self._states.load()
        to, left = state.former, self._machine.current()
        if state.pending is not None and not state.pending.switching:
            raise UpdateError("cut_off", "An update was cut off: start the kiosk, which ends it, first.")
        if state.pending is not None and left == state.pending.after:
            to = state.pending.before
        if to is None or left is None or not self._machine.stands(to):
            raise UpdateError("nothing_before", "No former version stands on this machine.")
        with self._machine.nobody_here():
            self._machine.stop()
            try:
                if not self._opens(to):
                    raise UpdateError(
                        "database_too_new",
                        f"{to} does not open the database: what was recorded since would be lost. Wait for a"
                        " newer version.",
                    )
                self._machine.point(to)
                last = self._last(left, Outcome.ROLLED_BACK, why)
                # What central took back it may want again.
                failed = state.failed if why == BY_POLICY else _with(state.failed, left)
                self._states.save(replace(state, pending=None, last=last, former=None, failed=failed))
                self._machine.forget_backup()
            finally:
                self._machine.start()
        return to

    def note_fetching(self) -> bool:
        """Before one is fetched by itself: whether it is time for it. A package is large, kiosks are many."""
        state, now = self._states.load(), self._machine.now()
        if 0 <= now - state.fetched_at < FETCH_AGAIN_SECONDS:
            return False
        self._states.save(replace(state, fetched_at=now))
        return True

    def note_not_brought(self, version: str, why: str) -> None:
        """It was fetched and is not what was signed, or cannot be installed; it is tried again later."""
        self._states.save(replace(self._states.load(), last=self._last(version, Outcome.REFUSED, why)))

    def _version_to_leave(self, version: str) -> str:
        if self._states.load().pending is not None:
            raise UpdateError(
                "on_trial", "An update is on trial: wait until it counts as good, or `update roll-back`."
            )
        before = self._machine.current()
        if before is None or not self._machine.stands(before):
            raise UpdateError("nothing_runs", "No version is in use here: install the package again.")
        if version == before:
            raise UpdateError("runs_already", f"{version} runs already.")
        if not self._machine.stands(version):
            raise UpdateError("not_here", f"{version} does not stand on this machine.")
        return before

    @staticmethod
    def _demand_sound(found: Ground) -> None:
        if found.faults:
            raise UpdateError("not_sound", f"Not while {'; '.join(found.faults)}: see to that first.")

    def _opens(self, version: str) -> bool:
        try:
            self._machine.ground(version)
        except UpdateError:
            return False
        return True

    def _refuse(self, version: str, why: str) -> Outcome:
        self._say(f"{version} is not taken ({why}); what runs stays")
        self._finish(version, Outcome.REFUSED, why)
        return Outcome.REFUSED

    def _end(self, pending: Pending, outcome: Outcome, why: str = "") -> None:
        self._finish(pending.after, outcome, why if outcome is Outcome.ROLLED_BACK else "")

    def _finish(self, version: str, outcome: Outcome, why: str) -> None:
        """One step: nothing is under way any more, and how it came out."""
        state = self._states.load()
        # What the power cut off may be tried again.
        failed = state.failed if outcome is Outcome.INTERRUPTED else _with(state.failed, version)
        self._states.save(replace(state, pending=None, last=self._last(version, outcome, why), failed=failed))
        self._machine.forget_backup()

    def _keep(self, *, pending: Pending, last: Last | None = None) -> None:
        state = self._states.load()
        self._states.save(replace(state, pending=pending, last=last or state.last))

    def _last(self, version: str, outcome: Outcome, why: str = "") -> Last:
        return Last(version, outcome, self._machine.now(), why)


def _with(failed: tuple[str, ...], version: str) -> tuple[str, ...]:
    return failed if version in failed else (*failed, version)
