"""``main.py central`` as it runs for real: several processes on PostgreSQL behind one port."""

from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import psutil
import pytest
from prometheus_client.parser import text_string_to_metric_families
from sqlalchemy import Engine, create_engine, text

from kiosk.sync.delivery import Exchange
from local_db.outbox import OutboxCounts
from main import main
from tests.closed_memory import GROUP, is_closed
from tests.patience import PATIENCE, until
from tests.ready_made import central_folder, kiosk_database
from tests.sync_parts import Station, open_station, sample_act

ROOT = Path(__file__).parents[2]


def lives(process: psutil.Process) -> bool:
    return bool(process.is_running() and process.status() != psutil.STATUS_ZOMBIE)


@dataclass
class Running:
    process: subprocess.Popen[str]
    told: dict[str, Any]
    database: str

    @property
    def url(self) -> str:
        return str(self.told["url"])

    def workers(self) -> list[psutil.Process]:
        children = psutil.Process(self.process.pid).children()
        return [child for child in children if lives(child) and "spawn_main" in " ".join(child.cmdline())]

    def stop(self) -> tuple[int, str]:
        self.process.send_signal(signal.SIGTERM)
        _, errors = self.process.communicate(timeout=PATIENCE)
        return self.process.returncode, errors


def logged(errors: str) -> set[str]:
    """What was told on standard error, in objects."""
    lines = [json.loads(line) for line in errors.splitlines()]
    return {f"{line['level']} {line['logger']}: {line['message']}" for line in lines}


