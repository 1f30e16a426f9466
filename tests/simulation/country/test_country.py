from __future__ import annotations

from collections import Counter
from datetime import date
from functools import cache
from itertools import chain

import pytest

from kiosk.benefits.contributions import LAW_2024
from kiosk.benefits.months import Month, months_between
from kiosk.benefits.parameters import shipped_book
from kiosk.contract.records import AliasKind, BenefitKind, Fund, ManagedBy, Origin, PersonRecord, Relation
from kiosk.records.of_record import in_force, summary_of
from kiosk.reference.reference_data import ReferenceData
from simulation.country import EARLIEST, country
from simulation.country.law import highest_basis, minimum_wage, poverty_line, reference_level, retires_in
from simulation.people import PEOPLE

ON = date(2026, 11, 27)


@cache
def hundred() -> tuple[PersonRecord, ...]:
    return tuple(chain.from_iterable(country(1, 100, ON)))


@cache
def many() -> tuple[PersonRecord, ...]:
    return tuple(chain.from_iterable(country(7, 700, ON)))


def test_the_same_seed_gives_the_same_country_and_another_seed_another() -> None:
    again = tuple(chain.from_iterable(country(1, 100, ON)))
    assert again == hundred()
    assert tuple(chain.from_iterable(country(2, 100, ON))) != hundred()


def test_a_smaller_country_is_the_beginning_of_a_larger_one() -> None:
    larger = list(chain.from_iterable(country(1, 130, ON)))
    assert len(larger) == 130
    # The last family of the smaller one may have been cut, and so knows fewer relatives.
    assert tuple(larger[:90]) == hundred()[:90]


@pytest.mark.parametrize("people", [1, 2, 17, 53])
def test_a_country_has_as_many_people_as_were_asked_for(people: int) -> None:
    records = list(chain.from_iterable(country(3, people, ON)))
    assert len(records) == people
    there = {each.person.personal_number for each in records}
    for record in records:
        assert all(relative.personal_number in there for relative in record.relatives or ())


def test_no_number_is_given_twice() -> None:
    numbers = Counter(
        (kind, number)
        for record in many()
        for kind, number in [
            ("personal", record.person.personal_number),
            *((alias.kind, alias.number) for alias in record.person.aliases),
        ]
        if number
    )
    assert [number for number, times in numbers.items() if times > 1] == []


def test_a_hundred_people_know_every_kind_of_history() -> None:
    records = hundred()
    entries = [entry for record in records for entry in record.contributions or ()]
    funds = {fund for entry in entries for fund in entry.funds}
    assert funds == set(Fund)
    assert {each.person.managed_by for each in records} == set(ManagedBy)
    assert {each.origin for each in entries} == set(Origin)
    assert any(not each.paid for each in entries)
    assert any(each.days_late for each in entries)
    kinds = {benefit.kind for record in records for benefit in record.benefits or ()}
    assert kinds >= {
        BenefitKind.LUMP_SUM,
        BenefitKind.PENSION,
        BenefitKind.SURVIVORS_MONTHLY,
        BenefitKind.UNEMPLOYMENT,
        BenefitKind.SICKNESS,
        BenefitKind.FUNERAL,
        BenefitKind.SOCIAL_PENSION,
    }
    aliases = {alias.kind for record in records for alias in record.person.aliases}
    assert aliases == set(AliasKind)
    assert any(each.person.personal_number is None and each.person.nationality == "VNM" for each in records)
    assert any(each.person.nationality != "VNM" for each in records)
    assert any(each.person.died_on for each in records)
    relations = {relative.relation for record in records for relative in record.relatives or ()}
    assert relations == set(Relation)
    payers = {part.payer for record in records for part in record.health_participation or ()}
    assert payers == {"employer", "insurance_fund", "state", "household", "school", "defence", "police"}
    totals = [summary_of(record, ON) for record in records]
    assert any(each.overlaps for each in totals)
    assert any(gap.kind == "unpaid" for each in totals for gap in each.gaps)
    assert any(gap.kind == "none" for each in totals for gap in each.gaps)
    assert any(each.months.consumed for each in totals)
    assert any(each.months.unemployment_reserved for each in totals)


def test_ministries_keep_those_who_serve_and_their_children_under_15() -> None:
    kept = [each for each in many() if each.person.managed_by is not ManagedBy.CIVIL]
    children = [each for each in kept if not each.contributions]
    assert children
    assert all(ON.year - each.person.date_of_birth.year <= 15 for each in children)
    spouses = [
        relative for each in kept for relative in each.relatives or () if relative.relation == "spouse"
    ]
    assert all(each.managed_by is ManagedBy.CIVIL for each in spouses)


