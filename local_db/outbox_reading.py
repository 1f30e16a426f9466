"""Reading the outbox: what waits, what was sent, what cannot be used any more.

An act is taken from the file by itself and compared with both of its hashes each time it is read, so that no
damaged page holds up the acts around it and no altered text ever passes for the act of a person.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Select, func, literal, select, tuple_

from local_db.database import Database
from local_db.engine import named_faults
from local_db.errors import LocalDbError, LocalDbErrorCode
from local_db.keyed_hash import KeyedHash
from local_db.outbox_rows import (
    RECOVERED,
    ROW_COLUMNS,
    ActFault,
    ActUnfitError,
    Loss,
    OutboxCounts,
    OutboxRow,
    OutboxState,
    PendingAct,
    to_row,
)
from local_db.schema import UuidText, envelope, loss, outbox

ChainHash = Callable[[str, int, UUID, str], str]
"""The chain hash (hex) of an act by the hash before it, its place, its id and its sealed text."""

_PLACE = (outbox.c.act_id, outbox.c.stream_id, outbox.c.sequence)
PENDING = outbox.c.state == OutboxState.PENDING.value
OPEN = outbox.c.state.in_([OutboxState.PENDING.value, OutboxState.DAMAGED.value])
"""Without a receipt of central."""
_NOT_ASIDE = outbox.c.state != OutboxState.DAMAGED.value


class OutboxReading:
    """Every call is one view of the database. Raises LocalDbError."""

    def __init__(self, database: Database, chain_of: ChainHash) -> None:
        self._database = database
        self._chain_of = chain_of
        self._hash = KeyedHash(database)

    def pending(self, limit: int, max_chars: int) -> list[PendingAct]:
        """The oldest unsent acts of one stream, in order.

        At most ``limit`` and about ``max_chars`` of sealed text, but at least one act when there is any.
        Raises `ActUnfitError` when the first of them cannot be sent; a later one ends the batch before it.
        """
        return self._batch(select(*_PLACE).where(PENDING), limit, max_chars)

    def waiting_after(
        self, place: tuple[UUID, int] | None, limit: int, max_chars: int, *, sent_too: bool = False
    ) -> list[PendingAct]:
        """The next unsent acts behind a place (stream, sequence), whatever their stream; from the first on
        for None. ``sent_too``: also those with a receipt whose sealed text is still here. Raises like
        `pending`.
        """
        query = select(*_PLACE).where(
            outbox.c.act_id.in_(select(envelope.c.act_id)) & _NOT_ASIDE if sent_too else PENDING
        )
        if place is not None:
            here = tuple_(outbox.c.stream_id, outbox.c.sequence)
            query = query.where(here > tuple_(literal(place[0], UuidText()), place[1]))
        return self._batch(query, limit, max_chars)

    def acts_from(self, stream_id: UUID, sequence: int, limit: int, max_chars: int) -> list[PendingAct]:
        """The acts of a stream from a place on, sent or not; raises like `pending`.

        For a central that was restored from a backup.
        """
        query = select(*_PLACE).where(outbox.c.stream_id == stream_id, outbox.c.sequence >= sequence)
        return self._batch(query, limit, max_chars)

    def _batch(self, query: Select[*tuple[Any, ...]], limit: int, max_chars: int) -> list[PendingAct]:
        batch: list[PendingAct] = []
        chars = 0
        with self._database.read() as connection:
            ordered = query.order_by(outbox.c.stream_id, outbox.c.sequence).limit(limit)
            for row in connection.execute(ordered).all():
                if batch and row.stream_id != batch[0].stream_id:
                    break
                try:
                    act = self._read_act(connection, row.act_id, row.stream_id, row.sequence)
                except ActUnfitError:
                    if not batch:
                        raise
                    break
                chars += len(act.sealed)
                if batch and chars > max_chars:
                    break
                batch.append(act)
        return batch

    def _read_act(self, connection: Connection, act_id: UUID, stream_id: UUID, sequence: int) -> PendingAct:
        """The act as it was recorded, bit for bit, or `ActUnfitError`."""

        def unfit(fault: ActFault) -> ActUnfitError:
            return ActUnfitError(act_id, stream_id, sequence, fault)

        about = (outbox.c.kind, outbox.c.receipt, outbox.c.sealed_sha256, outbox.c.state)
        columns = (*envelope.c, *about, outbox.c.chain.label("kept_chain"))
        query = (
            select(*columns)
            .join_from(outbox, envelope, outbox.c.act_id == envelope.c.act_id, isouter=True)
            .where(outbox.c.stream_id == stream_id, outbox.c.sequence == sequence)
        )
        try:
            with named_faults():
                row = connection.execute(query).first()
        except LocalDbError as error:
            if error.code != LocalDbErrorCode.DATABASE_DAMAGED:
                raise
            raise unfit(ActFault.UNREADABLE) from error
        except ValueError:
            raise unfit(ActFault.ALTERED) from None
        if row is None:  # an index told of it, and the table has it not
            raise LocalDbError(LocalDbErrorCode.DATABASE_DAMAGED, "The database file is damaged.")
        if row.sealed is None:
            closed = row.state in (OutboxState.SENT.value, OutboxState.QUARANTINED.value)
            raise unfit(ActFault.PURGED if closed else ActFault.UNREADABLE)
        act = PendingAct(
            act_id=row.act_id,
            stream_id=row.stream_id,
            sequence=row.sequence,
            previous=row.previous,
            chain=row.chain,
            sealed=row.sealed,
            transfer=row.transfer,
            kind=None if row.kind == RECOVERED else row.kind,
            receipt=row.receipt,
        )
        if (act.act_id, act.stream_id, act.sequence, act.chain) != (
            act_id,
            stream_id,
            sequence,
            row.kept_chain,
        ) or not self._is_whole(act, row.sealed_sha256):
            raise unfit(ActFault.ALTERED)
        return act

    def _is_whole(self, act: PendingAct, sealed_sha256: str) -> bool:
        try:
            digest = hashlib.sha256(act.sealed.encode("ascii")).hexdigest()
            chain = self._chain_of(act.previous, act.sequence, act.act_id, act.sealed)
        except ValueError:  # letters that no sealed text has, or a hash that is none
            return False
        return (digest, chain) == (sealed_sha256, act.chain)

    def unfit_acts(self) -> list[ActUnfitError]:
        """Reads every unsent act, one by one: those that cannot be sent as they are."""
        unfit = []
        with self._database.read() as connection:
            places = connection.execute(select(*_PLACE).where(PENDING)).all()
        for act_id, stream_id, sequence in places:
            with self._database.read() as connection:
                try:
                    self._read_act(connection, act_id, stream_id, sequence)
                except ActUnfitError as error:
                    unfit.append(error)
        return unfit

    def stream_heads(self) -> dict[UUID, int]:
        """The last place of every stream that has acts here."""
        query = select(outbox.c.stream_id, func.max(outbox.c.sequence)).group_by(outbox.c.stream_id)
        with self._database.read() as connection:
            return {stream_id: int(last) for stream_id, last in connection.execute(query)}

    def counts(self) -> OutboxCounts:
        """Reads an index only."""
        query = select(outbox.c.state, func.count()).group_by(outbox.c.state)
        with self._database.read() as connection:
            found = {state: int(number) for state, number in connection.execute(query)}
        return OutboxCounts(*(found.get(state.value, 0) for state in OutboxState))

    def pending_count(self) -> int:
        """How many acts wait; reads only the index of pending rows."""
        query = select(func.count()).select_from(outbox).where(PENDING)
        with self._database.read() as connection:
            return int(connection.execute(query).scalar_one())

    def oldest_pending(self) -> float | None:
        """When the oldest unsent act was recorded, by the seconds that this kiosk has counted."""
        with self._database.read() as connection:
            found: float | None = connection.execute(
                select(func.min(outbox.c.counted_at)).where(PENDING)
            ).scalar()
        return found

    def newest_receipt(self) -> datetime | None:
        """Central's time in the newest of its receipts that are kept here."""
        query = select(func.max(outbox.c.received_at)).where(outbox.c.state == OutboxState.SENT.value)
        with self._database.read() as connection:
            newest: datetime | None = connection.execute(query).scalar()
        return newest

    def rows(
        self, limit: int = 200, after: OutboxRow | None = None, state: OutboxState | None = None
    ) -> list[OutboxRow]:
        """The newest acts first, of one ``state`` or of all, for the outbox screen; page by page, each going
        on ``after`` the last row of the one before. A page costs the same wherever it lies.
        """
        query = select(*ROW_COLUMNS).order_by(outbox.c.stream_id.desc(), outbox.c.sequence.desc())
        if state is not None:
            query = query.where(outbox.c.state == state.value)
        if after is not None:
            place = tuple_(outbox.c.stream_id, outbox.c.sequence)
            query = query.where(place < tuple_(literal(after.stream_id, UuidText()), after.sequence))
        with self._database.read() as connection:
            return [to_row(row) for row in connection.execute(query.limit(limit))]

    def sizes(self, act_ids: Collection[UUID]) -> dict[UUID, int]:
        """Characters of the sealed texts that are still here; asked for a page of acts."""
        size = func.octet_length(envelope.c.sealed)
        query = select(envelope.c.act_id, size).where(envelope.c.act_id.in_(list(act_ids)))
        with self._database.read() as connection:
            return {act_id: int(found) for act_id, found in connection.execute(query)}

    def find(self, act_id: UUID) -> OutboxRow | None:
        with self._database.read() as connection:
            row = connection.execute(select(*ROW_COLUMNS).where(outbox.c.act_id == act_id)).first()
        return None if row is None else to_row(row)

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
            select(*ROW_COLUMNS)
            .where(outbox.c.subject_hash == self._hash.of_subject(subject_id), outbox.c.kind == kind)
            .order_by(outbox.c.occurred_at.desc())
        )
        with self._database.read() as connection:
            return [to_row(row) for row in connection.execute(query)]

    def losses(self) -> list[Loss]:
        """Every act that was found missing or not whole, oldest place first."""
        with self._database.read() as connection:
            return [
                Loss(
                    row.stream_id,
                    row.sequence,
                    row.act_id,
                    row.recorded_at,
                    ActFault(row.fault),
                    row.at_central,
                    row.settled_by,
                )
                for row in connection.execute(select(loss).order_by(loss.c.stream_id, loss.c.sequence))
            ]

    def known(self, act_ids: set[UUID]) -> set[UUID]:
        """Which of these acts are here."""
        wanted, here = list(act_ids), set[UUID]()
        with self._database.read() as connection:
            for begin in range(0, len(wanted), 500):
                query = select(outbox.c.act_id).where(outbox.c.act_id.in_(wanted[begin : begin + 500]))
                here.update(connection.execute(query).scalars())
        return here
