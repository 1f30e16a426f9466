"""The engine: the same bytes for the same data, no fonts but ours, errors that name the place."""

from __future__ import annotations

import hashlib
import io
import sys
from datetime import UTC, datetime
from pathlib import Path
from shutil import copy

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.documents.errors import PrintingError, TemplateError
from kiosk.documents.fonts import load_characters, printable
from kiosk.documents.typesetting import TEMPLATES, render
from kiosk.errors import BugError
from tests.kiosk.documents.receipts import FONTS, MADE_AT, text_of

HEAD = """
#import "common.typ": *
#set document(title: "Trial")
#set text(font: "Be Vietnam Pro", lang: "vi")
"""


@pytest.fixture
def trial(tmp_path: Path) -> Path:
    copy(TEMPLATES / "common.typ", tmp_path)
    return tmp_path


def _set(folder: Path, body: str, **data: str) -> bytes:
    (folder / "trial.typ").write_text(HEAD + body, encoding="utf-8")
    return render("trial", data, FONTS, MADE_AT, templates_folder=folder)


def test_the_same_data_give_the_same_bytes(trial: Path) -> None:
    first = _set(trial, "#data.name", name="Ánh")
    other = _set(trial, "#data.name", name="Bình")
    assert first != other
    assert hashlib.sha256(_set(trial, "#data.name", name="Ánh")).digest() == hashlib.sha256(first).digest()


def test_the_date_of_the_document_is_handed_in(trial: Path) -> None:
    pdf = pypdfium2.PdfDocument(io.BytesIO(_set(trial, "Xin chào")))
    assert pdf.get_metadata_value("CreationDate").startswith("D:20261122170500")
    with pytest.raises(BugError):
        render("trial", {}, FONTS, datetime(2026, 11, 22), templates_folder=trial)  # noqa: DTZ001  # what is refused


def test_characters_that_no_font_has_are_boxes(trial: Path) -> None:
    text = text_of(_set(trial, "#data.name", name="Ngu\u0079e\u0302\u0303n 漢 \ue000 \x00 Привет"))
    assert text == "Nguyễn □ □ Привет"


@settings(max_examples=200)
@given(st.text(st.characters()))
def test_printable_text_has_only_what_the_fonts_have(text: str) -> None:
    characters = load_characters(FONTS)
    assert set(printable(text, characters)) <= characters | {"\n"}
    assert printable(printable(text, characters), characters) == printable(text, characters)


def test_a_font_of_the_machine_is_not_taken(trial: Path) -> None:
    with pytest.raises(TemplateError) as caught:
        _set(trial, '#text(font: "DejaVu Sans")[Ánh]')
    assert "unknown font family: dejavu sans" in caught.value.explanation


@pytest.mark.parametrize("name", [None, "LiberationSerif-Italic.ttf"])
def test_missing_or_broken_fonts_are_named(tmp_path: Path, name: str | None) -> None:
    if name is not None:
        for file in FONTS.glob("*.ttf"):
            copy(file, tmp_path)
        (tmp_path / name).write_bytes(b"no font")
    with pytest.raises(PrintingError) as caught:
        render("receipt", {}, tmp_path, MADE_AT)
    assert caught.value.code == "fonts_missing"
    assert name is None or name in caught.value.sentence


def test_a_fault_in_a_template_is_named_by_file_and_line(trial: Path) -> None:
    with pytest.raises(TemplateError) as caught:
        _set(trial, "Good line\n#data.nme", name="Dương")
    assert caught.value.code == "template_faulty"
    assert "trial.typ, line 6" in caught.value.sentence
    assert "nme" in caught.value.explanation


def test_an_error_says_nothing_of_the_person(trial: Path) -> None:
    with pytest.raises(TemplateError) as caught:
        _set(trial, "#panic(data.name)", name="Dương")
    assert "Dương" not in str(caught.value)
    assert caught.value.__context__ is None


def test_an_unknown_template_is_named(trial: Path) -> None:
    with pytest.raises(TemplateError, match="no template nothing"):
        render("nothing", {}, FONTS, datetime.now(UTC), templates_folder=trial)


def test_what_a_screen_reader_could_not_read_is_refused(trial: Path) -> None:
    with pytest.raises(TemplateError, match=r"trial\.typ"):
        _set(trial, '#image(bytes("<svg xmlns=\'http://www.w3.org/2000/svg\'/>"), format: "svg")')


def test_a_template_without_an_end_is_given_up(trial: Path) -> None:
    (trial / "trial.typ").write_text(
        HEAD + "#for _ in range(9999) { for _ in range(9999) { for _ in range(9999) {} } }"
    )
    with pytest.raises(TemplateError, match="not set within"):
        render("trial", {"name": "Dương"}, FONTS, MADE_AT, templates_folder=trial, most_seconds=0.5)


def test_an_engine_that_dies_is_named(trial: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "dies.py"
    program.write_text("import os, signal, sys; sys.stdin.read(); os.kill(os.getpid(), signal.SIGKILL)")
    monkeypatch.setattr("kiosk.documents.typesetting._PROGRAM", program)
    with pytest.raises(PrintingError) as caught:
        _set(trial, "#data.name", name="Dương")
    assert caught.value.code == "engine_failed"
    assert "Dương" not in str(caught.value)


def test_the_engine_is_never_loaded_into_the_kiosk(trial: Path) -> None:
    """It would remember what it has set for people who have left."""
    _set(trial, "#data.name", name="Dương")
    assert "typst" not in sys.modules


def test_no_template_fetches_anything() -> None:
    for file in TEMPLATES.glob("*.typ"):
        text = file.read_text(encoding="utf-8")
        assert "@preview" not in text
        assert "@local" not in text
