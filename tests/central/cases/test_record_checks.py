"""What the register had of who registered: noted with the case, and told where the kiosk could not."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest
from sqlalchemy import select

from central.cases.calendar import Calendar
from central.cases.filed import FiledCases
from central.cases.record_checks import find_record_check
from central.cases.record_telling import tell_of_record
from central.cases.ties import Tie, settle_tie
from central.notices.catalogue import Channel
from central.records.loading import load
from central.store.notice_tables import notice
from kiosk.contract.feed import CaseState
from kiosk.contract.kinds.registration_parts import RecordPart
from kiosk.contract.records import AccountState, Differing, Found
from simulation.country import country
from simulation.country.sought import OLD_NUMBER, sought
from simulation.people import (
    ADULT_MAN,
    ADULT_WOMAN,
    MISTYPED,
    NEWCOMER,
    OLD_BOOK,
    TWO_BOOKS,
    SamplePerson,
)
from tests.acts import dependant_payload, foreigner_payload, passport_part, registration_payload
from tests.central.cases.parts import OFFICER, SUPERVISOR, CaseRoom

TOLD = RecordPart(looked=True, found=Found.NUMBER, differs=(), several=False, stated_number=None)


@pytest.fixture(autouse=True)
def known(room: CaseRoom) -> None:
    on = room.clock.now().date()
    load(room.engine, country(1, 20, on), room.clock.now)
    load(room.engine, sought(on), room.clock.now)


def register(room: CaseRoom, person: SamplePerson, record: RecordPart | None = None) -> UUID:
    payload = registration_payload(person.personal_number, full_name=person.full_name, record=record)
    identity = payload["identity"]
    assert isinstance(identity, dict)
    identity |= {"date_of_birth": person.date_of_birth.isoformat(), "sex": person.sex.value}
    return room.file("registration.adult", person.personal_number, payload=payload)


def notices_of(room: CaseRoom, case_id: UUID) -> set[tuple[str, str]]:
    query = select(notice.c.kind, notice.c.channel).where(notice.c.about == case_id)
    with room.engine.connect() as connection:
        return {(row.kind, row.channel) for row in connection.execute(query)}


def changes_of(room: CaseRoom, case_id: UUID) -> list[str]:
    return [line.change for line in room.desk.get(OFFICER, str(case_id)).history]


@pytest.mark.parametrize(
    ("person", "kind"),
    [
        (MISTYPED, "record.differs"),
        (TWO_BOOKS, "record.several"),
        (ADULT_MAN, "record.account"),
        (ADULT_WOMAN, None),
        (NEWCOMER, None),
    ],
    ids=lambda each: getattr(each, "key", each),
)
def test_who_had_no_line_is_told_afterwards(room: CaseRoom, person: SamplePerson, kind: str | None) -> None:
    case_id = register(room, person)
    told = set() if kind is None else {(kind, channel.value) for channel in Channel}
    assert notices_of(room, case_id) == told
    assert changes_of(room, case_id) == (["open"] if kind is None else ["open", "compare"])


def test_who_read_it_at_the_kiosk_is_not_told_again(room: CaseRoom) -> None:
    case_id = register(room, MISTYPED, TOLD)
    assert (notices_of(room, case_id), changes_of(room, case_id)) == (set(), ["open"])


def test_officers_see_what_was_found(room: CaseRoom) -> None:
    checked = room.desk.get(OFFICER, str(register(room, MISTYPED))).record
    assert checked is not None
    assert (checked.found, checked.differs) == (Found.NUMBER, (Differing.NAME, Differing.DATE_OF_BIRTH))
    several = room.desk.get(OFFICER, str(register(room, TWO_BOOKS))).record
    assert several is not None
    assert several.books == 2
    account = room.desk.get(OFFICER, str(register(room, ADULT_MAN))).record
    assert account is not None
    assert account.account is AccountState.ACTIVE
    assert room.desk.get(OFFICER, str(room.file("contact.change"))).record is None


def test_the_number_that_the_person_stated_is_looked_for_too(room: CaseRoom) -> None:
    stated = TOLD.model_copy(update={"found": Found.STATED, "stated_number": OLD_NUMBER})
    case_id = register(room, OLD_BOOK, stated)
    with room.engine.connect() as connection:
        checked = find_record_check(connection, case_id)
    assert checked is not None
    assert (checked.found, checked.differs) == (Found.STATED, (Differing.PERSONAL_NUMBER,))


@pytest.mark.parametrize(
    ("person", "two"),
    [(ADULT_WOMAN, False), (NEWCOMER, False), (MISTYPED, True), (TWO_BOOKS, True)],
    ids=lambda each: getattr(each, "key", each),
)
def test_what_is_to_be_mended_first_takes_two_people(room: CaseRoom, person: SamplePerson, two: bool) -> None:
    case_id = register(room, person)
    room.do(OFFICER, case_id, "take")
    case = room.do(OFFICER, case_id, "approve")
    assert case.proposed == ("approve" if two else None)
    if two:
        assert room.refusal(OFFICER, case_id, "approve") == "second-person-needed"
        assert room.do(SUPERVISOR, case_id, "approve").state is CaseState.APPROVED


def test_the_person_reads_it_among_their_cases_until_it_is_decided(room: CaseRoom) -> None:
    case_id = register(room, MISTYPED)
    filed = FiledCases(room.engine, room.keys.hashing)
    assert "Cấp lại sổ" in filed.of(MISTYPED.personal_number)[0].told.vi
    room.do(OFFICER, case_id, "take")
    room.do(OFFICER, case_id, "approve")
    room.do(SUPERVISOR, case_id, "approve")
    assert "Cấp lại sổ" not in filed.of(MISTYPED.personal_number)[0].told.vi


def register_child(room: CaseRoom, child: SamplePerson) -> UUID:
    payload = dependant_payload(child=child.personal_number)
    dependant = payload["dependant"]
    assert isinstance(dependant, dict)
    dependant |= {"full_name": child.full_name}
    return room.file("registration.dependant", payload=payload)


def test_a_parent_is_told_of_a_childs_record_once_the_tie_is_known(room: CaseRoom) -> None:
    """Whoever types a child's number learns nothing of it."""
    case_id = register_child(room, MISTYPED)
    assert notices_of(room, case_id) == set()
    settle(room, case_id, Tie.NOT_KNOWN)
    assert notices_of(room, case_id) == set()
    assert changes_of(room, case_id) == ["open"]
    settle(room, case_id, Tie.CONFIRMED)
    settle(room, case_id, Tie.CONFIRMED)
    assert notices_of(room, case_id) == {("child_record.differs", channel.value) for channel in Channel}


