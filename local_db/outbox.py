"""The outbox: the one table that a citizen's act writes, and the only way from this kiosk to central.

An act is written sealed, in one durable commit, at the next place of the current stream. It leaves the state
``pending`` only together with a receipt of central, or when it is not what was recorded any more; nothing
deletes it before.
"""

from __future__ import annotations

import hashlib
import hmac
import logging
from collections.abc import Callable, Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update
from sqlalchemy.dialects.sqlite import insert as insert_or

from local_db.attachments import bind_to_act
from local_db.database import Database
from local_db.errors import LocalDbError, LocalDbErrorCode
from local_db.outbox_reading import OPEN, PENDING, ChainHash, OutboxReading
from local_db.outbox_rows import (
    ROW_COLUMNS,
    ActFault,
    ActIdReusedError,
    ActUnfitError,
    Loss,
    OutboxCounts,
    OutboxDraft,
    OutboxRow,
    OutboxState,
    PendingAct,
    ReceiptMismatchError,
    SealedAct,
    StoredReceipt,
    StreamPosition,
    Transfer,
    to_row,
)
from local_db.schema import envelope, loss, outbox, stream
from local_db.shown_acts import ShownAct, ShownActs

__all__ = [
    "ActFault",
    "ActIdReusedError",
    "ActUnfitError",
    "Loss",
    "Outbox",
    "OutboxCounts",
    "OutboxDraft",
    "OutboxRow",
    "OutboxState",
    "PendingAct",
    "ReceiptMismatchError",
    "SealedAct",
    "StoredReceipt",
    "StreamPosition",
    "Transfer",
]

logger = logging.getLogger(__name__)


# What a citizen waits for is put together once: SQLAlchemy takes longer to build these than to run them.
_OF_ACT = outbox.c.act_id == bindparam("of_act")
_CONTENT_OF_ACT = select(outbox.c.content_mac).where(_OF_ACT)
_ROW_OF_ACT = select(*ROW_COLUMNS).where(_OF_ACT)
_CURRENT_STREAM = select(stream.c.stream_id).where(stream.c.current)
_LAST_OF_STREAM = (
    select(outbox.c.sequence, outbox.c.chain)
    .where(outbox.c.stream_id == bindparam("of_stream"))
    .order_by(outbox.c.sequence.desc())
    .limit(1)
)
_NEW_ENVELOPE, _NEW_ACT = insert(envelope), insert(outbox)


