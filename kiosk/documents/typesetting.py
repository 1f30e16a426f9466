"""The typesetting engine: a template and its data become a PDF for paper, for keeping and for screen readers.

Every document is PDF/A-2a (ISO 19005-2, kept readable for decades) and PDF/UA-1 (ISO 14289-1, tagged for
screen readers); the engine refuses what would break either. Typst does the work, see
docs/decisions/010-one-typesetting-engine.md.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.documents.errors import TemplateError
from kiosk.documents.fonts import load_characters, printable
from kiosk.errors import BugError

if TYPE_CHECKING:
    from typst import Fonts, PDFStandard, TypstError

Json = str | int | bool | None | Sequence["Json"] | Mapping[str, "Json"]

TEMPLATES = Path(__file__).with_name("templates")
_STANDARDS: list[PDFStandard] = ["a-2a", "ua-1"]


def render(
    template: str,
    data: Mapping[str, Json],
    fonts_folder: Path,
    made_at: datetime,
    templates_folder: Path = TEMPLATES,
) -> bytes:
    """Set ``template`` (the name of a ``.typ`` file without its ending) with ``data`` as a PDF.

    ``made_at`` (aware) becomes the document's date: the same template, data, fonts and date give the same
    bytes. Only the fonts of ``fonts_folder`` are used, none of the machine's. A character that none of them
    has is drawn as ``□``. Raises PrintingError ``fonts_missing`` and TemplateError ``template_faulty``.
    """
    from typst import Compiler, TypstError

    if made_at.tzinfo is None:
        raise BugError("a document needs a date with its time zone")
    source = templates_folder / f"{template}.typ"
    if not source.is_file():
        raise TemplateError(f"There is no template {template}.")
    characters = load_characters(fonts_folder)
    fonts = _load_fonts(fonts_folder)
    compiler = Compiler(source, root=templates_folder, font_paths=fonts, ignore_system_fonts=True)
    try:
        pdf, warnings = compiler.compile_with_warnings(
            format="pdf",
            sys_inputs={"data": json.dumps(_printable(data, characters), ensure_ascii=False)},
            pdf_standards=_STANDARDS,
            timestamp=made_at.replace(microsecond=0),  # PDF counts in seconds
        )
    except TypstError as error:
        # "from None": the engine's message may quote what was to be printed.
        raise _template_error(template, error) from None
    if warnings:  # an unknown font, for one: the page would look otherwise than its template says
        raise _template_error(template, warnings[0])
    if not isinstance(pdf, bytes):
        raise BugError("the typesetting engine gave no PDF")
    return pdf


@lru_cache(maxsize=4)
def _load_fonts(folder: Path) -> Fonts:
    from typst import Fonts

    return Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder])


def _printable(value: Json, characters: frozenset[str]) -> Json:
    if isinstance(value, str):
        return printable(value, characters)
    if isinstance(value, Mapping):
        return {key: _printable(each, characters) for key, each in value.items()}
    if isinstance(value, Sequence):
        return [_printable(each, characters) for each in value]
    return value


def _template_error(template: str, error: TypstError | Warning) -> TemplateError:
    diagnostic = str(getattr(error, "diagnostic", ""))
    place = re.search(r"([\w-]+\.typ):(\d+)", diagnostic)
    where = f"{place[1]}, line {place[2]}" if place else f"{template}.typ"
    return TemplateError(f"A template cannot be set: {where}.", diagnostic or str(error))
