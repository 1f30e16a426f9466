"""How much work an office has and does, in numbers of cases: nobody is named, neither citizens nor staff."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Engine, Select, func, select

from central.cases.views import OPEN
from central.grants.audit import AuditWhat
from central.grants.tables import grant_audit
from central.judging.judge import Outcome
from central.oversight.deeds import Deeds, office_of
from central.oversight.notice_desk import unseen_by_office
from central.store.case_tables import case_change, case_file
from central.store.schema import device, judgement
from kiosk.clock import VIETNAM_TIME
from kiosk.contract.feed import CaseState
from kiosk.contract.staff import StaffRole

LOOKING = frozenset({StaffRole.SUPERVISOR, StaffRole.AUDITOR})


@dataclass(frozen=True, slots=True)
class OfficeFigures:
    """How it stands now: ``open`` to ``kiosks``. What was done in the days asked for: the rest.

    ``office_name``: as its kiosks have it; the id of an office that has had none.
    """

    office_id: str
    office_name: str
    open: int = 0
    overdue: int = 0
    quarantined: int = 0
    failed_notices: int = 0
    kiosks: int = 0
    received: int = 0
    approved: int = 0
    returned: int = 0
    refused: int = 0
    done: int = 0
    records_read: int = 0


class Statistics:
    def __init__(self, engine: Engine, deeds: Deeds, now: Callable[[], datetime]) -> None:
        self._engine = engine
        self._deeds = deeds
        self._now = now

    def figures(self, account: str, days: int) -> list[OfficeFigures]:
        """Of the own office, or of every one for whom comes to all. Raises ProblemError."""
        office_id, now = office_of(self._deeds.reader(account, LOOKING)), self._now()
        queries = _standing(now) | _done(now - timedelta(days=days))
        counted: dict[str, dict[str, int]] = {} if office_id is None else {office_id: {}}
        with self._engine.connect() as connection:
            for name, query in queries.items():
                for office, count in _by_office(connection, query, office_id):
                    counted.setdefault(office, {})[name] = count
            names = _names(connection)
        return [
            OfficeFigures(office, names.get(office, office), **counted[office]) for office in sorted(counted)
        ]


def total(figures: list[OfficeFigures]) -> OfficeFigures:
    names = [each.name for each in fields(OfficeFigures) if not each.name.startswith("office")]
    return OfficeFigures("", "", **{name: sum(getattr(each, name) for each in figures) for name in names})


def _names(connection: Connection) -> dict[str, str]:
    names = select(device.c.office_id, func.max(device.c.office_name)).group_by(device.c.office_id)
    return {row[0]: row[1] for row in connection.execute(names)}


def _by_office(connection: Connection, query: Select[Any], office_id: str | None) -> list[tuple[str, int]]:
    office = query.selected_columns[0]
    query = query.group_by(office) if office_id is None else query.where(office == office_id).group_by(office)
    return [(found, count) for found, count in connection.execute(query) if found is not None]


def _standing(now: datetime) -> dict[str, Select[Any]]:
    today = now.astimezone(VIETNAM_TIME).date()
    of_office = select(case_file.c.office_id, func.count())
    opened = of_office.where(case_file.c.state.in_([state.value for state in OPEN]))
    worked_on = case_file.c.state.in_([CaseState.RECEIVED.value, CaseState.IN_REVIEW.value])
    waiting = select(judgement.c.office_id, func.count())
    return {
        "open": opened,
        "overdue": of_office.where(worked_on, case_file.c.due_on < today),
        "quarantined": waiting.where(judgement.c.outcome == Outcome.QUARANTINED.value),
        "failed_notices": unseen_by_office(),
        "kiosks": select(device.c.office_id, func.count()).where(device.c.revoked_at.is_(None)),
    }


def _done(since: datetime) -> dict[str, Select[Any]]:
    made = select(case_file.c.office_id, func.count())
    made = made.join_from(case_change, case_file, case_file.c.case_id == case_change.c.case_id)
    made = made.where(case_change.c.at >= since)
    read = select(grant_audit.c.office_id, func.count())
    return {
        "received": made.where(case_change.c.version == 1),
        "approved": made.where(case_change.c.change == "approve"),
        "returned": made.where(case_change.c.change == "return"),
        "refused": made.where(case_change.c.change == "refuse"),
        "done": made.where(case_change.c.state == CaseState.DONE.value),
        "records_read": read.where(grant_audit.c.what == AuditWhat.READ.value, grant_audit.c.at >= since),
    }
