"""Alarms of kiosks: found by the rules, kept with the time since when they stand, told by mail once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, Engine, delete, func, select, update

from central.kiosks.alarm_rules import AlarmRule, Looked
from central.kiosks.devices import Devices, ListedDevice
from central.kiosks.kiosk_states import KioskStates
from central.store.oversight_tables import kiosk_alarm
from central.store.storage import upsert
from kiosk.language import Bilingual

_DAY = timedelta(days=1)
_KEY = ["kid", "rule"]


@dataclass(frozen=True, slots=True)
class Alarm:
    """``since`` is None until it was noted."""

    kid: str
    kiosk_id: str
    office_id: str
    office_name: str
    rule: str
    words: Bilingual
    value: float
    since: datetime | None = None


class Alarms:
    def __init__(
        self,
        engine: Engine,
        devices: Devices,
        states: KioskStates,
        rules: tuple[AlarmRule, ...],
        now: Callable[[], datetime],
    ) -> None:
        self._engine = engine
        self._devices = devices
        self._states = states
        self._rules = rules
        self._now = now

    def standing(self, listed: list[ListedDevice]) -> list[Alarm]:
        """As of now, in the order of the rules; of keys that hold."""
        now = self._now()
        holding = [each for each in listed if each.revoked_at is None]
        kids = [each.kid for each in holding]
        heard, faults = self._states.health_of(kids), self._states.faults_since(kids, now - _DAY)
        with self._engine.connect() as connection:
            noted = _noted(connection)
        return [
            Alarm(
                device.kid,
                device.kiosk_id,
                device.office_id,
                device.office_name,
                rule.id,
                rule.words(value),
                value,
                noted.get((device.kid, rule.id)),
            )
            for device in holding
            for looked in [Looked(device, heard.get(device.kid), faults.get(device.kid, 0), now)]
            for rule in self._rules
            if (value := rule.value(looked)) is not None
        ]

    def look(self) -> None:
        """Note which alarms stand now, and forget those that are over."""
        standing = self.standing(self._devices.list())
        now = self._now()
        with self._engine.begin() as connection:
            over = _noted(connection).keys() - {(each.kid, each.rule) for each in standing}
            for kid, rule in sorted(over):
                mine = (kiosk_alarm.c.kid == kid) & (kiosk_alarm.c.rule == rule)
                connection.execute(delete(kiosk_alarm).where(mine))
            for each in standing:
                values = {"value": each.value, "office_id": each.office_id, "kiosk_id": each.kiosk_id}
                added = upsert(
                    connection,
                    kiosk_alarm,
                    {"kid": each.kid, "rule": each.rule, "since": now, **values},
                )
                connection.execute(added.on_conflict_do_update(index_elements=_KEY, set_=values))

    def untold(self) -> list[Alarm]:
        """Noted ones of which nobody was sent a mail, and which still stand."""
        with self._engine.connect() as connection:
            rows = connection.execute(select(kiosk_alarm).where(kiosk_alarm.c.told_at.is_(None))).all()
        waiting = {(row.kid, row.rule) for row in rows}
        if not waiting:
            return []
        return [each for each in self.standing(self._devices.list()) if (each.kid, each.rule) in waiting]

    def note_told(self, alarms: list[Alarm]) -> None:
        with self._engine.begin() as connection:
            for each in alarms:
                mine = (kiosk_alarm.c.kid == each.kid) & (kiosk_alarm.c.rule == each.rule)
                connection.execute(update(kiosk_alarm).where(mine).values(told_at=self._now()))

    @property
    def rules(self) -> tuple[str, ...]:
        return tuple(each.id for each in self._rules)


def count_by_rule(connection: Connection) -> dict[str, int]:
    """How many kiosks each noted alarm stands for."""
    query = select(kiosk_alarm.c.rule, func.count()).group_by(kiosk_alarm.c.rule)
    return {row[0]: int(row[1]) for row in connection.execute(query)}


def _noted(connection: Connection) -> dict[tuple[str, str], datetime]:
    query = select(kiosk_alarm.c.kid, kiosk_alarm.c.rule, kiosk_alarm.c.since)
    return {(row.kid, row.rule): row.since for row in connection.execute(query)}
