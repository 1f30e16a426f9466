"""A worker goes on after whatever fault, and it is counted."""

from __future__ import annotations

import queue
import threading

import pytest

from ekyc.card_watch import CardWatch
from kiosk.workers import Workers
from tests.patience import PATIENCE


@pytest.mark.expects_log("the worker thing was stopped by a fault", "could not be told")
def test_faults_of_every_kind_end_nothing() -> None:
    workers = Workers(base_seconds=0.001, cap_seconds=0.002)
    faults = [ValueError(), RuntimeError(), MemoryError(), KeyError(), RecursionError()]
    left = list(faults)
    told: list[int] = []

    def run() -> None:
        if left:
            raise left.pop()

    def on_fault() -> None:
        told.append(len(left))
        raise OSError

    thread = workers.start("thing", run, threading.Event(), on_fault)
    thread.join(PATIENCE)
    assert not thread.is_alive()
    assert workers.restarts == {"thing": len(faults)}
    assert len(told) == len(faults)


@pytest.mark.expects_log("the worker thing was stopped by a fault")
def test_it_does_not_begin_again_once_it_is_to_stop() -> None:
    workers = Workers(base_seconds=10 * PATIENCE, cap_seconds=10 * PATIENCE)
    stopping, runs = threading.Event(), []

    def run() -> None:
        runs.append(1)
        raise RuntimeError

    thread = workers.start("thing", run, stopping, stopping.set)
    thread.join(PATIENCE)
    assert not thread.is_alive()
    assert runs == [1]


@pytest.mark.expects_log("the worker card-watch was stopped by a fault")
def test_the_card_watch_goes_on_after_a_fault_of_the_program() -> None:
    workers = Workers(base_seconds=0.001, cap_seconds=0.002)
    heard: queue.Queue[bool] = queue.Queue()
    restarted: list[str] = []
    workers.on_restart = lambda name, _fault: restarted.append(name)
    faults = [RuntimeError(), TypeError()]

    def connector() -> None:
        if faults:
            raise faults.pop()

    watch = CardWatch(connector, heard.put, step_seconds=0.01, start_thread=workers.start)
    watch.start()
    assert heard.get(timeout=PATIENCE) is False
    watch.stop()
    assert workers.restarts == {"card-watch": 2}
    assert restarted == ["card-watch", "card-watch"]


def test_a_healthy_worker_is_not_counted() -> None:
    workers = Workers()
    workers.start("thing", lambda: None, threading.Event()).join(PATIENCE)
    assert workers.restarts == {}
