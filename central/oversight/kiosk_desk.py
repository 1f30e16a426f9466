"""The kiosks of an office: how they are, codes by which they enrol, the end of what a key may do."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Engine, func, select

from central.cases.views import Officer
from central.judging.judge import Outcome
from central.kiosks.alarms import Alarm, Alarms
from central.kiosks.devices import Devices, ListedDevice
from central.kiosks.enrolment import Enrolments
from central.kiosks.kiosk_states import HeardHealth, KioskStates
from central.oversight.deeds import Deed, Deeds, office_of
from central.oversight.refusals import OversightProblem, refuse
from central.store.schema import device, enrolment_code, judgement
from kiosk.contract.kiosk_state import FaultReport
from kiosk.contract.staff import StaffRole
from kiosk.reference.reference_data import ReferenceData

LOOKING = frozenset({StaffRole.SUPERVISOR, StaffRole.TECHNICIAN, StaffRole.AUDITOR})
CHANGING = frozenset({StaffRole.SUPERVISOR, StaffRole.TECHNICIAN})
KIOSK_NAME = re.compile(r"(?![0-9]{9,}$)[A-Za-z0-9][A-Za-z0-9._-]{0,39}")  # no number of a person


@dataclass(frozen=True, slots=True)
class KioskStanding:
    """``quarantined``: acts of this kiosk that could not be worked on."""

    device: ListedDevice
    quarantined: int
    alarms: tuple[Alarm, ...] = ()


@dataclass(frozen=True, slots=True)
class KioskDetail:
    """One kiosk by the key that it has now. ``heard`` is None where it has told nothing of itself."""

    standing: KioskStanding
    heard: HeardHealth | None
    faults: list[FaultReport]


@dataclass(frozen=True, slots=True)
class EnrolmentCode:
    """Shown once: the database holds no code."""

    kiosk_id: str
    office_id: str
    office_name: str
    code: str = field(repr=False)
    hours: int


class KioskDesk:
    """Everything raises ProblemError."""

    def __init__(
        self,
        engine: Engine,
        devices: Devices,
        enrolments: Enrolments,
        deeds: Deeds,
        *,
        offices: ReferenceData,
        code_hours: int,
        states: KioskStates,
        alarms: Alarms,
    ) -> None:
        self._engine = engine
        self._devices = devices
        self._enrolments = enrolments
        self._deeds = deeds
        self._offices = offices
        self._code_hours = code_hours
        self._states = states
        self._alarms = alarms

    def kiosks(self, account: str) -> list[KioskStanding]:
        """Those of the office, with the keys that they had before, the newest first."""
        office_id = office_of(self._deeds.reader(account, LOOKING))
        counted = select(judgement.c.kiosk_id, func.count()).group_by(judgement.c.kiosk_id)
        counted = counted.where(judgement.c.outcome == Outcome.QUARANTINED.value)
        with self._engine.connect() as connection:
            found = {row[0]: row[1] for row in connection.execute(counted)}
        listed = self._devices.list(office_id)
        alarms = self._alarms.standing(listed)
        return [
            KioskStanding(
                each,
                found.get(each.kiosk_id, 0),
                tuple(alarm for alarm in alarms if alarm.kid == each.kid),
            )
            for each in listed
        ]

    def kiosk(self, account: str, kiosk_id: str) -> KioskDetail:
        """ProblemError ``kiosk-unknown`` also for one of another office, or whose key was revoked."""
        listed = self.kiosks(account)
        mine = [each for each in listed if each.device.kiosk_id == kiosk_id and not each.device.revoked_at]
        if not mine:
            raise refuse(OversightProblem.KIOSK_UNKNOWN)
        kid = mine[0].device.kid
        return KioskDetail(mine[0], self._states.health_of([kid]).get(kid), self._states.faults_of(kid))

    def new_code(self, account: str, kiosk_id: str, office_id: str | None = None) -> EnrolmentCode:
        """For a new kiosk, or one that gets a new key. ``office_id`` is asked of staff of every office. A
        kiosk of another office is not touched: its enrolment would end the key that it has.
        """
        kiosk_id = kiosk_id.strip()
        office_id = self._office(self._deeds.reader(account, CHANGING), office_id)
        about = kiosk_id if KIOSK_NAME.fullmatch(kiosk_id) else None
        with self._deeds.doing(account, Deed.ENROL_CODE, CHANGING, office_id=office_id, about=about) as begin:
            if about is None:
                raise refuse(OversightProblem.KIOSK_NAME_UNFIT)
            if self._home(kiosk_id) not in (None, office_id):
                raise refuse(OversightProblem.OFFICE_OF_OTHERS)
            name = self._office_name(office_id)
            begin()
            code = self._enrolments.new_code(kiosk_id, office_id, name)
        return EnrolmentCode(kiosk_id, office_id, name, code, self._code_hours)

    def revoke(self, account: str, kiosk_id: str) -> None:
        """For good; one person suffices: a stolen kiosk does not wait for a second one."""
        officer = self._deeds.reader(account, CHANGING)
        home = self._home(kiosk_id)
        office_id = officer.office_id if home is None else home
        about = kiosk_id if home is not None else None
        with self._deeds.doing(account, Deed.REVOKE, CHANGING, office_id=office_id, about=about) as begin:
            if home is None:
                raise refuse(OversightProblem.KIOSK_UNKNOWN)
            begin()
            if not self._devices.revoke(kiosk_id):
                raise refuse(OversightProblem.KIOSK_UNKNOWN)

    @staticmethod
    def _office(officer: Officer, asked: str | None) -> str:
        own = office_of(officer)
        return (asked or "").strip() if own is None else own

    def _home(self, kiosk_id: str) -> str | None:
        """The office in which the kiosk stands; None: there is none of this name."""
        row = self._newest(device.c.office_id, device.c.kiosk_id == kiosk_id, device.c.enrolled_at)
        return None if row is None else str(row)

    def _office_name(self, office_id: str) -> str:
        """As its kiosks know it, else by the list of offices."""
        known = self._newest(device.c.office_name, device.c.office_id == office_id, device.c.enrolled_at)
        coded = enrolment_code.c.office_id == office_id
        known = known or self._newest(enrolment_code.c.office_name, coded, enrolment_code.c.expires_at)
        if known is not None:
            return str(known)
        office = self._offices.offices.find_by_code(office_id)
        if office is None:
            raise refuse(OversightProblem.OFFICE_UNKNOWN)
        return office.name

    def _newest(self, column: Any, wanted: Any, at: Any) -> object | None:
        with self._engine.connect() as connection:
            query = select(column).where(wanted).order_by(at.desc()).limit(1)
            return connection.execute(query).scalar()
