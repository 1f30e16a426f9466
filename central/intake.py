"""Taking acts in: each once, in the order of its stream, answered with a signed receipt.

What decides is the chain hash: the same act at the same place is a duplicate and gets its first receipt
again, another one is a divergence. An act that does not open is kept in quarantine and the stream moves on,
so that one bad act never holds up those behind it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from joserfc import jws
from joserfc.jwk import ECKey
from sqlalchemy import Connection, Engine, Row, insert, select, update

from central.devices import Device
from central.judging import judge
from central.keys import CentralKeys
from central.opening import UnusableError, open_act
from central.problems import ProblemCode, ProblemError, make_problem
from central.schema import case_counter, device, event, stream
from central.storage import upsert
from kiosk.contract.wire import (
    RECEIPT_TYP,
    SIGNATURE_ALGORITHM,
    Event,
    EventResult,
    EventStatus,
    PushResponse,
    ReceiptClaims,
    Retry,
    StoredAct,
    StreamState,
    chain_hash,
    chain_start,
    content_sha256,
)

_VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
_STOPS = {EventStatus.REFUSED, EventStatus.GAP, EventStatus.DIVERGED}


@dataclass(frozen=True, slots=True)
class _Judgement:
    """``mark`` is None for an act that counts from now on, ACT_KNOWN for one that counted before."""

    mark: ProblemCode | None
    kind: str | None
    case_number: str | None


class Intake:
    def __init__(self, engine: Engine, keys: CentralKeys, now: Callable[[], datetime]) -> None:
        self._engine = engine
        self._keys = keys
        self._now = now

    def push(self, sender: Device, stream_id: UUID, events: Sequence[Event]) -> PushResponse:
        """Store what fits, in one transaction, and stop at the first act that does not."""
        results: list[EventResult] = []
        with self._engine.begin() as connection:
            last_sequence, head = self._lock_stream(connection, sender, stream_id)
            for each in events:
                result, moved = self._take(connection, sender, stream_id, each, (last_sequence, head))
                results.append(result)
                if result.status in _STOPS:
                    break
                if moved:
                    last_sequence, head = each.sequence, each.chain
            connection.execute(
                update(stream)
                .where(stream.c.stream_id == stream_id)
                .values(last_sequence=last_sequence, chain_head=head)
            )
        return PushResponse(results=results, last_sequence=last_sequence, server_time=self._now())

    def get_stream(self, sender: Device, stream_id: UUID) -> StreamState:
        with self._engine.connect() as connection:
            row = connection.execute(select(stream).where(stream.c.stream_id == stream_id)).first()
        if row is None or row.kid != sender.kid:
            raise ProblemError(
                make_problem(404, ProblemCode.STREAM_UNKNOWN, "No such stream of this device.")
            )
        return StreamState(stream_id=stream_id, last_sequence=row.last_sequence, chain_head=row.chain_head)

    def get_act(self, act_id: UUID) -> StoredAct:
        """The act as stored, opened. For staff and the demo. Raises ProblemError 404."""
        query = (
            select(event, stream.c.kid, device.c.kiosk_id, device.c.public_key)
            .join(stream, stream.c.stream_id == event.c.stream_id)
            .join(device, device.c.kid == stream.c.kid)
            .where(event.c.act_id == act_id, event.c.quarantine.is_(None))
        )
        with self._engine.connect() as connection:
            row = connection.execute(query).first()
            if row is None:
                raise ProblemError(make_problem(404, ProblemCode.ACT_UNKNOWN, "No such act is stored here."))
            previous = self._previous_chain(connection, row.stream_id, row.sequence)
        stored = Event(
            act_id=row.act_id,
            sequence=row.sequence,
            previous=previous,
            chain=row.chain,
            sealed=row.sealed,
            transfer=row.transfer,
        )
        key = ECKey.import_key(row.public_key)
        return StoredAct(
            act_id=row.act_id,
            stream_id=row.stream_id,
            sequence=row.sequence,
            kiosk_id=row.kiosk_id,
            received_at=row.received_at,
            case_number=row.case_number,
            sealed_sha256=row.sealed_sha256,
            receipt=row.receipt,
            content=open_act(stored, row.stream_id, row.kid, self._keys.intake, key),
        )

    @staticmethod
    def _previous_chain(connection: Connection, stream_id: UUID, sequence: int) -> str:
        query = select(event.c.chain).where(event.c.stream_id == stream_id, event.c.sequence == sequence - 1)
        chain: str | None = connection.execute(query).scalar()
        return chain_start(stream_id) if chain is None else chain

    def _lock_stream(self, connection: Connection, sender: Device, stream_id: UUID) -> tuple[int, str]:
        values = {
            "stream_id": stream_id,
            "kid": sender.kid,
            "last_sequence": 0,
            "chain_head": chain_start(stream_id),
            "created_at": self._now(),
        }
        connection.execute(upsert(connection, stream, values).on_conflict_do_nothing())
        row = connection.execute(
            select(stream).where(stream.c.stream_id == stream_id).with_for_update()
        ).one()
        if row.kid != sender.kid:
            raise ProblemError(
                make_problem(
                    403, ProblemCode.STREAM_OF_ANOTHER_DEVICE, "The stream belongs to another device."
                )
            )
        return row.last_sequence, row.chain_head

    def _take(
        self,
        connection: Connection,
        sender: Device,
        stream_id: UUID,
        each: Event,
        place: tuple[int, str],
    ) -> tuple[EventResult, bool]:
        """Returns the answer for one act, and whether the stream moved on by it."""
        last_sequence, head = place
        if chain_hash(each.previous, each.sequence, each.act_id, each.sealed) != each.chain:
            return _refusal(each, EventStatus.REFUSED, ProblemCode.EVENT_ALTERED, Retry.LATER), False
        if each.sequence <= last_sequence:
            return self._compare(connection, stream_id, each), False
        if each.sequence > last_sequence + 1:
            return _refusal(each, EventStatus.GAP, ProblemCode.STREAM_GAP, Retry.LATER), False
        if each.previous != head:
            return _refusal(each, EventStatus.DIVERGED, ProblemCode.STREAM_DIVERGED, Retry.NEVER), False
        return self._store(connection, sender, stream_id, each), True

    @staticmethod
    def _compare(connection: Connection, stream_id: UUID, each: Event) -> EventResult:
        query = select(event).where(event.c.stream_id == stream_id, event.c.sequence == each.sequence)
        known: Row[Any] | None = connection.execute(query).first()
        if known is None or known.chain != each.chain:
            return _refusal(each, EventStatus.DIVERGED, ProblemCode.STREAM_DIVERGED, Retry.NEVER)
        return EventResult(act_id=each.act_id, status=EventStatus.DUPLICATE, receipt=known.receipt)

    def _store(self, connection: Connection, sender: Device, stream_id: UUID, each: Event) -> EventResult:
        judged = self._judge(connection, sender, stream_id, each)
        claims = ReceiptClaims(
            act_id=each.act_id,
            stream_id=stream_id,
            sequence=each.sequence,
            sealed_sha256=content_sha256(each.sealed.encode("ascii")),
            received_at=self._now(),
            quarantined=judged.mark not in (None, ProblemCode.ACT_KNOWN),
            case_number=judged.case_number,
        )
        receipt = self._sign(claims)
        connection.execute(
            insert(event).values(
                stream_id=stream_id,
                sequence=each.sequence,
                act_id=each.act_id,
                chain=each.chain,
                sealed=each.sealed,
                transfer=each.transfer,
                sealed_sha256=claims.sealed_sha256,
                received_at=claims.received_at,
                quarantine=None if judged.mark is None else judged.mark.value,
                kind=judged.kind,
                case_number=None if judged.mark is not None else judged.case_number,
                receipt=receipt,
            )
        )
        if judged.mark is None:
            return EventResult(act_id=each.act_id, status=EventStatus.ACCEPTED, receipt=receipt)
        if judged.mark is ProblemCode.ACT_KNOWN:
            return EventResult(act_id=each.act_id, status=EventStatus.DUPLICATE, receipt=receipt)
        quarantined = _refusal(each, EventStatus.QUARANTINED, judged.mark, Retry.NEVER)
        return quarantined.model_copy(update={"receipt": receipt})

    def _judge(self, connection: Connection, sender: Device, stream_id: UUID, each: Event) -> _Judgement:
        try:
            content = open_act(each, stream_id, sender.kid, self._keys.intake, sender.public_key)
            kind = judge(content)
        except UnusableError as error:
            return _Judgement(error.code, None, None)
        known = connection.execute(
            select(event.c.sealed, event.c.case_number).where(
                event.c.act_id == each.act_id, event.c.quarantine.is_(None)
            )
        ).first()
        if known is None:
            number = self._next_case_number(connection, kind.case_prefix, self._now())
            return _Judgement(None, content.kind, number)
        if known.sealed == each.sealed:  # the very act, moved to another stream after it had come here
            return _Judgement(ProblemCode.ACT_KNOWN, content.kind, known.case_number)
        return _Judgement(ProblemCode.ACT_ID_REUSED, content.kind, None)

    @staticmethod
    def _next_case_number(connection: Connection, prefix: str, received_at: datetime) -> str:
        """E.g. ``DK-2026-000001``: counted by the kind's prefix and by the year in Vietnam."""
        year = received_at.astimezone(_VIETNAM).year
        counted = (
            upsert(connection, case_counter, {"prefix": prefix, "year": year, "last": 1})
            .on_conflict_do_update(index_elements=["prefix", "year"], set_={"last": case_counter.c.last + 1})
            .returning(case_counter.c.last)
        )
        return f"{prefix}-{year}-{connection.execute(counted).scalar_one():06d}"

    def _sign(self, claims: ReceiptClaims) -> str:
        key = self._keys.receipt
        header = {"alg": SIGNATURE_ALGORITHM, "typ": RECEIPT_TYP, "kid": key.thumbprint()}
        return jws.serialize_compact(header, claims.model_dump_json(), key)


_TITLES = {
    EventStatus.REFUSED: "The act does not match its chain hash; send it again.",
    EventStatus.GAP: "Earlier acts of this stream are missing.",
    EventStatus.DIVERGED: "Another act already stands at this place of the stream.",
    EventStatus.QUARANTINED: "The act is kept, but staff must look at it.",
}


def _refusal(each: Event, status: EventStatus, code: ProblemCode, retry: Retry) -> EventResult:
    http_status = 409 if status in _STOPS else 422
    problem = make_problem(http_status, code, _TITLES[status], retry=retry)
    return EventResult(act_id=each.act_id, status=status, problem=problem)
