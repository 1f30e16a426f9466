"""The flow engine, on a small flow of its own and by property over arbitrary answers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.errors import BugError
from kiosk.flow.run import FlowRun, StepNotDoneError
from kiosk.flow.steps import Flow, Step
from kiosk.visit import EmailConfirmation, Visit
from tests.kiosk.visits import new_visit


def _email_given(visit: Visit) -> bool:
    return visit.contact.email is not None


FLOW: Flow[Visit] = Flow(
    "test",
    (
        Step("phone", "contact", done=lambda v: v.contact.phone is not None, changeable=True),
        Step("email", "contact", done=lambda v: v.contact.email_answered, changeable=True),
        Step(
            "code",
            "contact",
            done=lambda v: v.contact.email_confirmation is EmailConfirmation.VERIFIED,
            applies=_email_given,
        ),
        Step("check", "submit", done=lambda v: v.act_id is not None),
        Step("receipt", "submit", done=lambda v: v.act_id is not None, final=True),
    ),
)


def _complete(visit: Visit) -> None:
    visit.contact.phone = "0901234567"
    visit.contact.email_answered = True


def _at_check() -> tuple[FlowRun[Visit], Visit]:
    visit = new_visit()
    _complete(visit)
    run = FlowRun(FLOW, visit)
    run.next()
    assert run.next().id == "check"
    return run, visit


def test_an_open_step_holds_the_run_back() -> None:
    run = FlowRun(FLOW, new_visit())
    with pytest.raises(StepNotDoneError):
        run.next()
    assert run.current.id == "phone"


def test_steps_that_do_not_apply_are_skipped_both_ways() -> None:
    run, _ = _at_check()
    back = run.back()
    assert back is not None
    assert back.id == "email"


def test_back_from_the_first_step_leaves_the_flow() -> None:
    assert FlowRun(FLOW, new_visit()).back() is None


def test_a_change_returns_straight_to_the_check_page() -> None:
    run, _ = _at_check()
    run.change("phone")
    assert run.next().id == "check"


def test_a_change_that_opens_another_question_asks_it_before_returning() -> None:
    run, visit = _at_check()
    run.change("email")
    visit.contact.email = "lan@example.vn"
    visit.contact.email_confirmation = EmailConfirmation.OPEN
    assert run.next().id == "code"
    visit.contact.email_confirmation = EmailConfirmation.VERIFIED
    assert run.next().id == "check"


def test_a_change_given_up_goes_back_to_the_check_page() -> None:
    run, _ = _at_check()
    run.change("phone")
    back = run.back()
    assert back is not None
    assert back.id == "check"


def test_back_inside_a_change_leads_to_the_question_that_opened_it() -> None:
    run, visit = _at_check()
    run.change("email")
    visit.contact.email = "lan@example.vn"
    visit.contact.email_confirmation = EmailConfirmation.OPEN
    run.next()
    back = run.back()
    assert back is not None
    assert back.id == "email"
    again = run.back()  # the code is still open, so giving up leads to it and not past it
    assert again is not None
    assert again.id == "code"


def test_after_the_final_step_nothing_can_be_reached_again() -> None:
    run, visit = _at_check()
    visit.act_id = visit.visit_id
    run.next()
    assert not run.can_go_back
    with pytest.raises(BugError):
        run.back()


def test_only_changeable_steps_can_be_changed() -> None:
    run, _ = _at_check()
    with pytest.raises(BugError):
        run.change("code")


def test_progress_counts_groups() -> None:
    run, _ = _at_check()
    assert run.progress == (2, 2)


def test_a_flow_with_twice_the_same_step_is_refused() -> None:
    step = FLOW.steps[0]
    with pytest.raises(BugError):
        Flow("twice", (step, step))


MOVES = st.lists(
    st.sampled_from(["next", "back", "change_phone", "change_email", "phone", "email", "no_email", "code"]),
    max_size=40,
)


@given(MOVES)
def test_whatever_a_person_does_the_check_page_is_reached_only_with_every_answer(moves: list[str]) -> None:
    visit = new_visit()
    run = FlowRun(FLOW, visit)
    for move in moves:
        here = run.current.id
        if move == "phone" and here == "phone":
            visit.contact.phone = "0901234567"
        elif move == "email" and here == "email":
            visit.contact.email, visit.contact.email_answered = "lan@example.vn", True
            visit.contact.email_confirmation = EmailConfirmation.OPEN
        elif move == "no_email" and here == "email":
            visit.contact.email, visit.contact.email_answered = None, True
        elif move == "code" and here == "code":
            visit.contact.email_confirmation = EmailConfirmation.VERIFIED
        elif move.startswith("change_") and here == "check":
            run.change(move.removeprefix("change_"))
        elif move == "next" and run.current.done(visit):
            run.next()
        elif move == "back":
            run.back()
        assert run.current.applies(visit) or run.current.id == here
        if run.current.id == "check":
            assert all(step.done(visit) for step in FLOW.steps[:3] if step.applies(visit))
