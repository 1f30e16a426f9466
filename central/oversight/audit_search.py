"""Who did what, and when: changes of cases, refused attempts, looks, grants and readings of records, and what
staff did besides, as one list. That somebody searched is noted in it too.

A person is found by the keyed hash of their number; the number itself is kept nowhere, nor where it was typed
into the field for a case or kiosk.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import partial
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Engine,
    Select,
    String,
    Table,
    Text,
    case,
    cast,
    func,
    literal,
    select,
    union_all,
)

from central.grants.tables import grant_audit
from central.keys.central_keys import CentralKeys
from central.keys.hashing import number_hash, person_hash
from central.oversight.deeds import Deed, Deeds, office_of
from central.oversight.kiosk_desk import KIOSK_NAME
from central.oversight.refusals import OversightProblem, refuse
from central.staff.accounts import EVERY_OFFICE
from central.store.case_tables import case_change, case_file, refused_change
from central.store.oversight_tables import staff_deed
from central.store.schema import act, device, event, look
from kiosk.clock import VIETNAM_TIME
from kiosk.contract.staff import StaffRole

SEARCHING = frozenset({StaffRole.SUPERVISOR, StaffRole.AUDITOR})
PER_PAGE = 100
_MOST_DAYS = 366
_FURTHEST = 100  # pages


class Source(StrEnum):
    CASE = "case"
    REFUSED = "refused"
    LOOK = "look"
    RECORD = "record"
    DEED = "deed"


@dataclass(frozen=True, slots=True)
class Search:
    """``first`` and ``last``: days in Vietnam, both included. ``number``: of a person."""

    first: date
    last: date
    source: Source | None = None
    who: str | None = None
    about: str | None = None
    number: str | None = field(default=None, repr=False)
    page: int = 1


@dataclass(frozen=True, slots=True)
class Found:
    """``who``: a staff number, or a kiosk. ``detail``: a reason, a way or why it was refused."""

    at: datetime
    source: Source
    who: str
    what: str
    about: str | None
    detail: str | None


class AuditSearch:
    def __init__(self, engine: Engine, keys: CentralKeys, deeds: Deeds) -> None:
        self._engine = engine
        self._keys = keys
        self._deeds = deeds

    def require(self, account: str) -> None:
        """Whether they may search. Raises ProblemError."""
        self._deeds.reader(account, SEARCHING)

    def search(self, account: str, wanted: Search) -> list[Found]:
        """One more than `PER_PAGE` where there are more, the newest first. Raises ProblemError."""
        office_id = office_of(self._deeds.reader(account, SEARCHING))
        deed = Deed.SEARCH if wanted.number is None else Deed.SEARCH_PERSON
        about = wanted.about if wanted.number is None and _is_name(wanted.about) else None
        home = EVERY_OFFICE if office_id is None else office_id
        with self._deeds.doing(account, deed, SEARCHING, office_id=home, about=about) as begin:
            if not _is_fit(wanted):
                raise refuse(OversightProblem.SEARCH_UNFIT)
            begin()
            parts = list(self._parts(wanted, office_id))
            every = union_all(*parts).subquery()
            query = select(every).order_by(every.c.at.desc(), every.c.source, every.c.who, every.c.what)
            page = query.limit(PER_PAGE + 1).offset((wanted.page - 1) * PER_PAGE)
            with self._engine.connect() as connection:
                return [
                    Found(row.at, Source(row.source), row.who, row.what, row.about, row.detail)
                    for row in connection.execute(page)
                ]

    def _parts(self, wanted: Search, office_id: str | None) -> Iterator[Select[Any]]:
        """A query for each table, each cut to the newest rows that the page can need."""
        limits = _Limits(wanted.about or None, self._hashes(wanted), office_id)
        for source, make in _SOURCES.items():
            if wanted.source in (None, source):
                part = make(limits)
                if part is not None:
                    yield _narrowed(part, wanted)

    def _hashes(self, wanted: Search) -> tuple[str, str] | None:
        if wanted.number is None:
            return None
        key = self._keys.hashing
        return person_hash(key, wanted.number), number_hash(key, wanted.number)


def _is_name(about: str | None) -> bool:
    """Of a case, act or kiosk, as far as its looks tell."""
    return about is not None and KIOSK_NAME.fullmatch(about) is not None


def _is_fit(wanted: Search) -> bool:
    days = (wanted.last - wanted.first).days
    number = wanted.number
    return (
        0 <= days <= _MOST_DAYS
        and 1 <= wanted.page <= _FURTHEST
        and (wanted.about is None or _is_name(wanted.about))
        and (number is None or (number.isascii() and number.isdecimal() and len(number) in (10, 12)))
    )


def _narrowed(part: Select[Any], wanted: Search) -> Select[Any]:
    first = datetime.combine(wanted.first, time.min, VIETNAM_TIME)
    after = datetime.combine(wanted.last + timedelta(days=1), time.min, VIETNAM_TIME)
    at, who = (part.selected_columns[name] for name in ("at", "who"))
    part = part.where(at >= first, at < after)
    if wanted.who:
        part = part.where(who == wanted.who)
    newest = part.order_by(at.desc()).limit(wanted.page * PER_PAGE + 1).subquery()
    return select(newest)


def _columns(source: Source, at: Any, **said: Any) -> Select[Any]:
    """``said``: who, what, about, detail."""
    return select(
        at.label("at"),
        literal(source.value, String).label("source"),
        *(cast(said[name], Text).label(name) for name in ("who", "what", "about", "detail")),
    )


@dataclass(frozen=True, slots=True)
class _Limits:
    """``about``: the name of a case, act or kiosk. ``person``: hash of their number in cases, in grants."""

    about: str | None
    person: tuple[str, str] | None
    office_id: str | None


def _shown_name(own_id: ColumnElement[UUID]) -> ColumnElement[str]:
    """The number of a case, or an id where there is none."""
    return func.coalesce(case_file.c.number, cast(own_id, Text))


def _has_name(own_id: ColumnElement[UUID], name: str) -> ColumnElement[bool]:
    """The same asked of columns that have an index: no number of a case reads as an id."""
    try:
        return case_file.c.number.is_(None) & (own_id == UUID(name))
    except ValueError:
        return case_file.c.number == name


def _of_case(query: Select[Any], limits: _Limits) -> Select[Any]:
    if limits.person is not None:
        query = query.where(case_file.c.person == limits.person[0])
    return query if limits.office_id is None else query.where(case_file.c.office_id == limits.office_id)


def _in_cases(source: Source, said: Table, detail: ColumnElement[Any], limits: _Limits) -> Select[Any]:
    about = _shown_name(case_file.c.case_id)
    query = _columns(source, said.c.at, who=said.c.who, what=said.c.change, about=about, detail=detail)
    query = query.join_from(said, case_file, case_file.c.case_id == said.c.case_id)
    if limits.about is not None:
        query = query.where(_has_name(case_file.c.case_id, limits.about))
    return _of_case(query, limits)


def _looks(limits: _Limits) -> Select[Any]:
    """At acts of cases, and at such in quarantine, which have none."""
    about = _shown_name(look.c.act_id)
    query = _columns(
        Source.LOOK, look.c.at, who=look.c.who, what=literal("look"), about=about, detail=look.c.way
    )
    query = query.select_from(look).join(act, act.c.act_id == look.c.act_id, isouter=True)
    query = query.join(case_file, case_file.c.case_id == act.c.case_id, isouter=True)
    if limits.about is not None:
        query = query.where(_has_name(look.c.act_id, limits.about))
    if limits.person is not None:
        return _of_case(query, limits)
    if limits.office_id is None:
        return query
    here = event.c.office_id == limits.office_id
    arrived = select(event.c.act_id).where(event.c.act_id == look.c.act_id, here)
    return query.where((case_file.c.office_id == limits.office_id) | arrived.exists())


def _records(limits: _Limits) -> Select[Any]:
    said = grant_audit.c
    who = case((said.officer.is_not(None), said.officer), else_=device.c.kiosk_id)
    detail = func.coalesce(said.code, case_file.c.number, said.proved_by)
    query = _columns(Source.RECORD, said.at, who=who, what=said.what, about=device.c.kiosk_id, detail=detail)
    query = query.join_from(grant_audit, device, device.c.kid == said.kid)
    query = query.join(case_file, case_file.c.case_id == said.case_id, isouter=True)
    if limits.about is not None:
        query = query.where(device.c.kiosk_id == limits.about)
    if limits.person is not None:
        query = query.where(said.number_hash == limits.person[1])
    return query if limits.office_id is None else query.where(said.office_id == limits.office_id)


def _deeds(limits: _Limits) -> Select[Any] | None:
    """None is about a person."""
    if limits.person is not None:
        return None
    said = staff_deed.c
    query = _columns(
        Source.DEED, said.at, who=said.who, what=said.what, about=said.about, detail=said.problem
    )
    if limits.about is not None:
        query = query.where(said.about == limits.about)
    return query if limits.office_id is None else query.where(said.office_id == limits.office_id)


_SOURCES: dict[Source, Callable[[_Limits], Select[Any] | None]] = {
    Source.CASE: partial(_in_cases, Source.CASE, case_change, case_change.c.reason),
    Source.REFUSED: partial(_in_cases, Source.REFUSED, refused_change, refused_change.c.problem),
    Source.LOOK: _looks,
    Source.RECORD: _records,
    Source.DEED: _deeds,
}
