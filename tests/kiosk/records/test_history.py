"""A history by year and month, against a plain recount of the record's own months."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime
from functools import cache
from itertools import pairwise

import pytest

from kiosk.contract.records import Contribution, Fund, PersonRecord, Release, TimeUse
from kiosk.language import Language
from kiosk.records.history import History, MonthState, history_of
from kiosk.records.telling import duration, tell_contributions
from simulation.country import country
from tests.again import again
from tests.kiosk.records.test_of_record import EMPLOYER, entry, record

ON = date(2026, 11, 20)
CROWDS = [250, again(1000)]
LAST = 12 * ON.year + ON.month - 1


@cache
def people() -> tuple[PersonRecord, ...]:
    """A thousand, a fifth of whom have something odd in their history."""
    found = (each for family in country(7, 1000, ON) for each in family)
    return tuple(each for each in found if each.contributions is not None)


def number(month: str) -> int:
    return 12 * int(month[:4]) + int(month[5:]) - 1


def recount(told: PersonRecord) -> Counter[str]:
    """Month by month with nothing of the program: what it is worth, and which funds it was paid to."""
    entries = list(told.contributions or ())
    gone = {each.replaces for each in entries}
    used: set[int] = set()
    for use in told.time_used or ():
        if use.kind == "lump_sum":
            used |= set(range(number(use.from_month), number(use.to_month) + 1))
    paid: dict[str, set[int]] = {fund.value: set() for fund in Fund}
    owed: set[int] = set()
    for each in entries:
        if each.number in gone:
            continue
        for month in range(number(each.from_month), number(each.to_month) + 1):
            if month > LAST:
                continue
            for fund in each.funds:
                if each.paid:
                    paid[fund.value].add(month)
                elif fund in (Fund.COMPULSORY, Fund.VOLUNTARY):
                    owed.add(month)
    pension = paid["compulsory"] | paid["voluntary"]
    return Counter(
        {
            "counted": len(pension - used),
            "unpaid": len(owed - pension - used),
            "consumed": len((pension | owed) & used),
            **{fund: len(months) for fund, months in paid.items()},
        }
    )


def sums(history: History) -> Counter[str]:
    return Counter(
        {
            "counted": sum(year.counted for year in history.years),
            "unpaid": sum(year.count(MonthState.UNPAID) for year in history.years),
            "consumed": sum(year.count(MonthState.CONSUMED) for year in history.years),
            **{fund.value: months for fund, months in history.fund_months.items()},
        }
    )


def test_the_years_of_everybody_add_up_to_their_months() -> None:
    assert len(people()) > 900
    for each in people():
        history = history_of(each, ON)
        assert sums(history) == recount(each)
        totals = history.summary.months
        assert (totals.total, totals.unpaid, totals.consumed) == tuple(
            sums(history)[name] for name in ("counted", "unpaid", "consumed")
        )


@pytest.mark.parametrize("crowd", CROWDS)
def test_everybody_is_told_without_a_gap_in_words_or_months(crowd: int) -> None:
    for each in people()[:crowd]:
        told = tell_contributions(Release(read_at=datetime.now(UTC), record=each), ON, "1900 9068")
        months = [month.month for year in reversed(told.years) for month in year.months]
        assert all(after - before == 1 for before, after in pairwise(months))
        words = [told.headline.value, *(line.value for line in told.figures), *(y.words for y in told.years)]
        words += [text for matter in told.matters for text in (matter.title, matter.text, *matter.spans)]
        for language in Language:
            assert all(text.text(language) and "{" not in text.text(language) for text in words)


def states(*entries: Contribution, used: tuple[TimeUse, ...] = ()) -> str:
    """The states of all months, one letter each."""
    history = history_of(record(*entries, used=used), ON)
    return "".join(month.state.value[0] for year in history.years for month in year.months)


def test_what_a_month_is_worth() -> None:
    owed = entry(2, "2020-03", "2020-04", paid=False)
    voluntary = entry(3, "2020-07", "2020-08", funds=(Fund.VOLUNTARY,), employer=None)
    accident = entry(4, "2020-09", "2020-09", funds=(Fund.ACCIDENT,))
    assert states(entry(1, "2020-01", "2020-02"), owed, voluntary, accident) == "ccuummvvo"


def test_who_is_paid_twice_or_for_a_month_that_is_used_up_has_it_once() -> None:
    used = TimeUse(kind="lump_sum", from_month="2020-01", to_month="2020-01", decision="1")
    entries = entry(1, "2020-01", "2020-03"), entry(2, "2020-02", "2020-04", funds=(Fund.VOLUNTARY,))
    history = history_of(record(*entries, used=(used,)), ON)
    assert [month.state for month in history.years[0].months] == [
        MonthState.CONSUMED,
        MonthState.COMPULSORY,
        MonthState.COMPULSORY,
        MonthState.VOLUNTARY,
    ]


def test_months_of_the_future_are_left_out() -> None:
    history = history_of(record(entry(1, "2026-10", "2027-02")), ON)
    assert [str(month.month) for year in history.years for month in year.months] == ["2026-10", "2026-11"]


def test_who_pays_late_is_told_with_the_worst_of_it() -> None:
    late = (entry(1, "2020-01", "2020-02", days_late=40), entry(2, "2020-02", "2020-04", days_late=90))
    (found,) = history_of(record(*late, entry(3, "2020-05", "2020-06")), ON).late
    assert (found.employer, found.months, found.most_days) == (EMPLOYER.name, 4, 90)


def test_what_is_yet_to_come_is_not_late() -> None:
    ahead = entry(1, "2026-10", "2027-02", days_late=40), entry(2, "2027-03", "2027-04", days_late=90)
    (found,) = history_of(record(*ahead), ON).late
    assert found.months == 2


def matters(told: PersonRecord) -> dict[str, list[str]]:
    release = Release(read_at=datetime.now(UTC), record=told)
    return {
        each.kind: [span.vi for span in each.spans]
        for each in tell_contributions(release, ON, "1900 9068").matters
    }


def test_gaps_and_owed_months_are_named_by_their_months() -> None:
    told = record(
        entry(1, "2020-01", "2020-02"),
        entry(2, "2020-05", "2020-06", paid=False),
        entry(3, "2020-08", "2020-08", paid=False),
        entry(4, "2020-10", "2020-12"),
    )
    assert matters(told) == {
        "owed": ["05/2020 đến 06/2020: 2 tháng", "08/2020: 1 tháng"],
        "gap": ["03/2020 đến 04/2020: 2 tháng", "07/2020: 1 tháng", "09/2020: 1 tháng"],
    }


def test_what_a_person_owes_themselves_is_not_laid_to_an_employer() -> None:
    """Owners of household businesses pay without one; what only the accident fund is owed is no time owed."""
    own = entry(1, "2025-08", "2025-09", employer=None, paid=False)
    accident = entry(2, "2025-10", "2025-10", funds=(Fund.ACCIDENT,), paid=False)
    told = tell_contributions(Release(read_at=datetime.now(UTC), record=record(own, accident)), ON, "1")
    assert [(each.title.vi, each.urgency) for each in told.matters] == [("Ông/bà chưa đóng 2 tháng", "warn")]
    assert matters(record(own, accident)) == {"owed_self": ["08/2025 đến 09/2025: 2 tháng"]}


def test_of_a_soldier_nothing_is_told_but_where_to_ask() -> None:
    withheld = record().model_copy(update={"contributions": None, "time_used": None})
    told = tell_contributions(Release(read_at=datetime.now(UTC), record=withheld), ON, "1900 9068")
    assert (told.years, told.figures) == ((), ())
    assert [each.kind for each in told.matters] == ["withheld"]


@pytest.mark.parametrize(
    ("months", "vietnamese", "english"),
    [
        (0, "0 tháng", "0 months"),
        (1, "1 tháng", "1 month"),
        (12, "1 năm", "1 year"),
        (13, "1 năm 1 tháng", "1 year 1 month"),
        (131, "10 năm 11 tháng", "10 years 11 months"),
    ],
)
def test_how_long_is_told(months: int, vietnamese: str, english: str) -> None:
    assert (duration(months).vi, duration(months).en) == (vietnamese, english)


def test_nobody_has_more_than_twelve_months_a_year() -> None:
    for each in people()[:200]:
        for year in history_of(each, ON).years:
            assert len(year.months) <= 12
            assert all(month.month.year == year.year for month in year.months)
            assert year.counted <= 12
            assert [month.month for month in year.months] == sorted(month.month for month in year.months)
