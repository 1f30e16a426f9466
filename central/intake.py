"""Taking acts in: each once, in the order of its stream, answered with a signed receipt.

What decides is the chain hash: the same act at the same place is a duplicate and gets its first receipt
again, another one is a divergence. Nothing is opened here: whether an act can be worked on is found out later
(``judge.py``), so that a push waits for nothing but the row of its stream.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Engine, bindparam, delete, insert, select, update

from central.case_numbers import case_number
from central.case_numbers import stream_number as number_of_stream
from central.devices import Device
from central.divergences import note_divergence
from central.problems import ProblemCode, ProblemError, make_problem
from central.receipts import ReceiptSigner
from central.schema import event, place_of, same_stream, stream, stream_number, to_judge
from central.storage import upsert
from kiosk.contract.wire import (
    Event,
    EventResult,
    EventStatus,
    PushResponse,
    ReceiptClaims,
    Retry,
    StreamState,
    chain_hash,
    chain_start,
    content_sha256,
)

# Made once: building a statement costs as much as running it.
_LOCK_STREAM = select(stream).where(stream.c.stream_id == bindparam("of")).with_for_update()
_LOCK_ITS_STREAM = _LOCK_STREAM.where(stream.c.kiosk_id == bindparam("kiosk"))  # looks into one part only
_STORE = insert(event)
_QUEUE = insert(to_judge)
_MOVE_ON = (
    update(stream)
    .where(
        stream.c.stream_id == bindparam("of"),
        stream.c.kiosk_id == bindparam("kiosk"),
        stream.c.office_id == bindparam("office"),
    )
    .values(last_sequence=bindparam("last"), chain_head=bindparam("head"))
)


@dataclass(frozen=True, slots=True)
class _Known:
    """What stands at a place of the stream."""

    chain: str
    receipt: str


@dataclass(slots=True)
class _Stream:
    """A stream while its row is locked, and what is to be written to it."""

    stream_id: UUID
    kiosk_id: str
    office_id: str
    number: str
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
        self._signer = signer
        self._now = now
        self.on_stored = on_stored

    def push(self, sender: Device, stream_id: UUID, events: Sequence[Event]) -> PushResponse:
        """Store what fits, in one transaction, and stop at the first act that does not."""
        with self._engine.begin() as connection:
            locked = self._lock_stream(connection, sender, stream_id)
            if locked is None:
                taken = _refusal(events[0], EventStatus.DIVERGED, ProblemCode.STREAM_NUMBER_TAKEN)
                return PushResponse(results=[taken], last_sequence=0, server_time=self._now())
            locked.known = _find_known(connection, locked, events)
            locked.promised = _find_promised(connection, sender, events)
            results = list(self._take_all(locked, events))
            self._write(connection, locked)
            if results[-1].status is EventStatus.DIVERGED:
                note_divergence(connection, sender, stream_id, events[len(results) - 1], self._now())
        if locked.rows:
            self.on_stored()
        return PushResponse(results=results, last_sequence=locked.last_sequence, server_time=self._now())

    def get_stream(self, sender: Device, stream_id: UUID) -> StreamState:
        with self._engine.connect() as connection:
            row = connection.execute(select(stream).where(stream.c.stream_id == stream_id)).first()
        if row is None or row.kid != sender.kid:
            raise ProblemError(
                make_problem(404, ProblemCode.STREAM_UNKNOWN, "No such stream of this device.")
            )
        return StreamState(stream_id=stream_id, last_sequence=row.last_sequence, chain_head=row.chain_head)

    def _lock_stream(self, connection: Connection, sender: Device, stream_id: UUID) -> _Stream | None:
        """None when another stream has the number that this one would have."""
        mine = {"of": stream_id, "kiosk": sender.kiosk_id}
        row = connection.execute(_LOCK_ITS_STREAM, mine).first()
        if row is None and self._claim_number(connection, stream_id):
            values = {
                "stream_id": stream_id,
                "kiosk_id": sender.kiosk_id,
                "office_id": sender.office_id,
                "kid": sender.kid,
                "number": number_of_stream(stream_id),
                "last_sequence": 0,
                "chain_head": chain_start(stream_id),
                "created_at": self._now(),
            }
            connection.execute(insert(stream).values(values))
            row = connection.execute(_LOCK_ITS_STREAM, mine).one()
        elif row is None:
            row = connection.execute(_LOCK_STREAM, {"of": stream_id}).first()
        if row is None:
            return None
        if row.kid != sender.kid:
            raise ProblemError(
                make_problem(
                    403, ProblemCode.STREAM_OF_ANOTHER_DEVICE, "The stream belongs to another device."
                )
            )
        return _Stream(stream_id, row.kiosk_id, row.office_id, row.number, row.last_sequence, row.chain_head)

    @staticmethod
    def _claim_number(connection: Connection, stream_id: UUID) -> bool:
        """Whether the number of this stream was free; it is this transaction's then."""
        values = {"number": number_of_stream(stream_id), "stream_id": stream_id}
        claim = upsert(connection, stream_number, values).on_conflict_do_nothing()
        return connection.execute(claim.returning(stream_number.c.number)).first() is not None

    def _take_all(self, locked: _Stream, events: Sequence[Event]) -> Iterable[EventResult]:
        for each in events:
            refusal = _find_refusal(locked, each)
            if refusal is not None:
                yield refusal
                return
            known = locked.known.get(each.sequence)
            if known is not None:
                receipt = self._signer.renew(known.receipt)
                yield EventResult(act_id=each.act_id, status=EventStatus.DUPLICATE, receipt=receipt)
            else:
                yield self._take(locked, each)

    def _take(self, locked: _Stream, each: Event) -> EventResult:
        digest = content_sha256(each.sealed.encode("ascii"))
        promised = locked.promised.get((each.act_id, digest))
        claims = self._find_honoured(locked, each, digest)
        receipt = each.receipt
        if claims is None or receipt is None:
            now = self._now()
            claims = ReceiptClaims(
                act_id=each.act_id,
                stream_id=locked.stream_id,
                sequence=each.sequence,
                sealed_sha256=digest,
                received_at=now,
                case_number=promised or case_number(each.kind, now, locked.number, each.sequence),
            )
            receipt = self._signer.sign(claims)
        locked.rows.append(
            {
                "stream_id": locked.stream_id,
                "sequence": each.sequence,
                "kiosk_id": locked.kiosk_id,
                "office_id": locked.office_id,
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
        locked.known[each.sequence] = _Known(each.chain, receipt)
        locked.last_sequence, locked.head = each.sequence, each.chain
        status = EventStatus.ACCEPTED if promised is None else EventStatus.DUPLICATE
        return EventResult(act_id=each.act_id, status=status, receipt=receipt)

    def _find_honoured(self, locked: _Stream, each: Event, digest: str) -> ReceiptClaims | None:
        """What we signed for this act at this place before a restore from a backup made us forget it."""
        claims = None if each.receipt is None else self._signer.find_claims(each.receipt)
        if claims is None or claims.case_number is None:
            return None
        about = (claims.act_id, claims.stream_id, claims.sequence, claims.sealed_sha256)
        return claims if about == (each.act_id, locked.stream_id, each.sequence, digest) else None

    def _write(self, connection: Connection, locked: _Stream) -> None:
        if not locked.rows:
            if locked.last_sequence == 0:  # nothing was ever taken: such rows would pile up
                connection.execute(delete(stream).where(stream.c.stream_id == locked.stream_id))
                connection.execute(delete(stream_number).where(stream_number.c.number == locked.number))
            return
        now = self._now()
        places = [
            {**{column.name: row[column.name] for column in place_of(to_judge)}, "queued_at": now}
            for row in locked.rows
        ]
        connection.execute(_STORE, locked.rows)
        connection.execute(_QUEUE, places)
        moved = {
            "of": locked.stream_id,
            "kiosk": locked.kiosk_id,
            "office": locked.office_id,
            "last": locked.last_sequence,
            "head": locked.head,
        }
        connection.execute(_MOVE_ON, moved)


def _find_known(connection: Connection, locked: _Stream, events: Sequence[Event]) -> dict[int, _Known]:
    places = [each.sequence for each in events if each.sequence <= locked.last_sequence]
    if not places:
        return {}
    query = select(event.c.sequence, event.c.chain, event.c.receipt).where(
        event.c.stream_id == locked.stream_id,
        event.c.kiosk_id == locked.kiosk_id,
        event.c.office_id == locked.office_id,
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


def _find_refusal(locked: _Stream, each: Event) -> EventResult | None:
    """Why the act cannot stand where it says; None when it can, or stands there already."""
    if chain_hash(each.previous, each.sequence, each.act_id, each.sealed) != each.chain:
        return _refusal(each, EventStatus.REFUSED, ProblemCode.EVENT_ALTERED)
    if each.sequence <= locked.last_sequence:
        known = locked.known.get(each.sequence)
        if known is None or known.chain != each.chain:
            return _refusal(each, EventStatus.DIVERGED, ProblemCode.STREAM_DIVERGED)
        return None
    if each.sequence > locked.last_sequence + 1:
        return _refusal(each, EventStatus.GAP, ProblemCode.STREAM_GAP)
    if each.previous != locked.head:
        return _refusal(each, EventStatus.DIVERGED, ProblemCode.STREAM_DIVERGED)
    return None


_TITLES = {
    EventStatus.REFUSED: "The act does not match its chain hash; send it again.",
    EventStatus.GAP: "Earlier acts of this stream are missing.",
    EventStatus.DIVERGED: "The stream cannot go on here: begin another.",
}


def _refusal(each: Event, status: EventStatus, code: ProblemCode) -> EventResult:
    retry = Retry.NEVER if status is EventStatus.DIVERGED else Retry.LATER
    problem = make_problem(409, code, _TITLES[status], retry=retry)
    return EventResult(act_id=each.act_id, status=status, problem=problem)
