"""How many grants there may be, also when many ask at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import event

from central.embedded import EmbeddedCentral
from kiosk.sync.errors import CentralRefusedError
from simulation.people import ADULT_MAN, ADULT_WOMAN, OLDER_PERSON
from tests.central.grants.conftest import Audited
from tests.central.grants.test_attacks import at_once
from tests.grant_parts import Desk, card_of, code_of
from tests.manual_clock import ManualClock

NewDesk = Callable[[str], Desk]


def waits(desk: Desk, person: object = ADULT_WOMAN) -> float | None:
    """Seconds that central asks for; None: granted."""
    try:
        desk.ask(card_of(person))  # type: ignore[arg-type]
    except CentralRefusedError as refusal:
        if refusal.problem.code != "grant-limit-reached" or not refusal.may_retry:
            raise
        return refusal.retry_after
    return None


def test_a_device_has_so_many_in_a_minute_and_in_an_hour(
    desk: Desk, clock: ManualClock, audited: Audited
) -> None:
    assert [waits(desk) for _ in range(4)] == [None, None, None, 60]
    assert audited()[-1] == ("refused", "grant-limit-reached")
    clock.advance(60)
    assert waits(desk, ADULT_MAN) is None
    assert waits(desk, ADULT_MAN) is None
    assert waits(desk, ADULT_MAN) == 3540


def test_before_a_card_is_asked_for_the_kiosk_knows(desk: Desk) -> None:
    for _ in range(3):
        desk.ask()
    with pytest.raises(CentralRefusedError, match="429"):
        desk.client.chip_challenge()


def test_a_burst_over_many_people_ends_soon(desk: Desk, clock: ManualClock) -> None:
    assert waits(desk, ADULT_WOMAN) is None
    clock.advance(10)
    assert waits(desk, ADULT_MAN) is None
    assert waits(desk, OLDER_PERSON) == 3590
    clock.advance(60)
    assert waits(desk, ADULT_MAN) is None  # who was here already may go on
    clock.advance(3530)
    assert waits(desk, OLDER_PERSON) is None


def test_a_person_has_so_many_in_a_day_wherever_they_go(new_desk: NewDesk, clock: ManualClock) -> None:
    desks = [new_desk(f"KIOSK-0{number}") for number in range(1, 4)]
    assert [waits(each) for each in (*desks, desks[0])] == [None] * 4
    assert waits(desks[1]) == 86_400
    assert waits(desks[1], ADULT_MAN) is None
    clock.advance(86_400)
    assert waits(desks[1]) is None


def test_of_many_at_once_for_one_person_the_limit_is_given(new_desk: NewDesk) -> None:
    desks = [new_desk(f"KIOSK-0{number}") for number in range(1, 8)]
    requests = [each.request() for each in desks]
    told = at_once(7, lambda number: code_of(lambda: desks[number].client.ask_for_grant(requests[number])))
    assert told == ["grant-limit-reached"] * 3 + ["granted"] * 4


def test_who_is_in_no_register_costs_nothing(desk: Desk, audited: Audited) -> None:
    stranger = replace(ADULT_WOMAN, personal_number="001188004225")
    for _ in range(4):
        assert desk.refusal_of(card_of(stranger)) == "person-unknown"
    desk.ask()
    assert audited() == [("refused", "person-unknown")] * 4 + [("granted", None)]


def test_a_grant_and_a_reading_take_few_statements(desk: Desk, central: EmbeddedCentral) -> None:
    request = desk.request()
    central.central.judge_thread.stop()  # it and the others ask for work now and then, by the same engine
    for thread in central.central.queue_threads:
        thread.stop()
    statements: list[str] = []
    event.listen(central.central.engine, "before_cursor_execute", lambda *given: statements.append(given[2]))
    granted = desk.client.ask_for_grant(request)
    assert len(statements) <= 12, statements
    statements.clear()
    desk.read(granted)
    assert len(statements) <= 12, statements
