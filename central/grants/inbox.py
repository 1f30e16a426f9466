"""What a person is told, as they read it at a kiosk, how they want to be told, and that they have read it."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Engine, Row, select

from central.cases.notice_words import filling_of
from central.grants.refusals import refuse
from central.grants.tables import record_grant
from central.http.problems import ProblemCode
from central.keys.central_keys import CentralKeys
from central.keys.hashing import number_hash, person_hash
from central.kiosks.devices import Device
from central.notices.announcements import Announcement, announcements
from central.notices.catalogue import notices
from central.notices.inbox import choices_of, inbox, mark_read, note_read
from central.notices.kinds import kinds
from central.notices.news import published_news
from central.notices.sealing import ContentError, NoticeSeals
from kiosk.clock import VIETNAM_TIME
from kiosk.contract.notices import NoticesMarked, NoticesRead
from kiosk.contract.records import (
    InboxNotice,
    NoticeChannel,
    NoticeChoice,
    NoticePreferences,
    Notices,
    NoticeTopic,
    NoticeWords,
    Section,
)
from kiosk.contract.records.notices import MOST_NOTICES
from kiosk.language import Bilingual

_SINCE_READ = timedelta(hours=1)  # longer than a visit lasts
logger = logging.getLogger(__name__)


class Inboxes:
    """``reached``: by which channels the person who stands so in the tables can be told."""

    def __init__(
        self,
        engine: Engine,
        keys: CentralKeys,
        now: Callable[[], datetime],
        *,
        reached: Callable[[str], Iterable[NoticeChannel]],
    ) -> None:
        self._engine = engine
        self._keys = keys
        self._now = now
        self._reached = reached
        self._seals = NoticeSeals(keys)

    def of(self, number: str, office_id: str) -> Notices:
        """Of the person with this personal number, as the kiosks of an office show it."""
        person = person_hash(self._keys.hashing, number)
        with self._engine.connect() as connection:
            published = self._published(connection, office_id)
            rows = inbox(connection, person, self._now())
            read = {row.notice_id: row.read_at for row in rows if row.notice_id in published}
            own = [
                told
                for row in rows
                if row.notice_id not in published
                if (told := self._told(connection, row)) is not None
            ]
            chosen = choices_of(connection, [person]).get(person, {})
        everybodys = [_announced(each, read.get(each.notice_id)) for each in published.values()]
        both = sorted([*own, *everybodys], key=lambda each: each.created, reverse=True)
        both.sort(key=lambda each: each.read_at is not None)
        reached = tuple(sorted({NoticeChannel.KIOSK, *self._reached(person)}))
        return Notices(
            inbox=tuple(both[:MOST_NOTICES]),
            preferences=NoticePreferences(choices=tuple(_choices(chosen)), reached_by=reached),
        )

    def mark(self, device: Device, request: NoticesRead) -> NoticesMarked:
        """Raises ProblemError 404 ``grant-unknown`` (also one that has read no notices), 403
        ``grant-of-another-device``, 403 ``grant-of-another-person``, 410 ``grant-expired``: an hour after the
        reading. Ids of others are passed over without a word.
        """
        person = person_hash(self._keys.hashing, request.number)
        with self._engine.begin() as connection:
            self._admit(connection, device, request)
            published = self._published(connection, device.office_id)
            everybodys = [published[each] for each in request.notices if each in published]
            for each in everybodys:
                note_read(
                    connection, person, each.notice_id, self._now(), kind=each.kind, expires_at=each.until
                )
            marked = mark_read(connection, person, request.notices, self._now())
        return NoticesMarked(notices=tuple(sorted(marked)))

    def _admit(self, connection: Connection, device: Device, request: NoticesRead) -> None:
        """The grant of the reading is the permission: spent, of this device and person, for this section."""
        query = select(record_grant).where(record_grant.c.grant_id == request.grant_id)
        row = connection.execute(query).first()
        if row is None or row.ended_at is None or Section.NOTICES.value not in row.sections:
            raise refuse(404, ProblemCode.GRANT_UNKNOWN, "No notices were read under such a grant.")
        if row.kid != device.kid:
            raise refuse(403, ProblemCode.GRANT_OF_ANOTHER_DEVICE, "The grant is another device's.")
        if row.number_hash != number_hash(self._keys.hashing, request.number):
            raise refuse(403, ProblemCode.GRANT_OF_ANOTHER_PERSON, "The grant is for another person.")
        if not row.ended_at <= self._now() < row.ended_at + _SINCE_READ:
            raise refuse(410, ProblemCode.GRANT_EXPIRED, "It was read too long ago.")

    def _published(self, connection: Connection, office_id: str) -> Mapping[UUID, Announcement]:
        day = self._now().astimezone(VIETNAM_TIME).date()
        return {**announcements(day), **published_news(connection, office_id, day)}

    def _told(self, connection: Connection, row: Row[Any]) -> InboxNotice | None:
        """None for what this version has no words for, or what does not open any more."""
        common = {
            "notice_id": row.notice_id,
            "kind": row.kind,
            "created": row.created_at,
            "expires": row.expires_at,
            "read_at": row.read_at,
        }
        of_case, kind = notices().get(row.kind), kinds().get(row.kind)
        if row.case_id is not None and of_case is not None:
            title, text = of_case.told(filling_of(connection, row.case_id, row.version, row.reason))
            return InboxNotice(
                **common,
                topic=of_case.topic,
                severity=of_case.severity,
                title=_words(title),
                body=_words(text),
                task=of_case.task,
            )
        if kind is None or row.sealed is None:
            return None
        try:
            content = self._seals.open(row.notice_id, row.sealed)
            title, text = content.fill(kind.title), content.fill(kind.body)
        except (ContentError, KeyError):
            logger.error("notice %s cannot be told", row.notice_id)
            return None
        return InboxNotice(
            **common,
            topic=kind.topic,
            severity=kind.severity,
            title=_words(title),
            body=_words(text),
            basis=None if kind.basis is None else _words(kind.basis),
            task=kind.task,
            beforehand=content.beforehand,
            source=content.source,
        )


def _announced(each: Announcement, read_at: datetime | None) -> InboxNotice:
    return InboxNotice(
        notice_id=each.notice_id,
        kind=each.kind,
        topic=NoticeTopic.GENERAL,
        severity=each.severity,
        created=each.since,
        expires=each.until,
        read_at=read_at,
        title=_words(each.title),
        body=_words(each.body),
        task=each.task,
    )


def _choices(chosen: Mapping[str, frozenset[NoticeChannel]]) -> Iterator[NoticeChoice]:
    for kind in kinds().values():
        yield NoticeChoice(
            kind=kind.kind,
            topic=kind.topic,
            title=_words(kind.title),
            on=kind.by(chosen.get(kind.kind)),
            may_switch=kind.may_switch,
        )


def _words(text: Bilingual) -> NoticeWords:
    return NoticeWords(vi=text.vi, en=text.en)
