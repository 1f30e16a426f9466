from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from kiosk.contract.wire import chain_hash, chain_start
from local_db.database import Database, open_database
from local_db.keys import DatabaseKey
from local_db.outbox import (
    ActIdReusedError,
    Outbox,
    OutboxDraft,
    OutboxRow,
    OutboxState,
    PendingAct,
    ReceiptMismatchError,
    SealedAct,
    StoredReceipt,
    StreamPosition,
    Transfer,
)

KEY = DatabaseKey(bytes(range(48)))
NOW = datetime(2026, 3, 2, 1, 30, tzinfo=UTC)
SUBJECT = "001099000017"


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = open_database(tmp_path / "kiosk.db", KEY)
    yield opened
    opened.close()


@pytest.fixture
def outbox(database: Database) -> Outbox:
    return Outbox(database, uuid4, chain_hash)


def draft(act_id: UUID | None = None, content: bytes = b"content", subject: str = SUBJECT) -> OutboxDraft:
    return OutboxDraft(
        act_id or uuid4(), "registration.adult", NOW, subject, content, "Đăng ký · 001••••••017"
    )


def sealer(act_id: UUID) -> Callable[[StreamPosition], SealedAct]:
    def seal(position: StreamPosition) -> SealedAct:
        previous = position.previous or chain_start(position.stream_id)
        sealed = f"sealed-{position.sequence}"
        return SealedAct(previous, chain_hash(previous, position.sequence, act_id, sealed), sealed)

    return seal


def append(outbox: Outbox, one: OutboxDraft | None = None) -> OutboxRow:
    one = one or draft()
    return outbox.append(one, sealer(one.act_id), NOW)


def receipt_for(row: OutboxRow, *, quarantined: bool = False) -> StoredReceipt:
    digest = hashlib.sha256(f"sealed-{row.sequence}".encode()).hexdigest()
    number = None if quarantined else f"DK-2026-{row.sequence:06d}"
    return StoredReceipt(row.act_id, row.stream_id, row.sequence, digest, "jws", NOW, number, quarantined)


def test_places_have_no_gap_and_name_the_one_before(outbox: Outbox) -> None:
    rows = [append(outbox) for _ in range(3)]
    pending = outbox.pending(10, 1 << 20)
    assert [row.sequence for row in rows] == [1, 2, 3]
    assert len({row.stream_id for row in rows}) == 1
    assert pending[0].previous == chain_start(rows[0].stream_id)
    assert [act.previous for act in pending[1:]] == [act.chain for act in pending[:2]]
    assert [act.act_id for act in pending] == [row.act_id for row in rows]


def test_same_act_is_stored_once(outbox: Outbox) -> None:
    first = draft()
    assert append(outbox, first) == append(outbox, first)
    assert outbox.counts().pending == 1
    with pytest.raises(ActIdReusedError):
        append(outbox, draft(first.act_id, b"other content"))


def test_a_failing_seal_leaves_no_trace(outbox: Outbox) -> None:
    def fail(_position: StreamPosition) -> SealedAct:
        raise RuntimeError

    with pytest.raises(RuntimeError):
        outbox.append(draft(), fail, NOW)
    assert append(outbox).sequence == 1


def test_only_a_fitting_receipt_closes_a_row(outbox: Outbox) -> None:
    row, other = (append(outbox) for _ in range(2))
    good = receipt_for(row)
    wrong_place = StoredReceipt(
        row.act_id, row.stream_id, 2, good.sealed_sha256, "jws", NOW, good.case_number
    )
    wrong_bytes = StoredReceipt(row.act_id, row.stream_id, 1, "0" * 64, "jws", NOW, good.case_number)
    unknown = StoredReceipt(uuid4(), row.stream_id, 1, good.sealed_sha256, "jws", NOW, good.case_number)
    for receipt in (wrong_place, wrong_bytes, unknown):
        with pytest.raises(ReceiptMismatchError):
            outbox.settle(receipt)
    assert outbox.counts().pending == 2
    assert outbox.settle(good)
    closed = outbox.get(row.act_id)
    assert (closed.state, closed.case_number) == (OutboxState.SENT, "DK-2026-000001")
    assert not outbox.settle(good)
    assert outbox.get(row.act_id) == closed
    assert [act.act_id for act in outbox.pending(10, 1 << 20)] == [other.act_id]
    assert outbox.find_receipt(row.act_id) == "jws"
    assert outbox.find_receipt(other.act_id) is None


