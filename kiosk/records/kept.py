"""What is kept of a person, in words: who they are, what they agreed to, who has looked, for how long."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from kiosk.clock import VIETNAM_TIME, day_text, moment_text
from kiosk.contract.records import AccountState, KeptData, Person, Release, StandingConsent
from kiosk.errors import BugError
from kiosk.language import Bilingual, same
from kiosk.masking import mask_number
from kiosk.records.telling import Line

_FILE = Path(__file__).with_name("kept.toml")
OfficeName = Callable[[str], str]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class _ConsentTexts(_Part):
    given: Bilingual
    taken_back: Bilingual
    none: Bilingual
    other: Bilingual


class _Kept(_Part):
    label: Bilingual
    value: Bilingual


class _Texts(_Part):
    """``kept.toml``."""

    as_of: Bilingual
    part: dict[str, Bilingual]
    label: dict[str, Bilingual]
    account: dict[AccountState, Bilingual]
    consent: _ConsentTexts
    purpose: dict[str, Bilingual]
    look: dict[str, Bilingual]
    keeps: tuple[_Kept, ...]


@dataclass(frozen=True, slots=True)
class ToldPart:
    """``none``: what is said where there are no lines."""

    name: str  # person, consents, looks, keeps
    heading: Bilingual
    lines: tuple[Line, ...] = field(repr=False)
    none: Bilingual | None = None


@dataclass(frozen=True, slots=True)
class ToldKept:
    as_of: Bilingual
    parts: tuple[ToldPart, ...] = field(repr=False)


def tell_kept(release: Release, number: str, office_name: OfficeName) -> ToldKept:
    """``number`` is shown masked. BugError where what is kept was not asked for."""
    kept = release.record.kept
    if kept is None:
        raise BugError("what is kept was not read")
    texts = _texts()
    person = _person(release.record.person, number)
    keeps = tuple(Line(each.label, each.value) for each in texts.keeps)
    return ToldKept(
        as_of=texts.as_of.filled({"moment": moment_text(release.read_at)}),
        parts=(
            ToldPart("person", texts.part["person"], tuple(person)),
            ToldPart(
                "consents",
                texts.part["consents"],
                tuple(_consent(each, office_name) for each in kept.consents),
                texts.consent.none,
            ),
            ToldPart("looks", texts.part["looks"], tuple(_looks(kept, office_name)), texts.look["none"]),
            ToldPart("keeps", texts.part["keeps"], keeps),
        ),
    )


@lru_cache(maxsize=1)
def _texts() -> _Texts:
    with _FILE.open("rb") as file:
        return _Texts.model_validate(tomllib.load(file))


def _person(person: Person, number: str) -> Iterator[Line]:
    label = _texts().label
    yield Line(label["name"], same(person.full_name))
    yield Line(label["number"], same(mask_number(number)))
    for name, value in (("phone", person.phone), ("email", person.email)):
        if value:
            yield Line(label[name], same(value), secret=True)
    yield Line(label["account"], _texts().account[person.account.state])


def _consent(said: StandingConsent, office_name: OfficeName) -> Line:
    texts = _texts()
    purpose = texts.purpose.get(said.purpose) or texts.consent.other.filled({"purpose": said.purpose})
    words = texts.consent.given if said.given else texts.consent.taken_back
    day = day_text(said.at.astimezone(VIETNAM_TIME).date())
    return Line(purpose, words.filled({"day": day, "office": office_name(said.office)}))


def _looks(kept: KeptData, office_name: OfficeName) -> Iterator[Line]:
    look = _texts().look
    for each in kept.looks:
        moment = moment_text(each.at)
        if each.office is None:
            value = look["when"].filled({"moment": moment})
        else:
            value = look["where"].filled({"moment": moment, "office": office_name(each.office)})
        yield Line(look[each.by.value], value)
