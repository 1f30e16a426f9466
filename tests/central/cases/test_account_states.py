"""The states of an account that was named: what may follow what, over everything that can happen."""

from __future__ import annotations

from itertools import permutations

from central.cases.account_states import Happening, state_after, steps
from kiosk.contract.records import AccountStep
from kiosk.records.payment_accounts import load_account_texts


def test_every_state_is_reached_and_has_words() -> None:
    assert set(steps().values()) == set(AccountStep) == set(load_account_texts().step)


def test_no_order_of_events_brings_an_account_into_use_that_nobody_approved() -> None:
    for length in range(len(Happening)):
        for happened in permutations(Happening, length):
            state = state_after((Happening.UNANSWERED, *happened))
            if state in (AccountStep.STAFF_APPROVED, AccountStep.SENT, AccountStep.ACTIVE):
                assert Happening.APPROVED in happened
            if state is AccountStep.ACTIVE:
                assert happened.index(Happening.APPROVED) < happened.index(Happening.WRITTEN)
            if Happening.ENDED in happened:
                assert state is AccountStep.CLOSED


def test_the_usual_way() -> None:
    usual = (Happening.UNANSWERED, Happening.SAME_NAME, Happening.APPROVED, Happening.HANDED_OVER)
    ways = [state_after(usual[:length]) for length in range(1, len(usual) + 1)]
    assert ways == [
        AccountStep.UNVERIFIED,
        AccountStep.NAME_CHECKED,
        AccountStep.STAFF_APPROVED,
        AccountStep.SENT,
    ]
    assert state_after((*usual, Happening.WRITTEN)) is AccountStep.ACTIVE
    assert state_after((Happening.UNANSWERED, Happening.OTHER_NAME)) is AccountStep.NAME_MISMATCH
