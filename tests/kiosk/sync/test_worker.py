from __future__ import annotations

import json
import queue
import secrets
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

import pytest
from joserfc.jwk import ECKey
from sqlalchemy import text

from central.embedded import EmbeddedCentral
from kiosk.contract.attachments import PART_BYTES, BlobState
from kiosk.contract.wire import MAX_BODY_BYTES, Problem, Retry
from kiosk.sync.act import Act
from kiosk.sync.calls import Call
from kiosk.sync.client import CentralClient, public_jwk
from kiosk.sync.errors import CentralRefusedError
from kiosk.sync.worker import SyncPace, SyncStatus, SyncWorker
from local_db.outbox import OutboxCounts, OutboxState
from tests.acts import registration_payload
from tests.central_backup import put_back, take_backup
from tests.lossy_proxy import LossyProxy
from tests.patience import PATIENCE, until
from tests.raw_server import answering, raw_server, silent
from tests.sync_parts import BRISK, Station, open_station, sample_act

# Of a central from a backup, as far as its feed went on since.
_FEED_MAY_GO_BACK = pytest.mark.expects_log("the feed of central is not taken: feed_goes_back")


class Watcher:
    """Collects what a worker tells, and waits for what a test expects."""

    def __init__(self, worker: SyncWorker) -> None:
        self.sent: dict[UUID, str] = {}
        self._states: queue.Queue[SyncStatus] = queue.Queue()
        worker.listen(self._states.put, self.sent.__setitem__)

    def wait(self, wanted: Callable[[SyncStatus], bool]) -> SyncStatus:
        while True:
            state = self._states.get(timeout=PATIENCE)
            if wanted(state):
                return state


@contextmanager
def running(station: Station, url: str, pace: SyncPace = BRISK) -> Iterator[tuple[SyncWorker, Watcher]]:
    worker = station.worker(url, pace)
    watcher = Watcher(worker)
    worker.start()
    try:
        yield worker, watcher
    finally:
        worker.stop()


def all_sent(state: SyncStatus) -> bool:
    return state.online and state.pending == 0


def test_an_act_goes_out_by_itself_and_its_row_closes(enrolled: Station, central: EmbeddedCentral) -> None:
    with running(enrolled, central.url, SyncPace(poll=60)) as (_, watcher):
        watcher.wait(all_sent)
        act = sample_act()
        enrolled.recorder.record(act)
        state = watcher.wait(lambda state: state.online and enrolled.outbox.counts().sent == 1)
    row = enrolled.outbox.get(act.act_id)
    stored = central.find_stored_act(act.act_id)
    assert row.state is OutboxState.SENT
    assert row.case_number == stored.case_number
    assert row.case_number is not None
    assert dict(stored.content.payload) == dict(act.payload)
    assert stored.content.subject_id == act.subject_id
    assert state.last_problem is None
    assert state.last_contact is not None


def test_acts_wait_while_central_is_down_and_follow_in_order(
    enrolled: Station, central: EmbeddedCentral
) -> None:
    central.stop()
    acts = [sample_act() for _ in range(3)]
    with running(enrolled, central.url) as (_, watcher):
        for act in acts:
            enrolled.recorder.record(act)
        state = watcher.wait(lambda state: state.pending == 3 and state.last_problem is not None)
        assert (state.online, state.last_problem) == (False, "central_unreachable")
        central.start()
        watcher.wait(all_sent)
    stored = [central.find_stored_act(act.act_id) for act in acts]
    assert [each.sequence for each in stored] == [1, 2, 3]
    assert watcher.sent.keys() == {act.act_id for act in acts}


