"""The inboxes: what was told to whom, once each, and whether they have read it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Connection, Row, select, update

from central.notices.catalogue import Channel
from central.notices.kinds import Kind, kinds
from central.notices.queue import Standing
from central.notices.sealing import Content, NoticeSeals
from central.store.case_tables import case_file
from central.store.notice_tables import notice, notice_choice, person_notice
from central.store.storage import upserts
from kiosk.contract.records.notices import MOST_NOTICES, NoticeChannel

_SENT_BY = {NoticeChannel.EMAIL: Channel.EMAIL, NoticeChannel.TEXT: Channel.TEXT}


@dataclass(frozen=True, slots=True)
class NewNotice:
    """``person``: as in the tables of cases. ``chosen``: None where they have chosen nothing; ``sends``: not
    where nobody of that person's could have given an address.
    """

    person: str
    notice_id: UUID
    kind: Kind
    expires_at: datetime
    content: Content = field(repr=False)
    chosen: frozenset[NoticeChannel] | None = None
    office_id: str | None = None
    sends: bool = True


def put(
    connection: Connection, seals: NoticeSeals, new: Collection[NewNotice], now: datetime
) -> frozenset[UUID]:
    """Into the inboxes, and into the queue by the channels of each. Returns those that were not there: no
    other is sent, however often and by how many this is done.
    """
    if not new:
        return frozenset()
    rows = [
        {
            "person": each.person,
            "notice_id": each.notice_id,
            "kind": each.kind.kind,
            "created_at": now,
            "expires_at": each.expires_at,
            "sealed": seals.seal(each.notice_id, each.content),
        }
        for each in new
    ]
    adding = upserts(connection, person_notice).on_conflict_do_nothing().returning(person_notice.c.notice_id)
    added = frozenset(connection.execute(adding, rows).scalars())
    sent = [row for each in new if each.notice_id in added and each.sends for row in _queued(each, now)]
    if sent:
        connection.execute(upserts(connection, notice).on_conflict_do_nothing(), sent)
    return added


def _queued(new: NewNotice, now: datetime) -> Iterable[dict[str, Any]]:
    for channel in new.kind.by(new.chosen):
        if channel in _SENT_BY:
            yield {
                "about": new.notice_id,
                "version": 0,
                "kind": new.kind.kind,
                "channel": _SENT_BY[channel].value,
                "notice_id": uuid4(),
                "person": new.person,
                "office_id": new.office_id,
                "state": Standing.WAITING.value,
                "queued_at": now,
                "next_at": now,
                "failures": 0,
            }


def tell_event(
    connection: Connection,
    seals: NoticeSeals,
    person: str,
    now: datetime,
    *,
    kind: str,
    key: str,
    values: Mapping[str, str],
) -> None:
    """Something has happened that no rule finds: told with it, in the same transaction."""
    row = kinds()[kind]
    mine = case_file.c.person == person
    newest = select(case_file.c.office_id).where(mine).order_by(case_file.c.opened_at.desc()).limit(1)
    office_id = connection.execute(newest).scalar()
    new = NewNotice(
        person,
        seals.id_of(person, kind, key),
        row,
        now + timedelta(days=row.expires_days),
        Content(values=values),
        choices_of(connection, [person]).get(person, {}).get(kind),
        office_id,
        sends=office_id is not None,
    )
    put(connection, seals, [new], now)


def standing(connection: Connection, people: Collection[str], ids: Collection[UUID]) -> frozenset[UUID]:
    """Those that these people have already."""
    mine = person_notice.c.person.in_(list(people)), person_notice.c.notice_id.in_(list(ids))
    return frozenset(connection.execute(select(person_notice.c.notice_id).where(*mine)).scalars())


def find_notice(connection: Connection, person: str, notice_id: UUID) -> Row[Any] | None:
    mine = person_notice.c.person == person, person_notice.c.notice_id == notice_id
    return connection.execute(select(person_notice).where(*mine)).first()


def inbox(connection: Connection, person: str, now: datetime) -> Sequence[Row[Any]]:
    """Those not read first, then the newest first."""
    query = (
        select(person_notice)
        .where(person_notice.c.person == person, person_notice.c.expires_at > now)
        .order_by(
            person_notice.c.read_at.is_not(None), person_notice.c.created_at.desc(), person_notice.c.notice_id
        )
        .limit(MOST_NOTICES)
    )
    return connection.execute(query).all()


def mark_read(connection: Connection, person: str, ids: Collection[UUID], now: datetime) -> frozenset[UUID]:
    """Returns those that stand as read now."""
    mine = (person_notice.c.person == person) & person_notice.c.notice_id.in_(list(ids))
    unread = mine & person_notice.c.read_at.is_(None)
    connection.execute(update(person_notice).where(unread).values(read_at=now))
    return frozenset(connection.execute(select(person_notice.c.notice_id).where(mine)).scalars())


def note_read(
    connection: Connection, person: str, notice_id: UUID, now: datetime, *, kind: str, expires_at: datetime
) -> None:
    """What is told to everybody gets a row of somebody's once they have read it."""
    row = {
        "person": person,
        "notice_id": notice_id,
        "kind": kind,
        "created_at": now,
        "expires_at": expires_at,
        "read_at": now,
    }
    connection.execute(upserts(connection, person_notice).on_conflict_do_nothing(), [row])


def choices_of(
    connection: Connection, people: Collection[str]
) -> Mapping[str, Mapping[str, frozenset[NoticeChannel]]]:
    """By person and kind; channels that this version does not know are left out."""
    found: dict[str, dict[str, frozenset[NoticeChannel]]] = {}
    query = select(notice_choice).where(notice_choice.c.person.in_(list(people)))
    known = {each.value for each in NoticeChannel}
    for row in connection.execute(query):
        channels = frozenset(NoticeChannel(each) for each in row.channels if each in known)
        found.setdefault(row.person, {})[row.kind] = channels
    return found


def choose(
    connection: Connection,
    person: str,
    case_id: UUID,
    wanted: Mapping[str, Collection[NoticeChannel]],
    now: datetime,
) -> None:
    """As the person wants it from now on. Kinds that nobody knows are passed over; the legal minimum is added
    when a notice is made, so that a law that changes it needs no choice changed.
    """
    rows = [
        {
            "person": person,
            "kind": kind,
            "channels": sorted({each.value for each in channels}),
            "case_id": case_id,
            "chosen_at": now,
        }
        for kind, channels in sorted(wanted.items())
        if kind in kinds()
    ]
    if not rows:
        return
    adding = upserts(connection, notice_choice)
    newer = {name: adding.excluded[name] for name in ("channels", "case_id", "chosen_at")}
    keys = list(notice_choice.primary_key.columns)
    connection.execute(adding.on_conflict_do_update(index_elements=keys, set_=newer), rows)
