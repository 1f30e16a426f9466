"""Reading the feed: the page behind a cursor, signed for the device that asks.

A cursor holds a position for each scope that its device belongs to, so nothing is looked through that is for
others. It is refused (``cursor-expired``) when something behind it was forgotten, and when it lies in a
history that this database does not have, because it was restored from a backup: then the kiosk begins anew,
with the whole state.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import Any

from joserfc import jws
from sqlalchemy import Connection, Engine, Row, and_, func, or_, select, text

from central.feed.cursors import FeedCursor, read_cursor
from central.feed.entries import ALL, micros_of, scope_of_device, scope_of_office
from central.http.problems import ProblemCode, ProblemError, make_problem
from central.keys.central_keys import CentralKeys
from central.kiosks.devices import Device
from central.settings import FeedSettings
from central.store.schema import feed_entry, feed_scope
from kiosk.contract.feed import (
    FEED_TYP,
    MAX_SIGNED_CHARS,
    PAGE_CHARS,
    FeedEntry,
    FeedPage,
    Scope,
    SignedPage,
    pack_page,
)
from kiosk.contract.packages import CarriedPage
from kiosk.contract.wire import SIGNATURE_ALGORITHM, Retry

DEFAULT_LIMIT = 100
_Places = Sequence[Row[Any]]  # scope, position, previous, characters


class _Registry(jws.JWSRegistry):
    max_payload_length = MAX_SIGNED_CHARS


_REGISTRY = _Registry(algorithms=[SIGNATURE_ALGORITHM])


class Feed:
    def __init__(
        self, engine: Engine, keys: CentralKeys, now: Callable[[], datetime], settings: FeedSettings
    ) -> None:
        self._engine = engine
        self._keys = keys
        self._now = now
        self._settings = settings

    def page(self, device: Device, after: str, limit: int = DEFAULT_LIMIT) -> SignedPage:
        """What follows ``after``; from the beginning when that is empty. Raises ProblemError 410."""
        page = self._page(device, after, limit)
        return SignedPage(
            signed=self._sign(page),
            server_time=self._now(),
            next_after_ms=0 if page.more else round(self._settings.pause_seconds * 1000),
            keys_number=self._keys.number,
        )

    def carried(self, device: Device, after: str) -> list[CarriedPage]:
        """All that follows ``after``, for a kiosk without a line; the whole state where that is not known."""
        try:
            return list(self._pages(device, after))
        except ProblemError:
            return list(self._pages(device, ""))

    def _pages(self, device: Device, after: str) -> Iterator[CarriedPage]:
        more = True
        while more:
            page = self._page(device, after, DEFAULT_LIMIT)
            yield CarriedPage(after=after, signed=self._sign(page))
            after, more = page.cursor, page.more

    def _sign(self, page: FeedPage) -> str:
        kid, key = self._keys.signing
        header = {"alg": SIGNATURE_ALGORITHM, "typ": FEED_TYP, "kid": kid}
        return jws.serialize_compact(header, pack_page(page), key, registry=_REGISTRY)

    def _page(self, device: Device, after: str, limit: int) -> FeedPage:
        scopes = (ALL, scope_of_office(device.office_id), scope_of_device(device.kid))
        with self._engine.connect() as connection:
            if connection.dialect.name == "postgresql":  # what is forgotten meanwhile is still there for us
                connection.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"))
            rows = connection.execute(select(feed_scope).where(feed_scope.c.scope.in_(scopes)))
            heads = {row.scope: row for row in rows}
            lasts = tuple(heads[each].last if each in heads else 0 for each in scopes)
            floors = tuple(heads[each].floor if each in heads else 0 for each in scopes)
            as_of = max(*lasts, micros_of(self._now()), 1)
            cursor = read_cursor(after) if after else FeedCursor((0, 0, 0), as_of, whole=True)
            if cursor is None or not _holds(cursor, lasts, floors):
                raise _expired()
            places = _places_behind(connection, scopes, cursor.read, limit)
            if not _follow(places, scopes, cursor.read):
                raise _expired()
            taken, more = _as_many_as_fit(places, limit)
            entries = _entries(connection, taken)
        read = _read_up_to(scopes, cursor.read, lasts, taken, more=more)
        following = FeedCursor(read, cursor.begun, whole=cursor.whole and more)
        return FeedPage(
            kid=device.kid,
            after=after,
            cursor=following.text(),
            as_of=as_of,
            whole=cursor.whole,
            more=more,
            entries=entries,
        )


def _expired() -> ProblemError:
    title = "Nobody knows any more what follows this cursor: ask for the whole state, without one."
    return ProblemError(make_problem(410, ProblemCode.CURSOR_EXPIRED, title, retry=Retry.NEVER))


def _holds(cursor: FeedCursor, lasts: tuple[int, ...], floors: tuple[int, ...]) -> bool:
    """Whether nothing behind it was forgotten, and none of its positions lies ahead of us."""
    return all(
        floor <= max(read, cursor.begun) and read <= last
        for read, last, floor in zip(cursor.read, lasts, floors, strict=True)
    )


def _places_behind(
    connection: Connection, scopes: Sequence[str], read: Sequence[int], limit: int
) -> list[Row[Any]]:
    behind = [
        and_(feed_entry.c.scope == scope, feed_entry.c.position > position)
        for scope, position in zip(scopes, read, strict=True)
    ]
    query = (
        select(
            feed_entry.c.scope,
            feed_entry.c.position,
            feed_entry.c.previous,
            func.length(feed_entry.c.content).label("chars"),
        )
        .where(or_(*behind))
        .order_by(feed_entry.c.scope, feed_entry.c.position)
        .limit(limit + 1)
    )
    return list(connection.execute(query))


def _follow(places: _Places, scopes: Sequence[str], read: Sequence[int]) -> bool:
    """Whether the first entry of each scope was added by somebody who knew of what the cursor has read."""
    known = dict(zip(scopes, read, strict=True))
    first = {row.scope: row for row in reversed(places)}
    return all(row.previous >= known[scope] for scope, row in first.items())


def _as_many_as_fit(places: _Places, limit: int) -> tuple[_Places, bool]:
    chars = 0
    for count, row in enumerate(places):
        chars += row.chars
        if count == limit or (count and chars > PAGE_CHARS):
            return places[:count], True
    return places, False


def _read_up_to(
    scopes: Sequence[str], read: Sequence[int], lasts: Sequence[int], taken: _Places, *, more: bool
) -> tuple[int, int, int]:
    """Of each scope the last entry taken, or where it ends. While there is more, nothing is known of the
    scopes that come behind the last one.
    """
    newest: dict[str, int] = {row.scope: row.position for row in taken}
    last_scope = taken[-1].scope if more else None

    def end(scope: str, before: int, last: int) -> int:
        if last_scope is None or scope < last_scope:
            return max(newest.get(scope, 0), last, before)
        return newest.get(scope, before)

    first, second, third = (end(*each) for each in zip(scopes, read, lasts, strict=True))
    return first, second, third


def _entries(connection: Connection, taken: _Places) -> list[FeedEntry]:
    bounds: dict[str, tuple[int, int]] = {}
    for row in taken:
        bounds[row.scope] = (bounds.get(row.scope, (row.position, 0))[0], row.position)
    if not bounds:
        return []
    within = [
        and_(feed_entry.c.scope == scope, feed_entry.c.position.between(*ends))
        for scope, ends in bounds.items()
    ]
    query = select(feed_entry).where(or_(*within)).order_by(feed_entry.c.scope, feed_entry.c.position)
    return [_entry(row) for row in connection.execute(query)]


def _entry(row: Row[Any]) -> FeedEntry:
    return FeedEntry(
        scope=Scope(row.scope.partition(":")[0]),
        position=row.position,
        topic=row.topic,
        key=row.key,
        number=row.number,
        effective_from=row.effective_from,
        published_at=row.published_at,
        withdrawn=row.withdrawn,
        content=json.loads(row.content),
    )
