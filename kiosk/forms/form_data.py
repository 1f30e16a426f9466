"""A form as it stands in its file, before its questions are put together."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from kiosk.forms.form import PageKind
from kiosk.forms.question import Sensitivity
from kiosk.language import Bilingual
from kiosk.records.dated import PaidTo

_ID = r"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*$"


class _Data(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class CheckData(_Data):
    holds: dict[str, Any]
    fault: Bilingual


class DatedData(_Data):
    """A figure of the record; `kiosk.records.dated` tells them. One of the last three names a day; where that
    is a repeating group, ``cell`` is the column that has it, and the earliest counts.
    """

    figure: str
    of: PaidTo
    in_last: Annotated[int, Field(ge=1)] | None = None
    when: dict[str, Any] | None = None
    cell: str | None = None
    before: str | None = None
    until: str | None = None
    birth: str | None = None


class QuestionData(_Data):
    id: str = Field(pattern=_ID)
    kind: str
    label: Bilingual
    help: Bilingual | None = None
    required: bool = True
    none_label: Bilingual | None = None
    when: dict[str, Any] | None = None
    prefill: str | DatedData | tuple[str | DatedData, ...] | None = None
    locked: bool = False
    sensitivity: Sensitivity = Sensitivity.OPEN
    options: dict[str, Any] = {}
    check: tuple[CheckData, ...] = ()
    column: tuple[QuestionData, ...] = ()  # what each row of a repeating group asks


class AlsoData(_Data):
    """A paragraph that is told to whom ``when`` holds for."""

    when: dict[str, Any]
    text: Bilingual


class PageData(_Data):
    id: str = Field(pattern=_ID)
    group: str
    kind: PageKind = PageKind.QUESTIONS
    title: Bilingual | None = None
    lead: Bilingual | None = None
    when: dict[str, Any] | None = None
    question: tuple[QuestionData, ...] = ()
    channel: str = ""
    paragraph: tuple[Bilingual, ...] = ()
    also: tuple[AlsoData, ...] = ()
    article: str = ""
    bring: tuple[Bilingual, ...] = ()
    counter: bool = False
    leads_to: tuple[str, ...] = ()
    at_once: bool = False


class FormData(_Data):
    """The table ``form`` of a task's file."""

    version: str
    group: dict[str, Bilingual] = {}
    condition: dict[str, dict[str, Any]] = {}
    page: tuple[PageData, ...] = ()


def first_fault(error: ValidationError, key: str = "") -> tuple[str, str]:
    """Where below ``key`` a model's first error lies (``form.page[1].id``), and the reason without the value;
    "file" where that is everywhere.
    """
    first = error.errors(include_input=False, include_url=False)[0]
    way = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in first["loc"])
    return f"{key}{way}".lstrip(".") or "file", first["msg"]
