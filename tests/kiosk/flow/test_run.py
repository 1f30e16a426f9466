"""The flow engine, on a small flow of its own and by property over arbitrary answers."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.errors import BugError
from kiosk.flow.run import FlowRun, StepNotDoneError
from kiosk.flow.steps import Flow, Step


@dataclass
class Answered:
    """What the steps of this flow ask for."""

    phone: str | None = None
    email: str | None = None
    email_answered: bool = False
    code_came_back: bool = False
    sent: bool = False


FLOW: Flow[Answered] = Flow(
    "test",
    (
        Step("phone", "contact", done=lambda a: a.phone is not None, changeable=True),
        Step("email", "contact", done=lambda a: a.email_answered, changeable=True),
        Step(
            "code",
            "contact",
            done=lambda a: a.code_came_back,
            applies=lambda a: a.email is not None,
        ),
        Step("check", "submit", done=lambda a: a.sent),
        Step("receipt", "submit", done=lambda a: a.sent, final=True),
    ),
)


def _complete(answered: Answered) -> None:
    answered.phone = "0901234567"
    answered.email_answered = True


def _at_check() -> tuple[FlowRun[Answered], Answered]:
    answered = Answered()
    _complete(answered)
    run = FlowRun(FLOW, answered)
    run.next()
    assert run.next().id == "check"
    return run, answered


def test_an_open_step_holds_the_run_back() -> None:
    run = FlowRun(FLOW, Answered())
    with pytest.raises(StepNotDoneError):
        run.next()
    assert run.current.id == "phone"


def test_steps_that_do_not_apply_are_skipped_both_ways() -> None:
    run, _ = _at_check()
    back = run.back()
    assert back is not None
    assert back.id == "email"


def test_back_from_the_first_step_leaves_the_flow() -> None:
    assert FlowRun(FLOW, Answered()).back() is None


def test_a_change_returns_straight_to_the_check_page() -> None:
    run, _ = _at_check()
    run.change("phone")
    assert run.next().id == "check"


def test_a_change_that_opens_another_question_asks_it_before_returning() -> None:
    run, answered = _at_check()
    run.change("email")
    answered.email = "lan@example.vn"
    answered.code_came_back = False
    assert run.next().id == "code"
    answered.code_came_back = True
    assert run.next().id == "check"


def test_a_change_given_up_goes_back_to_the_check_page() -> None:
    run, _ = _at_check()
    run.change("phone")
    back = run.back()
    assert back is not None
    assert back.id == "check"


def test_back_inside_a_change_leads_to_the_question_that_opened_it() -> None:
    run, answered = _at_check()
    run.change("email")
    answered.email = "lan@example.vn"
    answered.code_came_back = False
    run.next()
    back = run.back()
    assert back is not None
    assert back.id == "email"
    again = run.back()  # the code is still open, so giving up leads to it and not past it
    assert again is not None
    assert again.id == "code"


def test_after_the_final_step_nothing_can_be_reached_again() -> None:
    run, answered = _at_check()
    answered.sent = True
    run.next()
    assert not run.can_go_back
    with pytest.raises(BugError):
        run.back()


def test_a_change_from_the_page_of_a_code_leads_back_there() -> None:
    answered = Answered("0901234567", "a@example.vn", email_answered=True)
    run = FlowRun(FLOW, answered)
    run.next()
    assert [step.id for step in run.ahead()] == ["code", "check", "receipt"]
    assert run.next().id == "code"
    run.change("phone")
    assert run.next().id == "code"
    run.change("email")
    answered.email = None  # none after all: there is no code to come back to
    assert run.next().id == "check"
    answered.email, answered.code_came_back = "b@example.vn", True
    run.change("email")
    answered.code_came_back = False
    assert run.next().id == "code"
    run.change("phone")  # on the way back to the check page
    assert run.next().id == "code"
    answered.code_came_back = True
    assert run.next().id == "check"


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
    answered = Answered()
    run = FlowRun(FLOW, answered)
    for move in moves:
        here = run.current.id
        if move == "phone" and here == "phone":
            answered.phone = "0901234567"
        elif move == "email" and here == "email":
            answered.email, answered.email_answered, answered.code_came_back = "lan@example.vn", True, False
        elif move == "no_email" and here == "email":
            answered.email, answered.email_answered = None, True
        elif move == "code" and here == "code":
            answered.code_came_back = True
        elif move.startswith("change_") and here == "check":
            run.change(move.removeprefix("change_"))
        elif move == "next" and run.current.done(answered):
            run.next()
        elif move == "back":
            run.back()
        assert run.current.applies(answered) or run.current.id == here
        if run.current.id == "check":
            assert all(step.done(answered) for step in FLOW.steps[:3] if step.applies(answered))
