"""Whoever asks for pictures of something that is not there is told so."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ui.screenshots import UnknownNamesError, check_names, main

_PASSED = ("sign", "sign code", "no_record", "no_channel", "staff_review reasons")


def test_a_name_that_no_state_begins_with_is_told_with_those_that_are_near() -> None:
    with pytest.raises(UnknownNamesError) as told:
        check_names(("sign", "no_chanel", "reasons", "xyz"), _PASSED)
    assert str(told.value).splitlines() == [
        "No state is named no_chanel. Near are: no_channel.",
        "No state is named reasons. Near are: staff_review_reasons.",
        "No state is named xyz.",
    ]


def test_all_that_is_asked_for_by_nobody_and_beginnings_of_names_are_known() -> None:
    check_names(("",), _PASSED)
    check_names(("staff_review_reas", "sign_code"), _PASSED)


def test_a_look_that_there_is_not_is_told_with_those_that_there_are(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(tmp_path / "pictures"), "--look", "vi-150", "vi-200"]) == 2
    told = capsys.readouterr().err
    assert "en-125-contrast" in told
    assert "not vi-200" in told