def settle(room: CaseRoom, case_id: UUID, tie: Tie) -> None:
    now = room.clock.now()
    with room.engine.begin() as connection:
        settle_tie(connection, case_id, tie, now)
        tell_of_record(connection, now, Calendar(), case_id)


def test_officers_see_what_the_register_has_of_a_foreigner_who_need_do_nothing(room: CaseRoom) -> None:
    case_id = room.file("registration.foreigner", "UTO-X72L0586K", payload=foreigner_payload())
    record = room.desk.get(OFFICER, str(case_id)).record
    assert record is not None
    assert (record.found, record.differs, record.books) == (Found.STATED, (), 0)
    assert notices_of(room, case_id) == set()


def test_a_foreigner_is_told_in_words_of_their_own(room: CaseRoom) -> None:
    shown = passport_part(date_of_birth=date(1987, 4, 3))
    case_id = room.file("registration.foreigner", "UTO-X72L0586K", payload=foreigner_payload(identity=shown))
    assert notices_of(room, case_id) == {("passport_record.differs", channel.value) for channel in Channel}


def test_who_may_be_a_namesake_is_told_of_no_book(room: CaseRoom) -> None:
    renewed = passport_part(passport_number="X99A0001B")
    payload = foreigner_payload(identity=renewed, insurance_number="9999999999")
    case_id = room.file("registration.foreigner", "UTO-X72L0586K", payload=payload)
    record = room.desk.get(OFFICER, str(case_id)).record
    assert record is not None
    assert (record.found, record.books) == (Found.NOBODY, 1)
    assert notices_of(room, case_id) == set()
