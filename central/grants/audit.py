"""What was granted, refused and read: rows that are only added, about people by keyed hash only."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from uuid import UUID

import uuid6
from sqlalchemy import Connection, Engine, insert

from central.grants.tables import grant_audit
from central.kiosks.devices import Device
from kiosk.contract.grants import ChipStrength
from kiosk.contract.records import Section


class AuditWhat(StrEnum):
    GRANTED = "granted"
    REFUSED = "refused"
    READ = "read"
    FOUND = "found"  # or not: whether the register knows the person; ``code`` says by what
    STATED = "stated"  # the same with a number that they state
    READING_REFUSED = "reading_refused"
    COPY_LEFT = "copy_left"  # of a book, for a phone
    COPY_TAKEN = "copy_taken"


@dataclass(frozen=True, slots=True)
class AuditLine:
    kid: str
    office_id: str | None
    grant_id: UUID | None = None
    visit_id: UUID | None = None
    number_hash: str | None = field(default=None, repr=False)
    sections: frozenset[Section] | None = None
    case_id: UUID | None = None  # whose result was read with them
    chip: ChipStrength | None = None
    proved_by: str | None = None
    officer: str | None = None

    @classmethod
    def of(cls, device: Device) -> AuditLine:
        return cls(device.kid, device.office_id)


class GrantAudit:
    def __init__(self, engine: Engine, now: Callable[[], datetime]) -> None:
        self._engine = engine
        self._now = now

    def add(self, connection: Connection, what: AuditWhat, line: AuditLine, code: str | None = None) -> None:
        """Within the transaction that does what is told."""
        connection.execute(
            insert(grant_audit).values(
                entry=UUID(bytes=uuid6.uuid7().bytes),
                at=self._now(),
                what=what.value,
                code=code,
                kid=line.kid,
                office_id=line.office_id or "",
                grant_id=line.grant_id,
                visit_id=line.visit_id,
                number_hash=line.number_hash,
                sections=None if line.sections is None else sorted(line.sections),
                case_id=line.case_id,
                chip=None if line.chip is None else line.chip.value,
                proved_by=line.proved_by,
                officer=line.officer,
            )
        )

    def note(self, what: AuditWhat, line: AuditLine, code: str | None = None) -> None:
        """In a transaction of its own."""
        with self._engine.begin() as connection:
            self.add(connection, what, line, code)
