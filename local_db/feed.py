"""What central's feed has told this kiosk, with the cursor up to which it was read: both in one commit."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, select
from sqlalchemy.dialects.sqlite import insert

from local_db.case_news import CaseWord, keep_case_news
from local_db.database import Database
from local_db.judged_acts import JudgedAct, mark_judged
from local_db.schema import feed_entry, feed_state


class FeedOrderError(Exception):
    """A page that does not follow what is here: nothing of it was taken. ``reason`` is a stable code."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class KeptEntry:
    """The newest word on one thing. ``received_at`` is this kiosk's time."""

    scope: str
    topic: str
    key: str
    position: int
    number: int
    effective_from: date | None
    published_at: datetime
    received_at: datetime
    content: dict[str, Any] = field(repr=False)


@dataclass(frozen=True, slots=True)
class ReceivedPage:
    """A verified page. ``ended``: things that exist no more, as scope, topic and key; ``judged``: news about
    acts, ``cases`` about their cases. ``after`` is empty for the first page of a snapshot, ``whole`` for all
    of its pages.
    """

    after: str
    cursor: str
    as_of: int
    whole: bool
    more: bool
    entries: tuple[KeptEntry, ...]
    ended: tuple[tuple[str, str, str], ...] = ()
    judged: tuple[JudgedAct, ...] = ()
    cases: tuple[CaseWord, ...] = ()


@dataclass(frozen=True, slots=True)
class FeedState:
    cursor: str
    as_of: int
    generation: int
    read_at: datetime


class FeedStore:
    """Safe to use from several threads. Raises LocalDbError."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def state(self) -> FeedState | None:
        """None before the first page."""
        with self._database.read() as connection:
            return _state(connection)

    def entries(self, topic: str | None = None) -> list[KeptEntry]:
        """Those of a topic, or all, in the order in which they were published."""
        query = select(feed_entry).order_by(feed_entry.c.position)
        if topic is not None:
            query = query.where(feed_entry.c.topic == topic)
        with self._database.read() as connection:
            return [_kept(row) for row in connection.execute(query)]

    def apply(self, page: ReceivedPage, now: datetime) -> bool:
        """Take a page and its cursor, or neither; whether any entry changed. Raises FeedOrderError."""
        with self._database.write() as connection:
            state = _state(connection)
            generation = _generation(state, page)
            changed = self._take(connection, page, generation)
            if page.whole and not page.more:
                swept = connection.execute(delete(feed_entry).where(feed_entry.c.generation < generation))
                changed = changed or swept.rowcount > 0
            mark_judged(connection, page.judged)
            keep_case_news(connection, page.cases)
            values = {
                "id": 1,
                "cursor": page.cursor,
                "as_of": max(page.as_of, 0 if state is None else state.as_of),
                "generation": generation,
                "read_at": now,
            }
            put = insert(feed_state).values(values)
            connection.execute(put.on_conflict_do_update(index_elements=["id"], set_=values))
        return changed

    @staticmethod
    def _take(connection: Connection, page: ReceivedPage, generation: int) -> bool:
        for each in page.entries:
            kept = connection.execute(
                select(feed_entry).where(*_is(each.scope, each.topic, each.key))
            ).first()
            if kept is not None and not page.whole and each.position <= kept.position:
                raise FeedOrderError("feed_goes_back")
            values = {
                "scope": each.scope,
                "topic": each.topic,
                "key": each.key,
                "position": each.position,
                "number": each.number,
                "effective_from": None if each.effective_from is None else each.effective_from.isoformat(),
                "published_at": each.published_at,
                "received_at": each.received_at,
                "generation": generation,
                "content": json.dumps(each.content, ensure_ascii=False),
            }
            if kept is not None and kept.position == each.position:  # heard again: received when it first was
                values["received_at"] = kept.received_at
            put = insert(feed_entry).values(values)
            connection.execute(
                put.on_conflict_do_update(index_elements=["scope", "topic", "key"], set_=values)
            )
        gone = [connection.execute(delete(feed_entry).where(*_is(*each))).rowcount for each in page.ended]
        return bool(page.entries) or any(gone)


def _generation(state: FeedState | None, page: ReceivedPage) -> int:
    """The snapshot that the page belongs to. Raises FeedOrderError."""
    if not page.after:
        if state is not None and page.as_of < state.as_of:
            raise FeedOrderError("feed_goes_back")
        return 1 if state is None else state.generation + 1
    if state is None or state.cursor != page.after:
        raise FeedOrderError("feed_out_of_order")
    return state.generation


def _state(connection: Connection) -> FeedState | None:
    row = connection.execute(select(feed_state)).first()
    return None if row is None else FeedState(row.cursor, row.as_of, row.generation, row.read_at)


def _is(scope: str, topic: str, key: str) -> Sequence[Any]:
    return feed_entry.c.scope == scope, feed_entry.c.topic == topic, feed_entry.c.key == key


def _kept(row: Row[Any]) -> KeptEntry:
    return KeptEntry(
        scope=row.scope,
        topic=row.topic,
        key=row.key,
        position=row.position,
        number=row.number,
        effective_from=None if row.effective_from is None else date.fromisoformat(row.effective_from),
        published_at=row.published_at,
        received_at=row.received_at,
        content=json.loads(row.content),
    )
