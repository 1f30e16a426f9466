"""Staff who help at the person's pages: who has the screen, what only the person does, and when it ends."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kiosk.assisting import Assisting, AssistLimits
from kiosk.audit import AuditEvent
from kiosk.contract.wire import MAX_HELP, Help
from kiosk.errors import BugError
from kiosk.forms.form import Form
from kiosk.forms.kinds.consent import Consent
from kiosk.forms.kinds.declaration import Declaration
from kiosk.language import Language
from kiosk.navigator import Navigator
from kiosk.places import EndReason, Place
from kiosk.tasks.way import way_through
from kiosk.visit import identification
from kiosk.visit.assistance import Assistance, Helper, fitting
from tests.kiosk.tasks.test_submission import Ledger, submit
from tests.kiosk.visits import (
    Around,
    catalogue,
    complete_registration,
    proved_reading,
)
from tests.manual_clock import START, ManualClock

HELPER = Helper("100007", "Trần Văn Mẫu")
LIMITS = AssistLimits(silence=60, beside=300)


class Counter:
    """A kiosk whose staff can sign in, as far as the way from page to page goes."""

    def __init__(self) -> None:
        self.around = Around()
        self.clock: ManualClock = self.around.clock
        self.events: list[AuditEvent] = []
        self.moves: list[str] = []
        self.navigator = Navigator(self.clock, self.around, self.events.append)
        self.navigator.on_change = lambda: self.moves.append(self.navigator.screen)
        self.assisting = Assisting(self.navigator, self.clock, self.events.append, LIMITS)

    def take_over(self) -> None:
        """Through the door, by whoever has called for help or found nobody here."""
        if self.navigator.in_visit:
            self.navigator.call_staff()
        self.navigator.open_staff_room()
        self.navigator.go_in_staff_room(Place.STAFF_MENU)
        self.assisting.begin(HELPER, Language.VIETNAMESE)

    def helps(self) -> bool:
        return self.assisting.present is not None

    @property
    def told(self) -> list[tuple[str, str, str]]:
        events = [each for each in self.events if each.what.startswith("assist.")]
        return [(each.what.removeprefix("assist."), each.actor, each.outcome) for each in events]

    @property
    def helped(self) -> list[Help]:
        return self.navigator.visit.helped


def test_staff_go_on_where_the_person_was() -> None:
    counter = Counter()
    counter.navigator.begin(Language.VIETNAMESE)
    counter.navigator.choose("register")
    counter.take_over()
    assert counter.navigator.screen == "card"
    assert not counter.navigator.in_staff_room
    assert counter.told == [("started", "staff:100007", "ok")]
    assert all(each.visit_id is not None for each in counter.events)


def test_where_nobody_was_a_visit_begins() -> None:
    counter = Counter()
    counter.take_over()
    assert counter.navigator.screen == Place.HOME
    assert [each.what for each in counter.events] == ["visit.begun", "assist.started"]


def test_only_from_inside_the_room() -> None:
    counter = Counter()
    with pytest.raises(BugError):
        counter.assisting.begin(HELPER, Language.VIETNAMESE)
    assert not counter.helps()


def test_the_face_is_the_persons_own_and_nobody_goes_past_it() -> None:
    counter = Counter()
    navigator = counter.navigator
    counter.take_over()
    navigator.choose("register")
    identification.take_card(navigator.visit.person, proved_reading())
    navigator.next()
    assert navigator.screen == "identity"  # staff may read it out and go on
    identification.confirm_identity(navigator.visit.person)
    navigator.next()
    assert (navigator.screen, navigator.step, navigator.own) == ("your_turn", "your_turn", "face")
    with pytest.raises(BugError):
        navigator.next()
    navigator.back()
    assert navigator.screen == "identity"
    navigator.next()
    counter.clock.advance(30)
    counter.assisting.hand_back()
    assert navigator.screen == counter.moves[-1] == "face_prepare"
    identification.agree_to_face(navigator.visit.person, counter.clock.now())
    counter.assisting.take_again()
    assert navigator.screen == counter.moves[-1] == "your_turn"
    assert [what for what, _, _ in counter.told] == ["started", "handed_back", "taken_again"]


def test_the_stretches_are_those_in_which_staff_had_the_screen() -> None:
    counter = Counter()
    counter.take_over()
    counter.clock.advance(20)
    counter.assisting.hand_back()
    counter.assisting.hand_back()  # twice is once
    counter.clock.advance(40)
    counter.assisting.take_again()
    counter.assisting.take_again()
    counter.clock.advance(5)
    counter.assisting.end()
    counter.assisting.end()
    spans = [((each.since - START).seconds, (each.until - START).seconds) for each in counter.helped]
    assert spans == [(0, 20), (60, 65)]
    assert [(what, outcome) for what, _, outcome in counter.told] == [
        ("started", "ok"),
        ("handed_back", "ok"),
        ("taken_again", "ok"),
        ("ended", "done"),
    ]


def test_silence_ends_it_and_the_visit_goes_on() -> None:
    counter = Counter()
    counter.take_over()
    counter.assisting.mind(LIMITS.silence - 1)
    assert counter.helps()
    counter.assisting.mind(LIMITS.silence)
    assert not counter.helps()
    assert counter.navigator.in_visit
    assert counter.told[-1] == ("ended", "staff:100007", "silence")


def test_who_stands_beside_the_person_can_take_the_screen_for_a_while_only() -> None:
    counter = Counter()
    counter.take_over()
    counter.assisting.hand_back()
    counter.clock.advance(LIMITS.beside - 1)
    counter.assisting.mind(0)
    counter.assisting.take_again()
    assert counter.helps()
    counter.assisting.hand_back()
    counter.clock.advance(LIMITS.beside)
    counter.assisting.mind(0)
    assert not counter.helps()
    assert counter.told[-1] == ("ended", "staff:100007", "not-needed")


@pytest.mark.parametrize("reason", list(EndReason))
def test_it_ends_with_the_visit(reason: EndReason) -> None:
    counter = Counter()
    counter.take_over()
    counter.navigator.end(reason)
    assert not counter.helps()
    assert counter.told[-1] == ("ended", "staff:100007", reason.value)
    counter.navigator.begin(Language.VIETNAMESE)
    assert not counter.helps()
    assert counter.helped == []


def test_the_door_of_the_room_ends_it() -> None:
    counter = Counter()
    counter.take_over()
    counter.navigator.call_staff()
    assert counter.helps()  # who only asks for a colleague helps on
    counter.navigator.open_staff_room()
    assert not counter.helps()
    assert counter.told[-1] == ("ended", "staff:100007", "room")


def test_an_act_names_the_help_in_its_own_time_only() -> None:
    visit = complete_registration()
    before = Help(account="100007", since=START - timedelta(minutes=9), until=START - timedelta(minutes=8))
    after = Help(account="100008", since=START + timedelta(minutes=1), until=START + timedelta(minutes=2))
    visit.journey.begun_at = START
    visit.helped += [before, after]
    ledger = Ledger()
    submit(ledger, visit, START + timedelta(minutes=5))
    assert ledger.only.helped == (after,)


def test_nobody_sends_in_the_persons_place() -> None:
    visit, ledger = complete_registration(), Ledger()
    visit.assistance = Assistance(HELPER, ManualClock())
    with pytest.raises(BugError):
        submit(ledger, visit)
    visit.assistance.hand_back()
    submit(ledger, visit)
    assert ledger.only.helped == ()  # what was handed back is noted by who hands back


def test_a_clock_that_was_set_back_makes_no_stretch_that_ends_before_it_begins() -> None:
    clock = ManualClock()
    assistance = Assistance(HELPER, clock)
    clock.set_wall_clock(START - timedelta(hours=1))
    stretch = assistance.hand_back()
    assert stretch is not None
    assert stretch.since == stretch.until == START


def test_an_act_names_as_much_as_it_may() -> None:
    moments = [START + timedelta(minutes=each) for each in range(MAX_HELP + 5)]
    stretches = tuple(Help(account=HELPER.account, since=each, until=each) for each in moments)
    assert fitting(stretches[:MAX_HELP]) == stretches[:MAX_HELP]
    assert fitting(stretches) == (stretches[0], *stretches[-MAX_HELP + 1 :])


def _asks_for_a_word(form: Form, page_id: str) -> bool:
    return any(isinstance(each.kind, Consent | Declaration) for each in form.get_page(page_id).questions)


@pytest.mark.parametrize("task_id", [task.id for task in catalogue() if task.is_offered])
def test_in_no_task_does_anybody_agree_declare_sign_or_send_for_the_person(task_id: str) -> None:
    task = catalogue().get(task_id)
    way = way_through(task, lambda _visit: {})
    own = {step.id for step in way.steps if step.own}
    words = {f"page.{page.id}" for page in task.form.pages if _asks_for_a_word(task.form, page.id)}
    always = {"face_prepare", "face_check", "confirm_record", "own_papers", "sign", "check_answers"}
    assert own == words | (always & {step.id for step in way.steps})
