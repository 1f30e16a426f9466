"""Who registers is told what the register has of them, and does in the same visit what comes first."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from kiosk.contract.finding import Finding
from kiosk.contract.records import AccountState, Differing, Found
from kiosk.places import EndReason
from tests.ui.devices.machine import TestLineState
from tests.ui.devices.records import finding_of, refusal
from tests.ui.walk import Walk

BOOK, OTHER = "0123456789", "0123456780"


def look(walk: Walk, *findings: tuple[str | None, Finding], goal: str) -> None:
    """Somebody whom chip and face have proved registers while the line is up."""
    walk.parts.around.online = True
    walk.parts.records.findings = dict(findings)
    walk.face_result()
    walk.wait_for_keys()
    walk.tap("primary")
    walk.arrive(goal)


def texts(walk: Walk) -> str:
    """What the page tells, in both its parts."""
    navigator = walk.parts.navigator
    return " ".join(each.vi for each in navigator.page.told(navigator.context().known))


def test_whose_record_is_in_order_is_asked_nothing_more(walk: Walk) -> None:
    look(walk, (None, finding_of()), goal="phone")
    assert walk.parts.records.asked == [None]
    assert walk.parts.navigator.journey.unlooked is False


def test_what_differs_is_named_and_the_correction_is_filled_in(walk: Walk) -> None:
    differs = (Differing.NAME, Differing.SEX)
    look(walk, (None, finding_of(differs=differs, number=BOOK)), goal="record_differs")
    assert "Họ và tên" in texts(walk)
    assert "Giới tính" in texts(walk)
    assert "Ngày sinh" not in texts(walk)
    walk.wait_for_keys()
    walk.tap("task.9.1")
    _pass_over(walk, until="change")
    navigator = walk.parts.navigator
    assert navigator.visit.person.card is not None
    _go_through(walk, until="new_name")
    answers = navigator.journey.answers
    assert answers.value("filing.by") == "self"
    assert set(answers.value("data.to_correct")) == {"name", "sex"}
    walk.arrive("new_name")
    _go_through(walk, until="phone")
    assert answers.value("data.new_name") == navigator.visit.person.card.identity.full_name
    assert answers.value("card.number") == BOOK


def test_after_the_correction_the_registration_goes_on_where_it_was(walk: Walk) -> None:
    look(walk, (None, finding_of(differs=(Differing.NAME,))), goal="record_differs")
    walk.wait_for_keys()
    walk.tap("task.9.1")
    _pass_over(walk, until="change")
    walk.parts.navigator.leave_journey()
    walk.arrive("anything_else")
    walk.wait_for_keys()
    walk.tap("waiting")
    walk.arrive("phone")
    assert walk.parts.navigator.task.id == "register"
    assert walk.parts.records.asked == [None]  # once in a visit
    walk.parts.navigator.leave_journey()
    walk.arrive("anything_else")
    assert walk.find("waiting") is None


def test_who_does_not_want_to_correct_it_now_goes_on(walk: Walk) -> None:
    look(walk, (None, finding_of(differs=(Differing.NAME,))), goal="record_differs")
    walk.wait_for_keys()
    walk.tap("primary")
    walk.arrive("phone")
    assert walk.parts.navigator.visit.waiting is None


def test_several_books_lead_to_the_merging_with_their_numbers(walk: Walk) -> None:
    finding = finding_of(number=BOOK, others=(OTHER,), alike=1)
    look(walk, (None, finding), goal="record_several")
    walk.wait_for_keys()
    walk.tap("task.merge_books")
    _pass_over(walk, until="count")
    _go_through(walk, until="phone")
    answers = walk.parts.navigator.journey.answers
    assert (answers.value("books.count"), answers.value("books.agree")) == (3, True)
    assert [row["book.number"] for row in answers.value("books.others")] == [OTHER]


@pytest.mark.parametrize(
    ("account", "page"), [(AccountState.ACTIVE, "has_account"), (AccountState.PENDING, "account_waits")]
)
def test_whose_account_is_there_gets_a_new_password_in_the_same_visit(
    walk: Walk, account: AccountState, page: str
) -> None:
    look(walk, (None, finding_of(account=account)), goal=page)
    walk.wait_for_keys()
    walk.tap("task.reset_account")
    walk.arrive("channel")
    assert walk.parts.navigator.visit.person.face is not None  # nobody is asked for card and face again


def test_a_locked_account_leads_to_the_counter(walk: Walk) -> None:
    look(walk, (None, finding_of(account=AccountState.LOCKED)), goal="account_locked")
    assert walk.parts.navigator.screen == "stop"


def test_whom_the_card_does_not_find_states_a_number(walk: Walk) -> None:
    by_book = finding_of(Found.STATED, differs=(Differing.PERSONAL_NUMBER,), number=BOOK)
    look(walk, (None, finding_of(Found.NOBODY)), (BOOK, by_book), goal="known_number")
    walk.type_text(BOOK)
    walk.tap("primary")
    walk.arrive("record_differs")
    assert "Số định danh" in texts(walk)
    assert walk.parts.records.asked == [None, BOOK]
    walk.wait_for_keys()
    walk.tap("primary")
    walk.arrive("phone")
    walk.tap("back")
    walk.arrive("record_differs")


def test_a_number_that_finds_nobody_can_be_typed_anew(walk: Walk) -> None:
    nobody = finding_of(Found.NOBODY)
    look(walk, (None, nobody), (BOOK, nobody), (OTHER, nobody), goal="known_number")
    walk.type_text(BOOK)
    walk.tap("primary")
    walk.arrive("no_record")
    walk.tap("back")
    walk.arrive("known_number")
    walk.field("insured.known_number.text", OTHER)
    walk.tap("primary")
    walk.arrive("no_record")
    assert walk.parts.records.asked == [None, BOOK, OTHER]


def test_who_knows_no_number_registers_all_the_same(walk: Walk) -> None:
    look(walk, (None, finding_of(Found.NOBODY)), goal="known_number")
    walk.tap("insured.known_number.none")
    walk.tap("primary")
    walk.arrive("no_record")
    walk.wait_for_keys()
    walk.tap("primary")
    walk.arrive("phone")
    assert walk.parts.records.asked == [None]


@pytest.mark.parametrize("code", ["central_unreachable", "grant-limit-reached", "officer-needed"])
def test_where_central_says_nothing_the_registration_goes_on(walk: Walk, code: str) -> None:
    walk.parts.records.refusals.append(refusal(code))
    look(walk, goal="phone")
    assert walk.parts.navigator.journey.unlooked
    assert walk.parts.navigator.visit.known is None


def test_without_a_line_nobody_is_looked_for(walk: Walk) -> None:
    walk.parts.line.on_state(TestLineState(False, 0))
    walk.face_result()
    walk.wait_for_keys()
    walk.tap("primary")
    walk.arrive("phone")
    assert walk.parts.records.asked == []


def test_what_was_found_is_gone_with_the_visit(walk: Walk) -> None:
    look(walk, (None, finding_of(differs=(Differing.NAME,))), goal="record_differs")
    visit = walk.parts.navigator.visit
    walk.wait_for_keys()
    walk.tap("task.9.1")
    _pass_over(walk, until="change")
    walk.parts.navigator.end(EndReason.LEFT)
    walk.arrive("goodbye")
    assert (visit.known_or_none, visit.waiting) == (None, None)


def _pass_over(walk: Walk, *, until: str) -> None:
    """The pages about the service, and for whom it is filed: filled in, so one touch each."""
    _go_through(walk, until=until)
    walk.arrive(until)


def _go_through(walk: Walk, *, until: str) -> None:
    navigator = walk.parts.navigator
    while navigator.step != until:
        if navigator.screen == "question":
            page, answers = navigator.page, navigator.journey.answers
            for question in page.questions:
                if (typed := _OTHERWISE.get(question.id)) is not None:
                    answers.type(question.id, typed)
            faults = answers.take_page(page, navigator.facts(), navigator.context())
            assert not faults, faults
        elif navigator.screen == "own_data":
            navigator.journey.choose_figures(own=False)
        navigator.next()


_OTHERWISE: Mapping[str, Any] = {
    "draws.now": {"choice": "none"},
    "data.stands_in": {"choice": "book"},
    "work.compulsory_now": {"choice": "no"},
}