def test_files_follow_by_themselves_and_an_act_goes_before_the_next_part(
    enrolled: Station, central: EmbeddedCentral
) -> None:
    content = secrets.token_bytes(4 * PART_BYTES)
    first = enrolled.record_with(content)
    parts: list[bool] = []  # for each part: whether the act that came meanwhile had its receipt
    later: list[Act] = []
    worker = enrolled.worker(central.url)
    client, begin_part = worker._client, CentralClient.begin_part

    def watched(sha256: str, offset: int, length: int, part: bytes) -> Call[BlobState]:
        parts.append(bool(later) and enrolled.outbox.get(later[0].act_id).state is OutboxState.SENT)
        if len(parts) == 2:
            later.append(enrolled.record_with())
        return begin_part(client, sha256, offset, length, part)

    client.begin_part = watched  # type: ignore[method-assign]
    watcher = Watcher(worker)
    worker.start()
    state = watcher.wait(
        lambda state: bool(later) and all_sent(state) and enrolled.attachments.backlog().count == 0
    )
    worker.stop()
    assert parts == [False, False, True, True, True]  # the sealed file is a little longer than its content
    assert (state.files, state.file_bytes, state.last_problem) == (0, 0, None)
    central.wait_for_judging()
    read = central.central.stored_acts.read_attachment
    assert read(first.act_id, first.attachments[0].attachment_id) == content


@pytest.mark.expects_log("files of act .* cannot be read: NotADirectoryError")
def test_what_stands_against_files_holds_up_no_act(enrolled: Station, central: EmbeddedCentral) -> None:
    blobs = central.central.settings.effective_blob_dir
    blobs.write_bytes(b"no folder")
    enrolled.record_with(b"a page")
    with running(enrolled, central.url) as (_, watcher):
        state = watcher.wait(lambda state: state.last_problem == "blobs-unavailable")
        assert (state.pending, state.files) == (0, 1)
        enrolled.record_with()
        watcher.wait(lambda state: all_sent(state) and enrolled.outbox.counts().sent == 2)
        blobs.unlink()
        watcher.wait(lambda state: all_sent(state) and state.files == 0 and state.last_problem is None)


def test_a_lost_first_answer_gives_the_same_receipt(enrolled: Station, central: EmbeddedCentral) -> None:
    proxy = LossyProxy(int(central.url.rpartition(":")[2]))
    with proxy.running() as url:
        proxy.cut_next_answers(2)
        act = sample_act()
        enrolled.recorder.record(act)
        with running(enrolled, url) as (_, watcher):
            watcher.wait(all_sent)
    stored = central.find_stored_act(act.act_id)
    assert proxy.answers_cut == 2
    assert enrolled.outbox.find_receipt(act.act_id) == stored.receipt
    assert watcher.sent == {act.act_id: stored.case_number}


def test_a_receipt_that_does_not_verify_closes_nothing(enrolled: Station, central: EmbeddedCentral) -> None:
    stranger = public_jwk(ECKey.generate_key("P-256"))
    with enrolled.database.write() as connection:
        connection.execute(
            text("UPDATE enrolment SET receipt_keys = :keys"), {"keys": json.dumps([stranger])}
        )
    reopened = open_station(enrolled.database.path)
    act = sample_act()
    reopened.recorder.record(act)
    with running(reopened, central.url) as (_, watcher):
        state = watcher.wait(lambda state: state.last_problem is not None)
    assert state.last_problem == "receipt_invalid"
    assert reopened.outbox.get(act.act_id).state is OutboxState.PENDING
    assert reopened.outbox.find_receipt(act.act_id) is None
    assert watcher.sent == {}
    reopened.close()


@pytest.mark.parametrize(
    ("status", "problem"),
    [
        ("400 Bad Request", "http-400"),
        ("401 Unauthorized", "http-401"),
        ("404 Not Found", "http-404"),
        ("409 Conflict", "http-409"),
        ("410 Gone", "http-410"),
        ("413 Content Too Large", "http-413"),
        ("422 Unprocessable Content", "http-422"),
        ("426 Upgrade Required", "http-426"),
        ("429 Too Many Requests", "http-429"),
        ("500 Internal Server Error", "http-500"),
        ("503 Service Unavailable", "http-503"),
        ("200 OK", "central_answer_invalid"),
        ("204 No Content", "central_answer_invalid"),
    ],
)
def test_no_answer_makes_the_kiosk_drop_an_act(enrolled: Station, status: str, problem: str) -> None:
    act = sample_act()
    enrolled.recorder.record(act)
    body = b"" if status.startswith("204") else b"no"
    with raw_server(answering(status, body)) as url, running(enrolled, url) as (_, watcher):
        state = watcher.wait(lambda state: state.last_problem is not None)
    assert state.last_problem == problem
    assert enrolled.outbox.get(act.act_id).state is OutboxState.PENDING


