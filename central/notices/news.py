"""News that staff write for everybody: what is written stands as it is, and is published or withdrawn."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Any, Literal, Self
from uuid import UUID, uuid4

from pydantic import BaseModel, ConfigDict, StringConstraints, model_validator
from sqlalchemy import ColumnElement, Connection, Row, insert, select, update

from central.notices.announcements import Announcement, GeneralKind, announced_between
from central.store.notice_tables import news
from kiosk.contract.records.notices import Severity
from kiosk.language import Bilingual

EVERYWHERE = ""  # in the place of an office
MOST_TITLE, MOST_BODY = 120, 1000  # letters
_MOST_DAYS = 366
_Title = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=MOST_TITLE)]
_Body = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=MOST_BODY)]


class NewsDraft(BaseModel):
    """What is to be told, ``since`` its first and ``until`` its last day. Raises ValidationError."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    kind: GeneralKind
    severity: Severity
    since: date
    until: date
    title_vi: _Title
    title_en: _Title
    body_vi: _Body
    body_en: _Body

    @model_validator(mode="after")
    def _ends(self) -> Self:
        if not 0 <= (self.until - self.since).days < _MOST_DAYS:
            raise ValueError(f"it ends after it has begun, within {_MOST_DAYS} days")
        return self


NewsStanding = Literal["proposed", "waiting", "shown", "over", "withdrawn"]


@dataclass(frozen=True, slots=True)
class News:
    """``office_id``: whose kiosks show it, or EVERYWHERE; who wrote, published and withdrew it by their staff
    numbers.
    """

    news_id: UUID
    office_id: str
    kind: GeneralKind
    severity: Severity
    since: date
    until: date
    title: Bilingual
    body: Bilingual
    written_by: str
    written_at: datetime
    published_by: str | None
    published_at: datetime | None
    withdrawn_by: str | None
    withdrawn_at: datetime | None

    def standing(self, day: date) -> NewsStanding:
        if self.withdrawn_at is not None:
            return "withdrawn"
        if day > self.until:
            return "over"
        if self.published_at is None:
            return "proposed"
        return "waiting" if day < self.since else "shown"


def write_news(connection: Connection, draft: NewsDraft, office_id: str, who: str, now: datetime) -> UUID:
    """It is shown to nobody until somebody else publishes it."""
    news_id = uuid4()
    row = {**draft.model_dump(), "kind": draft.kind, "severity": draft.severity.value}
    written = {"news_id": news_id, "office_id": office_id, "written_by": who, "written_at": now}
    connection.execute(insert(news).values(**row, **written))
    return news_id


def publish_news(connection: Connection, news_id: UUID, who: str, now: datetime) -> bool:
    """False: it is published, withdrawn or unknown."""
    open_still = news.c.published_at.is_(None) & news.c.withdrawn_at.is_(None)
    return _mark(connection, news_id, open_still, published_by=who, published_at=now)


def withdraw_news(connection: Connection, news_id: UUID, who: str, now: datetime) -> bool:
    """Whether it was published or not. False: it is withdrawn already, or unknown."""
    return _mark(connection, news_id, news.c.withdrawn_at.is_(None), withdrawn_by=who, withdrawn_at=now)


def _mark(connection: Connection, news_id: UUID, still: ColumnElement[bool], **values: Any) -> bool:
    mine = (news.c.news_id == news_id) & still
    return connection.execute(update(news).where(mine).values(values)).rowcount == 1


def find_news(connection: Connection, news_id: UUID) -> News | None:
    row = connection.execute(select(news).where(news.c.news_id == news_id)).first()
    return None if row is None else _news(row)


def list_news(connection: Connection, office_id: str | None, most: int) -> Sequence[News]:
    """Of an office and of everywhere, the newest first; None: of all."""
    query = select(news).order_by(news.c.written_at.desc(), news.c.news_id).limit(most)
    if office_id is not None:
        query = query.where(news.c.office_id.in_([office_id, EVERYWHERE]))
    return [_news(row) for row in connection.execute(query)]


def published_news(connection: Connection, office_id: str, day: date) -> Mapping[UUID, Announcement]:
    """What the kiosks of an office show on a day."""
    query = select(news).where(
        news.c.until >= day,
        news.c.since <= day,
        news.c.office_id.in_([office_id, EVERYWHERE]),
        news.c.published_at.is_not(None),
        news.c.withdrawn_at.is_(None),
    )
    return {each.notice_id: each for each in _announced(connection.execute(query).all())}


def _announced(rows: Sequence[Row[Any]]) -> Iterator[Announcement]:
    for each in map(_news, rows):
        since, until = announced_between(each.since, each.until)
        yield Announcement(
            each.news_id, each.kind, each.severity, since, until, each.title, each.body, task=None
        )


def _news(row: Row[Any]) -> News:
    return News(
        row.news_id,
        row.office_id,
        row.kind,
        Severity(row.severity),
        row.since,
        row.until,
        Bilingual(vi=row.title_vi, en=row.title_en),
        Bilingual(vi=row.body_vi, en=row.body_en),
        row.written_by,
        row.written_at,
        row.published_by,
        row.published_at,
        row.withdrawn_by,
        row.withdrawn_at,
    )
