"""`documents show`: what a clerk sees who mends a template."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from commands.document_samples import sample_data
from kiosk.documents.forms import load_form
from kiosk.documents.typesetting import TEMPLATES
from main import main
from tests.kiosk.documents.receipts import text_of


@pytest.mark.parametrize("template", ["receipt", "tk1_ts", "mau_so_2"])
def test_a_template_is_shown_with_made_up_data(template: str, tmp_path: Path) -> None:
    out = tmp_path / "page.pdf"
    assert main(["documents", "show", template, "--out", str(out)]) == 0
    text = text_of(out.read_bytes())
    if template == "receipt":
        assert "Thủ tục thí dụ" in text
    else:
        ids = [each.id for each in load_form(template).fields if each.kind == "text"]
        assert all(f"({field_id})" in text for field_id in ids)


def test_every_template_can_be_shown() -> None:
    for file in TEMPLATES.glob("*.typ"):
        if file.stem not in ("common", "official"):
            assert sample_data(file.stem)


def test_the_data_can_be_taken_from_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["documents", "show", "receipt", "--print-data"]) == 0
    data = json.loads(capsys.readouterr().out)
    data["office"] = "BHXH cơ sở Ea Súp"
    (tmp_path / "data.json").write_text(json.dumps(data), encoding="utf-8")
    out = tmp_path / "page.pdf"
    wanted = ["documents", "show", "receipt", "--data", str(tmp_path / "data.json"), "--out", str(out)]
    assert main(wanted) == 0
    assert "BHXH cơ sở Ea Súp" in text_of(out.read_bytes())


def test_what_is_missing_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "data.json").write_text('{"title": {"vi": "Thử"}}', encoding="utf-8")
    out = tmp_path / "page.pdf"
    wanted = ["documents", "show", "receipt", "--data", str(tmp_path / "data.json"), "--out", str(out)]
    assert main(wanted) == 1
    said = capsys.readouterr().err
    assert "receipt.typ, line" in said
    assert "reference" in said
    assert not out.exists()


@pytest.mark.parametrize("content", ["[1]", "{", None])
def test_data_that_cannot_be_read_are_wrong_usage(
    content: str | None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "data.json"
    if content is not None:
        file.write_text(content, encoding="utf-8")
    assert main(["documents", "show", "receipt", "--data", str(file)]) == 2
    assert "cannot be read" in capsys.readouterr().err


def test_an_unknown_template_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["documents", "show", "nothing"]) == 2
    assert "nothing" in capsys.readouterr().err
