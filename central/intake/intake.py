"""Taking acts in: each once, in the order of its stream, answered with a signed receipt.

What decides is the chain hash: the same act at the same place is a duplicate and gets its first receipt
again, another one is a divergence. Nothing is opened here: whether an act can be worked on is found out later
(``judge.py``), so that a push waits for nothing but the row of its stream.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Engine, bindparam, select

from central.http.problems import ProblemCode, ProblemError, make_problem
from central.intake.case_numbers import case_number
from central.intake.case_numbers import stream_number as number_of_stream
from central.intake.stream_writes import StreamEnd, append, begin_stream
from central.keys.receipts import ReceiptSigner
from central.kiosks.devices import Device
from central.kiosks.divergences import note_divergence
from central.store.schema import event, same_stream, stream
from central.store.storage import reading
from kiosk.contract.wire import (
    Event,
    EventResult,
    EventStatus,
    Problem,
    PushResponse,
    ReceiptClaims,
    Retry,
    StreamState,
    chain_hash,
    chain_start,
    content_sha256,
)

_TRIES = 5
_MOST_REMEMBERED = 20_000  # streams
# Made once: building a statement costs as much as running it.
_FIND_STREAM = select(stream).where(
    stream.c.stream_id == bindparam("of"), stream.c.kiosk_id == bindparam("kiosk")
)


@dataclass(frozen=True, slots=True)
class _Known:
    """What stands at a place of the stream."""

    chain: str
    receipt: str


@dataclass(slots=True)
class _Stream:
    """A stream as it was read, where it is to go on, and what is to be added to it."""

    at: StreamEnd
    is_new: bool
    last_sequence: int
    head: str
    known: dict[int, _Known] = field(default_factory=dict)
    promised: dict[tuple[UUID, str], str] = field(default_factory=dict)
    rows: list[dict[str, Any]] = field(default_factory=list)


class Intake:
    """``on_stored`` is called after each commit that stored acts: it wakes those who judge."""

    def __init__(
        self,
        engine: Engine,
        signer: ReceiptSigner,
        now: Callable[[], datetime],
        on_stored: Callable[[], None] = lambda: None,
    ) -> None:
        self._engine = engine
        self._reading = reading(engine)
        self._ends: dict[UUID, StreamEnd] = {}
        self._signer = signer
        self._now = now
        self.on_stored = on_stored

    def push(self, sender: Device, stream_id: UUID, events: Sequence[Event]) -> PushResponse:
        """Store what fits, all of it or nothing, and stop at the first act that does not.

        The stream is read, and written only if it still ends where it did: no row is locked while receipts
        are signed. Who was overtaken by another push of the same stream looks again.
        """
        for _ in range(_TRIES):
            read = self._read(sender, stream_id, events)
            results = list(self._take_all(read, events))
            if self._write(read):
                break
        else:
            if not read.is_new:
                raise ProblemError(_overtaken())
            taken = _refusal(events[0], EventStatus.DIVERGED, ProblemCode.STREAM_NUMBER_TAKEN)
            return PushResponse(results=[taken], last_sequence=0, server_time=self._now())
        if results[-1].status is EventStatus.DIVERGED:
            with self._engine.begin() as connection:
                note_divergence(connection, sender, stream_id, events[len(results) - 1], self._now())
        return self._taken(read, results)

    def push_on(self, sender: Device, stream_id: UUID, events: Sequence[Event]) -> PushResponse | None:
        """The same in one journey to the database, where everything is as this process remembers: the stream
        ends where its last push left it and all acts are new. None otherwise; then nothing was done. The
        database decides: it writes only if the stream ends there and the device's key holds.
        """
        end = self._ends.get(stream_id)
        if end is None or end.kid != sender.kid or events[0].sequence != end.last_sequence + 1:
            return None
        if any(each.transfer is not None for each in events):
            return None
        read = _Stream(end, False, end.last_sequence, end.chain_head)
        results = list(self._take_all(read, events))
        if results[-1].status is not EventStatus.ACCEPTED or not self._write(read):
            return None
        return self._taken(read, results)

    def _taken(self, read: _Stream, results: list[EventResult]) -> PushResponse:
        if len(self._ends) >= _MOST_REMEMBERED:
            self._ends.clear()
        self._ends[read.at.stream_id] = replace(
            read.at, last_sequence=read.last_sequence, chain_head=read.head
        )
        if read.rows:
            self.on_stored()
        return PushResponse(results=results, last_sequence=read.last_sequence, server_time=self._now())

    def get_stream(self, sender: Device, stream_id: UUID) -> StreamState:
        with self._engine.connect() as connection:
            row = connection.execute(select(stream).where(stream.c.stream_id == stream_id)).first()
        if row is None or row.kid != sender.kid:
            raise ProblemError(
                make_problem(404, ProblemCode.STREAM_UNKNOWN, "No such stream of this device.")
            )
        return StreamState(stream_id=stream_id, last_sequence=row.last_sequence, chain_head=row.chain_head)

    def _read(self, sender: Device, stream_id: UUID, events: Sequence[Event]) -> _Stream:
        with self._reading.connect() as connection:
            row = connection.execute(_FIND_STREAM, {"of": stream_id, "kiosk": sender.kiosk_id}).first()
            if row is None:  # begun under another name, by another kiosk, or not yet
                row = connection.execute(select(stream).where(stream.c.stream_id == stream_id)).first()
            if row is None:
                end = _begin(sender, stream_id)
            elif row.kid == sender.kid:
                end = StreamEnd(
                    stream_id,
                    row.kiosk_id,
                    row.office_id,
                    row.kid,
                    row.number,
                    row.last_sequence,
                    row.chain_head,
                )
            else:
                title = "The stream belongs to another device."
                raise ProblemError(make_problem(403, ProblemCode.STREAM_OF_ANOTHER_DEVICE, title))
            read = _Stream(end, row is None, end.last_sequence, end.chain_head)
            read.known = _find_known(connection, end, events)
            read.promised = _find_promised(connection, sender, events)
        return read

    def _take_all(self, read: _Stream, events: Sequence[Event]) -> Iterable[EventResult]:
        for each in events:
            refusal = _find_refusal(read, each)
            if refusal is not None:
                yield refusal
                return
            known = read.known.get(each.sequence)
            if known is not None:
                receipt = self._signer.renew(known.receipt)
                yield EventResult(act_id=each.act_id, status=EventStatus.DUPLICATE, receipt=receipt)
            else:
                yield self._take(read, each)

    def _take(self, read: _Stream, each: Event) -> EventResult:
        digest = content_sha256(each.sealed.encode("ascii"))
        promised = read.promised.get((each.act_id, digest))
        claims = self._find_honoured(read, each, digest)
        receipt = each.receipt
        if claims is None or receipt is None:
            now = self._now()
            claims = ReceiptClaims(
                act_id=each.act_id,
                stream_id=read.at.stream_id,
                sequence=each.sequence,
                sealed_sha256=digest,
                received_at=now,
                case_number=promised or case_number(each.kind, now, read.at.number, each.sequence),
            )
            receipt = self._signer.sign(claims)
        read.rows.append(
            {
                "stream_id": read.at.stream_id,
                "sequence": each.sequence,
                "kiosk_id": read.at.kiosk_id,
                "office_id": read.at.office_id,
                "act_id": each.act_id,
                "chain": each.chain,
                "sealed": each.sealed,
                "transfer": each.transfer,
                "sealed_sha256": digest,
                "received_at": claims.received_at,
                "kind": each.kind,
                "case_number": claims.case_number,
                "receipt": receipt,
            }
        )
        read.known[each.sequence] = _Known(each.chain, receipt)
        read.last_sequence, read.head = each.sequence, each.chain
        status = EventStatus.ACCEPTED if promised is None else EventStatus.DUPLICATE
        return EventResult(act_id=each.act_id, status=status, receipt=receipt)

    def _find_honoured(self, read: _Stream, each: Event, digest: str) -> ReceiptClaims | None:
        """What we signed for this act at this place before a restore from a backup made us forget it."""
        claims = None if each.receipt is None else self._signer.find_claims(each.receipt)
        if claims is None or claims.case_number is None:
            return None
        about = (claims.act_id, claims.stream_id, claims.sequence, claims.sealed_sha256)
        return claims if about == (each.act_id, read.at.stream_id, each.sequence, digest) else None

    def _write(self, read: _Stream) -> bool:
        """Whether the stream was still as it was read; nothing is written if not."""
        if not read.rows:
            return True
        now = self._now()
        if not read.is_new:
            return append(self._engine, read.at, read.rows, now)
        with self._engine.begin() as connection:
            return begin_stream(connection, read.at, read.rows, now)


def _begin(sender: Device, stream_id: UUID) -> StreamEnd:
    return StreamEnd(
        stream_id,
        sender.kiosk_id,
        sender.office_id,
        sender.kid,
        number=number_of_stream(stream_id),
        last_sequence=0,
        chain_head=chain_start(stream_id),
    )


def _find_known(connection: Connection, end: StreamEnd, events: Sequence[Event]) -> dict[int, _Known]:
    places = [each.sequence for each in events if each.sequence <= end.last_sequence]
    if not places:
        return {}
    query = select(event.c.sequence, event.c.chain, event.c.receipt).where(
        event.c.stream_id == end.stream_id,
        event.c.kiosk_id == end.kiosk_id,
        event.c.office_id == end.office_id,
        event.c.sequence.in_(places),
    )
    return {row.sequence: _Known(row.chain, row.receipt) for row in connection.execute(query)}


def _find_promised(
    connection: Connection, sender: Device, events: Sequence[Event]
) -> dict[tuple[UUID, str], str]:
    """Numbers of acts that had come here before the kiosk moved them to this stream, by id and digest."""
    moved = [each.act_id for each in events if each.transfer is not None]
    if not moved:
        return {}
    query = (
        select(event.c.act_id, event.c.sealed_sha256, event.c.case_number)
        .join(stream, same_stream(stream, event))
        .where(event.c.act_id.in_(moved), stream.c.kid == sender.kid, event.c.case_number.is_not(None))
        .order_by(event.c.received_at.desc())  # the first one stays
    )
    return {(row.act_id, row.sealed_sha256): row.case_number for row in connection.execute(query)}


def _find_refusal(read: _Stream, each: Event) -> EventResult | None:
    """Why the act cannot stand where it says; None when it can, or stands there already."""
    if chain_hash(each.previous, each.sequence, each.act_id, each.sealed) != each.chain:
        return _refusal(each, EventStatus.REFUSED, ProblemCode.EVENT_ALTERED)
    if each.sequence <= read.last_sequence:
        known = read.known.get(each.sequence)
        if known is None or known.chain != each.chain:
            return _refusal(each, EventStatus.DIVERGED, ProblemCode.STREAM_DIVERGED)
        return None
    if each.sequence > read.last_sequence + 1:
        return _refusal(each, EventStatus.GAP, ProblemCode.STREAM_GAP)
    if each.previous != read.head:
        return _refusal(each, EventStatus.DIVERGED, ProblemCode.STREAM_DIVERGED)
    return None


def _overtaken() -> Problem:
    title = "Other pushes of this stream were faster."
    return make_problem(503, ProblemCode.BUSY, title, retry=Retry.LATER, retry_after_seconds=1)


_TITLES = {
    EventStatus.REFUSED: "The act does not match its chain hash; send it again.",
    EventStatus.GAP: "Earlier acts of this stream are missing.",
    EventStatus.DIVERGED: "The stream cannot go on here: begin another.",
}


def _refusal(each: Event, status: EventStatus, code: ProblemCode) -> EventResult:
    retry = Retry.NEVER if status is EventStatus.DIVERGED else Retry.LATER
    problem = make_problem(409, code, _TITLES[status], retry=retry)
    return EventResult(act_id=each.act_id, status=status, problem=problem)
