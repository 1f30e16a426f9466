"""Codes of the State come and go: which hold on a day, and by which a service is called."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from pydantic import ValidationError

from kiosk.benefits.parameters import shipped_book
from kiosk.eligibility.codes import ServiceCode
from kiosk.eligibility.service import Service
from kiosk.reference.reference_data import ReferenceData
from kiosk.tasks.catalogue import Catalogue, load_catalogue
from kiosk.tasks.services.registry import ServiceRegistry

OLD = ServiceCode(code="1.1", source="a list", valid_from=date(2024, 6, 5), valid_until=date(2026, 12, 31))
NEW = ServiceCode(code="2.2", source="the next list", valid_from=date(2027, 1, 1))
CALENDAR = ReferenceData().calendar
REGISTRY = ServiceRegistry(load_catalogue(), shipped_book(), CALENDAR)
UNDATED = ServiceCode(code="639", source="a program")


def _service(*codes: ServiceCode) -> Service:
    filing = load_catalogue().get("9.14").filing
    assert filing is not None
    return replace(filing.service, codes=codes)


@pytest.mark.parametrize(
    ("day", "holding", "main"),
    [
        (date(2024, 6, 4), ("639",), "639"),
        (date(2024, 6, 5), ("1.1", "639"), "1.1"),
        (date(2026, 12, 31), ("1.1", "639"), "1.1"),
        (date(2027, 1, 1), ("2.2", "639"), "2.2"),
    ],
)
def test_a_code_holds_from_its_first_day_to_its_last(day: date, holding: tuple[str, ...], main: str) -> None:
    service = _service(OLD, NEW, UNDATED)
    assert service.codes_on(day) == holding
    assert service.code_on(day) == main


def test_where_none_holds_the_service_is_called_by_its_first() -> None:
    assert _service(OLD).code_on(date(2027, 1, 1)) == "1.1"
    assert _service().code_on(date(2027, 1, 1)) == ""


def test_a_code_cannot_end_before_it_begins() -> None:
    with pytest.raises(ValidationError, match="valid_until lies before valid_from"):
        ServiceCode(code="1", source="a list", valid_from=date(2026, 1, 2), valid_until=date(2026, 1, 1))


def test_every_code_of_a_published_list_is_dated() -> None:
    codes = [each for task in load_catalogue() for each in task.codes]
    assert {each.valid_from for each in codes if each.source.startswith("QĐ 838")} == {date(2024, 6, 5)}


@pytest.mark.parametrize(
    ("code", "service"),
    [
        ("2.00740.01", "payment_details"),
        ("639", "payment_details"),
        ("635", "transfer_place"),
        ("652", "authorise_receipt"),
        ("608A", "9.1"),
        ("607a", "reissue_book"),
        ("612A", "reissue_card"),
        ("1.002051.09", "merge_books"),
        ("1.001613.05", "lump_sum_foreigner"),
    ],
)
def test_a_service_is_found_by_the_code_that_stands_for_all_it_does(code: str, service: str) -> None:
    assert REGISTRY.get(code).task.id == service


def test_two_services_of_one_code_are_a_fault() -> None:
    catalogue = load_catalogue()
    both = [catalogue.get("9.1"), replace(catalogue.get("9.3"), codes=catalogue.get("9.1").codes)]
    faults = ServiceRegistry(Catalogue(catalogue.groups, both), shipped_book(), CALENDAR).faults()
    assert [each for each in faults if "the code 608A is that of 9.1 too" in each] == [
        "9.3: the code 608A is that of 9.1 too; one has part = true"
    ]
