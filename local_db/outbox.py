"""The outbox: the one table that a citizen's act writes, and the only way from this kiosk to central.

A row is written sealed, in one durable commit, at the next place of the current stream. It leaves the state
``pending`` only together with a receipt of central; nothing deletes it before.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, Select, func, insert, select, update

from local_db.database import Database
from local_db.keyed_hash import KeyedHash
from local_db.schema import outbox, stream


class OutboxState(StrEnum):
    PENDING = "pending"
    SENT = "sent"
    QUARANTINED = "quarantined"  # central keeps it, but staff must look at it


@dataclass(frozen=True, slots=True)
class StreamPosition:
    """The place that the next act takes. ``previous`` is None at the start of a stream."""

    stream_id: UUID
    sequence: int
    previous: str | None


@dataclass(frozen=True, slots=True)
class SealedAct:
    previous: str  # hex; chain hash of the act before
    chain: str  # hex; chain hash of this act
    sealed: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class OutboxDraft:
    """An act before it has a place. ``content`` is hashed with a key and forgotten; ``summary`` is masked."""

    act_id: UUID
    kind: str
    occurred_at: datetime
    subject_id: str = field(repr=False)
    content: bytes = field(repr=False)
    summary: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class PendingAct:
    act_id: UUID
    stream_id: UUID
    sequence: int
    previous: str
    chain: str
    sealed: str = field(repr=False)
    transfer: str | None = field(default=None, repr=False)
    kind: str | None = None
    receipt: str | None = field(default=None, repr=False)  # central's, when it has had the act before


@dataclass(frozen=True, slots=True)
class Transfer:
    """The new place of an act: its links, and the device's signed word for it."""

    previous: str
    chain: str
    proof: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class OutboxRow:
    """What the outbox screen may show."""

    act_id: UUID
    stream_id: UUID
    sequence: int
    kind: str
    occurred_at: datetime
    state: OutboxState
    case_number: str | None
    received_at: datetime | None
    summary: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class OutboxCounts:
    pending: int
    sent: int
    quarantined: int


@dataclass(frozen=True, slots=True)
class StoredReceipt:
    """A receipt whose signature the caller has verified; ``jws`` is kept as the proof."""

    act_id: UUID
    stream_id: UUID
    sequence: int
    sealed_sha256: str
    jws: str = field(repr=False)
    received_at: datetime
    case_number: str | None
    quarantined: bool = False


class ReceiptMismatchError(Exception):
    """A receipt that is about another act, another place or other bytes than the row it should close."""


class ActIdReusedError(ValueError):
    """The same act id came with different content: a bug of the caller."""


_ROW_COLUMNS = (
    outbox.c.act_id,
    outbox.c.stream_id,
    outbox.c.sequence,
    outbox.c.kind,
    outbox.c.occurred_at,
    outbox.c.state,
    outbox.c.case_number,
    outbox.c.received_at,
    outbox.c.summary,
)


def _to_row(row: Row[*tuple[Any, ...]]) -> OutboxRow:
    return OutboxRow(
        act_id=row.act_id,
        stream_id=row.stream_id,
        sequence=row.sequence,
        kind=row.kind,
        occurred_at=row.occurred_at,
        state=OutboxState(row.state),
        case_number=row.case_number,
        received_at=row.received_at,
        summary=row.summary,
    )


def _to_pending(row: Row[*tuple[Any, ...]]) -> PendingAct:
    return PendingAct(
        act_id=row.act_id,
        stream_id=row.stream_id,
        sequence=row.sequence,
        previous=row.previous,
        chain=row.chain,
        sealed=row.sealed,
        transfer=row.transfer,
        kind=row.kind,
        receipt=row.receipt,
    )


