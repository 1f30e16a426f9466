"""Kiosks at which somebody has called staff: one call of a kiosk at a time, until it is answered or over."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import Connection, Engine, select, update

from central.kiosks.devices import Device
from central.store.oversight_tables import staff_call
from central.store.storage import upsert
from kiosk.contract.staff_calls import StaffCall, StaffCallTaken

STANDS = timedelta(hours=2)  # a kiosk without power ends no call
BY_KIOSK = "kiosk"


@dataclass(frozen=True, slots=True)
class WaitingCall:
    call_id: UUID
    kiosk_id: str
    office_id: str
    called_at: datetime


class StaffCalls:
    def __init__(self, engine: Engine, now: Callable[[], datetime]) -> None:
        self._engine = engine
        self._now = now

    def take(self, device: Device, call: StaffCall) -> StaffCallTaken:
        """Harmless to repeat. A newer call takes the place of the one before."""
        mine = staff_call.c.kid == device.kid
        with self._engine.begin() as connection:
            known = connection.execute(select(staff_call).where(mine)).first()
            if known is None or (known.call_id != call.call_id and call.waiting):
                self._note(connection, device, call)
                return StaffCallTaken(answered_at=None)
            if known.call_id != call.call_id:
                return StaffCallTaken(answered_at=None)
            if not call.waiting and known.ended_at is None:
                ended = {"ended_at": self._now(), "ended_by": BY_KIOSK}
                connection.execute(update(staff_call).where(mine).values(ended))
        answered = known.ended_by not in (None, BY_KIOSK)
        return StaffCallTaken(answered_at=known.ended_at if answered else None)

    def _note(self, connection: Connection, device: Device, call: StaffCall) -> None:
        now = self._now()
        values = {
            "call_id": call.call_id,
            "kiosk_id": device.kiosk_id,
            "office_id": device.office_id,
            "called_at": now,
            "ended_at": None if call.waiting else now,
            "ended_by": None if call.waiting else BY_KIOSK,
        }
        added = upsert(connection, staff_call, {"kid": device.kid, **values})
        connection.execute(added.on_conflict_do_update(index_elements=["kid"], set_=values))

    def waiting(self, office_id: str | None) -> list[WaitingCall]:
        """Of one office, or of all; who waits longest first."""
        recent = staff_call.c.called_at > self._now() - STANDS
        query = select(staff_call).where(staff_call.c.ended_at.is_(None), recent)
        if office_id is not None:
            query = query.where(staff_call.c.office_id == office_id)
        with self._engine.connect() as connection:
            rows = connection.execute(query.order_by(staff_call.c.called_at, staff_call.c.kid)).all()
        return [WaitingCall(row.call_id, row.kiosk_id, row.office_id, row.called_at) for row in rows]

    def answer(self, call_id: UUID, account: str) -> None:
        """Somebody goes there; nothing where it is over already."""
        open_one = (staff_call.c.call_id == call_id) & staff_call.c.ended_at.is_(None)
        with self._engine.begin() as connection:
            values = {"ended_at": self._now(), "ended_by": account}
            connection.execute(update(staff_call).where(open_one).values(values))