def test_stopping_is_quick_while_central_keeps_silent(enrolled: Station) -> None:
    enrolled.recorder.record(sample_act())
    reached = threading.Event()

    def behave(connection: object, over: threading.Event) -> None:
        reached.set()
        over.wait()

    with raw_server(behave) as url:
        worker = enrolled.worker(url, timeout_seconds=10 * PATIENCE)
        worker.start()
        assert reached.wait(PATIENCE)
        worker.stop()
        for thread in threading.enumerate():
            if thread.name == "sync-worker":
                thread.join(PATIENCE)
    assert not [thread for thread in threading.enumerate() if thread.name == "sync-worker"]
    assert enrolled.outbox.counts().pending == 1


def test_an_unenrolled_kiosk_says_so_and_goes_on_after_enrolment(
    station: Station, central: EmbeddedCentral
) -> None:
    with running(station, central.url) as (worker, watcher):
        watcher.wait(lambda state: state.last_problem == "not_enrolled")
        station.enrol(central.url, central.new_enrolment_code())
        worker.wake()
        watcher.wait(all_sent)


def test_large_backlog_goes_out_in_batches(enrolled: Station, central: EmbeddedCentral) -> None:
    portrait = "A" * 10
    acts = [
        sample_act(payload=registration_payload(full_name=f"Nguyễn Văn Thử {number}", portrait=portrait))
        for number in range(60)
    ]
    for act in acts:
        enrolled.recorder.record(act)
    large = [
        sample_act(payload=registration_payload(portrait=secrets.token_hex(MAX_BODY_BYTES // 16)))
        for _ in range(4)
    ]
    for act in large:
        enrolled.recorder.record(act)
    with running(enrolled, central.url) as (_, watcher):
        watcher.wait(all_sent)
    assert len(watcher.sent) == 64
    assert len(set(watcher.sent.values())) == 64


@_FEED_MAY_GO_BACK
def test_central_restored_from_an_old_backup_gets_everything_again(
    enrolled: Station, central: EmbeddedCentral, tmp_path: Path
) -> None:
    acts = [sample_act() for _ in range(3)]
    enrolled.recorder.record(acts[0])
    with running(enrolled, central.url) as (_, watcher):
        watcher.wait(all_sent)
    backup = take_backup(tmp_path / "central")
    for act in acts[1:]:
        enrolled.recorder.record(act)
    with running(enrolled, central.url) as (_, watcher):
        watcher.wait(all_sent)
    receipts = [enrolled.outbox.find_receipt(act.act_id) for act in acts]
    central.stop()
    put_back(tmp_path / "central", backup)
    central.start()
    newest = sample_act()
    enrolled.recorder.record(newest)
    with running(enrolled, central.url) as (_, watcher):
        watcher.wait(all_sent)
    stored = [central.find_stored_act(act.act_id) for act in (*acts, newest)]
    assert [each.sequence for each in stored] == [1, 2, 3, 4]
    assert [each.receipt for each in stored[:3]] == receipts  # what was signed once holds


@_FEED_MAY_GO_BACK
def test_closed_acts_that_central_lost_are_sent_again_without_a_new_one(
    enrolled: Station, central: EmbeddedCentral, tmp_path: Path
) -> None:
    backup = take_backup(tmp_path / "central")
    act = sample_act()
    enrolled.recorder.record(act)
    with running(enrolled, central.url) as (worker, watcher):
        watcher.wait(all_sent)
        central.stop()
        put_back(tmp_path / "central", backup)
        central.start()
        worker.wake()
        watcher.wait(lambda state: state.last_problem == "central_lacks_earlier_acts")
        watcher.wait(lambda state: state.last_problem is None)
    assert central.find_stored_act(act.act_id).sequence == 1
    assert list(watcher.sent) == [act.act_id]


def test_a_kiosk_restored_from_an_old_image_goes_on_in_a_new_stream(
    enrolled: Station, central: EmbeddedCentral
) -> None:
    first, unsent = sample_act(), sample_act()
    enrolled.recorder.record(first)
    enrolled.database.checkpoint()
    image = enrolled.database.path.read_bytes()
    enrolled.recorder.record(sample_act())  # not in the image, but at central
    with running(enrolled, central.url) as (_, watcher):
        watcher.wait(all_sent)
    enrolled.database.close()
    enrolled.database.path.write_bytes(image)
    restored = open_station(enrolled.database.path)
    restored.recorder.record(unsent)
    with running(restored, central.url) as (_, watcher):
        watcher.wait(lambda state: state.last_problem == "stream_diverged")
        watcher.wait(lambda state: all_sent(state) and state.last_problem is None)
    moved = central.find_stored_act(unsent.act_id)
    assert moved.stream_id != central.find_stored_act(first.act_id).stream_id
    assert dict(moved.content.payload) == dict(unsent.payload)
    assert restored.outbox.counts() == OutboxCounts(pending=0, sent=2, quarantined=0)
    restored.close()


def test_an_act_that_central_cannot_open_is_kept_by_both(enrolled: Station, central: EmbeddedCentral) -> None:
    intake = public_jwk(ECKey.generate_key("P-256"))
    with enrolled.database.write() as connection:
        connection.execute(text("UPDATE enrolment SET intake_key = :key"), {"key": json.dumps(intake)})
    reopened = open_station(enrolled.database.path)
    bad = sample_act()
    reopened.recorder.record(bad)
    reopened.close()
    good = sample_act()
    enrolled.recorder.record(good)  # with the right key: it must not wait behind the bad one
    with running(enrolled, central.url) as (worker, watcher):
        watcher.wait(all_sent)
        central.wait_for_judging()
        worker.wake()
        until(lambda: enrolled.outbox.get(bad.act_id).state is OutboxState.QUARANTINED)
    assert enrolled.outbox.get(good.act_id).state is OutboxState.SENT
    judged = enrolled.judged.find(bad.act_id)
    assert judged is not None
    assert (judged.quarantined, judged.problem) == (True, "envelope-key-unknown")
    # The number on the receipt stays: under it staff find the act again.
    assert watcher.sent[bad.act_id] == enrolled.outbox.get(bad.act_id).case_number


def test_silence_counts_as_offline(enrolled: Station) -> None:
    with raw_server(silent) as url:
        worker = enrolled.worker(url, timeout_seconds=0.2)
        watcher = Watcher(worker)
        worker.start()
        state = watcher.wait(lambda state: state.last_problem is not None)
        worker.stop()
    assert (state.online, state.last_problem) == (False, "central_unreachable")


def test_a_pause_that_central_plans_is_kept_and_does_not_grow(enrolled: Station) -> None:
    refusal = CentralRefusedError(
        Problem(type="urn:x", title="busy", status=503, retry=Retry.LATER, next_after_ms=40_000), 40.0
    )
    worker = enrolled.worker("http://127.0.0.1:9", SyncPace(retry_cap=300.0))
    waits = [worker._wait_after(refusal) for _ in range(50)]
    worker.stop()
    assert min(waits) >= 40.0
    assert max(waits) <= 50.0
    assert len(set(waits)) == len(waits)  # no two kiosks in the same moment


def test_a_pause_without_a_plan_grows_and_no_pause_is_longer_than_the_cap(enrolled: Station) -> None:
    problem = Problem(type="urn:x", title="later", status=503, retry=Retry.LATER)
    worker = enrolled.worker("http://127.0.0.1:9", SyncPace(retry_base=1.0, retry_cap=300.0))
    first = worker._wait_after(CentralRefusedError(problem, 5.0))
    later = [worker._wait_after(CentralRefusedError(problem, 5.0)) for _ in range(30)]
    planned = problem.model_copy(update={"next_after_ms": 10**9})
    longest = worker._wait_after(CentralRefusedError(planned, 10.0**6))
    worker.stop()
    assert 5.0 <= first <= 6.25
    assert max(later) > 60
    assert longest == 300.0
