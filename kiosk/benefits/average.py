"""The average wage and income that pensions and lump sums rest on (L41 Art. 72–73, 104; N158 Art. 15–17)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from kiosk.benefits.contributions import HAZARDOUS, History, PaidMonth
from kiosk.benefits.law import L41, N158, N159, Rule
from kiosk.benefits.months import Month
from kiosk.benefits.workings import Workings

FIRST_VOLUNTARY_YEAR = 2008
PRICE_ADJUSTED_SINCE = Month(2016, 1)  # State wages of who joined from then on follow prices (Art. 73.1)
WAGE_SCALE_OF_2004 = Month(2004, 10)

EMPLOYER_AVERAGE = Rule(
    "average.employer",
    (L41.article(72, 2), L41.article(73, 2), N158.article(16, 1)),
    "Bình quân {months} tháng tiền lương do người sử dụng lao động quyết định, đã nhân hệ số trượt giá: "
    "{result} đồng.",
    "Average of {months} months of wages set by employers, adjusted to prices: {result} đồng.",
)
STATE_AVERAGE = Rule(
    "average.state",
    (L41.article(72, 1), L41.article(73, 1), N158.article(15, 1)),
    "Bình quân {window} tháng cuối tiền lương do Nhà nước quy định: {result} đồng.",
    "Average of the last {window} months of State wages: {result} đồng.",
)
STATE_WHOLE = Rule(
    "average.state_whole",
    (N158.article(15, 2, "c"),),
    "Bình quân những năm cuối thấp hơn bình quân toàn bộ {months} tháng nên lấy toàn bộ: {result} đồng.",
    "The last years average less than all {months} months, so all of them count: {result} đồng.",
)
STATE_HAZARDOUS = Rule(
    "average.state_hazardous",
    (N158.article(15, 2, "a"),),
    "Lấy {window} tháng liền nhau làm nghề nặng nhọc, độc hại có bình quân cao hơn: {result} đồng.",
    "{window} consecutive months of hazardous work with a higher average count: {result} đồng.",
)
BOTH_KINDS = Rule(
    "average.both_kinds",
    (L41.article(72, 3), N158.article(15, 4)),
    "Bình quân chung của {state_months} tháng lương Nhà nước và {employer_months} tháng lương người sử dụng "
    "lao động quyết định: {result} đồng.",
    "Common average of {state_months} months of State wages and {employer_months} months of employers' "
    "wages: "
    "{result} đồng.",
)
VOLUNTARY_AVERAGE = Rule(
    "average.voluntary",
    (L41.article(104), N159.article(10)),
    "Bình quân {months} tháng thu nhập đóng BHXH tự nguyện, đã nhân hệ số trượt giá: {result} đồng.",
    "Average of {months} months of voluntary income, adjusted to prices: {result} đồng.",
)
BOTH_SCHEMES = Rule(
    "average.both_schemes",
    (N158.article(17, 5),),
    "Bình quân chung của {compulsory_months} tháng bắt buộc và {voluntary_months} tháng tự nguyện: "
    "{result} đồng.",
    "Common average of {compulsory_months} compulsory and {voluntary_months} voluntary months: {result} "
    "đồng.",
)
AVERAGING_YEARS = Rule(
    "average.years",
    (L41.article(72, 1),),
    "Bắt đầu tham gia {first_joined}: tính {result} năm cuối (0: toàn bộ thời gian).",
    "First contribution {first_joined}: the last {result} years are averaged (0: all the time).",
)


def averaging_years(first_joined: date, work: Workings) -> int:
    """How many last years of State wages are averaged; 0 for all of them."""
    years = int(work.number("averaging_years", first_joined))
    return work.apply(AVERAGING_YEARS, years, first_joined=first_joined)


def average_of(past: History, joined: date | None, work: Workings) -> Fraction:
    """The average of the whole history; ``joined`` where the first contribution is older than it.

    Prices and levels are those of the day of decision, on which ``work`` stands.
    """
    compulsory, voluntary = past.of("compulsory"), past.of("voluntary")
    parts = []
    if compulsory:
        # "Bắt đầu tham gia bảo hiểm xã hội" (Art. 72.1, 73.1) means either scheme.
        paid = past.months[0].month.first_day
        first = min(joined or paid, paid)
        parts.append((_compulsory_average(past, first, work), len(compulsory)))
    if voluntary:
        adjusted = [_price_adjusted(each, work) for each in voluntary]
        by_year = _by_year(voluntary, work)
        result = work.apply(VOLUNTARY_AVERAGE, _mean(adjusted), months=len(voluntary), by_year=by_year)
        parts.append((result, len(voluntary)))
    common = _weighted(parts)
    if len(parts) > 1:
        work.apply(BOTH_SCHEMES, common, compulsory_months=len(compulsory), voluntary_months=len(voluntary))
    return common


def _compulsory_average(past: History, joined: date, work: Workings) -> Fraction:
    state, employer = past.of("compulsory", "state"), past.of("compulsory", "employer")
    parts = []
    if state:
        parts.append((_state_average(state, joined, work), len(state)))
    if employer:
        adjusted = [_price_adjusted(each, work) for each in employer]
        by_year = _by_year(employer, work)
        result = work.apply(EMPLOYER_AVERAGE, _mean(adjusted), months=len(employer), by_year=by_year)
        parts.append((result, len(employer)))
    common = _weighted(parts)
    if len(parts) > 1:
        work.apply(BOTH_KINDS, common, state_months=len(state), employer_months=len(employer))
    return common


def _state_average(state: Sequence[PaidMonth], joined: date, work: Workings) -> Fraction:
    """The last years, unless hazardous years or the whole career average more (N158 Art. 15.2)."""
    by_prices = Month.of(joined) >= PRICE_ADJUSTED_SINCE
    adjust = _price_adjusted if by_prices else _level_adjusted
    wages = [adjust(each, work) for each in state]
    if not by_prices and state[0].month < WAGE_SCALE_OF_2004:
        work.warn(
            "wage_scale_of_2004",
            "Tiền lương Nhà nước trước 10/2004 phải chuyển đổi theo bảng lương mới; ở đây tạm tính theo "
            "mức lương cơ sở.",
            "State wages before October 2004 are converted to the newer scale; here they follow the base "
            "salary.",
        )
    window = 12 * averaging_years(joined, work) or len(wages)
    last = work.apply(STATE_AVERAGE, _mean(wages[-window:]), window=min(window, len(wages)))
    hazardous = _best_hazardous(state, wages, window)
    if hazardous is not None and hazardous > last:
        return work.apply(STATE_HAZARDOUS, hazardous, window=window)
    whole = _mean(wages)
    return work.apply(STATE_WHOLE, whole, months=len(wages)) if whole > last else last


def _best_hazardous(state: Sequence[PaidMonth], wages: Sequence[Fraction], window: int) -> Fraction | None:
    """The best consecutive window of hazardous work of who did ≥ 15 years of it and then left it."""
    heavy = [not HAZARDOUS.isdisjoint(each.stretch.conditions) for each in state]
    if sum(heavy) < 15 * 12 or heavy[-1]:
        return None
    starts = range(len(state) - window + 1)
    means = [_mean(wages[start : start + window]) for start in starts if all(heavy[start : start + window])]
    return max(means, default=None)


def _price_adjusted(paid: PaidMonth, work: Workings) -> Fraction:
    if paid.stretch.topped_up:
        return Fraction(paid.stretch.wage)
    first = FIRST_VOLUNTARY_YEAR if paid.stretch.scheme == "voluntary" else 0
    return paid.stretch.wage * price_slip(max(paid.month.year, first), work)


def _by_year(paid: Sequence[PaidMonth], work: Workings) -> list[dict[str, object]]:
    """Months, wages and adjusted wages of each year, so that the average can be checked by hand."""
    years: dict[int, list[PaidMonth]] = {}
    for each in paid:
        years.setdefault(each.month.year, []).append(each)
    return [
        {
            "year": year,
            "months": len(months),
            "wages": sum(each.stretch.wage for each in months),
            "adjusted": sum((_price_adjusted(each, work) for each in months), Fraction(0)),
        }
        for year, months in years.items()
    ]


def price_slip(year: int, work: Workings) -> Fraction:
    """The coefficient of a year in the table of the year of decision; years before 1995 share one."""
    return work.table("price_slip").get(str(max(year, 1994)), Fraction(1))


def _level_adjusted(paid: PaidMonth, work: Workings) -> Fraction:
    """A State wage in proportion to the reference level, then and now."""
    then = work.number("reference_level", paid.month.first_day)
    return paid.stretch.wage * work.number("reference_level") * Fraction(1, then)


def _mean(values: Sequence[Fraction]) -> Fraction:
    return sum(values, Fraction(0)) * Fraction(1, len(values))


def _weighted(parts: Sequence[tuple[Fraction, int]]) -> Fraction:
    total = sum(months for _, months in parts)
    return sum((average * months for average, months in parts), Fraction(0)) * Fraction(1, total)