class Outbox:
    """Safe to use from several threads."""

    def __init__(self, database: Database, new_stream_id: Callable[[], UUID]) -> None:
        """``new_stream_id`` makes the id of a stream when the database has none yet."""
        self._database = database
        self._new_stream_id = new_stream_id
        self._hash = KeyedHash(database)

    def _next_position(self, connection: Connection, now: datetime) -> StreamPosition:
        stream_id: UUID | None = connection.execute(
            select(stream.c.stream_id).where(stream.c.current)
        ).scalar()
        if stream_id is None:
            stream_id = self._begin_stream(connection, now)
        last = connection.execute(
            select(outbox.c.sequence, outbox.c.chain)
            .where(outbox.c.stream_id == stream_id)
            .order_by(outbox.c.sequence.desc())
            .limit(1)
        ).first()
        if last is None:
            return StreamPosition(stream_id, 1, None)
        return StreamPosition(stream_id, last.sequence + 1, last.chain)

    def _begin_stream(self, connection: Connection, now: datetime) -> UUID:
        stream_id = self._new_stream_id()
        connection.execute(update(stream).values(current=False))
        connection.execute(insert(stream).values(stream_id=stream_id, created_at=now, current=True))
        return stream_id

    def append(
        self, draft: OutboxDraft, seal: Callable[[StreamPosition], SealedAct], now: datetime
    ) -> OutboxRow:
        """Seal and store the act at the next place of the stream, in one commit.

        Idempotent: a known act id returns the row it has. Raises LocalDbError (``disk_full``, …); then
        nothing was stored. Raises ActIdReusedError for a known act id with other content.
        """
        content_mac = self._hash.of("content", draft.content)
        with self._database.write() as connection:
            known = connection.execute(
                select(*_ROW_COLUMNS, outbox.c.content_mac).where(outbox.c.act_id == draft.act_id)
            ).first()
            if known is not None:
                if not hmac.compare_digest(known.content_mac, content_mac):
                    raise ActIdReusedError("an act id belongs to one content")
                return _to_row(known)
            position = self._next_position(connection, now)
            sealed = seal(position)
            connection.execute(
                insert(outbox).values(
                    stream_id=position.stream_id,
                    sequence=position.sequence,
                    act_id=draft.act_id,
                    kind=draft.kind,
                    occurred_at=draft.occurred_at,
                    previous=sealed.previous,
                    chain=sealed.chain,
                    sealed=sealed.sealed,
                    sealed_sha256=hashlib.sha256(sealed.sealed.encode("ascii")).hexdigest(),
                    content_mac=content_mac,
                    subject_hash=self._hash.of_subject(draft.subject_id),
                    summary=draft.summary,
                    state=OutboxState.PENDING.value,
                )
            )
        return self.get(draft.act_id)

    def settle(self, receipt: StoredReceipt) -> bool:
        """Close the row of a verified receipt; False when it was closed before and keeps its first one.

        Raises ReceiptMismatchError and then changes nothing.
        """
        with self._database.write() as connection:
            row = connection.execute(
                select(outbox.c.stream_id, outbox.c.sequence, outbox.c.sealed_sha256).where(
                    outbox.c.act_id == receipt.act_id
                )
            ).first()
            if row is None or tuple(row) != (receipt.stream_id, receipt.sequence, receipt.sealed_sha256):
                raise ReceiptMismatchError("the receipt is not about the act as it is stored here")
            state = OutboxState.QUARANTINED if receipt.quarantined else OutboxState.SENT
            closed = connection.execute(
                update(outbox)
                .where(outbox.c.act_id == receipt.act_id, outbox.c.state == OutboxState.PENDING.value)
                .values(
                    state=state.value,
                    receipt=receipt.jws,
                    case_number=receipt.case_number,
                    received_at=receipt.received_at,
                )
            )
        return closed.rowcount == 1

    def pending(self, limit: int, max_chars: int) -> list[PendingAct]:
        """The oldest unsent acts of one stream, in order.

        At most ``limit`` and about ``max_chars`` of sealed text, but at least one act when there is any.
        """
        query = select(outbox).where(outbox.c.state == OutboxState.PENDING.value)
        return self._batch(query, limit, max_chars)

    def acts_from(self, stream_id: UUID, sequence: int, limit: int, max_chars: int) -> list[PendingAct]:
        """The acts of a stream from a place on, sent or not.

        For a central that was restored from a backup.
        """
        query = select(outbox).where(outbox.c.stream_id == stream_id, outbox.c.sequence >= sequence)
        return self._batch(query, limit, max_chars)

    def _batch(self, query: Select[*tuple[Any, ...]], limit: int, max_chars: int) -> list[PendingAct]:
        batch: list[PendingAct] = []
        chars = 0
        with self._database.read() as connection:
            ordered = query.order_by(outbox.c.stream_id, outbox.c.sequence).limit(limit)
            for row in connection.execute(ordered):
                chars += len(row.sealed)
                if batch and (chars > max_chars or row.stream_id != batch[0].stream_id):
                    break
                batch.append(_to_pending(row))
        return batch

    def move_pending(
        self, stream_id: UUID, place: Callable[[StreamPosition, PendingAct], Transfer], now: datetime
    ) -> int:
        """Give the unsent acts of a stream, in order, places in a new one; further acts follow there.

        For a stream that went on at central without this database. One commit; returns the number of acts
        moved. ``place`` is called for each.
        """
        waiting = (outbox.c.stream_id == stream_id) & (outbox.c.state == OutboxState.PENDING.value)
        with self._database.write() as connection:
            rows = connection.execute(select(outbox).where(waiting).order_by(outbox.c.sequence)).all()
            if not rows:
                return 0
            position = StreamPosition(self._begin_stream(connection, now), 1, None)
            for row in rows:
                moved = place(position, _to_pending(row))
                connection.execute(
                    update(outbox)
                    .where(outbox.c.act_id == row.act_id)
                    .values(
                        stream_id=position.stream_id,
                        sequence=position.sequence,
                        previous=moved.previous,
                        chain=moved.chain,
                        transfer=moved.proof,
                    )
                )
                position = StreamPosition(position.stream_id, position.sequence + 1, moved.chain)
        return len(rows)

    def stream_heads(self) -> dict[UUID, int]:
        """The last place of every stream that has acts here."""
        query = select(outbox.c.stream_id, func.max(outbox.c.sequence)).group_by(outbox.c.stream_id)
        with self._database.read() as connection:
            return {stream_id: int(last) for stream_id, last in connection.execute(query)}

    def counts(self) -> OutboxCounts:
        with self._database.read() as connection:
            found = {
                state: int(number)
                for state, number in connection.execute(
                    select(outbox.c.state, func.count()).group_by(outbox.c.state)
                )
            }
        return OutboxCounts(*(found.get(state.value, 0) for state in OutboxState))

    def pending_count(self) -> int:
        """How many acts wait; reads only the index of pending rows."""
        with self._database.read() as connection:
            query = (
                select(func.count()).select_from(outbox).where(outbox.c.state == OutboxState.PENDING.value)
            )
            return int(connection.execute(query).scalar_one())

    def rows(self, limit: int = 200) -> list[OutboxRow]:
        """The newest acts first, for the outbox screen."""
        query = (
            select(*_ROW_COLUMNS).order_by(outbox.c.stream_id.desc(), outbox.c.sequence.desc()).limit(limit)
        )
        with self._database.read() as connection:
            return [_to_row(row) for row in connection.execute(query)]

    def find(self, act_id: UUID) -> OutboxRow | None:
        with self._database.read() as connection:
            row = connection.execute(select(*_ROW_COLUMNS).where(outbox.c.act_id == act_id)).first()
        return None if row is None else _to_row(row)

    def get(self, act_id: UUID) -> OutboxRow:
        row = self.find(act_id)
        if row is None:
            raise KeyError(act_id)
        return row

    def find_receipt(self, act_id: UUID) -> str | None:
        """Central's signed receipt (JWS) as it came."""
        with self._database.read() as connection:
            jws: str | None = connection.execute(
                select(outbox.c.receipt).where(outbox.c.act_id == act_id)
            ).scalar()
        return jws

    def acts_of(self, subject_id: str, kind: str) -> list[OutboxRow]:
        """Acts of that kind about that person that went through this kiosk, newest first.

        For duplicate checks.
        """
        query = (
            select(*_ROW_COLUMNS)
            .where(outbox.c.subject_hash == self._hash.of_subject(subject_id), outbox.c.kind == kind)
            .order_by(outbox.c.occurred_at.desc())
        )
        with self._database.read() as connection:
            return [_to_row(row) for row in connection.execute(query)]
