"""Tables of figures from central: newer and whole, from their day on, or refused."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from kiosk.benefits.engine import calculate
from kiosk.benefits.errors import TablesError
from kiosk.benefits.parameters import SHIPPED_EDITION, Edition, shipped_book, shipped_tables
from kiosk.benefits.received import book_of
from kiosk.law_tables import LawTables
from tests.feed_parts import RISE, risen_levels, tables_entry

TODAY = date(2026, 12, 20)
NEXT = SHIPPED_EDITION.number + 1
_HOUSEHOLD = {"months": 12, "members": [{}], "first_time": False}


def _tables(change: Callable[[str], str] = lambda text: text, name: str = "levels") -> dict[str, str]:
    tables = shipped_tables()
    tables[name] = change(tables[name])
    return tables


def _premium(tables: LawTables, paid_on: str) -> int:
    asked = {**_HOUSEHOLD, "paid_on": paid_on}
    return calculate("household_health_insurance", asked, TODAY, tables.book).amounts["total"]


def test_new_figures_hold_from_their_day_on_without_a_release() -> None:
    tables = LawTables()
    before = _premium(tables, "2026-12-31"), _premium(tables, "2027-01-01")
    tables.offer([tables_entry()], TODAY)
    assert tables.book is shipped_book()  # a visit may be under way
    assert tables.adopt(TODAY)
    assert tables.book.edition == Edition(NEXT, TODAY)
    assert _premium(tables, "2026-12-31") == before[0] == before[1]
    assert _premium(tables, "2027-01-01") == 12 * 126_000


def test_a_package_waits_for_its_day() -> None:
    tables = LawTables()
    later = tables_entry(NEXT + 1, date(2027, 1, 1), risen_levels(3_000_000))
    tables.offer([tables_entry(NEXT), later], TODAY)
    tables.adopt(TODAY)
    assert tables.book.edition.number == NEXT
    assert not tables.adopt(date(2026, 12, 31))
    assert tables.adopt(date(2027, 1, 1))
    assert tables.book.edition.number == NEXT + 1
    assert tables.adopt(TODAY)  # a clock that was set back
    assert tables.book.edition.number == NEXT


def test_of_two_for_one_day_the_later_day_and_then_the_greater_number_count() -> None:
    tables = LawTables()
    greater = tables_entry(NEXT + 3, date(2026, 12, 1))
    tables.offer([greater, tables_entry(NEXT + 1, date(2026, 12, 15))], TODAY)
    tables.adopt(TODAY)
    assert tables.book.edition.number == NEXT + 1


def test_a_release_that_is_newer_is_not_undone() -> None:
    tables = LawTables()
    tables.offer([tables_entry(SHIPPED_EDITION.number)], TODAY)
    tables.adopt(TODAY)
    assert tables.book is shipped_book()
    assert tables.faults == ()


@pytest.mark.expects_log(f"benefits number {NEXT + 1} is not used: tables_faulty")
def test_one_that_does_not_load_replaces_nothing() -> None:
    tables = LawTables()
    tables.offer([tables_entry(NEXT)], TODAY)
    tables.adopt(TODAY)
    in_use = tables.book
    damaged = tables_entry(NEXT + 1, date(2026, 12, 19), "[[")
    tables.offer([replace(tables_entry(NEXT), effective_from=date(2026, 12, 1)), damaged], TODAY)
    tables.adopt(TODAY)
    assert tables.book.edition == in_use.edition
    assert [(fault.number, fault.code) for fault in tables.faults] == [(NEXT + 1, "tables_faulty")]
    tables.offer([replace(damaged, content={})], TODAY)
    tables.adopt(TODAY)
    assert tables.book is shipped_book()


def _without(text: str, line: str) -> str:
    assert line in text
    return text.replace(line, "", 1)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda text: text + "[[", "not TOML"),
        (lambda text: text + '\n[own]\nvi = "a"\nen = "b"\nvalues = []\n', ""),
        (
            lambda text: text.replace("[poverty_line]", "[poverty]").replace("[[poverty_line.", "[[poverty."),
            "poverty",
        ),
        (lambda text: text + RISE + RISE, "same day"),
        (lambda text: text + RISE.replace("2800000", "-1"), "negative"),
        (lambda text: text + RISE.replace("2800000", '"much"'), "lacks"),
        (lambda text: text + RISE.replace("settled", "maybe"), "status"),
        (lambda text: text + RISE.replace("NĐ 999/2026/NĐ-CP", ""), "source"),
        (lambda text: text + RISE.replace("2027-01-01", '"2027-01-01"'), "day"),
        (lambda text: text + RISE.replace("2800000", "{ one = 1 }"), "lines"),
        (lambda text: _without(text, "valid_from = 1993-04-01"), "lacks"),
        (lambda text: text.replace("1993-04-01", "1996-04-01"), "before"),
    ],
)
def test_tables_that_lose_or_spoil_something_are_refused(change: Callable[[str], str], told: str) -> None:
    changed = _tables(change)
    if told == "":  # a figure without any value says nothing and harms nothing
        assert book_of(changed, Edition(NEXT, TODAY)).names() == shipped_book().names()
        return
    with pytest.raises(TablesError, match=told):
        book_of(changed, Edition(NEXT, TODAY))


def test_what_is_shipped_would_be_taken() -> None:
    book = book_of(shipped_tables(), Edition(NEXT, TODAY))
    assert book.all() == shipped_book().all()


def test_a_price_table_may_grow_by_a_year_and_not_shrink() -> None:
    newest = shipped_book().values_of("price_slip")[-1].table
    rows = ", ".join(f"{year} = {float(value)}" for year, value in newest.items())
    block = (
        '\n[[price_slip.values]]\nvalid_from = 2027-01-01\nsource = "TT"\nstatus = "settled"\n'
        "value = {{ {} }}\n"
    )
    grown = _tables(lambda text: text + block.format(rows + ", 2027 = 1.0"), "price_slip")
    book_of(grown, Edition(NEXT, TODAY))
    shrunk = _tables(lambda text: text + block.format("2027 = 1.0"), "price_slip")
    with pytest.raises(TablesError, match="lines"):
        book_of(shrunk, Edition(NEXT, TODAY))
