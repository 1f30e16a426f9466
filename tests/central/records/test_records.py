from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import date
from functools import cache
from itertools import chain

import pytest
from sqlalchemy import Engine, event, func, select

from central.records.loading import load
from central.records.reading import Records
from central.records.rows import PARTS
from central.records.scope import EVERYTHING, RecordError, Scope
from central.records.tables import contribution, kinship, person
from central.records.writing import RecordWriting
from central.store.storage import open_storage
from kiosk.contract.records import (
    Benefit,
    BenefitKind,
    Contribution,
    Fund,
    ManagedBy,
    Origin,
    PersonRecord,
    Section,
)
from kiosk.records.of_record import summary_of
from simulation.country import country
from tests.central_databases import new_database
from tests.manual_clock import ManualClock

ON = date(2026, 11, 27)
WOMAN, MAN = "001188004217", "079095012386"


@cache
def families() -> tuple[tuple[PersonRecord, ...], ...]:
    return tuple(tuple(family) for family in country(1, 70, ON))


def people() -> list[PersonRecord]:
    return list(chain.from_iterable(families()))


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    engine = open_storage(database_url)
    yield engine
    engine.dispose()


@pytest.fixture
def records(engine: Engine, clock: ManualClock) -> Records:
    load(engine, families(), clock.now)
    return Records(engine, clock.now)


@pytest.fixture
def writing(engine: Engine, clock: ManualClock) -> RecordWriting:
    return RecordWriting(engine, clock.now)


def scope(number: str, *sections: Section, others: bool = False) -> Scope:
    return Scope(number, frozenset(sections), "staff:100001", "test", sees_managed_by_others=others)


def whole(number: str) -> Scope:
    return scope(number, *EVERYTHING, others=True)


def number_of(record: PersonRecord) -> str:
    return record.person.personal_number or record.person.aliases[0].number


def test_what_was_loaded_is_read_again(records: Records) -> None:
    for record in people():
        told = records.read(whole(number_of(record))).record
        assert told.contributions == record.contributions
        for part in set(PARTS) - {"bank_accounts"}:
            assert getattr(told, part) == getattr(record, part), part
        assert {(each.kind, each.number) for each in told.person.aliases} == {
            (each.kind, each.number) for each in record.person.aliases
        }
        assert told.person.model_copy(update={"aliases": ()}) == record.person.model_copy(
            update={"aliases": ()}
        )
        assert {each.full_name for each in told.relatives or ()} == {
            each.full_name for each in record.relatives or ()
        }
        assert {(each.relation, each.confirmed, each.died_on) for each in told.relatives or ()} == {
            (each.relation, each.confirmed, each.died_on) for each in record.relatives or ()
        }


def test_sums_of_the_register_are_those_of_the_country(engine: Engine, records: Records) -> None:
    """Reckoned apart: here from the tables, there by hand from what the country gave."""
    assert records is not None
    months = contribution.c.to_month - contribution.c.from_month + 1
    with engine.connect() as connection:
        told = connection.execute(
            select(func.count(), func.sum(months), func.sum(months * contribution.c.wage))
        ).one()
        unpaid = connection.execute(select(func.sum(months)).where(~contribution.c.paid)).scalar_one()
        counted = connection.execute(select(func.count()).select_from(person)).scalar_one()
        ties = connection.execute(select(func.count()).select_from(kinship)).scalar_one()
    entries = paid = owed = money = tied = 0
    for record in people():
        tied += len(record.relatives or ())
        for entry in record.contributions or ():
            first, last = entry.from_month, entry.to_month
            many = 12 * (int(last[:4]) - int(first[:4])) + int(last[5:]) - int(first[5:]) + 1
            entries, paid, money = entries + 1, paid + many, money + many * entry.wage
            owed += 0 if entry.paid else many
    assert tuple(map(int, told)) == (entries, paid, money)
    assert (int(unpaid), counted, ties) == (owed, 70, tied)


