"""The notices of a day: every rule over everybody in the register, some people at a time.

How far a day has come stands in the database: a run that was stopped goes on there, two at once share the
work, and a day that is done is done. What a person was told is found by its id and made no second time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import Connection, Engine, func, select, update

from central.keys.central_keys import CentralKeys
from central.notices.inbox import NewNotice, choices_of, put, standing
from central.notices.kinds import Kind, kinds, rule_of
from central.notices.people import Somebody, people_after
from central.notices.rules.rule import Rule
from central.notices.sealing import Content, NoticeSeals
from central.notices.subject import Due
from central.records.tables import person
from central.store.notice_tables import notice_run
from central.store.storage import upsert
from kiosk.clock import VIETNAM_TIME

_AT_ONCE = 500  # people


@dataclass(frozen=True, slots=True)
class Progress:
    """Of a day: how many people were looked at, and how many notices were new."""

    people: int
    notices: int
    finished: bool


@dataclass(frozen=True, slots=True)
class _Found:
    who: Somebody
    kind: Kind
    notice_id: UUID
    due: Due


class Producing:
    def __init__(
        self, engine: Engine, keys: CentralKeys, now: Callable[[], datetime], *, at_once: int = _AT_ONCE
    ) -> None:
        self._engine = engine
        self._keys = keys
        self._now = now
        self._at_once = at_once
        self._seals = NoticeSeals(keys)
        self._rules = [
            (kind, rule, rule.arguments(kind.arguments)) for kind, rule in _with_rules(kinds().values())
        ]

    def work_one(self) -> bool:
        """Some people of today. False: today is done."""
        today = self._now().astimezone(VIETNAM_TIME).date()
        if self._is_finished(today):
            return False
        return not self.some(today).finished

    def parts_left(self, day: date) -> int:
        """How often `some` has work on a day."""
        with self._engine.connect() as connection:
            done = select(notice_run.c.position).where(notice_run.c.on_day == day)
            position = connection.execute(done).scalar() or 0
            left = select(func.count()).select_from(person).where(person.c.person_id > position)
            return -(-connection.execute(left).scalar_one() // self._at_once)

    def some(self, day: date) -> Progress:
        """The next people of a day, in one transaction with how far it has come; who runs the same day at the
        same time waits for its end and takes those after them.
        """
        with self._engine.begin() as connection:
            begun = {"on_day": day, "position": 0, "people": 0, "notices": 0, "started_at": self._now()}
            connection.execute(upsert(connection, notice_run, begun).on_conflict_do_nothing())
            mine = notice_run.c.on_day == day
            run = connection.execute(select(notice_run).where(mine).with_for_update()).one()
            if run.finished_at is not None:
                return Progress(run.people, run.notices, finished=True)
            batch = people_after(connection, self._keys.hashing, run.position, self._at_once)
            if batch.last is None:
                connection.execute(update(notice_run).where(mine).values(finished_at=self._now()))
                return Progress(run.people, run.notices, finished=True)
            added = self._tell(connection, batch.people, day)
            values = {
                "position": batch.last,
                "people": run.people + len(batch.people),
                "notices": run.notices + added,
            }
            connection.execute(update(notice_run).where(mine).values(values))
        return Progress(values["people"], values["notices"], finished=False)

    def _is_finished(self, day: date) -> bool:
        query = select(notice_run.c.finished_at).where(notice_run.c.on_day == day)
        with self._engine.connect() as connection:
            return connection.execute(query).scalar() is not None

    def _tell(self, connection: Connection, people: Sequence[Somebody], day: date) -> int:
        found = [each for who in people for each in self._due(who, day)]
        if not found:
            return 0
        known = standing(connection, {each.who.person for each in found}, {each.notice_id for each in found})
        new = [each for each in found if each.notice_id not in known]
        choices = choices_of(connection, {each.who.person for each in new})
        now = self._now()
        made = [
            NewNotice(
                each.who.person,
                each.notice_id,
                each.kind,
                _expires(each, now),
                Content(
                    values=each.due.values(), beforehand=dict(each.due.beforehand), source=each.due.source
                ),
                choices.get(each.who.person, {}).get(each.kind.kind),
                each.who.office_id,
                sends=each.who.office_id is not None,
            )
            for each in new
        ]
        return len(put(connection, self._seals, made, now))

    def _due(self, who: Somebody, day: date) -> Iterator[_Found]:
        for kind, rule, arguments in self._rules:
            for due in rule.look(who.subject, day, arguments):
                yield _Found(who, kind, self._seals.id_of(who.person, kind.kind, due.key), due)


def _with_rules(known: Iterable[Kind]) -> Iterator[tuple[Kind, Rule]]:
    for kind in known:
        rule = rule_of(kind)
        if rule is not None:
            yield kind, rule


def _expires(found: _Found, now: datetime) -> datetime:
    usual = now + timedelta(days=found.kind.expires_days)
    return usual if found.due.until is None else min(usual, found.due.until)
