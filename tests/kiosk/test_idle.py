"""The idle limits on a clock that the test moves."""

from __future__ import annotations

import pytest

from kiosk.idle import Attention, IdleLimits, IdleWatch
from tests.manual_clock import ManualClock


def test_silence_warns_first_and_ends_later() -> None:
    clock = ManualClock()
    watch = IdleWatch(clock, IdleLimits(before_warning=90, to_answer=30))
    clock.advance(89)
    assert watch.attention() is Attention.PRESENT
    clock.advance(2)
    assert watch.attention() is Attention.WARNED
    assert watch.seconds_left() == pytest.approx(29)
    clock.advance(29)
    assert watch.attention() is Attention.GONE


def test_a_touch_extends_without_limit() -> None:
    clock = ManualClock()
    watch = IdleWatch(clock, IdleLimits())
    for _ in range(20):
        clock.advance(110)
        assert watch.attention() is Attention.WARNED
        watch.touch()
        assert watch.attention() is Attention.PRESENT


def test_typing_gets_more_time() -> None:
    clock = ManualClock()
    watch = IdleWatch(clock, IdleLimits(before_warning=90))
    watch.extra = 150
    clock.advance(200)
    assert watch.attention() is Attention.PRESENT


def test_a_wall_clock_that_jumps_ends_nothing() -> None:
    clock = ManualClock()
    watch = IdleWatch(clock, IdleLimits())
    clock.set_wall_clock(clock.now().replace(year=2030))
    assert watch.attention() is Attention.PRESENT


def test_less_than_twenty_seconds_to_answer_is_refused() -> None:
    with pytest.raises(ValueError, match="20 seconds"):
        IdleLimits(to_answer=19)
