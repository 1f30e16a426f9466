"""What everybody is told and ships with the program: figures of the law that have changed, and what always
holds. What staff write is in `news`. No row is kept for anybody until they have read it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, Literal, Self, TypeAlias
from uuid import UUID, uuid5

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from kiosk.benefits.parameters import Parameter, shipped_book
from kiosk.clock import VIETNAM_TIME, day_text
from kiosk.contract.records.notices import Severity
from kiosk.errors import KnownError
from kiosk.language import Bilingual
from kiosk.records.telling import money
from kiosk.toml import TomlError, read_toml

_SHIPPED = Path(__file__).with_name("announcements.toml")
_NAMESPACE = UUID("7f1d3c0a-6a0e-5a53-9b3e-0d9f1c8a2b46")  # of ids made of names
_OF_FIGURES = "general.figure"
GeneralKind: TypeAlias = Literal["general.news", "general.warning", "general.maintenance"]


class AnnouncementError(KnownError):
    """``announcements_invalid``: the sentence names the file and what does not fit."""


class _Row(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")
    title: Bilingual
    body: Bilingual
    task: str | None = None


class _Figure(_Row):
    name: str
    before: int = Field(ge=0, le=365)
    after: int = Field(ge=1, le=365)

    @model_validator(mode="after")
    def _is_known(self) -> Self:
        if self.name not in shipped_book().names():
            raise ValueError(f"there is no figure {self.name}")
        self.body.filled({"day": "", "former": "", "now": ""})
        return self


class _Published(_Row):
    id: str = Field(pattern=r"^[a-z0-9][a-z0-9-]{0,59}$")
    kind: GeneralKind
    severity: Severity
    since: date
    until: date


class _File(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")
    figure: tuple[_Figure, ...] = ()
    announcement: tuple[_Published, ...] = ()


@dataclass(frozen=True, slots=True)
class Announcement:
    notice_id: UUID
    kind: str
    severity: Severity
    since: datetime
    until: datetime
    title: Bilingual
    body: Bilingual
    task: str | None


def announcements(day: date, file: Path = _SHIPPED) -> Mapping[UUID, Announcement]:
    """Those of a day that ship with the program. Raises AnnouncementError."""
    told = _read(file)
    found = [
        *(each for figure in told.figure for each in _changes(figure, day)),
        *(_published(row) for row in told.announcement if row.since <= day <= row.until),
    ]
    return {each.notice_id: each for each in found}


def announced_between(since: date, until: date) -> tuple[datetime, datetime]:
    """From the beginning of the first day to the end of the last one, in Vietnam."""
    return _start(since), _start(until + timedelta(days=1))


@cache
def _read(file: Path) -> _File:
    try:
        return _File.model_validate(read_toml(file))
    except TomlError as error:
        raise AnnouncementError("announcements_invalid", str(error)) from error
    except (ValidationError, KeyError) as error:
        told = error.errors()[0]["msg"] if isinstance(error, ValidationError) else "unknown field"
        raise AnnouncementError("announcements_invalid", f"{file.name}: {told}.") from None


def _changes(figure: _Figure, day: date) -> Iterator[Announcement]:
    values = shipped_book().values_of(figure.name)
    for former, new in pairwise(values):
        first = new.valid_from - timedelta(days=figure.before)
        last = new.valid_from + timedelta(days=figure.after)
        if first <= day <= last:
            words: dict[str, Any] = {"day": day_text(new.valid_from)}
            vi = {**words, "former": _amount(former).vi, "now": _amount(new).vi}
            en = {**words, "former": _amount(former).en, "now": _amount(new).en}
            yield Announcement(
                uuid5(_NAMESPACE, f"figure {figure.name} {new.valid_from}"),
                _OF_FIGURES,
                Severity.INFO,
                *announced_between(first, last),
                figure.title,
                Bilingual(vi=figure.body.vi.format_map(vi), en=figure.body.en.format_map(en)),
                figure.task,
            )


def _amount(value: Parameter) -> Bilingual:
    number = value.value
    return money(int(number), "VND") if isinstance(number, Fraction) else Bilingual(vi="", en="")


def _published(row: _Published) -> Announcement:
    return Announcement(
        uuid5(_NAMESPACE, f"published {row.id}"),
        row.kind,
        row.severity,
        *announced_between(row.since, row.until),
        row.title,
        row.body,
        row.task,
    )


def _start(day: date) -> datetime:
    return datetime.combine(day, time(), VIETNAM_TIME)