class Outbox(OutboxReading):
    """Safe to use from several threads."""

    def __init__(self, database: Database, new_stream_id: Callable[[], UUID], chain_of: ChainHash) -> None:
        """``new_stream_id`` makes the id of a stream when the database has none yet."""
        super().__init__(database, chain_of)
        self._new_stream_id = new_stream_id
        self.on_loss: Callable[[Loss], None] = lambda _loss: None  # called for each that is newly found
        try:
            self._shown = ShownActs(database.path.with_name(f"{database.path.name}.shown"))
        except OSError as error:
            raise LocalDbError(
                LocalDbErrorCode.DATABASE_UNREACHABLE,
                "The list of shown receipts beside the database cannot be read or made.",
            ) from error

    def _next_position(self, connection: Connection, now: datetime) -> StreamPosition:
        stream_id: UUID | None = connection.execute(_CURRENT_STREAM).scalar()
        if stream_id is None:
            stream_id = self._begin_stream(connection, now)
        last = connection.execute(_LAST_OF_STREAM, {"of_stream": stream_id}).first()
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
        """Seal and store the act at the next place of the stream, with its attachments, in one commit; then
        note it apart from the database.

        Idempotent: a known act id returns the row it has. Raises LocalDbError (``disk_full``,
        ``attachment_gone``, …); then nothing was stored. Raises ActIdReusedError for a known act id with
        other content.
        """
        content_mac, of_act = self._hash.of("content", draft.content), {"of_act": draft.act_id}
        with self._database.write() as connection:
            known = connection.execute(_CONTENT_OF_ACT, of_act).scalar()
            if known is None:
                position = self._next_position(connection, now)
                self._insert(connection, draft, position, seal(position), content_mac)
                bind_to_act(connection, draft.act_id, draft.attachment_ids)
            elif not hmac.compare_digest(known, content_mac):
                raise ActIdReusedError("an act id belongs to one content")
            row = to_row(connection.execute(_ROW_OF_ACT, of_act).one())
        self._note_shown(row, now)
        return row

    def _insert(
        self,
        connection: Connection,
        draft: OutboxDraft,
        position: StreamPosition,
        sealed: SealedAct,
        content_mac: str,
    ) -> None:
        place = {
            "act_id": draft.act_id,
            "stream_id": position.stream_id,
            "sequence": position.sequence,
            "previous": sealed.previous,
            "chain": sealed.chain,
        }
        act = {
            **place,
            "kind": draft.kind,
            "occurred_at": draft.occurred_at,
            "counted_at": draft.counted_at,
            "sealed_sha256": hashlib.sha256(sealed.sealed.encode("ascii")).hexdigest(),
            "content_mac": content_mac,
            "subject_hash": self._hash.of_subject(draft.subject_id),
            "summary": draft.summary,
            "state": OutboxState.PENDING.value,
        }
        connection.execute(_NEW_ENVELOPE, {**place, "sealed": sealed.sealed})
        connection.execute(_NEW_ACT, act)

    def _note_shown(self, row: OutboxRow, now: datetime) -> None:
        try:
            self._shown.add(ShownAct(row.act_id, row.stream_id, row.sequence, now))
        except OSError as error:  # the act itself is safe; only its loss would go unnoticed
            logger.error("a shown receipt could not be noted beside the database: %s", error.strerror)

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
                .where(outbox.c.act_id == receipt.act_id, OPEN)
                .values(
                    state=state.value,
                    receipt=receipt.jws,
                    case_number=receipt.case_number,
                    received_at=receipt.received_at,
                )
            )
        return closed.rowcount == 1

    def move_pending(
        self, stream_id: UUID, place: Callable[[StreamPosition, PendingAct], Transfer], now: datetime
    ) -> int:
        """Give the unsent acts of a stream, in order, places in a new one; further acts follow there.

        For a stream that cannot go on. One commit; returns the number of acts moved. ``place`` is called for
        each. Acts that are not whole stay where they are.
        """
        # Looked for apart: a connection that has met a damaged page can write no more.
        unfit = [each.sequence for each in self.unfit_acts() if each.stream_id == stream_id]
        waiting = (outbox.c.stream_id == stream_id) & PENDING & outbox.c.sequence.not_in(unfit)
        with self._database.write() as connection:
            query = select(outbox.c.act_id, outbox.c.sequence).where(waiting).order_by(outbox.c.sequence)
            position: StreamPosition | None = None
            moved = 0
            for act_id, sequence in connection.execute(query).all():
                act = self._read_act(connection, act_id, stream_id, sequence)
                position = position or StreamPosition(self._begin_stream(connection, now), 1, None)
                position = self._move(connection, act, position, place(position, act))
                moved += 1
        return moved

    @staticmethod
    def _move(
        connection: Connection, act: PendingAct, position: StreamPosition, moved: Transfer
    ) -> StreamPosition:
        values = {
            "stream_id": position.stream_id,
            "sequence": position.sequence,
            "previous": moved.previous,
            "chain": moved.chain,
        }
        connection.execute(update(outbox).where(outbox.c.act_id == act.act_id).values(**values))
        connection.execute(
            update(envelope).where(envelope.c.act_id == act.act_id).values(**values, transfer=moved.proof)
        )
        return StreamPosition(position.stream_id, position.sequence + 1, moved.chain)

    def set_aside(self, unfit: ActUnfitError, now: datetime) -> None:
        """Keep an act for staff that is not what was recorded any more: never sent, never deleted."""
        place = (outbox.c.stream_id == unfit.stream_id) & (outbox.c.sequence == unfit.sequence)
        with self._database.write() as connection:
            recorded_at = connection.execute(select(outbox.c.occurred_at).where(place)).scalar()
            connection.execute(update(outbox).where(place, PENDING).values(state=OutboxState.DAMAGED.value))
            found = Loss(
                unfit.stream_id, unfit.sequence, unfit.act_id, recorded_at, unfit.fault, at_central=False
            )
            new = self._note_loss(connection, found, now)
        self._tell([new])

    def note_missing(self, now: datetime) -> int:
        """Compare with the receipts that were shown; how many acts are newly found to be gone."""
        shown = {act.act_id: act for act in self._shown.all()}
        gone = set(shown) - self.known(set(shown))
        if not gone:
            return 0
        with self._database.write() as connection:
            found = [self._note_loss(connection, _missing(shown[act_id]), now) for act_id in gone]
            if any(found):
                connection.execute(update(stream).values(current=False))
        return self._tell(found)

    def note_places(self, stream_id: UUID, places: Iterable[int], now: datetime, *, at_central: bool) -> int:
        """Acts must stand at these places of a stream that are not here; how many are new. Where central has
        them an older image of this disk runs, or a copy of it elsewhere.
        """
        with self._database.write() as connection:
            found = [
                self._note_loss(
                    connection, Loss(stream_id, sequence, None, None, ActFault.MISSING, at_central), now
                )
                for sequence in places
            ]
            if any(found):
                connection.execute(
                    update(stream).where(stream.c.stream_id == stream_id).values(current=False)
                )
        return self._tell(found)

    @staticmethod
    def _note_loss(connection: Connection, found: Loss, now: datetime) -> Loss | None:
        """None when it was known."""
        values = {
            "stream_id": found.stream_id,
            "sequence": found.sequence,
            "act_id": found.act_id,
            "recorded_at": found.recorded_at,
            "fault": found.fault.value,
            "at_central": found.at_central,
        }
        statement = insert_or(loss).values(**values, found_at=now).on_conflict_do_nothing()
        return found if connection.execute(statement).rowcount else None

    def _tell(self, found: Iterable[Loss | None]) -> int:
        new = [each for each in found if each is not None]
        for each in new:
            self.on_loss(each)
        return len(new)

    def mark_at_central(self, stream_id: UUID, last_sequence: int) -> None:
        """Central has this stream up to ``last_sequence``: what was lost here up to there is not lost, and
        what lies behind is, also when a central that was restored had it before.
        """
        has = loss.c.sequence <= last_sequence
        wrong = (loss.c.stream_id == stream_id) & (loss.c.at_central != has)
        with self._database.read() as connection:
            if connection.execute(select(loss.c.sequence).where(wrong).limit(1)).first() is None:
                return
        with self._database.write() as connection:
            connection.execute(update(loss).where(wrong).values(at_central=has))

    def settle_loss(self, found: Loss, staff: str) -> None:
        """A member of staff has seen to it, e.g. the person came again: it is not told any more."""
        place = (loss.c.stream_id == found.stream_id) & (loss.c.sequence == found.sequence)
        with self._database.write() as connection:
            connection.execute(update(loss).where(place).values(settled_by=staff))

    def purge(self, received_before: datetime, most: int = 500) -> int:
        """Delete the sealed text of up to ``most`` acts whose receipt is older; how many there were. What
        duplicate checks and the queue screen need stays, and so does the receipt.
        """
        sent = (outbox.c.state == OutboxState.SENT.value) & (outbox.c.received_at < received_before)
        old = select(outbox.c.act_id).where(sent, outbox.c.act_id.in_(select(envelope.c.act_id))).limit(most)
        with self._database.read() as connection:
            if connection.execute(select(func.count()).select_from(old.limit(1).subquery())).scalar() == 0:
                return 0
        with self._database.write() as connection:
            return connection.execute(delete(envelope).where(envelope.c.act_id.in_(old))).rowcount


def _missing(act: ShownAct) -> Loss:
    return Loss(act.stream_id, act.sequence, act.act_id, act.recorded_at, ActFault.MISSING, at_central=False)
