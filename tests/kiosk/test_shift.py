"""Staff who go on helping by their PIN: for how long, and what ends it."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from kiosk.policy import ShiftPolicy
from kiosk.shift import Shift
from tests.manual_clock import ManualClock

HALF_HOUR, FOUR_HOURS = 30 * 60, 4 * 3600


def on_shift() -> tuple[Shift, ManualClock]:
    clock = ManualClock()
    shift = Shift(clock)
    assert shift.account is None
    shift.begin("100007")
    return shift, clock


def test_it_holds_for_half_an_hour_after_the_last_help() -> None:
    shift, clock = on_shift()
    clock.advance(HALF_HOUR - 1)
    assert shift.account == "100007"
    shift.go_on()
    clock.advance(HALF_HOUR - 1)
    assert shift.account == "100007"
    clock.advance(1)
    assert shift.account is None


def test_after_four_hours_the_code_is_asked_for_however_busy_they_were() -> None:
    shift, clock = on_shift()
    for _ in range(FOUR_HOURS // 1200):
        assert shift.account == "100007"
        shift.go_on()
        clock.advance(1200)
    assert shift.account is None
    shift.begin("100008")  # somebody signs in fully
    assert shift.account == "100008"


def test_two_wrong_pins_in_a_row_are_too_many() -> None:
    shift, _ = on_shift()
    shift.note_wrong()
    shift.go_on()
    shift.note_wrong()
    assert shift.account == "100007"
    shift.note_wrong()
    assert shift.account is None


def test_the_clock_on_the_wall_has_no_say() -> None:
    shift, clock = on_shift()
    clock.set_wall_clock(clock.now().replace(year=2001))
    assert shift.account == "100007"


def test_an_office_may_do_without_and_never_go_beyond_the_bounds() -> None:
    shift = Shift(ManualClock(), lambda: ShiftPolicy(pin_minutes=0))
    shift.begin("100007")
    assert shift.account is None
    for far in ({"pin_minutes": 31}, {"full_hours": 13}, {"full_hours": 0}):
        with pytest.raises(ValidationError):
            ShiftPolicy.model_validate(far)
