"""The official forms: their fields as published, and a form filled in from answers.

A form is two files in ``templates/``: ``NAME.typ`` with its words and layout, and ``NAME.toml`` with the list
of its fields, its source and the days it is in force.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Literal, Self

from pydantic import Field, model_validator

from kiosk.documents.parts import Part
from kiosk.documents.typesetting import TEMPLATES, Json, render, render_pictures
from kiosk.errors import BugError
from kiosk.toml import read_toml

_SCREEN = 150.0  # pixels per inch: sharp where a sheet fills the width of a kiosk's panel


class FormField(Part):
    """One field of a form; ``id`` is the State's own number ("01", "10.2a") where it has one."""

    id: str
    label: str  # Vietnamese, as published
    kind: Literal["text", "lines", "tick"]
    choices: dict[str, str] = Field(default_factory=dict)  # of a tick: our id and its published label

    @model_validator(mode="after")
    def _only_ticks_have_choices(self) -> Self:
        if (self.kind == "tick") != bool(self.choices):
            raise ValueError(f"field {self.id}: choices belong to a tick, and a tick needs some")
        return self


class FormSource(Part):
    decision: str
    issuer: str
    issued_on: date
    in_force_from: date


class OfficialForm(Part):
    code: str  # as the State calls it, e.g. "TK1-TS"
    title: str
    source: FormSource
    fields: tuple[FormField, ...]  # in the order of the paper

    @model_validator(mode="after")
    def _ids_differ(self) -> Self:
        ids = [each.id for each in self.fields]
        if len(set(ids)) < len(ids):
            raise ValueError(f"{self.code}: two fields have the same id")
        return self

    def get_field(self, field_id: str) -> FormField:
        for each in self.fields:
            if each.id == field_id:
                return each
        raise BugError(f"the form {self.code} has no field {field_id}")


@dataclass(frozen=True, slots=True)
class FormFields:
    """What is to stand on a form. What is left out stays a dotted line, to be filled in by hand.

    ``texts``: by field id; several lines (or several documents) are parted by line breaks. ``ticks``: the ids
    of the ticked choices, by field id. ``repr`` shows no personal data.
    """

    texts: Mapping[str, str] = field(default_factory=dict, repr=False)
    ticks: Mapping[str, frozenset[str]] = field(default_factory=dict, repr=False)
    place: str = field(default="", repr=False)
    signed_on: date | None = None
    signer: str = field(default="", repr=False)


@lru_cache(maxsize=16)
def load_form(name: str, folder: Path = TEMPLATES) -> OfficialForm:
    """Raises `TomlError` where there is none of that name."""
    return OfficialForm.model_validate(read_toml(folder / f"{name}.toml"))


def render_form(name: str, fields: FormFields, fonts_folder: Path, made_at: datetime) -> bytes:
    """The form as PDF, e.g. ``tk1_ts``. A field or choice that it does not have is a bug; see `render`."""
    return render(name, form_data(load_form(name), fields), fonts_folder, made_at)


def picture_form(name: str, fields: FormFields, fonts_folder: Path, made_at: datetime) -> tuple[bytes, ...]:
    """Its pages for a screen, as PNG."""
    return render_pictures(name, form_data(load_form(name), fields), fonts_folder, made_at, _SCREEN)


def form_data(form: OfficialForm, fields: FormFields) -> dict[str, Json]:
    """What a form's template is given."""
    filled: dict[str, list[str]] = {each.id: [] for each in form.fields}
    for field_id, text in fields.texts.items():
        if form.get_field(field_id).kind == "tick":
            raise BugError(f"the field {field_id} of {form.code} is ticked, not written")
        filled[field_id] = [line.strip() for line in text.splitlines() if line.strip()]
    for field_id, chosen in fields.ticks.items():
        unknown = chosen - form.get_field(field_id).choices.keys()
        if unknown:
            raise BugError(f"the field {field_id} of {form.code} has no choice {', '.join(sorted(unknown))}")
        filled[field_id] = sorted(chosen)
    day = fields.signed_on
    return {
        "title": f"{form.code}: {form.title}",
        "authority": form.source.issuer,
        "fields": filled,
        "place": fields.place,
        "day": f"{day:%d}" if day else "",
        "month": f"{day:%m}" if day else "",
        "year": f"{day:%Y}" if day else "",
        "signer": fields.signer,
    }
