"""Who may push when many come: the turns, and what they are like over HTTP."""

from __future__ import annotations

import base64
import itertools
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import create_engine, text

from central.app import create_app
from central.intake.admission import Turns, claimed_device
from central.operations.serving import ServerThread, listen
from central.settings import CentralSettings, PushSettings, UploadSettings
from kiosk.sync.errors import CentralRefusedError
from tests.central.test_workers import waiting_for_a_lock
from tests.central_databases import new_database
from tests.patience import PATIENCE, until
from tests.ready_made import kiosk_database
from tests.sync_parts import Station, open_station, sample_act


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def turns(clock: Clock, at_once: int = 1, wait_seconds: float = 0.0) -> Turns:
    return Turns(at_once, wait_seconds, clock=clock)


def test_above_the_bound_each_gets_a_turn_behind_the_one_before() -> None:
    asked = turns(Clock())
    assert asked.ask("a") is None
    asked.begin()
    pauses = [asked.ask(device) for device in "bcde"]
    assert None not in pauses
    gaps = [later - earlier for earlier, later in itertools.pairwise(pauses)]  # type: ignore[operator]
    assert gaps == pytest.approx([0.1, 0.1, 0.1])


def test_turns_come_as_fast_as_pushes_are_answered() -> None:
    asked = turns(Clock())
    for _ in range(100):
        assert asked.ask("a") is None
        asked.begin()
        asked.leave("a", 3.0)
    assert asked.ask("a") is None
    asked.begin()
    first, second = asked.ask("b"), asked.ask("c")
    assert first is not None
    assert second is not None
    assert second - first == pytest.approx(3.0, rel=0.01)


def test_a_device_has_one_push_under_way() -> None:
    asked = turns(Clock(), at_once=5, wait_seconds=10)
    assert asked.ask("a") is None
    assert asked.ask("a") == 1.0
    assert asked.ask("b") is None
    asked.leave("a", None)
    assert asked.ask("a") is None


def test_two_files_of_a_device_may_come_at_once_and_no_third() -> None:
    asked = Turns(5, 10.0, UploadSettings().at_once_of_device, clock=Clock())
    assert (asked.ask("a"), asked.ask("a")) == (None, None)
    assert asked.ask("a") == 1.0
    assert asked.ask("b") is None
    asked.leave("a", None)
    assert asked.ask("a") is None
    assert asked.ask("a") == 1.0


def test_who_comes_at_its_turn_may_wait_where_a_newcomer_may_not() -> None:
    clock = Clock()
    asked = turns(clock, at_once=1, wait_seconds=0.15)
    assert asked.ask("a") is None
    asked.begin()
    pause = asked.ask("b")
    assert pause is not None
    clock.now += pause
    assert asked.ask("new") is not None
    assert asked.ask("b") is None


def test_who_comes_before_its_turn_keeps_it() -> None:
    clock = Clock()
    asked = turns(clock)
    assert asked.ask("a") is None
    asked.begin()
    for device in range(20):
        asked.ask(str(device))
    pause = asked.ask("b")
    assert pause is not None
    clock.now += 0.5
    assert asked.ask("b") == pytest.approx(pause - 0.5)


@given(st.lists(st.tuples(st.integers(0, 9), st.floats(0, 5)), max_size=200), st.integers(1, 3))
def test_whatever_comes_the_bound_holds_and_pauses_are_bounded(
    history: list[tuple[int, float]], at_once: int
) -> None:
    clock = Clock()
    asked = turns(clock, at_once, wait_seconds=1.0)
    waiting: list[str] = []
    running: list[str] = []
    for number, passed in history:
        clock.now += passed
        device = str(number)
        pause = asked.ask(device)
        if pause is None:
            assert device not in waiting + running
            waiting.append(device)
        else:
            assert 0 <= pause <= 300
        if passed > 2.5 and running:
            asked.leave(running.pop(0), passed)
        while waiting and len(running) < at_once:
            asked.begin()
            running.append(waiting.pop(0))
        assert (asked.waiting, asked.running) == (len(waiting), len(running))


@given(st.text())
def test_any_header_names_some_device(header: str) -> None:
    assert len(claimed_device(header)) <= 100


