"""The audit log: records that only grow, each carrying the hash of the one before.

Altering, removing or inserting a record breaks the chain from there on. Whoever makes all later hashes anew
is found out by the signed checkpoints; a cut-off end by the head that is noted apart from the database, and
by the checkpoints that central has seen, which it gives back.
"""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum

from sqlalchemy import Connection, Row, func, select
from sqlalchemy.dialects.sqlite import insert

from local_db.database import Database
from local_db.durable_note import DurableNote
from local_db.errors import LocalDbError, LocalDbErrorCode
from local_db.schema import audit_checkpoint, audit_log

logger = logging.getLogger(__name__)

CHAIN_START = hashlib.sha256(b"bhxh-kiosk audit log").hexdigest()


@dataclass(frozen=True, slots=True)
class AuditEntry:
    recorded_at: datetime
    actor: str
    action: str
    reference: str
    outcome: str


@dataclass(frozen=True, slots=True)
class AuditHead:
    """Where the log ends; ``sequence`` 0 for an empty log."""

    sequence: int
    hash: str


class AuditFaultKind(StrEnum):
    ALTERED = "altered"  # the record does not fit its own hash
    UNLINKED = "unlinked"  # it does not follow the one before it: that one was replaced, or another put in
    MISSING = "missing"
    UNSIGNED = "unsigned"  # it is not what the device signed: it, or one before it, was made anew
    FORGED = "forged"  # a checkpoint that the device did not sign
    CONTRADICTED = "contradicted"  # central has countersigned another record at this place


@dataclass(frozen=True, slots=True)
class AuditFault:
    """Of the records ``first`` to ``last``."""

    kind: AuditFaultKind
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class AuditExamination:
    head: AuditHead
    checkpoints: int
    faults: tuple[AuditFault, ...]
    countersigned_up_to: int = 0  # the last record of a log that central has seen, and that is still here


OpenCheckpoint = Callable[[str], AuditHead | None]
"""The head that a checkpoint was signed for; None when the device did not sign it."""


def _entry_hash(previous: str, sequence: int, entry: AuditEntry) -> str:
    instant = entry.recorded_at.astimezone(UTC).isoformat(timespec="microseconds")
    fields = [previous, sequence, instant, entry.actor, entry.action, entry.reference, entry.outcome]
    return hashlib.sha256(json.dumps(fields, ensure_ascii=True).encode("ascii")).hexdigest()


def _to_entry(row: Row[*tuple[object, ...]]) -> AuditEntry:
    return AuditEntry(row.recorded_at, row.actor, row.action, row.reference, row.outcome)


class AuditLog:
    """Thread-safe. Raises LocalDbError."""

    def __init__(self, database: Database) -> None:
        self._database = database
        try:
            self._note = DurableNote(database.path.with_name(f"{database.path.name}.audit-head"))
        except OSError as error:
            raise LocalDbError(
                LocalDbErrorCode.DATABASE_UNREACHABLE, "The note of the audit log cannot be read or made."
            ) from error

    def append(self, entry: AuditEntry) -> AuditHead:
        """Store one record durably. Raises LocalDbError (``disk_full``, …)."""
        with self._database.write() as connection:
            last = self._last(connection)
            sequence = last.sequence + 1
            head = AuditHead(sequence, _entry_hash(last.hash, sequence, entry))
            connection.execute(
                insert(audit_log).values(
                    sequence=sequence,
                    recorded_at=entry.recorded_at,
                    actor=entry.actor,
                    action=entry.action,
                    reference=entry.reference,
                    outcome=entry.outcome,
                    previous=last.hash,
                    hash=head.hash,
                )
            )
        try:
            self._note.write(f"{head.sequence} {head.hash}".encode("ascii"))
        except OSError as error:  # the record is safe; only the loss of the end would go unnoticed
            logger.error("the head of the audit log could not be noted: %s", error.strerror)
        return head

    def _last(self, connection: Connection) -> AuditHead:
        """The noted head counts too: after the loss of the end no number is given a second time."""
        query = select(audit_log.c.sequence, audit_log.c.hash).order_by(audit_log.c.sequence.desc()).limit(1)
        row = connection.execute(query).first()
        last = AuditHead(0, CHAIN_START) if row is None else AuditHead(row.sequence, row.hash)
        noted = self._noted()
        return last if noted is None or noted.sequence <= last.sequence else noted

    def _noted(self) -> AuditHead | None:
        sequence, _, chain = self._note.read().decode("ascii").partition(" ")
        return AuditHead(int(sequence), chain) if chain else None

    def unseen_checkpoints(self, limit: int) -> list[str]:
        """Those that central has not countersigned, the oldest first."""
        query = (
            select(audit_checkpoint.c.signed)
            .where(audit_checkpoint.c.countersigned.is_(None))
            .order_by(audit_checkpoint.c.sequence)
            .limit(limit)
        )
        with self._database.read() as connection:
            return list(connection.execute(query).scalars())

    def keep_countersigned(self, sequence: int, signed: str, countersigned: str) -> None:
        """Central's word about the checkpoint at a place, which comes back here where it is gone."""
        row = insert(audit_checkpoint).values(sequence=sequence, signed=signed, countersigned=countersigned)
        put = row.on_conflict_do_update(index_elements=["sequence"], set_={"countersigned": countersigned})
        with self._database.write() as connection:
            connection.execute(put)

    def add_checkpoint(self, head: AuditHead, signed: str) -> None:
        with self._database.write() as connection:
            connection.execute(insert(audit_checkpoint).values(sequence=head.sequence, signed=signed))

    def last_checkpoint(self) -> tuple[int, datetime] | None:
        """The last record that a checkpoint stands for, and when that was made."""
        query = (
            select(audit_log.c.sequence, audit_log.c.recorded_at)
            .join_from(audit_log, audit_checkpoint, audit_log.c.sequence == audit_checkpoint.c.sequence)
            .order_by(audit_log.c.sequence.desc())
            .limit(1)
        )
        with self._database.read() as connection:
            row = connection.execute(query).first()
        return None if row is None else (row.sequence, row.recorded_at)

    def entries(self, limit: int = 200) -> list[AuditEntry]:
        """Newest first."""
        query = select(audit_log).order_by(audit_log.c.sequence.desc()).limit(limit)
        with self._database.read() as connection:
            return [_to_entry(row) for row in connection.execute(query)]

    def count(self, action: str, since: datetime) -> int:
        """Records of this action, or of one that begins with it and a dot."""
        wanted = (audit_log.c.action == action) | audit_log.c.action.startswith(f"{action}.", autoescape=True)
        query = select(func.count()).select_from(audit_log).where(wanted, audit_log.c.recorded_at >= since)
        with self._database.read() as connection:
            return int(connection.execute(query).scalar_one())

    def examine(
        self, open_checkpoint: OpenCheckpoint, open_countersigned: OpenCheckpoint = lambda _signed: None
    ) -> AuditExamination:
        """Follow the whole chain and name every record that does not fit. A countersignature that cannot be
        opened counts as none: its key may have been given up long ago.
        """
        noted = self._noted()  # before the log is read: it must not be newer than that
        with self._database.read() as connection:
            rows = connection.execute(select(audit_checkpoint)).all()
            signed = {row.sequence: row.signed for row in rows}
            seen = {
                row.sequence: head
                for row in rows
                if row.countersigned is not None
                if (head := open_countersigned(row.countersigned)) is not None
            }
            examining = _Examining(open_checkpoint, signed, seen)
            for row in connection.execute(select(audit_log).order_by(audit_log.c.sequence)):
                examining.take(row.sequence, _to_entry(row), row.previous, row.hash)
        return examining.end(noted)

    def verify(self) -> AuditHead:
        """Follow the chain without its signatures.

        Raises LocalDbError ``audit_chain_broken`` that names the first record that does not fit.
        """
        found = self.examine(lambda _signed: None)
        faults = [fault for fault in found.faults if fault.kind is not AuditFaultKind.FORGED]
        if faults:
            raise LocalDbError(
                LocalDbErrorCode.AUDIT_CHAIN_BROKEN,
                f"The audit log was altered at or before record {faults[0].first}.",
            )
        return found.head


