"""Whether the register knows who registers: answered for the chip on the reader, counted, and noted."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest

from central.embedded import EmbeddedCentral
from central.records.loading import load
from kiosk.contract.finding import Finding, FindingRequest
from kiosk.contract.records import AccountState, Differing, Found, Section
from kiosk.sync.errors import SyncError
from kiosk.sync.records import open_finding
from simulation.country.sought import OLD_NUMBER, sought
from simulation.people import ADULT_MAN, ADULT_WOMAN, MISTYPED, NEWCOMER, OLD_BOOK, SamplePerson
from tests.central.grants.conftest import Audited
from tests.grant_parts import Desk, accepted, card_of, code_of, uncertain
from tests.manual_clock import ManualClock


@pytest.fixture(autouse=True)
def known(central: EmbeddedCentral, clock: ManualClock) -> None:
    load(central.central.engine, sought(clock.now().date()), clock.now)


def question(desk: Desk, person: SamplePerson, stated: str | None = None, **changes: Any) -> FindingRequest:
    chip = changes.pop("chip", None) or desk.prove(card_of(person))
    whole = FindingRequest(number=person.personal_number, stated=stated, evidence=accepted(), chip=chip)
    return whole.model_copy(update=changes)


def find(desk: Desk, person: SamplePerson, stated: str | None = None) -> Finding:
    asked = question(desk, person, stated)
    sealed = desk.client.find_record(asked)
    return open_finding(sealed, asked.chip.challenge_id, desk.station.credentials)


def refusal(desk: Desk, person: SamplePerson, stated: str | None = None, **changes: Any) -> str:
    asked = question(desk, person, stated, **changes)
    return code_of(lambda: desk.client.find_record(asked))


def test_who_is_known_is_told_so_and_it_is_noted(desk: Desk, audited: Audited) -> None:
    found = find(desk, ADULT_WOMAN)
    assert (found.found, found.differs, found.several) == (Found.NUMBER, (), False)
    assert find(desk, ADULT_MAN).account is AccountState.ACTIVE
    assert audited() == [("granted", None), ("found", "personal_number")] * 2


def test_what_is_compared_is_what_the_chip_says(desk: Desk) -> None:
    assert find(desk, MISTYPED).differs == (Differing.NAME, Differing.DATE_OF_BIRTH)


def test_whom_nobody_knows_gets_an_answer_and_the_number_of_another_the_same(
    desk: Desk, audited: Audited
) -> None:
    def without_names(found: Finding) -> dict[str, object]:
        return found.model_dump(exclude={"grant_id", "challenge_id"})

    none = find(desk, NEWCOMER)
    assert none.found is Found.NOBODY
    assert without_names(find(desk, NEWCOMER, OLD_NUMBER)) == without_names(none)
    assert without_names(find(desk, NEWCOMER, "9999999999")) == without_names(none)
    assert [what for what, _ in audited() if what != "granted"] == ["found", "stated", "stated"]


def test_an_old_book_is_found_by_the_number_that_its_owner_states(desk: Desk) -> None:
    assert find(desk, OLD_BOOK).found is Found.NOBODY
    found = find(desk, OLD_BOOK, OLD_NUMBER)
    assert (found.found, found.differs, found.number) == (
        Found.STATED,
        (Differing.PERSONAL_NUMBER,),
        OLD_NUMBER,
    )


def test_numbers_are_tried_so_often_in_a_day(desk: Desk, clock: ManualClock) -> None:
    find(desk, NEWCOMER, "9999999999")
    clock.advance(3600)
    find(desk, NEWCOMER, "9999999998")
    clock.advance(3600)
    assert refusal(desk, NEWCOMER, "9999999997") == "grant-limit-reached"
    assert find(desk, NEWCOMER).found is Found.NOBODY  # without one they may ask
    clock.advance(23 * 3600)
    assert refusal(desk, NEWCOMER, "9999999997") == "granted"


def test_it_counts_as_a_grant_and_leaves_none_to_read_by(desk: Desk) -> None:
    found = find(desk, ADULT_WOMAN)
    assert code_of(lambda: desk.client.read_record(found.grant_id, ADULT_WOMAN.personal_number)) == (
        "grant-spent"
    )
    for _ in range(2):
        find(desk, ADULT_WOMAN)
    assert code_of(desk.ask) == "grant-limit-reached"  # three in a minute


def test_the_card_of_another_and_a_face_that_was_not_sure_are_refused(desk: Desk) -> None:
    other = question(desk, ADULT_WOMAN, number=ADULT_MAN.personal_number)
    assert code_of(lambda: desk.client.find_record(other)) == "number-of-another"
    assert refusal(desk, ADULT_WOMAN, evidence=uncertain()) == "officer-needed"


def test_an_answer_to_another_question_is_not_believed(desk: Desk) -> None:
    asked = question(desk, ADULT_WOMAN)
    sealed = desk.client.find_record(asked)
    with pytest.raises(SyncError, match="no finding"):
        open_finding(sealed, uuid4(), desk.station.credentials)
    assert open_finding(sealed, asked.chip.challenge_id, desk.station.credentials).found is Found.NUMBER


def test_nothing_of_the_record_is_released_for_it(desk: Desk) -> None:
    release = desk.read(desk.ask(sections=frozenset({Section.FINDING})))
    told = release.record.model_dump(exclude_none=True, exclude={"person", "version"})
    assert told == {}
