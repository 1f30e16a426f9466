"""``main.py services`` from outside: JSON in, JSON out, exit codes."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from central.cases.kinds import service_filed
from central.cases.kinds.service_filed import services as terms_of_central
from commands.demo import plays
from kiosk.tasks.catalogue import load_catalogue
from main import main

LUMP_SUM = {
    "on": "2026-11-27",
    "compulsory_months": 100,
    "voluntary_months": 0,
    "months_before_2025_07": 90,
    "last_paid_month": "2026-01",
    "insured_now": False,
}


@pytest.fixture
def services(capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> Any:
    def run(*arguments: str, given: object = None) -> tuple[int, Any]:
        stdin = io.TextIOWrapper(io.BytesIO(json.dumps(given).encode()))
        monkeypatch.setattr("sys.stdin", stdin)
        code = main(["services", *arguments])
        return code, json.loads(capsysbinary.readouterr().out)

    return run


def test_the_list_names_every_service_with_who_may_file_it(services: Any) -> None:
    code, shown = services("list")
    rows = {row["service"]: row for row in shown["services"]}
    assert code == 0
    assert set(rows) == {task.id for task in load_catalogue() if task.filing is not None}
    assert rows["9.14"]["code"] == "1.001613.04"
    assert rows["9.14"]["who"] == ["self", "authorised", "guardian"]
    assert rows["9.14"]["assurance"] == "person"


def test_every_reference_of_every_file_is_resolved(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["services", "check"]) == 0, capsys.readouterr().out


def test_what_central_does_not_know_of_a_service_is_a_fault(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = dict(terms_of_central())
    without_row, with_another = rows.pop("9.14"), rows["9.12"].model_copy(update={"working_days": 8})
    assert without_row.working_days == 7
    unasked = rows["9.3"].model_copy(update={"account": False})
    monkeypatch.setattr(service_filed, "services", lambda: {**rows, "9.12": with_another, "9.3": unasked})
    assert main(["services", "check"]) == 1
    told = capsys.readouterr().out.splitlines()
    assert [line.split(":")[0] for line in told] == ["9.3", "9.12", "9.14"]


def test_without_a_play_answers_are_needed(services: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plays, "_FOLDER", Path("nowhere"))
    code, error = services("file", "9.14")
    assert code == 1
    assert (error["error"]["code"], error["error"]["field"]) == ("no_answers", "answers")


def test_a_service_is_shown_whole_by_its_id_and_by_each_code(services: Any) -> None:
    code, shown = services("show", "9.14", "--on", "2026-11-27")
    assert code == 0
    assert services("show", "1.001613.07", "--on", "2026-11-27") == (0, shown)
    assert [(each["code"], each["valid_from"], each["valid_until"]) for each in shown["codes"]] == [
        ("1.001613.04", "2024-06-05", None),
        ("1.001613.07", "2024-06-05", None),
    ]
    assert shown["answer_within"]["working_days"] == 7
    assert {"rule", "facts", "reasons"} <= shown["checks"][0].keys()
    assert [each["id"] for each in shown["documents"]] == [
        "request_14_hsb",
        "insurance_book",
        "authorisation",
        "guardian_paper",
    ]
    assert "paid.known" in [name for page in shown["form"]["pages"] for name in page["questions"]]


def test_before_the_law_no_term_is_in_force(services: Any) -> None:
    assert services("show", "9.14", "--on", "2025-06-30")[1]["answer_within"] is None


def test_what_may_be_filed_later_says_when(services: Any) -> None:
    code, answer = services("eligibility", "9.14", "--facts", "-", given=LUMP_SUM)
    assert code == 0
    assert (answer["outcome"], answer["earliest_on"]) == ("not_now", "2027-02-01")
    assert answer["alternatives"] == ["9.12", "keep", "voluntary"]
    assert answer["due"] == {
        "working_days": 7,
        "calendar_days": None,
        "date": "2026-12-08",
        "article": "Luật 41/2024/QH15, Điều 79 khoản 3, Điều 107 khoản 3",
        "status": "settled",
    }
    assert set(answer["notice"]) == {"vi", "en"}


@pytest.mark.parametrize(
    ("facts", "code", "field"),
    [
        ({"on": "2026-02-30"}, "impossible_date", "on"),
        ({"unheard_of": 1}, "unknown_key", "unheard_of"),
        ({"compulsory_months": "12"}, "wrong_type", "compulsory_months"),
        ({"by": "neighbour"}, "not_allowed", "by"),
        ([], "wrong_type", ""),
    ],
)
def test_what_cannot_be_read_is_told_by_its_key(services: Any, facts: object, code: str, field: str) -> None:
    ended, answer = services("eligibility", "9.14", "--facts", "-", given=facts)
    assert (ended, answer["error"]["code"], answer["error"]["field"]) == (1, code, field)


def test_an_unknown_service_is_told(services: Any) -> None:
    ended, answer = services("show", "9.99")
    assert (ended, answer["error"]["field"]) == (1, "service")


def test_one_bad_case_of_many_does_not_stop_the_others(services: Any) -> None:
    cases = [
        {"id": "a", "service": "9.14", "facts": LUMP_SUM},
        {"id": "b", "service": "9.99", "facts": {}},
        {"id": "c", "service": "9.14"},
        {"id": "d", "service": "9.14", "facts": {**LUMP_SUM, "insured_now": True}},
    ]
    code, shown = services("batch", "--input", "-", given={"cases": cases})
    answers = {answer["id"]: answer for answer in shown["answers"]}
    assert code == 0
    assert answers["a"]["outcome"] == "not_now"
    assert answers["b"]["error"]["code"] == "unknown_service"
    assert answers["c"]["error"]["field"] == "cases[2]"
    assert answers["d"]["outcome"] == "not_eligible"


def test_it_is_filed_without_screens_and_leaves_act_and_papers(services: Any, tmp_path: Path) -> None:
    code, told = services("file", "9.14", "--out", str(tmp_path))
    assert code == 0, told
    assert told["filed"] is True
    stored = json.loads(Path(told["act"]).read_text("utf-8"))
    assert stored["case_number"] == told["case_number"]
    assert stored["content"]["payload"]["answers"]["payment.how"] == "account"
    form = " ".join(page.extract_text() for page in PdfReader(told["papers"]["request_14_hsb"]).pages)
    assert "GIẤY ĐỀ NGHỊ GIẢI QUYẾT CHẾ ĐỘ" in form


def test_where_the_law_says_no_nothing_is_filed(services: Any, tmp_path: Path) -> None:
    answers = {
        "filing.by": "self",
        "paid.known": "yes",
        "paid.compulsory_years": "5",
        "paid.voluntary_years": 0,
        "paid.before_law": True,
        "insured.now": False,
        "paid.last_month": "012026",
    }
    code, told = services("file", "9.14", "--answers", "-", "--out", str(tmp_path), given=answers)
    assert (code, told["filed"], told["stopped_by"]) == (0, False, "twelve_months_not_over")
    assert "01/02/2027" in told["sentences"][-1]


def test_an_answer_that_is_missing_is_asked_for_by_its_question(services: Any, tmp_path: Path) -> None:
    code, told = services("file", "9.14", "--answers", "-", "--out", str(tmp_path), given={})
    assert (code, told["error"]["code"], told["error"]["field"]) == (1, "answer_refused", "filing.by")
