"""The desks of everything besides cases, put together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine

from central.cases.desk import CaseDesk
from central.judging.quarantine import Quarantine
from central.keys.central_keys import CentralKeys
from central.kiosks.alarms import Alarms
from central.kiosks.devices import Devices
from central.kiosks.enrolment import Enrolments
from central.kiosks.kiosk_states import KioskStates
from central.kiosks.staff_calls import StaffCalls
from central.oversight.audit_search import AuditSearch
from central.oversight.call_desk import CallDesk
from central.oversight.deeds import Deeds
from central.oversight.kiosk_desk import KioskDesk
from central.oversight.news_desk import NewsDesk
from central.oversight.notice_desk import NoticeDesk
from central.oversight.petition_statistics import PetitionStatistics
from central.oversight.quarantine_desk import QuarantineDesk
from central.oversight.slip_desk import CodeMaker, SlipDesk
from central.oversight.statistics import Statistics
from central.oversight.visit_ratings import VisitRatings
from central.staff.looks import Looks
from kiosk.reference.reference_data import ReferenceData


@dataclass(frozen=True, slots=True)
class Oversight:
    kiosks: KioskDesk
    quarantine: QuarantineDesk
    notices: NoticeDesk
    news: NewsDesk
    audit: AuditSearch
    statistics: Statistics
    petitions: PetitionStatistics
    ratings: VisitRatings
    slips: SlipDesk
    calls: CallDesk


def open_oversight(
    engine: Engine,
    keys: CentralKeys,
    now: Callable[[], datetime],
    *,
    cases: CaseDesk,
    looks: Looks,
    devices: Devices,
    enrolments: Enrolments,
    code_hours: int,
    codes: CodeMaker,
    fonts_folder: Path,
    calls: StaffCalls,
    states: KioskStates,
    alarms: Alarms,
) -> Oversight:
    deeds, reference = Deeds(engine, cases.officer, now), ReferenceData()
    return Oversight(
        kiosks=KioskDesk(
            engine,
            devices,
            enrolments,
            deeds,
            offices=reference,
            code_hours=code_hours,
            states=states,
            alarms=alarms,
        ),
        quarantine=QuarantineDesk(engine, Quarantine(engine, keys, now), looks, deeds, now),
        notices=NoticeDesk(engine, deeds, now),
        news=NewsDesk(engine, deeds, now, offices=reference.offices),
        audit=AuditSearch(engine, keys, deeds),
        statistics=Statistics(engine, deeds, now),
        petitions=PetitionStatistics(engine, deeds, now),
        ratings=VisitRatings(engine, now),
        slips=SlipDesk(
            engine, deeds, cases, codes, offices=reference.offices, fonts_folder=fonts_folder, now=now
        ),
        calls=CallDesk(calls, deeds),
    )
