"""Consent by purpose: the texts are dated data, each answer remembers which text it was given to."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from kiosk.clock import Clock
from kiosk.errors import BugError
from kiosk.forms.kinds.consent import ConsentAnswer
from kiosk.language import Language
from kiosk.visit import Visit

FACE_PURPOSE = "face"
FACE_PAGE = "face_prepare"
CONSENT_PAGE = "consent"


@dataclass(frozen=True, slots=True)
class Purpose:
    """One purpose of processing, in both languages, with its legal basis."""

    id: str
    page: str
    required: bool
    basis: str
    title: Mapping[Language, str]
    text: Mapping[Language, str]
    version: str

    @property
    def text_sha256(self) -> str:
        """Identifies the exact words the person saw, in both languages."""
        words = "\n".join(part[language] for part in (self.title, self.text) for language in Language)
        return hashlib.sha256(words.encode()).hexdigest()


@cache
def purposes() -> tuple[Purpose, ...]:
    data = tomllib.loads(files(__package__).joinpath("consent.toml").read_text("utf-8"))
    return tuple(
        Purpose(
            id=row["id"],
            page=row["page"],
            required=row["required"],
            basis=row["basis"],
            title={language: row["title"][language.value] for language in Language},
            text={language: row["text"][language.value] for language in Language},
            version=data["version"],
        )
        for row in data["purpose"]
    )


def on_page(page: str) -> tuple[Purpose, ...]:
    return tuple(purpose for purpose in purposes() if purpose.page == page)


def answer(visit: Visit, purpose_id: str, given: bool, clock: Clock) -> None:
    """Remember the person's own yes or no. A later answer to the same purpose takes its place."""
    purpose = next((each for each in purposes() if each.id == purpose_id), None)
    if purpose is None:
        raise BugError(f"no consent purpose {purpose_id}")
    visit.consents[purpose_id] = ConsentAnswer(
        purpose=purpose_id,
        given=given,
        text_version=purpose.version,
        text_sha256=purpose.text_sha256,
        answered_at=clock.now(),
    )


def is_answered(visit: Visit, purpose_id: str) -> bool:
    return purpose_id in visit.consents


def is_given(visit: Visit, purpose_id: str) -> bool:
    held = visit.consents.get(purpose_id)
    return held is not None and held.given


def all_required_given(visit: Visit, page: str) -> bool:
    """True once every purpose of the page has an answer and every required one a yes."""
    asked = on_page(page)
    return all(is_answered(visit, p.id) for p in asked) and all(
        is_given(visit, p.id) for p in asked if p.required
    )