def test_the_device_is_the_key_that_the_request_names() -> None:
    head = base64.urlsafe_b64encode(b'{"alg":"ES256","kid":"the-key"}').rstrip(b"=").decode()
    assert claimed_device(f"Bearer {head}.e30.AA") == "the-key"
    assert claimed_device("Bearer W10.e30.AA") == "unknown"


class Busy:
    """Central with one place, on PostgreSQL, where a test holds the row that a push needs."""

    def __init__(self, folder: Path, database: str) -> None:
        settings = CentralSettings(
            data_dir=folder / "central",
            database_url=database,
            demo=True,
            pushes=PushSettings(at_once=1, wait_seconds=0),
        )
        self.app = create_app(settings)
        listener = listen("127.0.0.1", 0)
        self.url = f"http://127.0.0.1:{listener.getsockname()[1]}"
        self.server = ServerThread(self.app, listener)
        self.server.start()
        self.engine = create_engine(database)
        self.stations: list[Station] = []
        for number in range(3):
            station = open_station(kiosk_database(folder / f"kiosk-{number}" / "kiosk.db"))
            station.enrol(self.url, self.app.state.central.enrolments.new_code(f"K{number}", "000", "Thử"))
            self.stations.append(station)

    def push(self, number: int) -> bool:
        station = self.stations[number]
        client = station.client(self.url)
        try:
            return len(station.delivery(client).exchange().settled) > 0
        finally:
            client.close()

    def stop(self) -> None:
        for station in self.stations:
            station.close()
        self.server.stop()
        self.engine.dispose()


@pytest.fixture
def busy(tmp_path: Path, postgresql: str) -> Iterator[Busy]:
    made = Busy(tmp_path, new_database(postgresql))
    yield made
    made.stop()


def test_above_the_bound_kiosks_are_told_when_to_come_and_health_stays_free(busy: Busy) -> None:
    for station in busy.stations:
        station.recorder.record(sample_act())
    assert busy.push(0)
    busy.stations[0].recorder.record(sample_act())
    with ThreadPoolExecutor(1) as pool:
        with busy.engine.connect() as holding:
            holding.execute(text("SELECT 1 FROM stream FOR UPDATE"))
            under_way = pool.submit(busy.push, 0)
            until(lambda: waiting_for_a_lock(busy.engine) == 1)
            with pytest.raises(CentralRefusedError) as caught:
                busy.push(1)
            assert (caught.value.code, caught.value.may_retry) == ("busy", True)
            pause = caught.value.problem.next_after_ms
            assert pause is not None
            assert caught.value.retry_after == pause / 1000
            assert httpx.get(f"{busy.url}/v1/health", trust_env=False).status_code == 200
            assert httpx.get(f"{busy.url}/v1/ready", trust_env=False).status_code == 200
            with pytest.raises(CentralRefusedError) as caught:
                busy.push(0)  # its first is still under way
            assert caught.value.code == "busy"
            assert not under_way.done()
        assert under_way.result()
    assert busy.push(1)
    assert busy.push(2)


@pytest.mark.expects_log("database")
def test_connections_that_died_cost_one_refusal_that_is_mended_by_itself(busy: Busy) -> None:
    """The database was restarted: the pool is full of dead connections."""
    busy.stations[0].recorder.record(sample_act())
    assert busy.push(0)
    busy.app.state.central.judge_thread.stop()  # it would meet the first dead connection
    with busy.engine.connect() as connection:
        connection.execute(
            text(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        )
    busy.stations[0].recorder.record(sample_act())
    with pytest.raises(CentralRefusedError) as caught:
        busy.push(0)
    assert (caught.value.code, caught.value.may_retry) == ("database-unavailable", True)
    assert busy.push(0)


def test_kiosks_that_come_together_are_all_answered_in_the_end(busy: Busy) -> None:
    """Real sync workers on one place that serves one at a time."""
    sent = threading.Semaphore(0)

    def on_sent(*_: object) -> None:
        sent.release()

    workers = []
    for station in busy.stations:
        for _ in range(5):
            station.recorder.record(sample_act())
        worker = station.worker(busy.url)
        worker.listen(lambda _: None, on_sent)
        workers.append(worker)
    for worker in workers:
        worker.start()
    for _ in range(15):
        assert sent.acquire(timeout=PATIENCE)
    for worker in workers:
        worker.stop()
