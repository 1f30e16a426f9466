"""Adding to the feed, within the transaction of what an entry tells.

Positions of a scope grow with every entry: the row that counts them is locked until the commit, so that an
earlier position never becomes visible after a later one was read, as it would with a sequence of the
database. They begin at the clock (microseconds since 1970), so that none comes twice over a restore from a
backup.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, insert, select, update

from central.store.schema import feed_entry, feed_scope
from central.store.storage import upsert
from kiosk.contract.feed import Scope

ALL = Scope.ALL.value


def scope_of_office(office_id: str) -> str:
    return f"{Scope.OFFICE.value}:{office_id}"


def scope_of_device(kid: str) -> str:
    return f"{Scope.DEVICE.value}:{kid}"


@dataclass(frozen=True, slots=True)
class News:
    """An entry before it has a position."""

    scope: str
    topic: str
    key: str
    content: dict[str, Any] = field(repr=False)
    number: int = 0
    effective_from: date | None = None
    withdrawn: bool = False


def micros_of(now: datetime) -> int:
    return int(now.timestamp() * 1_000_000)


def add_news(connection: Connection, now: datetime, news: Iterable[News]) -> None:
    """As the last step of a transaction: scopes are locked from here to its commit, in their order."""
    for each in sorted(news, key=lambda one: one.scope):
        previous = _lock(connection, each.scope)
        position = max(previous + 1, micros_of(now))
        connection.execute(update(feed_scope).where(feed_scope.c.scope == each.scope).values(last=position))
        connection.execute(
            insert(feed_entry).values(
                scope=each.scope,
                position=position,
                previous=previous,
                topic=each.topic,
                key=each.key,
                number=each.number,
                effective_from=each.effective_from,
                published_at=now,
                withdrawn=each.withdrawn,
                content=json.dumps(each.content, ensure_ascii=False),
            )
        )


def _lock(connection: Connection, scope: str) -> int:
    """The position of the newest entry of a scope, which is this transaction's now."""
    first = upsert(connection, feed_scope, {"scope": scope, "last": 0, "floor": 0})
    connection.execute(first.on_conflict_do_nothing())
    mine = select(feed_scope.c.last).where(feed_scope.c.scope == scope).with_for_update()
    return int(connection.execute(mine).scalar_one())
