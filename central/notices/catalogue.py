"""What each kind of notice says, from ``catalogue.toml``. Checked when loaded."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Self

from pydantic import BaseModel, ConfigDict, model_validator

from kiosk.contract.records.notices import NoticeTopic, Severity
from kiosk.language import Bilingual

_SHIPPED = Path(__file__).parent / "catalogue.toml"
_FIELDS = frozenset({"case_number", "told", "reason", "asked", "user_name", "code", "until"})
_SHORT_FIELDS = frozenset({"case_number", "code"})
MOST_SHORT = 160  # one SMS of GSM 03.38 letters
_MOST_CASE_NUMBER = 30
_MOST_CODE = 9
_CLOSING = Bilingual(
    vi="Thư này được gửi tự động, xin không trả lời."
    " Cơ quan BHXH không bao giờ hỏi mã xác nhận hay mật khẩu.",
    en="This mail was sent automatically; please do not answer. Nobody of Vietnam Social Security asks for a"
    " code or a password.",
)
_NOTHING = Bilingual(vi="", en="")
_RULE = "\n\n––––––––––\n\n"


REPLACED = "contact.replaced"  # goes to where the person was reached before
RECORD_COPY = "record.copy"  # has the result of its case with it


class Channel(StrEnum):
    EMAIL = "email"
    TEXT = "text"  # SMS or app push


@dataclass(frozen=True, slots=True)
class Filling:
    """What differs from notice to notice; nothing of it names a person."""

    case_number: str
    told: Bilingual = _NOTHING
    reason: Bilingual | None = None
    asked: tuple[Bilingual, ...] = ()
    user_name: Bilingual = _NOTHING  # which of their numbers, never the number
    code: str = field(default="", repr=False)
    until: str = ""

    def values(self, language: str) -> dict[str, str]:
        vietnamese = language == "vi"
        reason = self.reason or _NOTHING
        return {
            "case_number": self.case_number,
            "told": self.told.vi if vietnamese else self.told.en,
            "reason": reason.vi if vietnamese else reason.en,
            "user_name": self.user_name.vi if vietnamese else self.user_name.en,
            "code": self.code,
            "until": self.until,
            "asked": "\n".join(f"- {each.vi if vietnamese else each.en}" for each in self.asked),
        }


class Notice(BaseModel):
    """A row of ``catalogue.toml``, which says what each column means."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    kind: str
    channels: tuple[Channel, ...]
    subject: Bilingual
    text: Bilingual
    short: str | None = None
    beside: Bilingual | None = None
    topic: NoticeTopic = NoticeTopic.APPLICATIONS
    severity: Severity = Severity.INFO
    task: str | None = None
    inbox: bool = True

    @model_validator(mode="after")
    def _fits(self) -> Self:
        for words in (self.subject.vi, self.subject.en, self.text.vi, self.text.en):
            _require(words, _FIELDS)
        if (self.short is not None) != (Channel.TEXT in self.channels):
            raise ValueError("a text message, and only that, has a short text")
        if self.short is not None:
            _require(self.short, _SHORT_FIELDS)
            longest = self.short.format(case_number="9" * _MOST_CASE_NUMBER, code="9" * _MOST_CODE)
            if len(longest) > MOST_SHORT or not longest.isascii():
                raise ValueError(f"a short text has at most {MOST_SHORT} letters without marks")
        return self

    def told(self, filling: Filling) -> tuple[Bilingual, Bilingual]:
        """Title and text, without empty lines at the end."""
        vi, en = filling.values("vi"), filling.values("en")
        text = Bilingual(vi=self.text.vi.format(**vi).rstrip(), en=self.text.en.format(**en).rstrip())
        return Bilingual(vi=self.subject.vi.format(**vi), en=self.subject.en.format(**en)), text

    def headline(self, filling: Filling) -> str:
        """Of a mail."""
        return self.subject.vi.format(**filling.values("vi"))

    def letter(self, filling: Filling) -> str:
        """The text of a mail: Vietnamese, and English below it."""
        return letter_of(self.told(filling))

    def message(self, filling: Filling) -> str:
        """Of a text message. Raises ValueError when this kind has none."""
        if self.short is None:
            raise ValueError("this notice has no short text")
        return self.short.format(**filling.values("vi"))


def letter_of(told: tuple[Bilingual, Bilingual]) -> str:
    """Title and text as a mail has them: Vietnamese, and English below it."""
    title, text = told
    parts = ((title.vi, text.vi, _CLOSING.vi), (title.en, text.en, _CLOSING.en))
    return _RULE.join(f"{subject}.\n\n{body}\n\n{closing}" for subject, body, closing in parts) + "\n"


def _require(words: str, known: frozenset[str]) -> None:
    unknown = {name for _, name, _, _ in Formatter().parse(words) if name is not None} - known
    if unknown:
        raise ValueError(f"unknown fields: {', '.join(sorted(unknown))}")


@cache
def notices(path: Path = _SHIPPED) -> Mapping[str, Notice]:
    """By kind. Raises ValueError, which names what is wrong."""
    rows = [Notice.model_validate(row) for row in tomllib.loads(path.read_text("utf-8"))["notice"]]
    known = {row.kind: row for row in rows}
    if len(known) != len(rows):
        raise ValueError("a kind of notice stands twice")
    return known
