"""Petitions and visits of an office in numbers, without anybody's data. Small counts are told as "fewer":
who knows the office could otherwise tell whose they are.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TypeVar

from sqlalchemy import Connection, Engine, select

from central.cases.petition_policy import petition_term
from central.cases.petitions import state_of
from central.oversight.deeds import Deeds, office_of
from central.oversight.statistics import LOOKING
from central.oversight.visit_ratings import rated
from central.store.case_tables import case_file, petition
from kiosk.clock import VIETNAM_TIME
from kiosk.contract.feed import CaseState
from kiosk.contract.petitions import PetitionState
from kiosk.contract.visit_ratings import Face

_Key = TypeVar("_Key", PetitionState, Face)
Told = int | None
"""A count; None where it is too small to be told, and not zero."""


@dataclass(frozen=True, slots=True)
class PetitionFigures:
    """Of one office and category; ``days``: from filing to the first answer, on average, where enough were
    answered.
    """

    office_id: str
    category: str
    filed: Told
    by_state: Mapping[PetitionState, Told]
    overdue: Told
    days: float | None


@dataclass(frozen=True, slots=True)
class VisitFigures:
    office_id: str
    task: str
    faces: Mapping[Face, Told]


@dataclass(slots=True)
class _Sums:
    states: dict[PetitionState, int] = field(default_factory=dict)
    overdue: int = 0
    answered: list[float] = field(default_factory=list)


class PetitionStatistics:
    def __init__(self, engine: Engine, deeds: Deeds, now: Callable[[], datetime]) -> None:
        self._engine = engine
        self._deeds = deeds
        self._now = now

    def petitions(self, account: str, days: int) -> list[PetitionFigures]:
        """Those that were filed in so many days, by office and category. Raises ProblemError."""
        office_id, now = office_of(self._deeds.reader(account, LOOKING)), self._now()
        with self._engine.connect() as connection:
            sums = _sums(connection, now, now - timedelta(days=days), office_id)
        return [self._told(office, category, found) for (office, category), found in sorted(sums.items())]

    def visits(self, account: str, days: int) -> list[VisitFigures]:
        """How visits were found in these days, by office and task. Raises ProblemError."""
        office_id = office_of(self._deeds.reader(account, LOOKING))
        since = (self._now() - timedelta(days=days)).astimezone(VIETNAM_TIME).date()
        with self._engine.connect() as connection:
            found = rated(connection, since, office_id)
        return [
            VisitFigures(office, task, self._covered({face: faces.get(face, 0) for face in Face}))
            for (office, task), faces in sorted(found.items())
        ]

    def _told(self, office: str, category: str, found: _Sums) -> PetitionFigures:
        states = self._covered({state: found.states.get(state, 0) for state in PetitionState})
        enough = len(found.answered) >= self._least
        return PetitionFigures(
            office,
            category,
            self._cover(sum(found.states.values())),
            states,
            self._cover(found.overdue),
            round(sum(found.answered) / len(found.answered), 1) if enough else None,
        )

    @property
    def _least(self) -> int:
        return petition_term(self._now().astimezone(VIETNAM_TIME).date()).shown_from

    def _cover(self, count: int) -> Told:
        return None if 0 < count < self._least else count

    def _covered(self, counts: Mapping[_Key, int]) -> dict[_Key, Told]:
        """A single small count could be worked out from the total: then the next smallest is covered too."""
        told = {key: self._cover(count) for key, count in counts.items()}
        if sum(each is None for each in told.values()) == 1:
            others = [key for key, count in told.items() if count]
            if others:
                told[min(others, key=lambda key: counts[key])] = None
        return told


def _sums(
    connection: Connection, now: datetime, since: datetime, office_id: str | None
) -> dict[tuple[str, str], _Sums]:
    today = now.astimezone(VIETNAM_TIME).date()
    query = select(
        petition, case_file.c.office_id, case_file.c.state, case_file.c.opened_at, case_file.c.due_on
    )
    query = query.join(case_file, case_file.c.case_id == petition.c.case_id).where(
        case_file.c.opened_at >= since
    )
    if office_id is not None:
        query = query.where(case_file.c.office_id == office_id)
    found: dict[tuple[str, str], _Sums] = {}
    for row in connection.execute(query):
        sums, state = found.setdefault((row.office_id, row.category), _Sums()), CaseState(row.state)
        stands = state_of(row, state, now)
        sums.states[stands] = sums.states.get(stands, 0) + 1
        if state is not CaseState.DONE and row.due_on is not None and row.due_on < today:
            sums.overdue += 1
        if row.first_answered_at is not None:
            sums.answered.append((row.first_answered_at - row.opened_at).total_seconds() / 86400)
    return found
