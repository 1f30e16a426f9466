"""The way from screen to screen without a screen."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.audit import AuditEvent
from kiosk.errors import BugError
from kiosk.language import Language
from kiosk.navigator import EndReason, Navigator
from kiosk.registration.identification import confirm_identity, take_card
from tests.kiosk.visits import proved_reading
from tests.manual_clock import ManualClock


class Trail:
    """A navigator with the screens that it showed and the events that it reported."""

    def __init__(self) -> None:
        self.events: list[AuditEvent] = []
        self.screens: list[str] = []
        self.navigator = Navigator(ManualClock(), self.events.append)
        self.navigator.on_change = lambda: self.screens.append(self.navigator.screen)


@pytest.fixture
def trail() -> Trail:
    return Trail()


def test_it_begins_at_the_attract_screen(trail: Trail) -> None:
    assert trail.navigator.screen == "attract"
    assert not trail.navigator.in_visit


def test_choosing_a_task_enters_its_flow(trail: Trail) -> None:
    trail.navigator.begin(Language.ENGLISH)
    trail.navigator.choose("register_account")
    assert trail.screens == ["home", "card"]
    assert trail.navigator.visit.language is Language.ENGLISH
    assert trail.navigator.progress == (1, 4)


def test_a_task_that_cannot_be_done_yet_is_not_entered(trail: Trail) -> None:
    trail.navigator.begin(Language.VIETNAMESE)
    with pytest.raises(BugError):
        trail.navigator.choose("public_services")
    assert trail.navigator.screen == "home"


def test_calling_staff_loses_nothing(trail: Trail) -> None:
    navigator = trail.navigator
    navigator.begin(Language.VIETNAMESE)
    navigator.choose("register_account")
    take_card(navigator.visit, proved_reading())
    navigator.next()
    navigator.call_staff()
    assert navigator.screen == "staff_called"
    navigator.back()
    assert navigator.screen == "identity"
    assert navigator.visit.card is not None


def test_back_leads_out_step_by_step(trail: Trail) -> None:
    navigator = trail.navigator
    navigator.begin(Language.VIETNAMESE)
    navigator.choose("register_account")
    navigator.back()
    assert navigator.screen == "home"
    navigator.back()
    assert navigator.screen == "goodbye"
    navigator.rest()
    assert navigator.screen == "attract"


def test_the_end_forgets_the_person_and_is_audited_without_naming_them(trail: Trail) -> None:
    navigator = trail.navigator
    navigator.begin(Language.VIETNAMESE)
    navigator.choose("register_account")
    visit = navigator.visit
    take_card(visit, proved_reading())
    confirm_identity(visit)
    navigator.end(EndReason.IDLE)
    assert navigator.screen == "attract"
    assert visit.card is None
    assert not navigator.in_visit
    assert [event.what for event in trail.events] == [
        "visit.begun",
        "flow.begun.registration.adult",
        "visit.ended.idle",
    ]
    assert "Mẫu" not in repr(trail.events)


@given(st.lists(st.sampled_from(["begin", "choose", "back", "staff", "end", "idle"]), max_size=30))
def test_no_touch_leads_into_a_dead_end(touches: list[str]) -> None:
    navigator = Navigator(ManualClock(), lambda _event: None)
    for touch in touches:
        if touch == "begin" and navigator.screen == "attract":
            navigator.begin(Language.VIETNAMESE)
        elif touch == "choose" and navigator.screen == "home":
            navigator.choose("register_account")
        elif touch == "back" and navigator.can_go_back:
            navigator.back()
        elif touch == "staff" and navigator.in_visit:
            navigator.call_staff()
        elif touch == "end":
            navigator.end(EndReason.FINISHED)
        elif touch == "idle":
            navigator.end(EndReason.IDLE)
        if navigator.screen == "goodbye":
            navigator.rest()
        assert navigator.in_visit == (navigator.screen != "attract")
