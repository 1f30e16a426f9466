"""What kiosks tell of themselves: faults, each once, and how they are, the newest."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime

from pydantic import ValidationError
from sqlalchemy import Column, ColumnElement, Engine, func, select, true

from central.kiosks.devices import Device
from central.store.oversight_tables import kiosk_fault, kiosk_health
from central.store.storage import upsert, upserts
from kiosk.contract.kiosk_state import (
    FaultKind,
    FaultReport,
    FaultsSent,
    FaultsTaken,
    HealthTaken,
    KioskHealth,
)

AGAIN_SECONDS = 900
_SHOWN = 50
_MOST_NAMED = 1000


@dataclass(frozen=True, slots=True)
class HeardHealth:
    health: KioskHealth
    received_at: datetime


class KioskStates:
    def __init__(self, engine: Engine, now: Callable[[], datetime]) -> None:
        self._engine = engine
        self._now = now

    def take_faults(self, device: Device, sent: FaultsSent) -> FaultsTaken:
        """Harmless to repeat."""
        rows = [
            {
                "kid": device.kid,
                "office_id": device.office_id,
                "kiosk_id": device.kiosk_id,
                "reference": each.reference,
                "kind": each.kind.value,
                "error": each.error,
                "place": each.place,
                "part": each.part,
                "version": each.version,
                "happened_at": each.at,
                "received_at": self._now(),
            }
            for each in sent.faults
        ]
        with self._engine.begin() as connection:
            connection.execute(upserts(connection, kiosk_fault).on_conflict_do_nothing(), rows)
        return FaultsTaken(taken=len(rows))

    def take_health(self, device: Device, health: KioskHealth) -> HealthTaken:
        values = {"report": health.model_dump_json(), "received_at": self._now()}
        with self._engine.begin() as connection:
            added = upsert(connection, kiosk_health, {"kid": device.kid, **values})
            connection.execute(added.on_conflict_do_update(index_elements=["kid"], set_=values))
        return HealthTaken(again_after_seconds=AGAIN_SECONDS)

    def health_of(self, kids: Collection[str]) -> dict[str, HeardHealth]:
        """Without those of which nothing was heard, or nothing that this version can read."""
        query = select(kiosk_health).where(_among(kiosk_health.c.kid, kids))
        with self._engine.connect() as connection:
            rows = connection.execute(query).all()
        found = {}
        for row in rows:
            try:
                found[row.kid] = HeardHealth(KioskHealth.model_validate_json(row.report), row.received_at)
            except ValidationError:  # of another version; the next report mends it
                continue
        return found

    def faults_since(self, kids: Collection[str], moment: datetime) -> dict[str, int]:
        """How many there were of the program, not of a device or the power, by key."""
        ours = [FaultKind.BUG.value, FaultKind.ENDED.value, FaultKind.WORKER.value]
        columns = kiosk_fault.c
        query = (
            select(columns.kid, func.count())
            .where(_among(columns.kid, kids), columns.received_at >= moment, columns.kind.in_(ours))
            .group_by(columns.kid)
        )
        with self._engine.connect() as connection:
            return {row[0]: int(row[1]) for row in connection.execute(query)}

    def faults_of(self, kid: str) -> list[FaultReport]:
        """The newest of one kiosk."""
        columns = kiosk_fault.c
        query = select(kiosk_fault).where(columns.kid == kid)
        query = query.order_by(columns.received_at.desc(), columns.happened_at.desc()).limit(_SHOWN)
        with self._engine.connect() as connection:
            rows = connection.execute(query).all()
        return [
            FaultReport(
                reference=row.reference,
                kind=FaultKind(row.kind),
                at=row.happened_at,
                version=row.version,
                error=row.error,
                place=row.place,
                part=row.part,
            )
            for row in rows
        ]


def _among(column: Column[str], kids: Collection[str]) -> ColumnElement[bool]:
    """Of a whole country all are read: no database takes so many names in one question."""
    return column.in_(kids) if len(kids) <= _MOST_NAMED else true()
