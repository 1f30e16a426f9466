"""Every kind of notice that no case causes, from ``themes/``: what it says, when and how."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from central.notices.catalogue import MOST_SHORT
from central.notices.rules import RULES
from central.notices.rules.rule import Rule
from kiosk.contract.records.notices import NoticeChannel, NoticeKind, NoticeTopic, Severity
from kiosk.errors import KnownError
from kiosk.language import Bilingual
from kiosk.toml import TomlError, read_toml

_SHIPPED = Path(__file__).parent / "themes"
# What may stand in a mail or a text message, which others can read: days, and nothing about the person.
IN_THE_OPEN = frozenset({"day", "days", "file_from", "lost_on", "moment"})
OF_EVENTS = frozenset({"moment"})  # what is filled in of something that has just happened
_LONGEST = "00:00, 00/00/0000"


class KindError(KnownError):
    """``notice_kinds_invalid``: the sentence names file, kind and what does not fit."""


class Kind(BaseModel):
    """A table ``[[kind]]``. Without a ``rule`` something that happens causes it (`events`). ``title`` and
    ``body`` stand in the inbox, ``title`` and ``mail`` in a mail, ``short`` is a text message (at most 160
    letters without marks). ``on``: channels where the person has chosen nothing; ``minimum``: those of them
    that nobody switches off. ``task``: of the catalogue of tasks, that answers it.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    kind: NoticeKind
    topic: NoticeTopic
    severity: Severity
    rule: str | None = None
    arguments: dict[str, Any] = Field(default_factory=dict)
    title: Bilingual
    body: Bilingual
    mail: Bilingual | None = None
    short: str | None = None
    on: tuple[NoticeChannel, ...]
    minimum: tuple[NoticeChannel, ...]
    expires_days: int = Field(ge=1, le=800)
    basis: Bilingual | None = None
    task: str | None = None

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if self.rule is None and self.arguments:
            raise ValueError("arguments are of a rule")
        if self.rule is not None and self.rule not in RULES:
            raise ValueError(f"there is no rule {self.rule}")
        if self.rule is not None:
            RULES[self.rule].arguments(self.arguments)
        fields = OF_EVENTS if self.rule is None else RULES[self.rule].fields
        for words in (self.body.vi, self.body.en):
            _require(words, fields)
        for words in (self.title.vi, self.title.en):  # stands in the list of preferences too
            _require(words, frozenset())
        for words in () if self.mail is None else (self.mail.vi, self.mail.en):
            _require(words, fields & IN_THE_OPEN)
        if self.short is not None:
            _require(self.short, fields & IN_THE_OPEN)
            longest = self.short.format(**dict.fromkeys(IN_THE_OPEN, _LONGEST))
            if len(longest) > MOST_SHORT or not longest.isascii():
                raise ValueError(f"a short text has at most {MOST_SHORT} letters without marks")
        if not set(self.minimum) <= set(self.on) <= set(self.channels):
            raise ValueError("the minimum is on, and what is on has words")
        if NoticeChannel.KIOSK not in self.minimum:
            raise ValueError("the inbox has every notice")
        return self

    @property
    def channels(self) -> tuple[NoticeChannel, ...]:
        """By which it can be told: those that it has words for."""
        said = {NoticeChannel.EMAIL: self.mail, NoticeChannel.TEXT: self.short}
        return (NoticeChannel.KIOSK, *(channel for channel, words in said.items() if words is not None))

    @property
    def may_switch(self) -> tuple[NoticeChannel, ...]:
        return tuple(each for each in self.channels if each not in self.minimum)

    def by(self, chosen: frozenset[NoticeChannel] | None) -> tuple[NoticeChannel, ...]:
        """The channels by which a person is told who has chosen these, or nothing (None)."""
        wanted = frozenset(self.on) if chosen is None else chosen
        return tuple(each for each in self.channels if each in wanted or each in self.minimum)


def _require(words: str, known: frozenset[str]) -> None:
    unknown = {name for _, name, _, _ in Formatter().parse(words) if name is not None} - known
    if unknown:
        raise ValueError(f"cannot be filled in there: {', '.join(sorted(unknown))}")


@cache
def kinds(folder: Path = _SHIPPED) -> Mapping[str, Kind]:
    """By name, in the order of files and of their rows. Raises KindError."""
    known: dict[str, Kind] = {}
    for file in sorted(folder.glob("*.toml")):
        for kind in _read(file):
            if kind.kind in known:
                raise KindError("notice_kinds_invalid", f"{file.name}: {kind.kind} stands twice.")
            known[kind.kind] = kind
    return known


def _read(file: Path) -> list[Kind]:
    try:
        rows = read_toml(file)["kind"]
    except (TomlError, KeyError) as error:
        raise KindError("notice_kinds_invalid", f"{file.name} has no kinds that can be read.") from error
    found: list[Kind] = []
    for row in rows:
        try:
            found.append(Kind.model_validate(row))
        except ValidationError as error:
            first = error.errors()[0]
            place = ".".join(map(str, first["loc"])) or "as a whole"
            told = f"{file.name}, {row.get('kind', 'a kind without a name')}, {place}: {first['msg']}."
            raise KindError("notice_kinds_invalid", told) from None
    return found


def rule_of(kind: Kind) -> Rule | None:
    return None if kind.rule is None else RULES[kind.rule]
