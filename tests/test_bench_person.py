"""How the seconds of a person are counted: what is waited for while something else is done is free."""

from __future__ import annotations

from typing import Any

from bench.person import timed
from commands.demo.transcript import PERSON, STAFF


def _step(
    at: str, *, words: int = 0, keys: int = 0, taps: int = 0, by: str = PERSON, **more: Any
) -> dict[str, Any]:
    made = {"at": at, "words": words, "keys": keys, "taps": taps, "by": by, "seconds": 0.0, "codes": ()}
    return {**made, **more}


def _seconds(task: str, *steps: dict[str, Any]) -> list[float]:
    return [round(sum(parts), 1) for parts in timed(task, steps)]


def test_a_code_is_waited_for_as_long_as_is_left_of_its_way() -> None:
    sent = _step("phone", taps=1, codes=("phone_code",))
    typed = _step("phone_code", keys=6)
    assert _seconds("register", sent, typed) == [1.0, 12.0]  # 5 on its way, 3 read, 4 typed
    assert _seconds("register", sent, _step("email", taps=3), typed) == [1.0, 3.0, 9.0]
    assert _seconds("register", sent, _step("email", keys=9), typed) == [1.0, 6.0, 7.0]
    assert _seconds("register", _step("phone", taps=1), typed) == [1.0, 12.0]  # sent by its own page
    assert _seconds("register", sent, typed, typed)[2] == 4.0  # read once


def test_the_card_is_laid_down_while_staff_sign_in() -> None:
    signs_in = _step("staff_sign_in", keys=18, by=STAFF)
    laid = _step("card")
    assert _seconds("register", laid) == [5.0]
    assert _seconds("register_assisted", signs_in, laid) == [15.0, 0.0]
    by_pin = _step("staff_sign_in", keys=6, by=STAFF)
    assert _seconds("register_assisted_again", by_pin, laid) == [4.0, 1.0]  # no code is looked up


def test_staff_need_a_glance_for_a_page_that_they_know() -> None:
    page = _step("address", words=80, by=STAFF)
    assert _seconds("register_assisted", page) == [1.0]
    assert [sum(parts) for parts in timed("register_assisted", [page], staff_read=True)] == [20.0]
    assert _seconds("register", _step("address", words=80)) == [20.0]
