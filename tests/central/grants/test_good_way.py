"""A grant and a reading as they should be, and what stays of them."""

from __future__ import annotations

import logging
from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select

from central.cases.calendar import Calendar
from central.cases.opening import CaseFacts, NewAct, open_cases
from central.embedded import EmbeddedCentral
from central.grants.tables import grant_audit, record_grant
from central.keys.hashing import person_hash
from central.operations.retention import Retention
from kiosk.contract.grants import ChipStrength
from kiosk.contract.records import Section
from simulation.card.quirks import Quirks, SigningKey
from simulation.people import ADULT_MAN, ADULT_WOMAN
from tests.central.grants.conftest import Audited
from tests.grant_parts import SECTIONS, VISIT, Desk, card_of
from tests.manual_clock import ManualClock


@pytest.mark.parametrize("key", [SigningKey.ECDSA, SigningKey.RSA])
def test_a_person_with_their_card_reads_their_record(
    desk: Desk, audited: Audited, clock: ManualClock, key: SigningKey
) -> None:
    granted = desk.ask(card_of(quirks=Quirks(signing_key=key)))
    assert (granted.chip, granted.proved_by) == (ChipStrength.GENUINE, "chip_and_face")
    assert granted.masked_number == "001••••••217"
    assert granted.expires_at == clock.now() + timedelta(seconds=300)
    release = desk.read(granted)
    assert release.record.person.personal_number == ADULT_WOMAN.personal_number
    assert release.record.contributions is not None
    assert release.record.health_cards is not None
    assert release.record.benefits is None  # nobody asked
    assert audited() == [("granted", None), ("read", None)]


def test_a_chip_that_does_not_state_its_hash_is_proved_too(desk: Desk) -> None:
    quirks = Quirks(signing_hash="sha384", states_signing_hash=False)
    assert desk.ask(card_of(quirks=quirks)).chip is ChipStrength.GENUINE


def test_the_audit_tells_all_but_whose_it_was(
    desk: Desk, central: EmbeddedCentral, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        granted = desk.ask()
        desk.read(granted)
    with central.central.engine.connect() as connection:
        given, read = connection.execute(select(grant_audit).order_by(grant_audit.c.entry)).all()
        kept = connection.execute(select(record_grant)).one()
    assert (given.kid, given.office_id, given.visit_id) == (desk.kid, "00100", VISIT)
    assert (given.chip, given.proved_by, given.officer) == ("genuine", "chip_and_face", None)
    assert given.sections == read.sections == sorted(SECTIONS)
    assert given.number_hash == read.number_hash
    assert given.grant_id == read.grant_id == granted.grant_id
    for text in (str(given), str(read), str(kept), caplog.text, repr(granted)):
        assert ADULT_WOMAN.personal_number not in text
        assert "Châu" not in text


def test_what_travels_can_be_opened_by_nobody_else(desk: Desk) -> None:
    sealed = desk.client.read_record(desk.ask().grant_id, ADULT_WOMAN.personal_number).sealed
    assert sealed.count(".") == 4
    assert ADULT_WOMAN.personal_number not in sealed


def test_one_grant_after_the_other_for_one_person_and_the_next(desk: Desk) -> None:
    assert desk.read(desk.ask(sections=frozenset({Section.BENEFITS}))).record.benefits is not None
    told = desk.read(desk.ask(card_of(ADULT_MAN)), ADULT_MAN.personal_number)
    assert told.record.person.personal_number == ADULT_MAN.personal_number


def test_what_somebody_has_filed_is_told_to_them_alone(
    desk: Desk, central: EmbeddedCentral, clock: ManualClock
) -> None:
    def open_case(number: str, of: str) -> None:
        facts = CaseFacts(
            kind="service.filed",
            about="9.2",
            person=person_hash(central.central.keys.hashing, of),
            matter=number,
            only_one=None,
            names=None,
            moves=(),
            filed_on=clock.now().date(),
            term_days=7,
            doubtful=False,
            strong=True,
            back_office=False,
            managed_by="civil",
            asks_tie=False,
            asks_bank=False,
            sought=None,
            sought_as="",
            told=False,
            informs=(),
            helpers=(),
        )
        new = NewAct(uuid4(), number, "KIOSK-09", "00900", facts)
        with central.central.engine.begin() as connection:
            open_cases(connection, clock.now(), Calendar(), [new])

    open_case("HS26-4417-0932-0001-0", ADULT_WOMAN.personal_number)
    open_case("HS26-4417-0932-0002-0", ADULT_MAN.personal_number)
    own = desk.read(desk.ask(sections=frozenset({Section.CASES}))).record
    assert own.contributions is None
    assert [case.number for case in own.cases or ()] == ["HS26-4417-0932-0001-0"]
    assert "cases" not in desk.read(desk.ask()).record.model_dump()  # nobody asked


def test_grants_are_tidied_away_and_the_audit_stays(
    desk: Desk, central: EmbeddedCentral, audited: Audited, clock: ManualClock
) -> None:
    desk.ask()
    desk.client.chip_challenge()
    clock.advance(2 * 86_400 + 1)
    assert Retention(central.central.engine, clock.now, central.central.blobs).tidy() >= 2
    with central.central.engine.connect() as connection:
        assert connection.execute(select(record_grant)).all() == []
    assert audited() == [("granted", None)]
