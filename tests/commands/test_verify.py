"""``main.py verify`` answers in plain words and by its exit code, without a line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from central.books.trust import Withdrawn, write_trust
from tests.central.books.signed import NOW, NUMBER, signed
from tests.commands.run_main import run_main


@pytest.fixture
def trust(tmp_path: Path) -> Path:
    told = Withdrawn(told_at=NOW)
    write_trust(signed().trust.model_copy(update={"withdrawn": told}), tmp_path / "trust")
    return tmp_path / "trust"


def test_a_book_that_holds(tmp_path: Path, trust: Path) -> None:
    file = tmp_path / "book.pdf"
    file.write_bytes(signed().pdf)
    done = run_main("verify", str(file), "--trust", str(trust))
    assert done.returncode == 0
    assert "Sổ đúng, còn nguyên · Genuine and unchanged" in done.stdout
    assert NUMBER in done.stdout
    file.write_bytes(signed().pdf + b" ")
    done = run_main("verify", str(file), "--trust", str(trust), "--json")
    assert done.returncode == 1
    assert json.loads(done.stdout) == {
        "verdict": "changed",
        "form": "pdf",
        "withdrawn_as_of": "2026-11-22T17:05:00+00:00",
    }


def test_the_text_of_a_code(trust: Path) -> None:
    done = run_main("verify", signed().code, "--trust", str(trust), "--json")
    assert done.returncode == 0
    told = json.loads(done.stdout)
    assert (told["verdict"], told["book"], told["says"]["months"]) == ("valid", NUMBER, [312, 200, 112])
    assert "Bắt buộc" in run_main("verify", signed().code, "--trust", str(trust)).stdout


def test_what_cannot_be_checked_is_told_in_a_sentence(tmp_path: Path, trust: Path) -> None:
    done = run_main("verify", str(tmp_path / "none"), "--trust", str(trust), "--json")
    assert (done.returncode, json.loads(done.stdout)["error"]["code"]) == (1, "no_such_file")
    done = run_main("verify", signed().code, "--trust", str(tmp_path))
    assert done.returncode == 1
    assert "central's page /verify" in done.stdout
