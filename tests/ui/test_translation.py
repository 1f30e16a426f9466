"""Words are looked up without Python, whichever thread asks, and follow the language at once."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtQml import QQmlApplicationEngine
from PySide6.QtWidgets import QApplication

from tests.patience import PATIENCE
from tests.ui.walk import Walk
from ui.translation import Translation, keep_together

ROOT = Path(__file__).parents[2]


def test_nothing_waits_for_python_while_pages_are_loaded(tmp_path: Path) -> None:
    """On a machine that has not compiled the pages yet, as after each update."""
    cold = os.environ | {"QML_DISK_CACHE_PATH": str(tmp_path)}
    ended = subprocess.run(
        [sys.executable, "-m", "tests.ui.cold_start"], cwd=ROOT, env=cold, timeout=PATIENCE, check=False
    )
    assert ended.returncode == 0
    assert any(tmp_path.rglob("*.qmlc"))


def test_both_languages_have_their_words(walk: Walk) -> None:
    walk.home()
    for language, words in (("en", "What would you like to do?"), ("vi", "Ông/\u2060bà cần làm việc gì?")):
        walk.dress(language, 1.0)
        assert walk.wait_for("title").property("text") == words


def test_a_language_without_a_table_is_refused(qapp: QApplication) -> None:
    del qapp
    with pytest.raises(FileNotFoundError, match="qml_fr"):
        Translation(QQmlApplicationEngine()).switch("fr")


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("suy giảm từ 81 %.", "suy giảm từ 81\u00a0%."),
        ("1.366.200 đồng một tháng", "1.366.200\u00a0đồng một tháng"),
        ("VND 1,366,200 a month", "VND\u00a01,366,200 a month"),
        ("4,250,000 VND", "4,250,000\u00a0VND"),
        ("Còn %1 % của %2", "Còn %1\u00a0% của %2"),
        ("%1 %2", "%1 %2"),
        ("(001 188 004 217, Chủ hộ)", "(001\u00a0188\u00a0004\u00a0217, Chủ hộ)"),
        ("08:30, 02/03/2026", "08:30, 02/03/2026"),
        ("ông/bà", "ông/\u2060bà"),
        ("có chứng thực (mẫu 13-HSB)", "có chứng thực (mẫu\u00a013-\u2060HSB)"),
        ("Tờ khai, mẫu TK1-TS: nộp", "Tờ khai, mẫu\u00a0TK1-\u2060TS: nộp"),
        ("(Mẫu số 4)", "(Mẫu\u00a0số\u00a04)"),
        ("Request (form 14-HSB)", "Request (form\u00a014-\u2060HSB)"),
        ("Quyết định 2222/QĐ-BHXH", "Quyết định 2222/QĐ-\u2060BHXH"),
        ("theo mẫu in sẵn, e-mail", "theo mẫu in sẵn, e-\u2060mail"),
        ("E-mail to be confirmed", "E-\u2060mail to be confirmed"),
        ("e-transaction", "e-transaction"),
        ("DK26-4417-0932-0123-2", "DK26-4417-0932-0123-2"),
    ],
)
def test_what_belongs_together_stands_on_one_line(written: str, shown: str) -> None:
    assert keep_together(written) == shown
