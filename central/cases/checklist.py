"""The checklist of an officer's decision: its points as data, and what was answered to them.

The one definition for the pages of staff and for the kiosk (``checklist.toml``, which says what each column
means). Answers are kept with the change of the case that they came with.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from uuid import UUID

from pydantic import BaseModel, ConfigDict
from sqlalchemy import Connection, insert, select

from central.cases.table import Change, Looked
from central.store.case_tables import case_point
from kiosk.language import Bilingual

_FORBID = ConfigDict(frozen=True, extra="forbid")


class PointAnswer(BaseModel):
    """``passes``: nothing speaks against approving; ``overrides``: eyes in the place of the machine."""

    model_config = _FORBID
    code: str
    text: Bilingual
    passes: bool = True
    overrides: bool = False


class Point(BaseModel):
    model_config = _FORBID
    id: str
    of: frozenset[str]
    text: Bilingual
    answer: tuple[PointAnswer, ...]

    def find(self, code: str) -> PointAnswer | None:
        return next((each for each in self.answer if each.code == code), None)


Answered = Mapping[str, str]
"""The code of an answer, by the point."""


@cache
def _points() -> tuple[Point, ...]:
    rows = tomllib.loads(Path(__file__).with_name("checklist.toml").read_text("utf-8"))["point"]
    return tuple(map(Point.model_validate, rows))


def points_of(kind: str) -> tuple[Point, ...]:
    """In the order in which officers go through them; nothing for a kind that needs none."""
    return tuple(each for each in _points() if kind in each.of)


def said(point: str, answer: str) -> tuple[Bilingual, Bilingual]:
    """Point and answer in words; the codes themselves where this version knows them no more."""
    known = next((each for each in _points() if each.id == point), None)
    found = None if known is None else known.find(answer)
    return (
        Bilingual(vi=point, en=point) if known is None else known.text,
        Bilingual(vi=answer, en=answer) if found is None else found.text,
    )


def is_known(kind: str, change: Change, answered: Answered) -> bool:
    """Each answer is one of a point of this kind, and the change takes any."""
    if not answered:
        return True
    points = {each.id: each for each in points_of(kind)}
    fits = (name in points and points[name].find(code) is not None for name, code in answered.items())
    return change.checklist is not None and all(fits)


def is_complete(kind: str, change: Change, answered: Answered) -> bool:
    return change.checklist is not Looked.ALL or {each.id for each in points_of(kind)} <= answered.keys()


def passes(kind: str, change: Change, answered: Answered) -> bool:
    """No answer speaks against what the change decides."""
    if change.checklist is not Looked.ALL:
        return True
    return all(each.passes for each in _answers(kind, answered))


def overrides(kind: str, answered: Answered) -> bool:
    """What the machine did not find is put aside by somebody."""
    return any(each.overrides for each in _answers(kind, answered))


def _answers(kind: str, answered: Answered) -> list[PointAnswer]:
    found = (each.find(answered[each.id]) for each in points_of(kind) if each.id in answered)
    return [each for each in found if each is not None]


def note_points(connection: Connection, case_id: UUID, version: int, answered: Answered) -> None:
    """With the change of the case that came to ``version``."""
    if answered:
        rows = [
            {"case_id": case_id, "version": version, "point": point, "answer": answer}
            for point, answer in answered.items()
        ]
        connection.execute(insert(case_point), rows)


def answered_of(connection: Connection, case_id: UUID) -> dict[int, tuple[tuple[str, str], ...]]:
    """What was answered with each change, by the version that it came to, in the order of the points."""
    order = {each.id: place for place, each in enumerate(_points())}
    query = select(case_point).where(case_point.c.case_id == case_id)
    found: dict[int, list[tuple[str, str]]] = {}
    for row in connection.execute(query):
        found.setdefault(row.version, []).append((row.point, row.answer))
    return {version: _ordered(pairs, order) for version, pairs in found.items()}


def _ordered(pairs: Sequence[tuple[str, str]], order: Mapping[str, int]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(pairs, key=lambda pair: (order.get(pair[0], len(order)), pair[0])))
