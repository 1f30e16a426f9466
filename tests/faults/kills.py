"""Kiosk, central's workers and PostgreSQL killed again and again, with a bad line between them.

Then everything runs again, and each act whose receipt was shown must be at central once, as it was recorded.
"""

from __future__ import annotations

import random
import threading
import time
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

import psutil

from bench.running_central import RunningCentral, running_central
from tests.faults.faulty_proxy import FaultyProxy
from tests.faults.judging import Found, look_at_central, look_at_kiosk
from tests.faults.kiosk_process import KioskProcess, complaints
from tests.faults.postgresql import stopped_hard
from tests.faults.recording_kiosk import Order
from tests.faults.verdict import Verdict
from tests.faults.witness import NAME, read_witness
from tests.patience import PATIENCE, until
from tests.sync_parts import open_station

LOG = "kiosk.log"
KIOSK = "KIOSK-01"
LONGEST_LIFE = 0.6  # seconds from the moment at which a kiosk is ready to its kill
TIMEOUT_SECONDS = 0.3  # of a kiosk that will be killed: short, so that it meets late answers and goes on


@dataclass(frozen=True)
class Plan:
    """``workers_every`` and ``postgresql_every``: after so many kills of the kiosk."""

    kills: int
    workers_every: int = 10
    postgresql_every: int = 50
    seed: int = 7


SLICE = Plan(kills=40, postgresql_every=20)
WHOLE = Plan(kills=1000)


def wait_for_workers(central: RunningCentral) -> None:
    until(lambda: len(central.workers()) == 3)  # two that answer, one that judges


def kill_workers(central: RunningCentral, chance: random.Random) -> int:
    """One of them, or all at the same time."""
    with suppress(psutil.NoSuchProcess):
        workers = central.workers()
        chosen = chance.choice([workers, workers[:1]])
        for worker in chosen:
            worker.kill()
        return len(chosen)
    return 0


def run(plan: Plan, folder: Path) -> Verdict:
    begun = time.monotonic()
    with (folder / "central.log").open("wb") as log, running_central(2, log) as central:
        return _run(plan, folder, central, begun)


def _run(plan: Plan, folder: Path, central: RunningCentral, begun: float) -> Verdict:
    verdict = Verdict()
    station = open_station(folder / "kiosk.db")
    station.enrol(f"http://127.0.0.1:{central.port}", central.new_enrolment_code())
    station.close()
    proxy = FaultyProxy(central.port, plan.seed)
    kiosk = KioskProcess(folder / LOG)
    try:
        with proxy.running() as url:
            order = Order(str(folder), url, plan.seed, TIMEOUT_SECONDS)
            _kill_again_and_again(plan, order, central, kiosk, verdict)
            verdict.faults, verdict.connections = proxy.met.total(), proxy.connections
            proxy.share = 0.0
            wait_for_workers(central)
            patience = PATIENCE + plan.kills  # seconds: most files wait until then
            kiosk.start(replace(order, timeout_seconds=60.0, drain_seconds=patience))
            drained = kiosk.end(patience + PATIENCE) == 0
    finally:
        kiosk.close()
    witnessed = read_witness((folder / NAME).read_bytes())
    found = Found()
    found.hold(drained, "the outbox does not drain")
    found.hold(not complaints(kiosk.log), "a kiosk complained, see its log")
    look_at_kiosk(folder, witnessed, found)
    look_at_central(central, KIOSK, witnessed, plan.kills, found)
    verdict.take(found, witnessed)
    verdict.seconds = time.monotonic() - begun
    return verdict


def _kill_again_and_again(
    plan: Plan, order: Order, central: RunningCentral, kiosk: KioskProcess, verdict: Verdict
) -> None:
    chance, moment = random.Random(plan.seed), threading.Event()
    for number in range(1, plan.kills + 1):
        kiosk.start(replace(order, seed=chance.getrandbits(32)))
        if chance.random() < 0.8:  # the others may not even come to their start
            kiosk.wait_ready()
        moment.wait(chance.uniform(0, LONGEST_LIFE))  # the moment of the kill is under test
        if number % plan.workers_every == 0:
            verdict.worker_kills += kill_workers(central, chance)
        if number % plan.postgresql_every == 0:
            with stopped_hard(central):
                verdict.postgresql_stops += 1
        kiosk.kill()
        verdict.times += 1
