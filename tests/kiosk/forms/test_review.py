from __future__ import annotations

import inspect
import re

from kiosk.forms.kinds import KINDS
from kiosk.forms.loading import read_form
from kiosk.forms.review import faults_of_form, faults_of_kinds
from kiosk.language import Language


def test_every_fault_has_words_in_both_languages() -> None:
    rows = faults_of_kinds()
    assert {row.owner for row in rows} == {"common", *(kind.name for kind in KINDS.values() if kind.faults)}
    for row in rows:
        for language in Language:
            text = row.words.text(language)
            assert text == text.strip() != ""
        assert row.words.vi != row.words.en
        assert set(re.findall(r"{\w+}", row.words.vi)) == set(re.findall(r"{\w+}", row.words.en))


def test_no_kind_raises_a_fault_without_words() -> None:
    for kind in KINDS.values():
        raised = set(re.findall(r'self\.fault\(\s*"(\w+)"', inspect.getsource(type(kind))))
        assert raised <= set(kind.faults), kind.name


def test_the_faults_of_a_form_name_questions_columns_and_checks() -> None:
    label = {"vi": "Câu hỏi", "en": "Question"}
    check = {"holds": {"question": "name", "is": "An"}, "fault": {"vi": "Khác.", "en": "Differs."}}
    column = {"id": "name", "kind": "name", "label": label, "check": [check]}
    question = {
        "id": "family",
        "kind": "relatives",
        "label": label,
        "required": False,
        "options": {"item": label},
        "column": [column],
    }
    data = {
        "version": "1",
        "group": {"main": label},
        "page": [{"id": "p", "group": "main", "question": [question]}],
    }
    rows = [(row.owner, row.fault) for row in faults_of_form(read_form("test", data, "test.toml"))]
    assert rows == [
        *(("family", fault) for fault in ("too_few", "too_many", "row")),
        *(("family.name", fault) for fault in ("required", "digits", "letters", "no_letter", "too_long")),
        ("family.name", "check[0]"),
    ]
