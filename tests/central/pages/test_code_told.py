"""What officers read of the code by which a person activates their account."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from central.accounts.queue import CodeNote, CodeStanding
from central.pages.rendering import code_told

AT = datetime(2026, 3, 2, 1, 30, tzinfo=UTC)
SENT = CodeNote(CodeStanding.SENT, "email", AT, AT + timedelta(hours=72), None, None)


def test_where_it_went_and_how_long_it_holds() -> None:
    assert code_told(SENT) == "đã gửi qua thư điện tử, dùng được đến 08:30, 05/03/2026"


def test_that_it_was_used() -> None:
    used = CodeNote(CodeStanding.SENT, "email", AT, AT + timedelta(hours=72), AT, None)
    assert code_told(used) == "đã dùng lúc 08:30, 02/03/2026"


@pytest.mark.parametrize("fault", ["user_name_taken", "account_locked", "act_unreadable", "mail_failed"])
def test_why_there_is_none_in_words(fault: str) -> None:
    told = code_told(CodeNote(CodeStanding.FAILED, None, AT, None, None, fault))
    assert told.startswith("không gửi được: ")
    assert fault not in told


@pytest.mark.parametrize("state", [CodeStanding.WAITING, CodeStanding.NO_ADDRESS])
def test_every_state_has_words(state: CodeStanding) -> None:
    told = code_told(CodeNote(state, None, AT, None, None, None))
    assert told.startswith("đang chờ" if state is CodeStanding.WAITING else "chưa gửi")
