"""Publishing to kiosks by hand: dated packages and notices, listed, replaced and withdrawn."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Engine, Row, func, select

from central.feed.entries import ALL, News, add_news, scope_of_device, scope_of_office
from central.feed.packages import PublishError, content_of
from central.store.schema import device, feed_entry
from central.store.turns import wait_for_turn
from kiosk.benefits.parameters import SHIPPED_EDITION
from kiosk.clock import VIETNAM_TIME
from kiosk.contract.feed import Topic

_BY_HAND = (
    Topic.BENEFITS,
    Topic.REFERENCE,
    Topic.TEXTS,
    Topic.REVOCATIONS,
    Topic.POLICY,
    Topic.NOTICES,
)


@dataclass(frozen=True, slots=True)
class Published:
    """The newest word on one thing. ``scope`` as people name it; ``chars`` of its content."""

    topic: str
    key: str
    scope: str
    number: int
    effective_from: date | None
    published_at: datetime
    chars: int


class Publishing:
    def __init__(self, engine: Engine, now: Callable[[], datetime]) -> None:
        self._engine = engine
        self._now = now

    def publish(
        self,
        topic: Topic,
        texts: dict[str, str],
        effective_from: date,
        *,
        office_id: str | None = None,
        kiosk_id: str | None = None,
    ) -> tuple[Published, list[Published]]:
        """A package that holds from a day on, or a notice. What was published for the same day before is
        replaced. Also returns the packages of later days, which do not have what is new in this one.

        Raises PublishError; then nothing was published.
        """
        with self._engine.begin() as connection:
            wait_for_turn(connection, "feed publish")  # numbers and packages follow one another
            scope = self._scope(connection, office_id, kiosk_id)
            if topic is Topic.BENEFITS and scope != ALL:
                raise PublishError("The law is the same for all kiosks: tables are published to all.")
            before, later = _around(connection, topic, scope, effective_from)
            content = content_of(topic, texts, before)
            number = self._next_number(connection, topic)
            key = str(number) if topic is Topic.NOTICES else effective_from.isoformat()
            add_news(connection, self._now(), [News(scope, topic, key, content, number, effective_from)])
            chars = len(json.dumps(content, ensure_ascii=False))
        done = Published(topic, key, scope, number, effective_from, self._now(), chars)
        return done, later

    def withdraw(
        self, topic: Topic, key: str, *, office_id: str | None = None, kiosk_id: str | None = None
    ) -> Published:
        """Kiosks go back to what held before. Raises PublishError when there is no such thing."""
        with self._engine.begin() as connection:
            wait_for_turn(connection, "feed publish")
            scope = self._scope(connection, office_id, kiosk_id)
            found = [
                row
                for row in _newest(connection, feed_entry.c.topic == topic, feed_entry.c.scope == scope)
                if row.key == key
            ]
            if not found:
                raise PublishError(f"Nothing of {topic} is published under {key}.", "not_known")
            number = self._next_number(connection, topic)
            add_news(connection, self._now(), [News(scope, topic, key, {}, number, withdrawn=True)])
        return _published(found[0])

    def published(self) -> list[Published]:
        """What was published by hand and not withdrawn, by topic and day."""
        with self._engine.connect() as connection:
            rows = _newest(connection, feed_entry.c.topic.in_(_BY_HAND))
        return [_published(row) for row in rows]

    def _scope(self, connection: Connection, office_id: str | None, kiosk_id: str | None) -> str:
        if office_id is not None:
            wanted, scope = device.c.office_id == office_id, scope_of_office(office_id)
        elif kiosk_id is not None:
            wanted, scope = device.c.kiosk_id == kiosk_id, ""
        else:
            return ALL
        found = select(device.c.kid).where(wanted, device.c.revoked_at.is_(None))
        kid = connection.execute(found.order_by(device.c.enrolled_at.desc()).limit(1)).scalar()
        if kid is None:
            raise PublishError("No kiosk of that name or office is enrolled.", "kiosk_unknown")
        return scope or scope_of_device(kid)

    @staticmethod
    def _next_number(connection: Connection, topic: Topic) -> int:
        query = select(func.max(feed_entry.c.number)).where(feed_entry.c.topic == topic)
        last = connection.execute(query).scalar() or 0
        shipped = SHIPPED_EDITION.number if topic is Topic.BENEFITS else 0
        return max(last, shipped) + 1


def find_holding(connection: Connection, topic: Topic, scope: str, day: date) -> dict[str, Any] | None:
    """The content of the package that holds on that day for kiosks of this scope."""
    return _around(connection, topic, scope, day)[0]


def _around(
    connection: Connection, topic: Topic, scope: str, day: date
) -> tuple[dict[str, Any] | None, list[Published]]:
    """What holds on that day for those kiosks, their own before that of all; and what follows later."""
    rows = _newest(connection, feed_entry.c.topic == topic, feed_entry.c.scope.in_([scope, ALL]))
    holding = [row for row in rows if row.effective_from is not None and row.effective_from <= day]
    holding.sort(key=lambda row: (row.scope == scope, row.effective_from))
    later = [
        _published(row)
        for row in rows
        if row.scope == scope and row.effective_from is not None and row.effective_from > day
    ]
    return (json.loads(holding[-1].content) if holding else None), later


def _newest(connection: Connection, *wanted: Any) -> list[Row[Any]]:
    """The newest entry of each thing that was not withdrawn."""
    newest = (
        select(feed_entry.c.scope, func.max(feed_entry.c.position).label("position"))
        .where(*wanted)
        .group_by(feed_entry.c.scope, feed_entry.c.topic, feed_entry.c.key)
        .subquery()
    )
    query = (
        select(feed_entry)
        .join(
            newest,
            (newest.c.scope == feed_entry.c.scope) & (newest.c.position == feed_entry.c.position),
        )
        .where(feed_entry.c.withdrawn.is_(False))
        .order_by(feed_entry.c.topic, feed_entry.c.effective_from, feed_entry.c.position)
    )
    return list(connection.execute(query).all())


def _published(row: Row[Any]) -> Published:
    return Published(
        row.topic, row.key, row.scope, row.number, row.effective_from, row.published_at, len(row.content)
    )


def today_in_vietnam(now: datetime) -> date:
    return now.astimezone(VIETNAM_TIME).date()