def test_each_number_of_a_person_finds_the_record(records: Records) -> None:
    for record in people():
        for alias in record.person.aliases:
            told = records.read(scope(alias.number)).record.person
            assert (told.full_name, told.personal_number) == (
                record.person.full_name,
                record.person.personal_number,
            )


def test_who_is_not_there_is_not_found(records: Records) -> None:
    for number in ("999999999999", "", "' OR 1=1 --", "%"):
        with pytest.raises(RecordError) as caught:
            records.read(scope(number))
        assert caught.value.code == "person_unknown"


SHOWN: dict[Section, set[str]] = {
    Section.CONTACT: set(),
    Section.CONTRIBUTIONS: {"contributions", "time_used"},
    Section.HEALTH: {"health_participation", "health_cards"},
    Section.BENEFITS: {"benefits"},
    Section.PAYMENTS: {"payments"},
    Section.BOOK: set(),
    Section.CARE: {"care"},
    Section.DOCUMENTS: {"documents"},
    Section.ACCOUNTS: {"bank_accounts"},
    Section.FAMILY: {"relatives"},
    Section.CASES: set(),  # are not of the register
    Section.KEPT: set(),
    Section.NOTICES: set(),
    Section.PHONES: set(),
    Section.CHILDREN: set(),  # the civil registry names them
    Section.FINDING: set(),  # asked, never read
}


def test_a_scope_shows_its_sections_and_no_more(records: Records) -> None:
    for section in Section:
        shown = {
            name
            for name, value in records.read(scope(WOMAN, section)).record
            if name not in ("version", "person") and value is not None
        }
        assert shown == SHOWN[section], section


def test_contact_data_are_masked_unless_asked_for(records: Records) -> None:
    masked = records.read(scope(MAN)).record.person
    assert (masked.phone, masked.email) == ("090••••012", "h•••@example.vn")
    clear = records.read(scope(MAN, Section.CONTACT)).record.person
    assert (clear.phone, clear.email) == ("0903555012", "hoang.phuc@example.vn")


def test_bank_accounts_show_four_digits(records: Records) -> None:
    holder = next(each for each in people() if each.bank_accounts)
    (told,) = records.read(scope(number_of(holder), Section.ACCOUNTS)).record.bank_accounts or ()
    (kept,) = holder.bank_accounts or ()
    assert told.number.strip("•") == kept.number[-4:]
    assert len(told.number) == len(kept.number)


def test_what_a_ministry_keeps_is_withheld(records: Records) -> None:
    kept = [each for each in people() if each.person.managed_by is not ManagedBy.CIVIL]
    assert kept
    for record in kept:
        told = records.read(scope(number_of(record), *EVERYTHING))
        assert set(told.withheld) == {
            Section.CONTRIBUTIONS,
            Section.BENEFITS,
            Section.PAYMENTS,
            Section.CARE,
            Section.DOCUMENTS,
        }
        assert (told.record.contributions, told.record.benefits, told.record.care) == (None, None, None)
        assert told.record.health_cards == record.health_cards


def test_a_correction_is_appended(records: Records, writing: RecordWriting) -> None:
    before = records.read(whole(MAN)).record
    wrong = (before.contributions or ())[-1]
    right = wrong.model_copy(
        update={"wage": wrong.wage + 500_000, "origin": Origin.CORRECTED, "replaces": wrong.number}
    )
    number = writing.add_contribution(whole(MAN), right)
    after = records.read(whole(MAN)).record
    assert len(after.contributions or ()) == len(before.contributions or ()) + 1
    assert wrong in (after.contributions or ())
    assert right.model_copy(update={"number": number}) in (after.contributions or ())
    assert summary_of(after, ON) == summary_of(before, ON)