def test_quarantined_act_stays_visible(outbox: Outbox) -> None:
    row = append(outbox)
    assert outbox.settle(receipt_for(row, quarantined=True))
    assert outbox.get(row.act_id).state is OutboxState.QUARANTINED
    assert (outbox.counts().pending, outbox.counts().quarantined) == (0, 1)


def test_the_database_itself_guards_pending_acts(outbox: Outbox, database: Database) -> None:
    append(outbox)
    for statement in (
        "DELETE FROM outbox",
        "UPDATE outbox SET state = 'sent'",
        "UPDATE outbox SET state = 'dropped'",
        "DELETE FROM envelope",
    ):
        with pytest.raises(IntegrityError), database.write() as connection:
            connection.execute(text(statement))
    assert outbox.counts().pending == 1


def test_batches_stop_at_count_and_size(outbox: Outbox) -> None:
    for _ in range(5):
        append(outbox)
    assert len(outbox.pending(3, 1 << 20)) == 3
    assert len(outbox.pending(50, 2 * len("sealed-1"))) == 2
    assert len(outbox.pending(50, 1)) == 1
    stream_id = outbox.pending(1, 1)[0].stream_id
    assert [act.sequence for act in outbox.acts_from(stream_id, 4, 50, 1 << 20)] == [4, 5]


def test_persons_are_found_by_keyed_hash_only(outbox: Outbox, database: Database) -> None:
    mine = append(outbox)
    append(outbox, draft(subject="001099000025"))
    assert outbox.acts_of(SUBJECT, "registration.adult") == [mine]
    assert outbox.acts_of(SUBJECT, "correction.contact") == []
    with database.read() as connection:
        everything = repr(connection.execute(text("SELECT * FROM outbox")).all())
    assert SUBJECT not in everything
    assert hashlib.sha256(SUBJECT.encode()).hexdigest() not in everything


def test_rows_lists_the_newest_first(outbox: Outbox) -> None:
    rows = [append(outbox) for _ in range(3)]
    assert outbox.rows(2) == [rows[2], rows[1]]
    assert outbox.rows(2, after=rows[1]) == [rows[0]]
    assert outbox.rows(2, after=rows[0]) == []
    assert "•" not in repr(rows[0])


def test_threads_never_share_a_place(outbox: Outbox) -> None:
    threads = [threading.Thread(target=lambda: [append(outbox) for _ in range(5)]) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [act.sequence for act in outbox.pending(50, 1 << 20)] == list(range(1, 21))


def test_pending_uses_its_index(outbox: Outbox, database: Database) -> None:
    append(outbox)
    query = "SELECT act_id FROM outbox WHERE state = 'pending' ORDER BY stream_id, sequence LIMIT 50"
    with database.read() as connection:
        plan = repr(connection.execute(text(f"EXPLAIN QUERY PLAN {query}")).all())
    assert "INDEX outbox_state" in plan
    assert "TEMP B-TREE" not in plan


def test_unsent_acts_move_to_a_new_stream_in_order(outbox: Outbox) -> None:
    rows = [append(outbox) for _ in range(4)]
    outbox.settle(receipt_for(rows[0]))
    asked: list[StreamPosition] = []

    def place(position: StreamPosition, act: PendingAct) -> Transfer:
        asked.append(position)
        previous = position.previous or chain_start(position.stream_id)
        return Transfer(previous, chain_hash(previous, position.sequence, act.act_id, act.sealed), "proof")

    old = rows[0].stream_id
    assert outbox.move_pending(old, place, NOW) == 3
    assert outbox.move_pending(old, place, NOW) == 0
    moved = outbox.pending(10, 1 << 20)
    assert [act.act_id for act in moved] == [row.act_id for row in rows[1:]]
    assert [act.sequence for act in moved] == [1, 2, 3]
    assert [act.previous for act in moved[1:]] == [act.chain for act in moved[:2]]
    assert {act.transfer for act in moved} == {"proof"}
    assert [position.sequence for position in asked] == [1, 2, 3]
    new = moved[0].stream_id
    assert new != old
    assert append(outbox).stream_id == new
    assert outbox.stream_heads() == {old: 1, new: 4}
