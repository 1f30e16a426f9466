"""What is kept of a person: to each purpose what they said last, and everybody who has looked."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import update

from central.embedded import EmbeddedCentral
from central.store.schema import event
from kiosk.contract.kinds.parts import ConsentPart
from kiosk.contract.records import KeptData, Looked, Section
from simulation.people import ADULT_MAN, ADULT_WOMAN, NEWCOMER
from tests.acts import data_request_payload, registration_payload
from tests.central.judging.test_judging import send
from tests.grant_parts import Desk, card_of
from tests.sync_parts import sample_act

KEPT = frozenset({Section.KEPT})
WOMAN, MAN = ADULT_WOMAN.personal_number, ADULT_MAN.personal_number
LATER = datetime(2026, 3, 2, 5, tzinfo=UTC)


def consent(purpose: str, at: datetime, *, given: bool) -> ConsentPart:
    return ConsentPart(
        purpose=purpose, given=given, text_version="2026-11-28", text_sha256="0" * 64, answered_at=at
    )


def kept(desk: Desk) -> KeptData:
    told = desk.read(desk.ask(sections=KEPT)).record.kept
    assert told is not None
    return told


def test_what_was_said_last_to_a_purpose_holds(desk: Desk, central: EmbeddedCentral) -> None:
    send(desk.station, central, sample_act(WOMAN, registration_payload(WOMAN)))
    (agreed,) = kept(desk).consents
    assert (agreed.purpose, agreed.given, agreed.office) == ("registration", True, "00100")
    said = (consent("registration", LATER, given=False), consent("notices", LATER, given=False))
    payload = data_request_payload(WOMAN, consents=said)
    send(desk.station, central, sample_act(WOMAN, payload, kind="data.request"))
    standing = {each.purpose: (each.given, each.at) for each in kept(desk).consents}
    assert standing == {"registration": (False, LATER), "notices": (False, LATER)}


def test_the_order_of_saying_counts_not_that_of_sending(desk: Desk, central: EmbeddedCentral) -> None:
    for at, given in ((LATER, True), (LATER - timedelta(hours=2), False)):
        payload = data_request_payload(WOMAN, consents=(consent("notices", at, given=given),))
        send(desk.station, central, sample_act(WOMAN, payload, kind="data.request"))
    (standing,) = kept(desk).consents
    assert (standing.given, standing.at) == (True, LATER)


def test_each_look_is_told_also_that_of_staff(desk: Desk, central: EmbeddedCentral) -> None:
    filed = sample_act(WOMAN, registration_payload(WOMAN))
    send(desk.station, central, filed)
    assert [each.by for each in kept(desk).looks] == [Looked.KIOSK]  # this one: it stands before it is read
    central.central.looks.note(filed.act_id, "104201", "page")
    by = {each.by: each.office for each in kept(desk).looks}
    assert by == {Looked.KIOSK: "00100", Looked.STAFF: None}


def test_who_is_in_no_register_reads_what_they_filed(desk: Desk, central: EmbeddedCentral) -> None:
    own, card = frozenset({Section.CASES}), card_of(NEWCOMER)
    assert desk.refusal_of(card, sections=own) == "person-unknown"
    payload = registration_payload(NEWCOMER.personal_number, full_name=NEWCOMER.full_name)
    send(desk.station, central, sample_act(NEWCOMER.personal_number, payload))
    record = desk.read(desk.ask(card, sections=own), NEWCOMER.personal_number).record
    assert (record.person.full_name, record.person.personal_number) == (
        NEWCOMER.full_name,
        NEWCOMER.personal_number,
    )
    assert [case.kind for case in record.cases or ()] == ["registration.adult"]
    assert desk.refusal_of(card, sections=own | {Section.HEALTH}) == "person-unknown"


def test_nobody_is_told_of_somebody_else(desk: Desk, central: EmbeddedCentral) -> None:
    filed = sample_act(MAN, registration_payload(MAN))
    send(desk.station, central, filed)
    central.central.looks.note(filed.act_id, "104201", "page")
    told = kept(desk)
    assert told.consents == ()
    assert [each.by for each in told.looks] == [Looked.KIOSK]


def test_who_does_not_ask_is_not_told(desk: Desk) -> None:
    assert desk.read(desk.ask()).record.kept is None


def test_an_act_that_does_not_open_hides_no_other(
    desk: Desk, central: EmbeddedCentral, caplog: pytest.LogCaptureFixture
) -> None:
    whole, spoiled = (sample_act(WOMAN, registration_payload(WOMAN)) for _ in range(2))
    for each in (whole, spoiled):
        send(desk.station, central, each)
    with central.central.engine.begin() as connection:
        connection.execute(update(event).where(event.c.act_id == spoiled.act_id).values(sealed="nothing"))
    assert [each.purpose for each in kept(desk).consents] == ["registration"]
    (record,) = (each for each in caplog.records if each.levelname == "ERROR")
    assert record.args == (spoiled.act_id,)
    caplog.clear()
