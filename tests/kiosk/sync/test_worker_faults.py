"""Whatever call of the sync worker fails, and in whatever way: it goes on, and the act is sent."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from central.embedded import EmbeddedCentral
from kiosk.sync.worker import RESTARTED, SyncStatus, SyncWorker
from kiosk.workers import Workers
from local_db.errors import LocalDbError, LocalDbErrorCode
from local_db.outbox import OutboxState
from tests.kiosk.sync.test_worker import Watcher, all_sent
from tests.sync_parts import BRISK, Station, sample_act

FAULTS: dict[str, Callable[[], Exception]] = {
    "bug": lambda: RuntimeError("of the program"),
    "database": lambda: LocalDbError(LocalDbErrorCode.DATABASE_BUSY, "busy"),
    "damage": lambda: LocalDbError(LocalDbErrorCode.DATABASE_DAMAGED, "damaged"),
    "memory": MemoryError,
}
MOST_CALLS = 40  # of one start and one act sent; a step that is never reached ends the walk


class Trap:
    """Counts the calls of all parts together and lets a few in a row fail, from one of them on."""

    def __init__(self, step: int, fault: Callable[[], Exception], times: int) -> None:
        self.calls = 0
        self._step = step
        self._fault = fault
        self._times = times

    def spring(self) -> None:
        self.calls += 1
        if self._step <= self.calls < self._step + self._times:
            raise self._fault()

    def around(self, part: Any) -> Any:
        return _Trapped(part, self)

    @property
    def sprung(self) -> bool:
        return self.calls >= self._step + self._times


class _Trapped:
    """Every call and every property of the part goes through the trap."""

    def __init__(self, part: Any, trap: Trap) -> None:
        self._part, self._trap = part, trap

    def __getattr__(self, name: str) -> Any:
        value = getattr(self._part, name)
        if not callable(value) or name == "close":
            return value

        def call(*args: Any, **kwargs: Any) -> Any:
            self._trap.spring()
            return value(*args, **kwargs)

        return call


def trapped_worker(station: Station, url: str, trap: Trap, workers: Workers) -> SyncWorker:
    worker = SyncWorker(
        station.outbox,
        station.credentials,
        station.client(url),
        station.clock,
        told=station.told,
        audit=station.log,
        pace=BRISK,
        workers=workers,
    )
    # From the start on; making it may fail and is told by who opens the store.
    for name in ("_outbox", "_client", "_clock", "_back_off"):
        setattr(worker, name, trap.around(getattr(worker, name)))
    for name in ("_outbox", "feed", "_credentials", "_client", "_clock"):
        setattr(worker._delivery, name, trap.around(getattr(worker._delivery, name)))
    return worker


@pytest.mark.expects_log("the worker sync-worker was stopped", "could not be recovered", "a listener")
@pytest.mark.parametrize("kind", FAULTS)
def test_a_fault_at_any_call_ends_nothing(enrolled: Station, central: EmbeddedCentral, kind: str) -> None:
    step, reached = 1, True
    while reached and step < MOST_CALLS:
        trap, workers = Trap(step, FAULTS[kind], times=2), Workers(0.001, 0.002)
        act = sample_act()
        enrolled.recorder.record(act)
        worker = trapped_worker(enrolled, central.url, trap, workers)
        watcher = Watcher(worker)
        worker.start()
        watcher.wait(lambda state: all_sent(state) and enrolled.outbox.counts().pending == 0)
        reached = trap.sprung
        worker.stop()
        assert enrolled.outbox.get(act.act_id).state is OutboxState.SENT
        step += 1
    assert step > 8


@pytest.mark.expects_log("the worker sync-worker was stopped")
def test_the_status_says_that_it_began_again(enrolled: Station, central: EmbeddedCentral) -> None:
    workers = Workers(0.001, 0.002)
    trap = Trap(1, FAULTS["bug"], times=1)
    worker = trapped_worker(enrolled, central.url, trap, workers)
    watcher = Watcher(worker)
    worker.start()
    state = watcher.wait(lambda state: state.last_problem == RESTARTED)
    assert not state.online
    watcher.wait(all_sent)
    worker.stop()
    assert workers.restarts == {"sync-worker": 1}


@pytest.mark.expects_log("a listener to the line met a program fault")
def test_who_listens_does_not_end_who_works(enrolled: Station, central: EmbeddedCentral) -> None:
    worker = enrolled.worker(central.url)
    heard: list[SyncStatus] = []

    def fail(state: SyncStatus) -> None:
        heard.append(state)
        if len(heard) > 1:
            raise RuntimeError

    worker.listen(fail, lambda _act, _case: None)
    watcher = Watcher(worker)
    act = sample_act()
    enrolled.recorder.record(act)
    worker.start()
    watcher.wait(all_sent)
    worker.stop()
    assert len(heard) > 1
