"""The notices to a person, in words: by topic, the unread ones first. What each says is central's."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Literal, TypeAlias
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from kiosk.clock import VIETNAM_TIME, day_text, moment_text
from kiosk.contract.records import InboxNotice, NoticeTopic, NoticeWords, Release, Severity
from kiosk.errors import BugError
from kiosk.language import Bilingual, Language, same
from kiosk.records.care import DisputedCare
from kiosk.records.telling import Line

_FILE = Path(__file__).with_name("inbox.toml")
_FOR_GOOD = timedelta(days=3650)  # what holds longer has no end that anybody asks about
ALL = ""  # the tab that has every topic
Urgency: TypeAlias = Literal["info", "warn", "danger"]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class _Topic(_Part):
    words: Bilingual
    spoken: bool = True


class _Private(_Part):
    kinds: frozenset[str]
    words: Bilingual


class _Severity(_Part):
    words: Bilingual
    urgency: Urgency


class _Texts(_Part):
    """``inbox.toml``; what goes between braces is filled in."""

    as_of: Bilingual
    none: Bilingual
    all: Bilingual
    tab_row: Bilingual
    count: Bilingual
    count_read: Bilingual
    row: Bilingual
    unread_row: Bilingual
    advice: Bilingual
    private: _Private
    label: dict[str, Bilingual]
    topic: dict[NoticeTopic, _Topic]
    severity: dict[Severity, _Severity]


@dataclass(frozen=True, slots=True)
class ToldNotice:
    """``name`` and ``row`` stand in the list; of what others are not to see the name says little.
    ``is_private``: it is not read aloud unless the person wants that. ``task``: of the catalogue, that
    answers it, with what is known ``beforehand``; "" for none. ``care``: the treatment that it tells of.
    """

    notice_id: UUID
    tab: str
    name: Bilingual = field(repr=False)
    title: Bilingual = field(repr=False)
    text: Bilingual = field(repr=False)
    severity: Bilingual
    urgency: Urgency
    day: str
    lines: tuple[Line, ...] = field(repr=False)
    is_private: bool
    is_unread: bool
    task: str
    beforehand: Mapping[str, str] = field(repr=False)
    care: DisputedCare | None = field(repr=False)

    @property
    def row(self) -> Bilingual:
        texts = load_inbox_texts()
        words = texts.unread_row if self.is_unread else texts.row
        return _filled(words, {"severity": self.severity, "day": same(self.day)})

    def advice(self, task: Bilingual) -> Bilingual:
        """For paper: what answers it."""
        return _filled(load_inbox_texts().advice, {"task": task})


@dataclass(frozen=True, slots=True)
class ToldTab:
    """``name``: of the topic, ``ALL`` for every one."""

    name: str
    words: Bilingual


@dataclass(frozen=True, slots=True)
class ToldInbox:
    """``none`` is said where there is none."""

    notices: tuple[ToldNotice, ...] = field(repr=False)
    as_of: Bilingual
    none: Bilingual

    @property
    def tabs(self) -> tuple[ToldTab, ...]:
        """All, and each topic that has something."""
        texts = load_inbox_texts()
        kinds = [(topic.value, each.words) for topic, each in texts.topic.items()]
        counted = [
            ToldTab(name, _filled(texts.tab_row, {"tab": words, "count": same(str(self._count(name)))}))
            for name, words in ((ALL, texts.all), *kinds)
            if self._count(name)
        ]
        return tuple(counted)

    @property
    def count(self) -> Bilingual:
        """How many there are, and how many of them are not read yet."""
        texts, unread = load_inbox_texts(), sum(each.is_unread for each in self.notices)
        return (texts.count if unread else texts.count_read).filled(
            {"total": len(self.notices), "unread": unread}
        )

    def having_read(self, notice_id: UUID) -> ToldInbox:
        """In the same order: nothing moves under the finger."""
        notices = (
            replace(each, is_unread=False) if each.notice_id == notice_id else each for each in self.notices
        )
        return replace(self, notices=tuple(notices))

    def _count(self, tab: str) -> int:
        return sum(tab in (ALL, each.tab) for each in self.notices)


def tell_inbox(release: Release, opened: Collection[UUID]) -> ToldInbox:
    """``opened``: those that the person has read since. BugError where no notices were asked for."""
    notices, texts = release.record.notices, load_inbox_texts()
    if notices is None:
        raise BugError("no notices were read")
    newest = sorted(notices.inbox, key=_newest_first)
    told = [_notice(each, opened) for each in newest if not _is_over(each, release.read_at)]
    return ToldInbox(
        notices=tuple(sorted(told, key=lambda each: not each.is_unread)),
        as_of=texts.as_of.filled({"moment": moment_text(release.read_at)}),
        none=texts.none,
    )


@lru_cache(maxsize=1)
def load_inbox_texts() -> _Texts:
    with _FILE.open("rb") as file:
        return _Texts.model_validate(tomllib.load(file))


def _newest_first(notice: InboxNotice) -> tuple[int, int]:
    """By days; of those of one day what is urgent first."""
    day = notice.created.astimezone(VIETNAM_TIME).date()
    return -day.toordinal(), -list(Severity).index(notice.severity)


def _is_over(notice: InboxNotice, at: datetime) -> bool:
    return notice.expires is not None and notice.expires <= at


def _notice(notice: InboxNotice, opened: Collection[UUID]) -> ToldNotice:
    texts = load_inbox_texts()
    topic, severity = texts.topic[notice.topic], texts.severity[notice.severity]
    title, care = _bilingual(notice.title), _care(notice.beforehand)
    of_care = care is not None or notice.kind in texts.private.kinds
    return ToldNotice(
        notice_id=notice.notice_id,
        tab=notice.topic.value,
        name=texts.private.words if of_care else title,
        title=title,
        text=_bilingual(notice.body),
        severity=severity.words,
        urgency=severity.urgency,
        day=_day(notice.created),
        lines=tuple(_lines(notice)),
        is_private=of_care or not topic.spoken,
        is_unread=notice.read_at is None and notice.notice_id not in opened,
        task=notice.task or "",
        beforehand=notice.beforehand,
        care=care,
    )


def _lines(notice: InboxNotice) -> Iterator[Line]:
    label = load_inbox_texts().label
    yield Line(label["created"], same(_day(notice.created)))
    if notice.expires is not None and notice.expires - notice.created < _FOR_GOOD:
        yield Line(label["expires"], same(_day(notice.expires)))
    if notice.basis is not None:
        yield Line(label["basis"], _bilingual(notice.basis))


def _care(known: Mapping[str, str]) -> DisputedCare | None:
    """The treatment, where a notice tells of one."""
    if not known.keys() >= {"reference", "day", "facility"}:
        return None
    try:
        day = date.fromisoformat(known["day"])
    except ValueError:  # of a central that writes it otherwise: the person can tell of it all the same
        return None
    return DisputedCare(known["reference"], day, known["facility"])


def _day(at: datetime) -> str:
    return day_text(at.astimezone(VIETNAM_TIME).date())


def _bilingual(words: NoticeWords) -> Bilingual:
    return Bilingual(vi=words.vi, en=words.en)


def _filled(words: Bilingual, values: Mapping[str, Bilingual]) -> Bilingual:
    """Each value in the language of the words around it."""
    vi, en = (
        words.text(language).format_map({name: each.text(language) for name, each in values.items()})
        for language in Language
    )
    return Bilingual(vi=vi, en=en)