class _Examining:
    """One walk along the chain."""

    def __init__(
        self, open_checkpoint: OpenCheckpoint, signed: dict[int, str], seen: dict[int, AuditHead]
    ) -> None:
        self._open = open_checkpoint
        self._signed = signed
        self._seen = seen  # by central
        self._seen_up_to = 0
        self._head = AuditHead(0, CHAIN_START)
        self._hashes: dict[int, str] = {0: CHAIN_START}
        self._signed_up_to = 0
        self._checkpoints = 0
        self._faults: list[AuditFault] = []

    def take(self, sequence: int, entry: AuditEntry, previous: str, chain: str) -> None:
        expected = self._head.sequence + 1
        if sequence > expected:
            self._find(AuditFaultKind.MISSING, expected, sequence - 1)
        if _entry_hash(previous, sequence, entry) != chain:
            self._find(AuditFaultKind.ALTERED, sequence, sequence)
        elif sequence == expected and previous != self._head.hash:
            self._find(AuditFaultKind.UNLINKED, sequence, sequence)
        self._head = AuditHead(sequence, chain)
        self._hashes[sequence] = chain
        if sequence in self._signed:
            self._compare(self._signed.pop(sequence))
        if (seen := self._seen.get(sequence)) is not None:
            if seen == self._head:
                self._seen_up_to = sequence
            else:
                self._find(AuditFaultKind.CONTRADICTED, sequence, sequence)

    def _compare(self, signed: str) -> None:
        self._checkpoints += 1
        claimed = self._open(signed)
        if claimed is None:
            self._find(AuditFaultKind.FORGED, self._head.sequence, self._head.sequence)
        elif claimed != self._head:
            self._find(AuditFaultKind.UNSIGNED, self._signed_up_to + 1, self._head.sequence)
        else:
            self._signed_up_to = self._head.sequence

    def end(self, noted: AuditHead | None) -> AuditExamination:
        last = max([*self._signed, 0 if noted is None else noted.sequence])
        if last > self._head.sequence:
            self._find(AuditFaultKind.MISSING, self._head.sequence + 1, last)
        elif noted is not None and self._hashes.get(noted.sequence) != noted.hash:
            self._find(AuditFaultKind.UNSIGNED, self._signed_up_to + 1, noted.sequence)
        return AuditExamination(self._head, self._checkpoints, tuple(self._faults), self._seen_up_to)

    def _find(self, kind: AuditFaultKind, first: int, last: int) -> None:
        before = self._faults[-1] if self._faults else None
        if before is not None and before.kind is kind is AuditFaultKind.ALTERED and before.last + 1 == first:
            self._faults[-1] = replace(before, last=last)
        else:
            self._faults.append(AuditFault(kind, first, last))