def test_months_of_a_new_employer_are_appended(records: Records, writing: RecordWriting) -> None:
    before = records.read(whole(WOMAN)).record
    entry = Contribution(
        number=1, from_month="2018-09", to_month="2019-01", funds=(Fund.VOLUNTARY,), wage=1_500_000,
        recorded_on=ON,
    )  # fmt: skip
    writing.add_contribution(whole(WOMAN), entry)
    after = records.read(whole(WOMAN)).record
    assert summary_of(after, ON).months.total == summary_of(before, ON).months.total + 5
    assert summary_of(after, ON).gaps == ()


def test_what_cannot_be_replaced_is_refused(records: Records, writing: RecordWriting) -> None:
    entry = (records.read(whole(MAN)).record.contributions or ())[0]
    with pytest.raises(RecordError) as caught:
        writing.add_contribution(whole(MAN), entry.model_copy(update={"replaces": 4000}))
    assert caught.value.code == "entry_unknown"
    with pytest.raises(RecordError) as caught:
        writing.add_contribution(whole("999999999999"), entry)
    assert caught.value.code == "person_unknown"


def test_an_entry_takes_the_place_of_another(records: Records, writing: RecordWriting) -> None:
    def benefit(amount: int) -> Benefit:
        return Benefit(
            decision="0001/QĐ-BHXH-2026",
            decided_on=ON,
            kind=BenefitKind.SICKNESS,
            per="once",
            amount=amount,
        )

    before = records.read(scope(MAN, Section.BENEFITS)).record.benefits or ()
    number = writing.add_entry(whole(MAN), "benefits", benefit(100))
    writing.add_entry(whole(MAN), "benefits", benefit(200), replaces=number)
    assert records.read(scope(MAN, Section.BENEFITS)).record.benefits == (*before, benefit(200))
    with pytest.raises(ValueError, match="no part"):
        writing.add_entry(whole(MAN), "person", benefit(1))


def test_a_country_is_loaded_whole_or_not_at_all(engine: Engine, clock: ManualClock) -> None:
    def breaking() -> Iterator[tuple[PersonRecord, ...]]:
        yield from families()
        yield families()[0]  # its numbers are given

    with pytest.raises(RecordError) as caught:
        load(engine, breaking(), clock.now)
    assert caught.value.code == "number_taken"
    assert caught.value.__suppress_context__
    assert RecordWriting(engine, clock.now).is_empty()
    load(engine, families()[:5], clock.now)
    load(engine, families()[5:], clock.now)
    assert not RecordWriting(engine, clock.now).is_empty()


def test_a_reading_takes_five_queries_at_most(engine: Engine, records: Records) -> None:
    statements: list[str] = []
    event.listen(engine, "before_cursor_execute", lambda *given: statements.append(given[2]))
    records.read(whole(WOMAN))
    assert len([each for each in statements if each.startswith("SELECT")]) <= 5


def test_no_query_of_a_reading_looks_through_a_table(postgresql: str, clock: ManualClock) -> None:
    """With a hundred thousand people one that does takes longer than all others together."""
    engine = open_storage(new_database(postgresql))
    load(engine, families(), clock.now)
    asked: list[tuple[str, dict[str, object]]] = []
    event.listen(engine, "before_cursor_execute", lambda *given: asked.append((given[2], given[3])))
    Records(engine, clock.now).read(whole(WOMAN))
    with engine.connect() as connection:
        connection.exec_driver_sql("SET enable_seqscan = off")  # so few rows would be looked through at once
        for statement, parameters in list(asked):
            if statement.startswith("SELECT"):
                plan = connection.exec_driver_sql(f"EXPLAIN {statement}", parameters).scalars().all()
                scanned = [line for line in plan if "Seq Scan" in line and "employer" not in line]
                assert scanned == [], statement
    engine.dispose()


def test_no_person_is_in_the_log_or_in_a_fault(records: Records, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        told = records.read(whole(WOMAN))
        with pytest.raises(RecordError) as caught:
            records.read(whole("001188004218"))
    for text in (caplog.text, str(caught.value), repr(caught.value), repr(whole(WOMAN)), repr(told)):
        assert "00118800421" not in text
        assert "Châu" not in text
