"""How people found their visits: kiosks send counts of days that are over, and offices are told sums."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

from sqlalchemy import Connection, Engine, func, select

from central.store.case_tables import visit_rating
from central.store.storage import upserts
from kiosk.clock import VIETNAM_TIME
from kiosk.contract.visit_ratings import Face, RatingsSent, RatingsTaken

_OLDEST = timedelta(days=400)


class VisitRatings:
    def __init__(self, engine: Engine, now: Callable[[], datetime]) -> None:
        self._engine = engine
        self._now = now

    def take(self, office_id: str, sent: RatingsSent) -> RatingsTaken:
        """Add them to those of the office. Days that cannot be are left out."""
        today = self._now().astimezone(VIETNAM_TIME).date()
        sums: dict[tuple[date, str, int], int] = {}
        for each in sent.counts:
            if today - _OLDEST <= each.on <= today:
                key = each.on, each.task, int(each.face)
                sums[key] = sums.get(key, 0) + each.count
        rows = [
            {"office_id": office_id, "on_day": on, "task": task, "face": face, "count": count}
            for (on, task, face), count in sorted(sums.items())
        ]
        if rows:
            with self._engine.begin() as connection:
                statement = upserts(connection, visit_rating)
                more = {"count": visit_rating.c["count"] + statement.excluded["count"]}
                keys = ["office_id", "on_day", "task", "face"]
                connection.execute(statement.on_conflict_do_update(index_elements=keys, set_=more), rows)
        return RatingsTaken(taken=sum(sums.values()))


def rated(
    connection: Connection, since: date, office_id: str | None
) -> dict[tuple[str, str], dict[Face, int]]:
    """By office and task how often each face was tapped."""
    columns = visit_rating.c
    query = (
        select(columns.office_id, columns.task, columns.face, func.sum(columns["count"]))
        .where(columns.on_day >= since)
        .group_by(columns.office_id, columns.task, columns.face)
    )
    if office_id is not None:
        query = query.where(columns.office_id == office_id)
    found: dict[tuple[str, str], dict[Face, int]] = {}
    for office, task, face, count in connection.execute(query):
        found.setdefault((office, task), {})[Face(face)] = int(count)
    return found
