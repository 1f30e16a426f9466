"""Reading the frequent questions, with every mistake named by file, key and reason.

A file is a theme; what one must be stands in docs/adding.md. Whether the tasks exist that an answer leads to
is known above (`kiosk.tasks.frequent`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Annotated, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

from kiosk.forms.errors import FormError
from kiosk.forms.form_data import first_fault
from kiosk.language import Bilingual, Language
from kiosk.toml import TomlError, read_toml

_FOLDER = Path(__file__).parent
_LAWS = _FOLDER / "laws.toml"
SHIPPED = tuple(sorted((_FOLDER / "themes").glob("*.toml")))
MOST_BYTES = 800  # of question and answer in one language: phones still read the QR code of its page
_ID = r"^[a-z][a-z0-9_]*$"
_ARTICLE = re.compile(r"(\d+)(?:\.(\d+)([a-z]?))?(?:\.([a-zđ]))?")


def _filled(text: Bilingual) -> Bilingual:
    if not text.vi.strip() or not text.en.strip():
        raise ValueError("says something in both languages")
    return text


Told = Annotated[Bilingual, AfterValidator(_filled)]


class _Data(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Law(_Data):
    """``since``: the day since which it is in force."""

    name: str = Field(min_length=1)
    since: date


class Basis(_Data):
    """Where an answer stands: articles as ``70.1.đ`` (article, clause, point), or a place in words."""

    law: str
    articles: tuple[str, ...] = ()
    place: str = ""

    @model_validator(mode="after")
    def _one_of_both(self) -> Self:
        if bool(self.articles) is bool(self.place):
            raise ValueError("names either articles or a place")
        for each in self.articles:
            if not _ARTICLE.fullmatch(each):
                raise ValueError(f"{each} is no article; write 70, 70.1 or 70.1.đ")
        return self

    def cited(self, law: Law) -> str:
        """As people read it: ``Luật BHXH 41/2024/QH15, Điều 70 khoản 1 điểm đ``."""
        return ", ".join([law.name, *(map(_in_words, self.articles) if self.articles else [self.place])])


def _in_words(article: str) -> str:
    ((number, clause, added, point),) = _ARTICLE.findall(article)  # a validator has seen it
    words = [f"Điều {number}"]
    words += [f"khoản {clause}{added}"] if clause else []
    words += [f"điểm {point}"] if point else []
    return " ".join(words)


class Keywords(_Data):
    vi: tuple[str, ...] = Field(min_length=1)
    en: tuple[str, ...] = Field(min_length=1)


class Question(_Data):
    """``since``: from when the answer holds; ``reviewed``: when somebody last compared it with the law."""

    id: str = Field(pattern=_ID)
    ask: Told
    keywords: Keywords
    answer: tuple[Told, ...] = Field(min_length=1, max_length=5)
    basis: tuple[Basis, ...] = Field(min_length=1)
    since: date
    reviewed: date
    leads_to: tuple[str, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if self.reviewed < self.since:
            raise ValueError("was reviewed before it held: review it again")
        for language in Language:
            texts = (self.ask, *self.answer)
            size = sum(len(each.text(language).encode()) + 1 for each in texts)
            if size > MOST_BYTES:
                raise ValueError(f"is too long in {language.value}: {size} bytes, at most {MOST_BYTES}")
        return self

    @property
    def article(self) -> str:
        """All that it rests on, as people read it."""
        return "; ".join(each.cited(laws()[each.law]) for each in self.basis)


class Theme(_Data):
    id: str = Field(pattern=_ID)
    name: Told
    question: tuple[Question, ...] = Field(min_length=1)


@cache
def laws() -> dict[str, Law]:
    """By the short names that questions use."""
    try:
        return {name: Law.model_validate(row) for name, row in read_toml(_LAWS).items()}
    except ValidationError as error:
        raise FormError(_LAWS, *first_fault(error)) from error


def read_theme(file: Path) -> Theme:
    """Raises `FormError`."""
    try:
        theme = Theme.model_validate(read_toml(file))
    except TomlError as error:
        raise FormError(file, "file", error.sentence) from error
    except ValidationError as error:
        raise FormError(file, *first_fault(error)) from error
    for place, question in enumerate(theme.question):
        _check_basis(question, file, f"question[{place}]")
    return theme


def _check_basis(question: Question, file: Path, key: str) -> None:
    for place, each in enumerate(question.basis):
        law = laws().get(each.law)
        if law is None:
            raise FormError(file, f"{key}.basis[{place}].law", f"laws.toml has no {each.law}")
        if question.since < law.since:
            raise FormError(file, f"{key}.since", f"{each.law} holds only since {law.since:%d/%m/%Y}")


def read_themes(files: Sequence[Path] = SHIPPED) -> tuple[Theme, ...]:
    """In their order. Raises `FormError`, also where two questions or themes have one id."""
    seen: set[str] = set()
    themes = []
    for file in files:
        theme = read_theme(file)
        for key, each in _ids(theme):
            if each in seen:
                raise FormError(file, key, f"{each} stands there twice")
            seen.add(each)
        themes.append(theme)
    return tuple(themes)


def _ids(theme: Theme) -> Iterator[tuple[str, str]]:
    yield "id", theme.id
    for place, question in enumerate(theme.question):
        yield f"question[{place}].id", question.id
