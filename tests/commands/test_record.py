from __future__ import annotations

import json
from pathlib import Path

from tests.commands.run_main import run_main


def test_a_history_from_a_file(tmp_path: Path) -> None:
    asked = {
        "on": "2026-11-20",
        "contributions": [
            {
                "from": "2019-01",
                "to": "2019-12",
                "scheme": "compulsory",
                "wage": 5_000_000,
                "wage_kind": "employer",
                "conditions": ["hazardous"],
                "employer": "Công ty Thử",
                "paid": True,
                "consumed_by_lump_sum": False,
            },
            {"from": "2020-03", "to": "2020-04", "scheme": "voluntary", "wage": 1_500_000},
        ],
    }
    file = tmp_path / "history.json"
    file.write_text(json.dumps(asked), encoding="utf-8")
    done = run_main("record", "summary", "--input", str(file))
    answer = json.loads(done.stdout)
    assert (done.returncode, done.stderr) == (0, "")
    assert list(answer) == [
        "months", "unpaid_by_employer", "gaps", "overlaps", "first_month", "last_month", "warnings",
    ]  # fmt: skip
    assert (answer["months"]["total"], answer["months"]["voluntary"]) == (14, 2)
    assert answer["gaps"] == [{"from": "2020-01", "to": "2020-02", "months": 2, "kind": "none"}]


def test_bad_input_is_told_as_json(tmp_path: Path) -> None:
    file = tmp_path / "history.json"
    file.write_text('{"on": "2026-11-20", "contributions": [{"from": "2020-01"}]}', encoding="utf-8")
    done = run_main("record", "summary", "--input", str(file))
    error = json.loads(done.stdout)["error"]
    assert (done.returncode, error["code"], error["field"]) == (1, "missing_key", "contributions[0].to")
    assert json.loads(run_main("record", "summary").stdout)["error"]["field"] == "input"
