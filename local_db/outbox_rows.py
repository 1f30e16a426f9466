"""What goes into the outbox and comes out of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import Row

from local_db.schema import outbox

RECOVERED = "recovered"  # in the place of the kind, where only the sealed act could be read again


class OutboxState(StrEnum):
    PENDING = "pending"
    SENT = "sent"
    QUARANTINED = "quarantined"  # central keeps it, but staff must look at it
    DAMAGED = "damaged"  # kept aside here, never sent: not what was recorded any more


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
    counted_at: float = 0.0  # by `CountedTime`, seconds
    attachment_ids: tuple[UUID, ...] = ()  # files that are held for it


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
    damaged: int = 0


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


class ActFault(StrEnum):
    """Why an act is not whole any more."""

    MISSING = "missing"  # its receipt was shown, and there is no trace of it
    UNREADABLE = "unreadable"
    ALTERED = "altered"  # it does not fit its own hashes
    PURGED = "purged"  # sent and, after the time set for that, its sealed text deleted


class ActUnfitError(Exception):
    """An act that stands in line cannot be sent as it is; those before it can."""

    def __init__(self, act_id: UUID, stream_id: UUID, sequence: int, fault: ActFault) -> None:
        super().__init__(f"act {act_id} is {fault.value}")
        self.act_id = act_id
        self.stream_id = stream_id
        self.sequence = sequence
        self.fault = fault


@dataclass(frozen=True, slots=True)
class Loss:
    """An act that a receipt was shown for and that is not whole here; ``act_id`` and ``recorded_at`` where
    they are known. ``at_central``: central has it, so nothing is lost to the person. ``settled_by``: who of
    the staff has seen to it.
    """

    stream_id: UUID
    sequence: int
    act_id: UUID | None
    recorded_at: datetime | None
    fault: ActFault
    at_central: bool
    settled_by: str | None = None

    @property
    def is_open(self) -> bool:
        """Somebody has to see to it."""
        return not self.at_central and self.settled_by is None


ROW_COLUMNS = (
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


def to_row(row: Row[*tuple[Any, ...]]) -> OutboxRow:
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
