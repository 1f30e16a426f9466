"""The staff room among the other places: one door in, and nobody is signed in outside of it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.assisting import Assisting
from kiosk.errors import BugError
from kiosk.language import Language
from kiosk.navigator import Navigator
from kiosk.places import STAFF_ROOM, EndReason, Place
from kiosk.visit.assistance import Helper
from tests.kiosk.visits import Around

Move = Callable[[Navigator], None]
INSIDE = sorted(place for place in STAFF_ROOM if place is not Place.STAFF_SIGN_IN)


def _if(allowed: Callable[[Navigator], bool], move: Move) -> Move:
    def moved(navigator: Navigator) -> None:
        if allowed(navigator):
            move(navigator)

    return moved


def _go_in(place: Place) -> Move:
    return lambda navigator: navigator.go_in_staff_room(place)


MOVES: dict[str, Move] = {
    "begin": _if(lambda each: not each.in_visit, lambda each: each.begin(Language.VIETNAMESE)),
    "choose": _if(lambda each: each.in_visit, lambda each: each.choose("change_contact")),
    "call": _if(lambda each: each.in_visit, Navigator.call_staff),
    "open": Navigator.open_staff_room,
    "back": _if(lambda each: each.can_go_back, Navigator.back),
    "help": lambda navigator: navigator.leave_to_help(Helper("100001", "Trần Văn Mẫu"), Language.VIETNAMESE),
    "leave room": _if(lambda each: each.in_staff_room, Navigator.leave_staff_room),
    "ask to leave": _if(lambda each: each.can_end, Navigator.ask_to_leave),
    "idle": lambda navigator: navigator.end(EndReason.IDLE),
    "fault": lambda navigator: navigator.end(EndReason.FAULT),
    "rest": _if(lambda each: each.screen == Place.GOODBYE.value, Navigator.rest),
    **{place.value: _go_in(place) for place in INSIDE},
}


def new_navigator() -> tuple[Navigator, list[str]]:
    around, left = Around(), list[str]()
    navigator = Navigator(around.clock, around, lambda _event: None)
    navigator.on_staff_left = left.append
    Assisting(navigator, around.clock, lambda _event: None)
    return navigator, left


@given(st.lists(st.sampled_from(sorted(MOVES)), max_size=30))
def test_whoever_leaves_by_whatever_way_is_signed_out(moves: list[str]) -> None:
    navigator, left = new_navigator()
    for move in moves:
        was_inside, times = navigator.in_staff_room, len(left)
        try:
            MOVES[move](navigator)
        except BugError:
            assert navigator.in_staff_room is was_inside  # what is not possible changes nothing
            continue
        if was_inside and not navigator.in_staff_room:
            assert len(left) > times, move
        helped = navigator.in_visit and navigator.visit.assistance is not None
        assert not (helped and navigator.in_staff_room), move
        if navigator.in_staff_room and not was_inside:
            assert move == "open"
            assert navigator.screen == Place.STAFF_SIGN_IN


def test_where_only_staff_came_the_visit_ends_with_them() -> None:
    navigator, left = new_navigator()
    navigator.begin(Language.VIETNAMESE)
    navigator.call_staff()
    navigator.open_staff_room()
    navigator.go_in_staff_room(Place.STAFF_QUEUE)
    navigator.back()
    assert navigator.screen == Place.STAFF_MENU
    navigator.leave_staff_room()
    assert (navigator.screen, navigator.in_visit) == (Place.ATTRACT, False)
    assert left[0] == "left"


def test_whoever_called_for_help_finds_the_task_again() -> None:
    navigator, _ = new_navigator()
    navigator.begin(Language.VIETNAMESE)
    navigator.choose("change_contact")
    here = navigator.screen
    navigator.call_staff()
    navigator.open_staff_room()
    navigator.call_staff()  # the key for help inside the room leads out of it, not deeper
    assert navigator.screen == Place.STAFF_CALLED
    navigator.back()
    assert navigator.screen == here


def test_there_is_no_door_elsewhere() -> None:
    navigator, _ = new_navigator()
    navigator.begin(Language.VIETNAMESE)
    with pytest.raises(BugError):
        navigator.open_staff_room()
    with pytest.raises(BugError):
        navigator.go_in_staff_room(Place.STAFF_MENU)


def test_a_call_is_told_and_told_to_be_over_once() -> None:
    navigator, _ = new_navigator()
    told: list[bool] = []
    navigator.on_staff_called = told.append
    navigator.begin(Language.VIETNAMESE)
    navigator.choose("change_contact")
    navigator.call_staff()
    assert told == [True]
    navigator.open_staff_room()  # somebody came, and is not known yet
    assert told == [True]
    navigator.go_in_staff_room(Place.STAFF_MENU)
    assert told == [True, False]
    navigator.leave_staff_room()
    navigator.back()
    assert told == [True, False]
    navigator.call_staff()
    navigator.back()  # the person goes on alone
    assert told == [True, False] * 2
    navigator.call_staff()
    navigator.end(EndReason.IDLE)
    assert told == [True, False] * 3
