"""What kiosks are told about their acts after the receipt: quarantined, no longer so, answered.

They hear it from the feed (topic ``acts``).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection

from central.feed.entries import News, add_news, scope_of_device
from central.http.problems import ProblemCode
from central.judging.outcome_words import TITLES
from kiosk.contract.feed import ActNews, Topic, Words


@dataclass(frozen=True, slots=True)
class Told:
    kid: str
    act_id: UUID
    quarantined: bool
    problem: ProblemCode | None = None
    detail: str | None = None
    answer: str | None = None


def tell(connection: Connection, now: datetime, news: Iterable[Told]) -> None:
    """Within the transaction that makes it true, as its last step."""
    add_news(connection, now, told(news))


def told(news: Iterable[Told]) -> list[News]:
    """The same for a transaction that has more to tell."""
    return [_news(each) for each in news]


def _news(told: Told) -> News:
    words = None if told.problem is None else TITLES.get(told.problem)
    content = ActNews(
        act_id=told.act_id,
        quarantined=told.quarantined,
        problem=told.problem,
        title=None if words is None else Words(vi=words.vi, en=words.en),
        detail=told.detail,
        answer=told.answer,
    )
    return News(scope_of_device(told.kid), Topic.ACTS, str(told.act_id), content.model_dump(mode="json"))
