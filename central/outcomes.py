"""What kiosks are told about their acts after the receipt: quarantined, no longer so, answered.

They hear it from the feed (topic ``acts``). Kiosks of versions before the feed ask for it alone, behind the
position that they have; the positions are those of the feed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, Engine, select

from central.feed.entries import News, add_news, scope_of_device
from central.schema import feed_entry
from kiosk.contract.feed import ActNews, Topic
from kiosk.contract.wire import ActOutcome, ActOutcomes

_PAGE = 200


@dataclass(frozen=True, slots=True)
class Told:
    kid: str
    act_id: UUID
    quarantined: bool
    problem: str | None = None
    answer: str | None = None


def tell(connection: Connection, now: datetime, news: Iterable[Told]) -> None:
    """Within the transaction that makes it true, as its last step."""
    add_news(connection, now, [_news(each) for each in news])


def _news(told: Told) -> News:
    content = ActNews(
        act_id=told.act_id, quarantined=told.quarantined, problem=told.problem, answer=told.answer
    )
    return News(scope_of_device(told.kid), Topic.ACTS, str(told.act_id), content.model_dump(mode="json"))


class Outcomes:
    def __init__(self, engine: Engine, now: Callable[[], datetime]) -> None:
        self._engine = engine
        self._now = now

    def behind(self, kid: str, position: int) -> ActOutcomes:
        """The next outcomes of a device after ``position``."""
        query = (
            select(feed_entry.c.position, feed_entry.c.content)
            .where(
                feed_entry.c.scope == scope_of_device(kid),
                feed_entry.c.topic == Topic.ACTS,
                feed_entry.c.position > position,
            )
            .order_by(feed_entry.c.position)
            .limit(_PAGE + 1)
        )
        with self._engine.connect() as connection:
            rows = connection.execute(query).all()
        outcomes = [
            ActOutcome(position=row.position, **ActNews.model_validate_json(row.content).model_dump())
            for row in rows[:_PAGE]
        ]
        return ActOutcomes(
            outcomes=outcomes,
            position=outcomes[-1].position if outcomes else position,
            more=len(rows) > _PAGE,
            server_time=self._now(),
        )
