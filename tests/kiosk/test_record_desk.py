"""Every way in which central can say no has words at the kiosk."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from central.http.problems import ProblemCode
from kiosk.record_desk import OBSTACLES, Obstacle, obstacle

ROOT = Path(__file__).parents[2]


def refused_by_grants() -> set[str]:
    """Codes that the room of grants names in its source."""
    source = "".join(file.read_text("utf-8") for file in (ROOT / "central/grants").glob("*.py"))
    return {ProblemCode[name].value for name in re.findall(r"ProblemCode\.([A-Z_]+)", source)}


# A kiosk that was revoked, or says what central does not understand, is for staff.
FOR_STAFF = {
    "device-revoked",
    "evidence-unknown",
    "evidence-contradicts",
    "grant-of-another-device",
    "grant-of-another-person",
    "result-unreadable",
}


def test_no_refusal_of_grants_was_forgotten() -> None:
    codes = refused_by_grants()
    assert {"officer-needed", "grant-limit-reached", "person-unknown"} <= codes
    assert codes - set(OBSTACLES) == FOR_STAFF
    assert all(obstacle(code) is Obstacle.KIOSK for code in FOR_STAFF)


def test_no_code_stands_there_that_nobody_says() -> None:
    ours = {"central_unreachable", "cancelled"}
    assert set(OBSTACLES) - ours <= {code.value for code in ProblemCode}


@pytest.mark.parametrize("why", Obstacle)
def test_each_has_words_of_its_own_in_both_functions(why: Obstacle) -> None:
    page = (ROOT / "ui/qml/Kiosk/Screens/RecordScreen.qml").read_text("utf-8")
    source = page.split("function whyTitle")[1]
    expected = 0 if why is Obstacle.KIOSK else 2  # the words for whatever else there is
    assert source.count(f'case "{why.value}":') == expected
