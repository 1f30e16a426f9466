"""What the feed forgets. A kiosk that was away for longer reads everything anew; see `central.feed.reading`.

Replaced entries go without a trace: whoever has not read them reads what came in their place. Tombstones and
news about acts and cases leave a mark (``floor``): a cursor before it holds no more.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, Engine, and_, delete, exists, func, or_, select, update

from central.store.schema import feed_entry, feed_scope
from kiosk.contract.feed import Topic


def forget(engine: Engine, before: datetime) -> int:
    """Delete what nobody needs, of entries from before. Any number of centrals may do it at once. Returns the
    rows.
    """
    with engine.connect() as connection:
        scopes = connection.execute(select(feed_scope.c.scope).order_by(feed_scope.c.scope)).scalars().all()
    gone = 0
    for scope in scopes:
        with engine.begin() as connection:
            gone += _forget_in(connection, scope, before)
    return gone


def _forget_in(connection: Connection, scope: str, before: datetime) -> int:
    later = feed_entry.alias("later")
    replaced = exists().where(
        later.c.scope == feed_entry.c.scope,
        later.c.topic == feed_entry.c.topic,
        later.c.key == feed_entry.c.key,
        later.c.position > feed_entry.c.position,
    )
    ended = or_(feed_entry.c.withdrawn.is_(True), feed_entry.c.topic.in_((Topic.ACTS, Topic.CASES)))
    old = and_(feed_entry.c.scope == scope, feed_entry.c.published_at < before)
    query = (
        select(feed_entry.c.position, feed_entry.c.previous, replaced.label("replaced"))
        .where(old, or_(replaced, ended))
        .order_by(feed_entry.c.position)
    )
    if connection.execute(query.limit(1)).first() is None:
        return 0
    mine = feed_scope.c.scope == scope
    connection.execute(select(feed_scope.c.last).where(mine).with_for_update())
    rows = connection.execute(query).all()
    floor = max((row.position for row in rows if not row.replaced), default=0)
    connection.execute(update(feed_scope).where(mine, feed_scope.c.floor < floor).values(floor=floor))
    for row in rows:
        connection.execute(
            delete(feed_entry).where(feed_entry.c.scope == scope, feed_entry.c.position == row.position)
        )
        _hand_on(connection, scope, row.position)
    return len(rows)


def _hand_on(connection: Connection, scope: str, position: int) -> None:
    """The next entry follows what the deleted one followed, so that a cursor of another history is known."""
    behind = and_(feed_entry.c.scope == scope, feed_entry.c.position > position)
    following = connection.execute(select(func.min(feed_entry.c.position)).where(behind)).scalar()
    if following is None:
        return
    before = and_(feed_entry.c.scope == scope, feed_entry.c.position < position)
    last = connection.execute(select(func.max(feed_entry.c.position)).where(before)).scalar() or 0
    connection.execute(
        update(feed_entry)
        .where(feed_entry.c.scope == scope, feed_entry.c.position == following)
        .values(previous=last)
    )
