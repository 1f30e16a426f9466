"""The audit log: records that only grow, each carrying the hash of the one before.

Altering, removing or inserting a record breaks the chain from there on. (Cutting off the end does not show
here; it shows when a later head was noted elsewhere.)
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import func, insert, select

from local_db.database import Database
from local_db.errors import LocalDbError, LocalDbErrorCode
from local_db.schema import audit_log

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


def _entry_hash(previous: str, sequence: int, entry: AuditEntry) -> str:
    instant = entry.recorded_at.astimezone(UTC).isoformat(timespec="microseconds")
    fields = [previous, sequence, instant, entry.actor, entry.action, entry.reference, entry.outcome]
    return hashlib.sha256(json.dumps(fields, ensure_ascii=True).encode("ascii")).hexdigest()


class AuditLog:
    def __init__(self, database: Database) -> None:
        self._database = database

    def append(self, entry: AuditEntry) -> AuditHead:
        """Store one record durably. Raises LocalDbError (``disk_full``, …)."""
        last_query = (
            select(audit_log.c.sequence, audit_log.c.hash).order_by(audit_log.c.sequence.desc()).limit(1)
        )
        with self._database.write() as connection:
            last = connection.execute(last_query).first()
            sequence = 1 if last is None else last.sequence + 1
            previous = CHAIN_START if last is None else last.hash
            head = AuditHead(sequence, _entry_hash(previous, sequence, entry))
            connection.execute(
                insert(audit_log).values(
                    sequence=sequence,
                    recorded_at=entry.recorded_at,
                    actor=entry.actor,
                    action=entry.action,
                    reference=entry.reference,
                    outcome=entry.outcome,
                    previous=previous,
                    hash=head.hash,
                )
            )
        return head

    def entries(self, limit: int = 200) -> list[AuditEntry]:
        """Newest first."""
        query = select(audit_log).order_by(audit_log.c.sequence.desc()).limit(limit)
        with self._database.read() as connection:
            return [
                AuditEntry(row.recorded_at, row.actor, row.action, row.reference, row.outcome)
                for row in connection.execute(query)
            ]

    def count(self, action: str, since: datetime) -> int:
        """Records of this action, or of one that begins with it and a dot."""
        wanted = (audit_log.c.action == action) | audit_log.c.action.startswith(f"{action}.", autoescape=True)
        query = select(func.count()).select_from(audit_log).where(wanted, audit_log.c.recorded_at >= since)
        with self._database.read() as connection:
            return int(connection.execute(query).scalar_one())

    def verify(self) -> AuditHead:
        """Follow the whole chain.

        Raises LocalDbError ``audit_chain_broken`` at the first record that does not fit.
        """
        head = AuditHead(0, CHAIN_START)
        with self._database.read() as connection:
            for row in connection.execute(select(audit_log).order_by(audit_log.c.sequence)):
                entry = AuditEntry(row.recorded_at, row.actor, row.action, row.reference, row.outcome)
                expected = _entry_hash(head.hash, head.sequence + 1, entry)
                if (row.sequence, row.previous, row.hash) != (head.sequence + 1, head.hash, expected):
                    raise LocalDbError(
                        LocalDbErrorCode.AUDIT_CHAIN_BROKEN,
                        f"The audit log was altered at or before record {row.sequence}.",
                    )
                head = AuditHead(row.sequence, row.hash)
        return head
