"""The way from screen to screen without a screen."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.audit import AuditEvent
from kiosk.errors import BugError
from kiosk.language import Language
from kiosk.navigator import Navigator
from kiosk.places import EndReason
from kiosk.sync.act import RecordedAct, new_act_id
from kiosk.visit import identification
from kiosk.visit.draft import Draft
from kiosk.visit.proofs import ProofState
from kiosk.visit.visit import Visit
from simulation.passports import WORKER
from tests.kiosk.policies import POLICY
from tests.kiosk.visits import (
    REGISTRATION,
    Around,
    complete_registration,
    face_evidence,
    passport_reading,
    proved_reading,
)
from tests.manual_clock import START


class Keeper:
    """Stands where drafts are kept: remembers at which steps it was asked to."""

    def __init__(self) -> None:
        self.kept: list[str] = []
        self.discarded = 0
        self.handed_over = 0

    def keep(self, visit: Visit, step_id: str) -> None:
        assert visit.person.card is not None
        self.kept.append(step_id)

    def discard(self, visit: Visit) -> None:
        del visit
        self.discarded += 1

    def hand_over(self, visit: Visit) -> None:
        del visit
        self.handed_over += 1

    def kept_until(self, visit: Visit) -> datetime | None:
        del visit
        return START + timedelta(hours=1)


class Trail:
    """A navigator with the screens that it showed and the events that it reported."""

    def __init__(self) -> None:
        self.events: list[AuditEvent] = []
        self.screens: list[str] = []
        self.drafts = Keeper()
        around = Around()
        self.navigator = Navigator(around.clock, around, self.events.append, drafts=self.drafts)
        self.navigator.on_change = lambda: self.screens.append(self.navigator.screen)

    def choose(self, task: str) -> Navigator:
        self.navigator.begin(Language.VIETNAMESE)
        self.navigator.choose(task)
        return self.navigator

    def identify(self) -> None:
        """From the card page to the first page after the face."""
        navigator, person = self.navigator, self.navigator.visit.person
        identification.take_card(person, proved_reading())
        navigator.next()
        identification.confirm_identity(person)
        navigator.next()
        if navigator.screen == "resume":
            return
        identification.agree_to_face(person, START)
        navigator.next()
        identification.take_face(person, face_evidence(), POLICY)
        navigator.next()
        navigator.next()

    def answer_page(self) -> None:
        navigator = self.navigator
        answers = navigator.journey.answers
        for question in navigator.page.questions:
            answers.type(question.id, REGISTRATION[question.id])
        assert not answers.take_page(navigator.page, navigator.facts(), navigator.context())
        navigator.next()


@pytest.fixture
def trail() -> Trail:
    return Trail()


def test_it_begins_at_the_attract_screen(trail: Trail) -> None:
    assert trail.navigator.screen == "attract"
    assert not trail.navigator.in_visit


def test_a_group_with_several_tasks_is_a_list(trail: Trail) -> None:
    trail.navigator.begin(Language.ENGLISH)
    trail.navigator.open_group("services")
    assert trail.screens == ["home", "group"]
    assert trail.navigator.group.id == "services"
    trail.navigator.choose("9.2")
    assert trail.navigator.screen == "information"  # what it is about, before the card
    trail.navigator.back()
    assert trail.navigator.screen == "group"
    trail.navigator.back()
    assert trail.navigator.screen == "home"


def test_a_task_found_by_the_search_leads_back_to_it(trail: Trail) -> None:
    trail.navigator.begin(Language.VIETNAMESE)
    trail.navigator.open_search()
    trail.navigator.choose("register")
    trail.navigator.back()
    assert trail.navigator.screen == "search"


def test_a_task_that_cannot_be_done_yet_is_not_entered(trail: Trail) -> None:
    trail.navigator.begin(Language.VIETNAMESE)
    with pytest.raises(BugError):
        trail.navigator.choose("notices")
    assert trail.navigator.screen == "home"


def test_the_pages_of_the_form_follow_the_identification(trail: Trail) -> None:
    navigator = trail.choose("register")
    trail.identify()
    assert navigator.screen == "question"
    assert navigator.page.id == "phone"
    assert navigator.part_name is not None
    assert navigator.part_name.en == "Contact"
    assert navigator.progress == (3, 5)


def test_calling_staff_loses_nothing(trail: Trail) -> None:
    navigator = trail.choose("register")
    trail.identify()
    navigator.journey.answers.type("contact.phone", {"text": "0901"})
    navigator.call_staff()
    assert navigator.screen == "staff_called"
    navigator.call_staff()
    navigator.back()
    assert navigator.page.id == "phone"
    question = navigator.page.questions[0]
    typed = navigator.journey.answers.typed(question, navigator.facts(), navigator.context())
    assert typed == {"text": "0901"}


def test_back_from_a_page_aside_leads_to_the_one_before_it(trail: Trail) -> None:
    navigator = trail.choose("register")
    trail.identify()
    for _ in range(2):  # however often, the way back does not grow
        navigator.ask_for_address()
        navigator.call_staff()
        navigator.ask_to_leave()
    navigator.call_staff()
    navigator.back()
    assert navigator.screen == "mail_result"
    navigator.back()
    assert navigator.page.id == "phone"


def test_back_leads_out_step_by_step(trail: Trail) -> None:
    navigator = trail.choose("register")
    navigator.back()
    assert navigator.screen == "home"
    navigator.back()
    assert navigator.screen == "goodbye"
    navigator.rest()
    assert navigator.screen == "attract"


def test_the_end_forgets_the_person_and_is_audited_without_naming_them(trail: Trail) -> None:
    navigator = trail.choose("register")
    visit = navigator.visit
    trail.identify()
    navigator.end(EndReason.IDLE)
    assert navigator.screen == "attract"
    assert visit.person.card is None
    assert not navigator.in_visit
    assert [event.what for event in trail.events] == [
        "visit.begun",
        "journey.begun.register",
        "visit.unfinished.answering",
        "visit.ended.idle",
    ]
    assert "Mẫu" not in repr(trail.events)


def test_a_second_task_asks_neither_for_card_nor_for_face(trail: Trail) -> None:
    navigator = trail.choose("register")
    trail.identify()
    navigator.journey.recorded = RecordedAct(new_act_id(), "registration.adult", START, 1)
    navigator.visit.note_done()
    navigator.leave_journey()
    assert navigator.screen == "anything_else"
    navigator.go_home()
    assert navigator.can_end
    navigator.choose("change_contact")
    assert navigator.page.id == "what"
    assert len(navigator.visit.done) == 1
    assert trail.events[-1].what == "journey.begun.change_contact"
    navigator.back()
    assert navigator.screen == "home"
    navigator.back()
    assert navigator.screen == "anything_else"
    navigator.end(EndReason.FINISHED)
    assert navigator.screen == "goodbye"


def test_a_task_that_goes_by_another_document_asks_who_is_here_again(trail: Trail) -> None:
    """And so does the next one that goes by the card: nobody is known by what they did not show for it."""
    navigator = trail.choose("register")
    trail.identify()
    navigator.leave_journey()
    navigator.choose("register_foreigner")
    person = navigator.visit.person
    assert (navigator.screen, person.card, person.verdict) == ("card", None, None)
    identification.take_card(person, passport_reading())
    navigator.next()
    identification.confirm_identity(person)
    navigator.next()
    assert navigator.visit.owner == WORKER.subject
    navigator.leave_journey()
    navigator.choose("register_foreigner")
    assert navigator.screen == "face_prepare"  # the same passport serves again
    navigator.leave_journey()
    navigator.choose("change_contact")
    assert navigator.screen == "card"


def test_a_task_that_only_informs_needs_no_card_and_ends_after_its_last_page(trail: Trail) -> None:
    navigator = trail.choose("unemployment_benefit")
    assert navigator.screen == "information"
    assert navigator.visit.person.card is None
    navigator.next()
    navigator.next()
    assert navigator.page.id == "what_then"
    navigator.back()
    navigator.next()
    navigator.next()
    assert navigator.screen == "anything_else"
    assert not navigator.visit.done
    assert not trail.drafts.kept


def test_an_early_end_says_so_and_leads_to_another_task(trail: Trail) -> None:
    navigator = trail.choose("9.2")
    navigator.next()
    trail.identify()
    assert navigator.screen == "stop"  # the day of these tests lies outside the window
    assert navigator.page.article
    with pytest.raises(BugError):
        navigator.next()
    navigator.leave_journey()
    assert navigator.screen == "anything_else"


def test_drafts_are_kept_from_the_identity_on_and_gone_with_the_journey(trail: Trail) -> None:
    navigator = trail.choose("register")
    trail.identify()
    trail.answer_page()
    assert trail.drafts.kept == [
        "face_prepare",
        "face_check",
        "face_result",
        "page.phone",
        "page.email",
    ]
    navigator.end(EndReason.LEFT)
    assert trail.drafts.discarded == 1


def test_leaving_in_the_middle_is_asked_about_and_loses_nothing_before(trail: Trail) -> None:
    navigator = trail.choose("register")
    trail.identify()
    trail.answer_page()
    navigator.ask_to_leave()
    assert navigator.screen == "leave"
    assert not navigator.can_end
    navigator.call_staff()
    navigator.back()
    assert navigator.page.id == "email"
    assert navigator.journey.answers.value("contact.phone") == "0901234567"
    navigator.ask_to_leave()
    navigator.end(EndReason.LEFT)
    assert navigator.screen == "goodbye"
    assert (navigator.farewell.unsent, navigator.farewell.draft_until) == (True, None)
    assert (trail.drafts.handed_over, trail.drafts.discarded) == (0, 1)


def test_who_leaves_may_have_the_answers_wait(trail: Trail) -> None:
    navigator = trail.choose("register")
    trail.identify()
    trail.answer_page()
    navigator.ask_to_leave()
    until = navigator.draft_offered_until
    kept = len(trail.drafts.kept)
    navigator.end(EndReason.LEFT, keep_draft=True)
    assert until is not None
    assert navigator.farewell.draft_until == until
    assert trail.drafts.kept[kept:] == ["page.email"]
    assert (trail.drafts.handed_over, trail.drafts.discarded) == (1, 0)


@pytest.mark.long
def test_nothing_can_wait_without_a_card(trail: Trail) -> None:
    assert trail.choose("register").draft_offered_until is None


def test_a_draft_that_was_offered_waits_on_when_the_person_leaves_it(trail: Trail) -> None:
    navigator = trail.choose("change_contact")
    navigator.visit.draft = draft_at("page.address")
    trail.identify()
    assert navigator.screen == "resume"
    kept = len(trail.drafts.kept)
    navigator.ask_to_leave()
    navigator.end(EndReason.LEFT, keep_draft=True)
    assert len(trail.drafts.kept) == kept
    assert trail.drafts.handed_over == 1


def test_nothing_is_asked_where_nothing_would_be_lost(trail: Trail) -> None:
    navigator = trail.choose("register")
    trail.identify()
    navigator.journey.recorded = RecordedAct(new_act_id(), "registration.adult", START, 1)
    navigator.visit.note_done()
    navigator.leave_journey()
    navigator.go_home()
    navigator.choose("unemployment_benefit")
    navigator.ask_to_leave()
    assert navigator.screen == "goodbye"
    assert trail.events[-1].what == "visit.ended.finished"
    assert (navigator.farewell.sent, navigator.farewell.unsent) == (1, False)


def draft_at(step_id: str) -> Draft:
    return Draft.of(complete_registration().journey, step_id, START)


def test_a_draft_is_offered_and_taken_up_where_it_was(trail: Trail) -> None:
    navigator = trail.choose("change_contact")
    navigator.visit.draft = draft_at("page.address")
    trail.identify()
    assert navigator.screen == "resume"
    navigator.resume()
    assert navigator.screen == "face_prepare"  # the face is shown again
    person = navigator.visit.person
    identification.agree_to_face(person, START)
    navigator.next()
    identification.take_face(person, face_evidence(), POLICY)
    navigator.next()
    navigator.next()
    assert navigator.page.id == "address"  # what was answered is not asked again
    assert navigator.task.id == "register"
    assert navigator.journey.answers.value("contact.phone") == "0901234567"
    assert navigator.journey.proof_of("contact.email").state is ProofState.PENDING
    assert trail.events[-1].what == "journey.resumed.register"


def test_a_draft_can_be_left_and_what_was_chosen_goes_on(trail: Trail) -> None:
    navigator = trail.choose("change_contact")
    navigator.visit.draft = draft_at("page.address")
    trail.identify()
    navigator.start_anew()
    assert navigator.screen == "face_prepare"
    assert navigator.task.id == "change_contact"
    assert trail.drafts.discarded == 1


def test_a_draft_of_another_version_is_never_offered(trail: Trail) -> None:
    navigator = trail.choose("register")
    navigator.visit.draft = draft_at("page.address").model_copy(update={"form_version": "2020-01-01"})
    trail.identify()
    assert navigator.page.id == "phone"
    assert navigator.visit.draft is None


CASE = "HS26-4417-0932-0007-4"
SUPPLEMENT = "supplement_case/9.2/contact.phone"


def test_a_supplement_is_begun_at_a_case_and_audited_without_what_is_missing(trail: Trail) -> None:
    navigator = trail.choose("change_contact")
    trail.identify()
    navigator.visit.turn_to_case(CASE, SUPPLEMENT)
    navigator.choose(SUPPLEMENT)
    assert navigator.page.id == "supplement"
    assert navigator.facts()["case.chosen"] == CASE
    assert trail.events[-1].what == "journey.begun.supplement_case"
    with pytest.raises(BugError):
        navigator.choose("supplement_case")


def test_what_was_entered_for_a_case_is_there_again_for_that_case_alone(trail: Trail) -> None:
    navigator = trail.choose("change_contact")
    trail.identify()
    for case, left in ((CASE, ""), (CASE, "09"), ("HS26-4417-0932-0008-2", "")):
        navigator.visit.turn_to_case(case, SUPPLEMENT)
        navigator.choose(SUPPLEMENT)
        answers = navigator.journey.answers
        phone = answers.form.get_question("contact.phone")
        assert answers.typed(phone, navigator.facts(), navigator.context()).get("text", "") == left
        answers.type("contact.phone", {"text": "09"})
        navigator.leave_journey()
        navigator.go_home()


def test_a_draft_of_a_supplement_knows_its_case(trail: Trail) -> None:
    navigator = trail.choose("change_contact")
    trail.identify()
    navigator.visit.turn_to_case(CASE, SUPPLEMENT)
    navigator.choose(SUPPLEMENT)
    assert not navigator.journey.answers.take_page(navigator.page, navigator.facts(), navigator.context())
    draft = Draft.of(navigator.journey, "page.phone", START)
    navigator.end(EndReason.IDLE)
    later = Trail()
    again = later.choose("register")
    again.visit.draft = draft
    later.identify()
    assert again.screen == "resume"
    again.resume()
    person = again.visit.person
    identification.agree_to_face(person, START)
    again.next()
    identification.take_face(person, face_evidence(), POLICY)
    again.next()
    again.next()
    assert again.page.id == "phone"
    assert again.visit.chosen_case is None
    assert again.journey.answers.value("case.number") == CASE


def test_a_draft_of_what_is_asked_no_more_is_not_taken_up(trail: Trail) -> None:
    navigator = trail.choose("register")
    draft = draft_at("page.address")
    navigator.visit.draft = draft.model_copy(update={"task_id": "supplement_case/9.2/nothing.such"})
    trail.identify()
    assert navigator.visit.draft is None


# What a person may touch: when it is on the screen, and what it does.
TOUCHES: dict[str, tuple[Callable[[Navigator], bool], Callable[[Navigator], object]]] = {
    "begin": (lambda on: on.screen == "attract", lambda on: on.begin(Language.VIETNAMESE)),
    "choose": (lambda on: on.screen in ("home", "group", "search"), lambda on: on.choose("register")),
    "group": (lambda on: on.screen == "home", lambda on: on.open_group("change")),
    "search": (lambda on: on.screen == "home", lambda on: on.open_search()),
    "else": (lambda on: on.in_visit and on.in_journey, lambda on: on.leave_journey()),
    "home": (lambda on: on.screen == "anything_else", lambda on: on.go_home()),
    "back": (lambda on: on.can_go_back, lambda on: on.back()),
    "staff": (lambda on: on.in_visit, lambda on: on.call_staff()),
    "leave": (lambda on: on.can_end, lambda on: on.ask_to_leave()),
    "end": (lambda _on: True, lambda on: on.end(EndReason.FINISHED)),
    "idle": (lambda _on: True, lambda on: on.end(EndReason.IDLE)),
}


@given(st.lists(st.sampled_from(sorted(TOUCHES)), max_size=30))
def test_no_touch_leads_into_a_dead_end(touches: list[str]) -> None:
    around = Around()
    navigator = Navigator(around.clock, around, lambda _event: None)
    for touch in touches:
        is_there, act = TOUCHES[touch]
        if is_there(navigator):
            act(navigator)
        if navigator.screen == "goodbye":
            navigator.rest()
        assert navigator.in_visit == (navigator.screen != "attract")
        assert navigator.can_go_back or navigator.screen in ("attract", "anything_else")
