"""Consent to the face check: asked once in a visit, before the camera looks, and taken back with it."""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

from kiosk.forms.kinds.consent import ConsentAnswer
from kiosk.language import Bilingual, Language

_FILE = Path(__file__).with_name("face_consent.toml")


@dataclass(frozen=True, slots=True)
class FacePurpose:
    purpose: str
    version: str
    basis: str
    title: Bilingual
    text: Bilingual

    @property
    def text_sha256(self) -> str:
        """Identifies the exact words that the person saw, in both languages."""
        words = "\n".join(part.text(language) for part in (self.title, self.text) for language in Language)
        return hashlib.sha256(words.encode()).hexdigest()


@cache
def face_purpose() -> FacePurpose:
    data = tomllib.loads(_FILE.read_text("utf-8"))
    return FacePurpose(
        purpose=data["purpose"],
        version=data["version"],
        basis=data["basis"],
        title=Bilingual.model_validate(data["title"]),
        text=Bilingual.model_validate(data["text"]),
    )


def agreed_to_face(now: datetime) -> ConsentAnswer:
    return _answer(now, given=True)


def refused_face(now: datetime) -> ConsentAnswer:
    return _answer(now, given=False)


def _answer(now: datetime, *, given: bool) -> ConsentAnswer:
    purpose = face_purpose()
    return ConsentAnswer(purpose.purpose, given, purpose.version, purpose.text_sha256, now)