@pytest.fixture
def running(tmp_path: Path, on_postgresql: str) -> Iterator[Running]:
    central_folder(tmp_path / "central")
    arguments = [sys.executable, "-W", "error", "main.py", "central", "--json", "--workers", "2"]
    arguments += ["--port", "0", "--metrics-port", "0", "--http-stop-seconds", str(round(PATIENCE))]
    arguments += ["--data", str(tmp_path / "central"), "--database", on_postgresql]
    with subprocess.Popen(
        arguments, cwd=ROOT, group=GROUP, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        yield Running(process, json.loads(process.stdout.readline()), on_postgresql)
        if process.poll() is None:
            process.kill()


@pytest.fixture
def kiosk(tmp_path: Path, running: Running, capsys: pytest.CaptureFixture[str]) -> Iterator[Station]:
    station = open_station(kiosk_database(tmp_path / "kiosk.db"))
    arguments = ["central", "enrol-code", "KIOSK-01", "--json", "--office-id", "000", "--office-name", "Thử"]
    arguments += ["--data", str(tmp_path / "central"), "--database", running.database]
    assert main(arguments) == 0
    station.enrol(running.url, json.loads(capsys.readouterr().out)["enrolment_code"])
    yield station
    station.close()


def exchange(station: Station, url: str) -> Exchange:
    """Record one act and send what waits."""
    station.recorder.record(sample_act())
    client = station.client(url)
    try:
        return station.delivery(client).exchange()
    finally:
        client.close()


def metrics_of(running: Running) -> dict[str, float]:
    """Each figure by its name and labels, as Prometheus reads them."""
    answer = httpx.get(f"http://127.0.0.1:{running.told['metrics_port']}/metrics", timeout=PATIENCE)
    assert answer.headers["content-type"].startswith("text/plain")
    families = text_string_to_metric_families(answer.text)
    samples = [sample for family in families for sample in family.samples]
    return {f"{each.name}{sorted(each.labels.items())}": each.value for each in samples}


def figures(running: Running, name: str, **labels: str) -> float:
    return metrics_of(running).get(f"{name}{sorted(labels.items())}", 0.0)


@pytest.mark.long
def test_one_that_dies_is_started_again_metrics_add_up_over_it_and_none_outlives_who_started_it(
    running: Running, kiosk: Station
) -> None:
    def health_checks() -> float:
        return figures(running, "central_requests_total", method="GET", route="/v1/health", status="200")

    for _ in range(40):  # a connection each, so that both workers have some
        assert httpx.get(f"{running.url}/v1/health", timeout=PATIENCE).status_code == 200
    until(lambda: health_checks() == 40)  # counted when the answer has left
    first = running.workers()
    first[0].kill()
    assert psutil.wait_procs(first[:1], timeout=PATIENCE)[1] == []
    until(lambda: len(running.workers()) == 3)
    for _ in range(20):
        httpx.get(f"{running.url}/v1/health", timeout=PATIENCE)
    until(lambda: health_checks() == 60)
    assert httpx.get(f"{running.url}/nowhere/KIOSK-01", timeout=PATIENCE).status_code == 404
    assert httpx.get(f"{running.url}/metrics", timeout=PATIENCE).status_code == 404  # not on the kiosks' port
    exchange(kiosk, running.url)
    pushed = {"method": "POST", "route": "/v1/streams/{stream_id}/events", "status": "200"}
    until(lambda: figures(running, "central_requests_total", **pushed) == 1)
    until(lambda: figures(running, "central_acts_to_judge") == 0)
    seen = metrics_of(running)
    assert seen["central_acts_total[('outcome', 'accepted')]"] == 1
    assert seen["central_requests_total[('method', 'GET'), ('route', 'none'), ('status', '404')]"] == 2
    assert seen["central_database_up[]"] == 1
    assert seen["central_requests_under_way[('kind', 'push')]"] == 0
    assert "central_database_connections[]" in seen
    assert not [name for name in seen if "KIOSK" in name or kiosk.credentials.kid in name]
    workers = running.workers()
    running.process.kill()
    _, errors = running.process.communicate(timeout=PATIENCE)
    assert psutil.wait_procs(workers, timeout=PATIENCE)[1] == []
    assert logged(errors) == {"ERROR central.workers: a worker ended with code -9; it is started again"}


@pytest.mark.long
def test_all_workers_serve_one_database_with_the_same_keys_and_nobody_reads_their_memory(
    running: Running, kiosk: Station
) -> None:
    """And a request under way is answered before the stop."""
    assert (running.told["workers"], len(running.workers())) == (2, 3)  # one more judges
    assert all(is_closed(each) for each in (running.process.pid, *(one.pid for one in running.workers())))
    assert running.told["database"].startswith("PostgreSQL central_")
    for _ in range(8):  # whichever worker takes them: the receipts verify with the keys of the enrolment
        assert len(exchange(kiosk, running.url).settled) == 1
    assert httpx.get(f"{running.url}/v1/ready", trust_env=False).json()["status"] == "ready"
    done: list[Exchange] = []
    workers = running.workers()
    engine = create_engine(running.database)
    until(lambda: left_to_judge(engine) == 0)  # so that the judge waits for nothing
    with engine.connect() as holding:
        holding.execute(text("SELECT 1 FROM stream FOR UPDATE"))
        pushing = threading.Thread(target=lambda: done.append(exchange(kiosk, running.url)))
        pushing.start()
        until(lambda: waiting_for_a_lock(engine) == 1)
        running.process.send_signal(signal.SIGTERM)
        until(lambda: sum(lives(worker) for worker in workers) == 1)  # the idle one is gone
        assert not done
    pushing.join(PATIENCE)
    engine.dispose()
    assert [len(each.settled) for each in done] == [1]
    assert running.stop() == (0, "")


def left_to_judge(engine: Engine) -> int:
    with engine.connect() as connection:
        return int(connection.execute(text("SELECT count(*) FROM to_judge")).scalar_one())


def waiting_for_a_lock(engine: Engine) -> int:
    query = text("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'")
    with engine.connect() as connection:
        return int(connection.execute(query).scalar_one())


@pytest.mark.losses
@pytest.mark.long
def test_workers_killed_at_any_moment_lose_and_double_nothing(running: Running, kiosk: Station) -> None:
    """Each kill may hit a push before or after its commit, and a judge anywhere."""
    chance = random.Random(20261126)
    sent = threading.Semaphore(0)
    worker = kiosk.worker(running.url)
    worker.listen(lambda _: None, lambda *_: sent.release())
    worker.start()
    for _ in range(6):
        for _ in range(15):
            kiosk.recorder.record(sample_act())
        for _ in range(chance.randrange(1, 15)):
            assert sent.acquire(timeout=PATIENCE)
        chance.choice(running.workers()).kill()
        until(lambda: len(running.workers()) == 3)
    until(lambda: kiosk.outbox.counts() == OutboxCounts(pending=0, sent=90, quarantined=0))
    worker.stop()
    engine = create_engine(running.database)
    until(lambda: left_to_judge(engine) == 0)
    with engine.connect() as connection:
        numbers = connection.execute(text("SELECT case_number FROM event")).scalars().all()
        counting = connection.execute(text("SELECT count(*), count(DISTINCT case_id) FROM act")).one()
        outcomes = connection.execute(text("SELECT outcome FROM judgement")).scalars().all()
    engine.dispose()
    assert (len(numbers), len(set(numbers))) == (90, 90)
    assert tuple(counting) == (90, 1)  # one person registered ninety times
    assert outcomes == ["case"] * 90
    code, errors = running.stop()
    assert code == 0
    assert logged(errors) == {"ERROR central.workers: a worker ended with code -9; it is started again"}
