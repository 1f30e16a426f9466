"""What a person is told without having asked: the notices that central has for them, in both languages and
ready to be shown, and how they want to be told.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Self
from uuid import UUID

from pydantic import AwareDatetime, Field, model_validator

from kiosk.contract.records.parts import RecordPart

MOST_NOTICES = 200  # of one person, that are told
MOST_KINDS = 60
NoticeKind = Annotated[str, Field(max_length=60, pattern=r"^[a-z][a-z0-9_]*(\.[a-z0-9_]+)*$")]


class NoticeTopic(StrEnum):
    """Under which tab a notice stands."""

    CONTRIBUTIONS = "contributions"
    HEALTH = "health"
    MONEY = "money"  # benefits, and whatever is paid out
    APPLICATIONS = "applications"
    ACCOUNT = "account"
    GENERAL = "general"


class Severity(StrEnum):
    INFO = "info"  # good to know
    ACT = "act"  # the person can do something about it
    URGENT = "urgent"  # something is lost unless they do, soon


class NoticeChannel(StrEnum):
    """How a notice reaches the person."""

    KIOSK = "kiosk"  # the inbox
    EMAIL = "email"
    TEXT = "text"  # SMS, or the app, by whoever carries them


class NoticeWords(RecordPart):
    vi: Annotated[str, Field(min_length=1, max_length=2000)]
    en: Annotated[str, Field(min_length=1, max_length=2000)]


class InboxNotice(RecordPart):
    """``task``: of the catalogue, that answers it; ``beforehand``: what can be filled in there, by names that
    the kind of notice has (of a treatment: ``reference``, ``day`` as YYYY-MM-DD, ``facility``).
    """

    notice_id: UUID
    kind: NoticeKind
    topic: NoticeTopic
    severity: Severity
    created: AwareDatetime
    expires: AwareDatetime | None = Field(None, description="it is not shown any more from then on")
    read_at: AwareDatetime | None = None
    title: NoticeWords
    body: NoticeWords = Field(description="paragraphs, parted by line ends")
    basis: NoticeWords | None = Field(None, description="article of the law")
    task: Annotated[str, Field(max_length=40)] | None = None
    beforehand: dict[Annotated[str, Field(max_length=40)], Annotated[str, Field(max_length=300)]] = Field(
        default_factory=dict, max_length=8
    )
    source: Annotated[str, Field(max_length=60)] | None = Field(
        None, description="what it is about, such as the id of a treatment that can be disputed"
    )


class NoticeChoice(RecordPart):
    """How the person is told of one kind. What the law demands is on, and not in ``may_switch``."""

    kind: NoticeKind
    topic: NoticeTopic
    title: NoticeWords
    on: Annotated[tuple[NoticeChannel, ...], Field(max_length=len(NoticeChannel))]
    may_switch: Annotated[tuple[NoticeChannel, ...], Field(max_length=len(NoticeChannel))]


class NoticePreferences(RecordPart):
    """``reached_by``: channels for which central has an address of the person, proved where that is asked."""

    choices: Annotated[tuple[NoticeChoice, ...], Field(max_length=MOST_KINDS)]
    reached_by: Annotated[tuple[NoticeChannel, ...], Field(max_length=len(NoticeChannel))] = ()


class Notices(RecordPart):
    """``inbox``: those that were not read first, then the newest first."""

    inbox: Annotated[tuple[InboxNotice, ...], Field(max_length=MOST_NOTICES)]
    preferences: NoticePreferences

    @model_validator(mode="after")
    def _stand_once(self) -> Self:
        if len({each.notice_id for each in self.inbox}) != len(self.inbox):
            raise ValueError("a notice stands twice")
        if len({each.kind for each in self.preferences.choices}) != len(self.preferences.choices):
            raise ValueError("a kind stands twice")
        return self
