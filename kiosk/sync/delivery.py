"""One exchange with central: hand over a batch, believe only signed receipts, settle their rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from kiosk.clock import Clock
from kiosk.contract.keys import PublishedKeys
from kiosk.contract.wire import (
    MAX_BATCH_EVENTS,
    MAX_BODY_BYTES,
    TRANSFER_TYP,
    Event,
    EventResult,
    EventStatus,
    PushResponse,
    ReceiptClaims,
    StreamState,
    TransferClaims,
    chain_hash,
    chain_start,
    content_sha256,
)
from kiosk.sync.central_keys import open_key_set
from kiosk.sync.client import public_jwk
from kiosk.sync.countersigning import AuditLine, Countersigning
from kiosk.sync.credentials import Credentials
from kiosk.sync.envelope import sign_transfer
from kiosk.sync.errors import CentralRefusedError, SyncError
from kiosk.sync.feed import FeedLine, FeedReader
from kiosk.sync.pinned_keys import NotSignedError, PinnedKeys
from kiosk.sync.receipts import ReceiptVerifier
from kiosk.sync.tries import Tries
from local_db.audit_log import AuditLog
from local_db.feed import FeedStore
from local_db.outbox import (
    ActUnfitError,
    Outbox,
    OutboxRow,
    PendingAct,
    ReceiptMismatchError,
    StoredReceipt,
    StreamPosition,
    Transfer,
)

_MOST_NOTED = 10_000  # places at once of acts that are not here
STREAM_OF_ANOTHER_DEVICE = "stream-of-another-device"  # as central names it
_MAX_BATCH_CHARS = MAX_BODY_BYTES * 2 // 3  # leaves room for the frame around the sealed texts


class CentralLine(FeedLine, AuditLine, Protocol):
    """The part of CentralClient that delivery needs; each raises SyncError."""

    def push(self, stream_id: UUID, events: Sequence[Event]) -> PushResponse: ...
    def stream_state(self, stream_id: UUID) -> StreamState: ...
    def fetch_keys(self) -> PublishedKeys: ...
    @property
    def keys_number(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Exchange:
    """What one exchange did. ``problem`` is a stable code when something stands against going on."""

    settled: tuple[OutboxRow, ...] = ()
    problem: str | None = None
    go_on: bool = False  # there may be more to send, and central took the last batch
    wait_seconds: float = 0.0  # central asks for this pause
    blocked: bool = False  # only a person can mend it; a repeat soon is pointless


def to_stored(claims: ReceiptClaims, receipt: str) -> StoredReceipt:
    """What is kept of a receipt that was verified."""
    return StoredReceipt(
        act_id=claims.act_id,
        stream_id=claims.stream_id,
        sequence=claims.sequence,
        sealed_sha256=claims.sealed_sha256,
        jws=receipt,
        received_at=claims.received_at,
        case_number=claims.case_number,
        quarantined=claims.quarantined,
    )


class Delivery:
    """Used by one thread.

    Every method may raise SyncError and LocalDbError; no row is lost by any of them.
    """

    def __init__(
        self,
        outbox: Outbox,
        credentials: Credentials,
        client: CentralLine,
        clock: Clock,
        *,
        told: FeedStore,
        audit: AuditLog,
    ) -> None:
        self._outbox = outbox
        self.feed = FeedReader(told, credentials, client, clock)
        self._countersigning = Countersigning(audit, credentials, client)
        self._credentials = credentials
        self._client = client
        self._clock = clock
        self.tries = Tries()
        self._own_key = PinnedKeys([public_jwk(credentials.device_key)])
        self._max_events = MAX_BATCH_EVENTS
        self._resume: tuple[UUID, int] | None = None  # where a restored central wants a stream again
        self._resumed_before: tuple[UUID, int] | None = None
        self._new_stream: UUID | None = None  # made after a divergence, nothing accepted in it yet
        self._lost_streams: set[UUID] = set()  # went on at central without us; nothing of ours waits there

    def exchange(self) -> Exchange:
        """Send the oldest waiting acts; with none waiting, ask central what became of the
        others and whether it still has them all.
        """
        self._credentials.get_enrolment()
        try:
            batch = self._next_batch()
        except ActUnfitError as unfit:
            return self._go_round(unfit)
        if not batch:
            return self._check_streams()
        self.tries.begin([act.act_id for act in batch])
        settled: tuple[OutboxRow, ...] = ()
        try:
            response = self._client.push(batch[0].stream_id, [self.to_event(act) for act in batch])
            done = self._take_answer(batch, response)
            settled = done.settled
        except CentralRefusedError as refusal:
            if refusal.problem.status == 413 and len(batch) > 1:
                self._max_events = len(batch) // 2
                return Exchange(problem=refusal.code, go_on=True)
            if refusal.code != STREAM_OF_ANOTHER_DEVICE:
                raise
            # Of a key that was revoked, under another name: a stream of the present key goes on.
            moved = self.leave_stream(batch[0].stream_id)
            return Exchange(problem=refusal.code, go_on=moved, blocked=not moved)
        finally:
            self.tries.end([row.act_id for row in settled])
        return done

    def _take_answer(self, batch: list[PendingAct], response: PushResponse) -> Exchange:
        self._max_events = MAX_BATCH_EVENTS
        self.feed.wake()
        untrusted = self._follow_keys()
        verifier = ReceiptVerifier(self._credentials.get_enrolment().receipt_keys)
        settled, problem = self._settle(batch, response.results, verifier)
        problem = untrusted or problem
        last = response.results[-1] if response.results else None
        pause = response.next_after_ms / 1000
        if last is None or last.status is EventStatus.REFUSED:
            return Exchange(settled, problem or "act_damaged_on_the_way", wait_seconds=pause)
        if last.status is EventStatus.DIVERGED:
            taken = range(batch[len(response.results) - 1].sequence, response.last_sequence + 1)
            self._note_acts_of_others(batch[0].stream_id, taken)
            moved = self.leave_stream(batch[0].stream_id)
            return Exchange(settled, "stream_diverged", go_on=moved, wait_seconds=pause, blocked=not moved)
        self._new_stream = None
        following = (batch[0].stream_id, response.last_sequence + 1)
        if last.status is EventStatus.GAP:
            resumed = self._start_over(*following)
            return Exchange(settled, "central_lacks_earlier_acts", go_on=resumed, wait_seconds=pause)
        if self._resume is not None:
            self._resume = following
        return Exchange(settled, problem, go_on=problem is None, wait_seconds=pause)

    def _next_batch(self) -> list[PendingAct]:
        if self._resume is not None:
            stream_id, wanted = self._resume
            batch = self._outbox.acts_from(stream_id, wanted, self._max_events, _MAX_BATCH_CHARS)
            if batch and batch[0].sequence == wanted:
                return batch
            if batch:  # what central wants is not here: nothing behind it can follow
                self._outbox.note_places(
                    stream_id, range(wanted, batch[0].sequence), self._clock.now(), at_central=False
                )
                self._abandon(stream_id)
            self._resume = None
        return self._outbox.pending(self._max_events, _MAX_BATCH_CHARS)

    def _go_round(self, unfit: ActUnfitError) -> Exchange:
        """The act that is next cannot be sent: it is kept aside, and those behind it go another way."""
        self._outbox.set_aside(unfit, self._clock.now())
        self._abandon(unfit.stream_id)
        return Exchange(problem=f"act_{unfit.fault.value}", go_on=True)

    def _abandon(self, stream_id: UUID) -> None:
        """A hole in the stream: central takes nothing of it from there on."""
        self._resume = None
        self._lost_streams.add(stream_id)
        self._outbox.move_pending(stream_id, self._transfer, self._clock.now())

    def _check_streams(self) -> Exchange:
        """A central restored from a backup lacks acts whose rows are closed here: send them again. One that
        has more than we have shows that acts were lost here.
        """
        untrusted = self._follow_keys()
        heads = self._outbox.stream_heads()
        with_losses = {loss.stream_id for loss in self._outbox.losses()}
        for stream_id in heads.keys() | with_losses:
            head = heads.get(stream_id, 0)
            last_sequence = self._last_sequence_at_central(stream_id)
            if stream_id in with_losses:
                self._outbox.mark_at_central(stream_id, last_sequence)
            if self._note_acts_of_others(stream_id, range(head + 1, last_sequence + 1)):
                return Exchange(problem="central_has_later_acts", go_on=True)
            if last_sequence < head and stream_id not in self._lost_streams:
                resumed = self._start_over(stream_id, last_sequence + 1)
                return Exchange(problem="central_lacks_earlier_acts", go_on=resumed)
        self._resumed_before = None
        self.feed.pull(self._follow_keys)
        self._countersigning.exchange()
        return Exchange(problem=untrusted)

    def _follow_keys(self) -> str | None:
        """Take in what keys central has by now. The code of a problem when none that is trusted vouches for
        them: then those that are known here stay, and what they signed still counts.
        """
        if self._client.keys_number <= self._credentials.keys_number:
            return None
        pinned = PinnedKeys(self._credentials.get_enrolment().receipt_keys)
        published = self._client.fetch_keys()
        try:
            self._credentials.take(open_key_set(published, pinned))
        except SyncError as error:
            return error.code
        return None

    def _note_acts_of_others(self, stream_id: UUID, places: range) -> int:
        return self._outbox.note_places(stream_id, places[:_MOST_NOTED], self._clock.now(), at_central=True)

    def _last_sequence_at_central(self, stream_id: UUID) -> int:
        try:
            return self._client.stream_state(stream_id).last_sequence
        except CentralRefusedError as refusal:
            if refusal.code != "stream-unknown":
                raise
            return 0

    def _start_over(self, stream_id: UUID, sequence: int) -> bool:
        """Send again from what central has. False when the same was just tried: then not at once."""
        repeated = self._resumed_before == (stream_id, sequence)
        self._resume = self._resumed_before = (stream_id, sequence)
        return not repeated

    def leave_stream(self, stream_id: UUID) -> bool:
        """Move the waiting acts out of a stream that went on at central without this database.

        False when that did not help the last time: then only a person can.
        """
        self._resume = None
        if stream_id == self._new_stream:
            return False
        moved_to: set[UUID] = set()

        def place(position: StreamPosition, act: PendingAct) -> Transfer:
            moved_to.add(position.stream_id)
            return self._transfer(position, act)

        if self._outbox.move_pending(stream_id, place, self._clock.now()) == 0:
            self._lost_streams.add(stream_id)
        else:
            self._new_stream = moved_to.pop()
        return True

    def _transfer(self, position: StreamPosition, act: PendingAct) -> Transfer:
        claims = TransferClaims(
            act_id=act.act_id,
            sealed_sha256=content_sha256(act.sealed.encode("ascii")),
            stream_id=position.stream_id,
            sequence=position.sequence,
            previous=position.previous or chain_start(position.stream_id),
        )
        return Transfer(
            claims.previous,
            chain_hash(claims.previous, position.sequence, act.act_id, act.sealed),
            sign_transfer(claims, self._credentials.device_key),
        )

    def to_event(self, act: PendingAct) -> Event:
        """The act as it travels."""
        return Event(
            act_id=act.act_id,
            sequence=act.sequence,
            previous=act.previous,
            chain=act.chain,
            sealed=act.sealed,
            transfer=None if act.transfer is None else self._whole_transfer(act, act.transfer),
            kind=act.kind,
            receipt=act.receipt,
        )

    def _whole_transfer(self, act: PendingAct, note: str) -> str:
        """The kept note, or one made anew where that is not what this device signed: no hash covers it."""
        again = self._transfer(StreamPosition(act.stream_id, act.sequence, act.previous), act)
        try:
            kept = self._own_key.open(note, TRANSFER_TYP)
        except NotSignedError:
            return again.proof
        return note if kept == self._own_key.open(again.proof, TRANSFER_TYP) else again.proof

    def _settle(
        self, batch: list[PendingAct], results: list[EventResult], verifier: ReceiptVerifier
    ) -> tuple[tuple[OutboxRow, ...], str | None]:
        sent = {act.act_id for act in batch}
        settled: list[OutboxRow] = []
        problem: str | None = None
        for result in results:
            if result.receipt is None or result.act_id not in sent:
                continue
            try:
                claims = verifier.verify(result.receipt)
                if self._outbox.settle(to_stored(claims, result.receipt)):
                    settled.append(self._outbox.get(claims.act_id))
            except SyncError as error:
                problem = error.code
            except ReceiptMismatchError:
                problem = "receipt_mismatch"
        return tuple(settled), problem
