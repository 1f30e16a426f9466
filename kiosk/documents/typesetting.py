"""The typesetting engine: a template and its data become a PDF for paper, for keeping and for screen readers.

Every document is PDF/A-2a (ISO 19005-2, kept readable for decades) and PDF/UA-1 (ISO 14289-1, tagged for
screen readers); the engine refuses what would break either. Typst does the work in a process of its own, see
docs/decisions/021-one-typesetting-engine.md.
"""

from __future__ import annotations

import base64
import json
import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from kiosk.documents.errors import PrintingError, PrintingErrorCode, TemplateError
from kiosk.documents.fonts import load_characters, printable
from kiosk.documents.signature_field import SignaturePlace, with_signature_fields
from kiosk.documents.typesetting_process import EXIT_FAULTY
from kiosk.errors import BugError
from kiosk.language import Bilingual

Json = str | int | bool | None | Sequence["Json"] | Mapping[str, "Json"]

TEMPLATES = Path(__file__).with_name("templates")
_PROGRAM = Path(__file__).with_name("typesetting_process.py")
_STANDARDS = ["a-2a", "ua-1"]
_MOST_SECONDS = 30.0  # a page takes a tenth of a second; a template that never ends is given up


def both(text: Bilingual) -> dict[str, Json]:
    """A text as templates take it."""
    return {"vi": text.vi, "en": text.en}


def render(
    template: str,
    data: Mapping[str, Json],
    fonts_folder: Path,
    made_at: datetime,
    *,
    templates_folder: Path = TEMPLATES,
    most_seconds: float = _MOST_SECONDS,
) -> bytes:
    """Set ``template`` (the name of a ``.typ`` file without its ending) with ``data`` as a PDF.

    ``made_at`` (aware) becomes the document's date: the same template, data, fonts and date give the same
    bytes. Only the fonts of ``fonts_folder`` are used, none of the machine's. A character that none of them
    has is drawn as ``□``. Raises PrintingError ``fonts_missing`` or ``engine_failed``, and TemplateError.
    """
    asked = _Asked(template, data, fonts_folder, made_at)
    answer = _set(asked, templates_folder=templates_folder, most_seconds=most_seconds)
    (pdf,) = answer.made
    return with_signature_fields(pdf, answer.signatures)


def render_pictures(
    template: str, data: Mapping[str, Json], fonts_folder: Path, made_at: datetime, pixels_per_inch: float
) -> tuple[bytes, ...]:
    """The pages of the same document for a screen (PNG). Raises what `render` does."""
    asked = _Asked(template, data, fonts_folder, made_at, pixels_per_inch)
    return _set(asked).made


class _Asked(NamedTuple):
    template: str
    data: Mapping[str, Json]
    fonts_folder: Path
    made_at: datetime
    pixels_per_inch: float | None = None


class _Set(NamedTuple):
    made: tuple[bytes, ...]  # the PDF, or one picture a page
    signatures: tuple[SignaturePlace, ...]


def _set(asked: _Asked, *, templates_folder: Path = TEMPLATES, most_seconds: float = _MOST_SECONDS) -> _Set:
    template, data, fonts_folder, made_at, pixels_per_inch = asked
    if made_at.tzinfo is None:
        raise BugError("a document needs a date with its time zone")
    source = templates_folder / f"{template}.typ"
    if not source.is_file():
        raise TemplateError(f"There is no template {template}.")
    request = {
        "template": str(source.absolute()),
        "root": str(templates_folder.absolute()),
        "fonts": str(fonts_folder.absolute()),
        "data": _printable(data, load_characters(fonts_folder)),
        "made_at": int(made_at.timestamp()),
        "standards": _STANDARDS,
        "pixels_per_inch": pixels_per_inch,
    }
    try:
        answer = subprocess.run(
            [sys.executable, "-I", str(_PROGRAM)],
            input=json.dumps(request, ensure_ascii=False).encode(),
            capture_output=True,
            timeout=most_seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        # "from None": the exception would carry the data in its traceback.
        raise TemplateError(f"The template {template} was not set within {most_seconds:g} seconds.") from None
    if answer.returncode == EXIT_FAULTY:
        raise _template_error(template, answer.stdout.decode())
    if answer.returncode:
        raise PrintingError(
            PrintingErrorCode.ENGINE_FAILED, f"The typesetting program ended with code {answer.returncode}."
        )
    told = json.loads(answer.stdout)
    return _Set(
        tuple(map(base64.b64decode, told["made"])),
        tuple(_signature_place(each) for each in told["signatures"]),
    )


def _signature_place(told: Mapping[str, Any]) -> SignaturePlace:
    named = {key: told[key] for key in ("name", "told") if key in told}
    return SignaturePlace(told["page"], *told["place"], **named)


def _printable(value: Json, characters: frozenset[str]) -> Json:
    if isinstance(value, str):
        return printable(value, characters)
    if isinstance(value, Mapping):
        return {key: _printable(each, characters) for key, each in value.items()}
    if isinstance(value, Sequence):
        return [_printable(each, characters) for each in value]
    return value


def _template_error(template: str, diagnostic: str) -> TemplateError:
    place = re.search(r"([\w-]+\.typ):(\d+)", diagnostic)
    where = f"{place[1]}, line {place[2]}" if place else f"{template}.typ"
    return TemplateError(f"A template cannot be set: {where}.", diagnostic)