def test_wages_keep_to_the_law_of_their_months() -> None:
    seen: Counter[str] = Counter()
    for record in many():
        for entry in in_force(record.contributions or ()):
            months = list(months_between(Month.parse(entry.from_month), Month.parse(entry.to_month)))
            cap = highest_basis(months[0])
            assert cap is None or entry.wage <= cap
            if Fund.VOLUNTARY in entry.funds:
                assert all(entry.wage >= poverty_line(month) for month in months)
                seen["voluntary"] += 1
            elif entry.coefficient is not None:
                hundredths = int(entry.coefficient.replace(".", ""))
                # An overlap or a corrected end can reach a little beyond the change of the base salary.
                assert entry.wage in {hundredths * reference_level(month) // 100 for month in months}
                seen["state"] += 1
            elif entry.employer is not None:
                assert entry.wage >= minimum_wage(months[0], entry.employer.region)
                seen["agreed"] += 1
            if Fund.UNEMPLOYMENT in entry.funds:
                assert months[0] >= Month(2009, 1)
            if entry.employer is not None and entry.employer.name.startswith("Hộ kinh doanh"):
                assert months[0] >= LAW_2024
    assert min(seen[kind] for kind in ("voluntary", "state", "agreed")) > 30


def test_members_of_a_household_pay_less_from_the_second_on() -> None:
    """The amounts of 2026-11, written down by hand: 12 months from 2,530,000 đồng."""
    payments = [
        part
        for record in many()
        for part in record.health_participation or ()
        if part.payer == "household" and part.paid_on and part.paid_on >= date(2026, 7, 1)
    ]
    assert {(part.order, part.amount) for part in payments} == {
        (1, 1_366_200),
        (2, 956_340),
        (3, 819_720),
    }


def test_monthly_amounts_follow_the_rises() -> None:
    pensions = [
        benefit
        for record in many()
        for benefit in record.benefits or ()
        if benefit.kind is BenefitKind.PENSION and benefit.decided_on < date(2024, 7, 1) and benefit.rises
    ]
    assert pensions
    for pension in pensions:
        amounts = [pension.amount, *(rise.amount for rise in pension.rises)]
        for percent, before, after in zip((115, 108), amounts, amounts[1:], strict=False):
            assert abs(after * 100 - before * percent) <= 50


@pytest.mark.parametrize(
    ("sex", "born", "reached"),
    [
        ("male", date(1965, 1, 15), Month(2026, 7)),
        ("female", date(1969, 5, 1), Month(2026, 5)),
        ("male", date(1954, 12, 18), Month(2014, 12)),
    ],
)
def test_the_retirement_ages_are_those_of_the_decree(sex: str, born: date, reached: Month) -> None:
    assert retires_in(sex, born) == reached


def test_the_people_of_the_cards_are_there_and_their_records_fit() -> None:
    by_number = {each.person.personal_number: each for each in hundred()}
    for sample in PEOPLE:
        person = by_number[sample.personal_number].person
        assert (person.full_name, person.date_of_birth) == (sample.full_name, sample.date_of_birth)
        assert person.sex == sample.sex.value
        assert person.residence == sample.residence
        old = [alias.number for alias in person.aliases if alias.kind is AliasKind.OLD_ID_NUMBER]
        assert old == ([sample.old_id_number] if sample.old_id_number else [])
    child = by_number["048218003941"]
    assert {relative.full_name for relative in child.relatives or ()} == {"Lê Quang Vinh", "Hồ Thị Ánh Tuyết"}
    (card,) = child.health_cards or ()
    assert card.five_years_on == date(2023, 9, 5)  # insured since birth
    assert any(each.kind is BenefitKind.PENSION for each in by_number["092054000718"].benefits or ())


def test_cards_name_facilities_that_are_open() -> None:
    open_ones = {each.code for each in ReferenceData().facilities.all() if each.is_valid_on(ON)}
    assert {card.facility.code for record in many() for card in record.health_cards or ()} <= open_ones


def test_the_future_has_paid_nothing_yet() -> None:
    for day in (EARLIEST, ON, date(2027, 8, 2)):
        for record in chain.from_iterable(country(4, 80, day)):
            months = [entry.to_month for entry in record.contributions or ()]
            assert max(months, default="0000-00") < str(Month.of(day))
    with pytest.raises(ValueError, match="or later"):
        next(country(1, 1, date(2025, 1, 1)))


def test_the_figures_come_from_the_tables_of_the_law() -> None:
    assert reference_level(Month(2026, 7)) == 2_530_000
    assert highest_basis(Month(2026, 7)) == 50_600_000
    levels = {row.valid_from for row in shipped_book().values_of("regional_minimum_wage")}
    assert min(levels) == date(2024, 7, 1)  # older ones stand in minimum_wages.toml
