"""The figures of the law that the restatement reads: literals of its own, never those of the engine."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import TypeVar

T = TypeVar("T")

# Base salary, since 01/07/2025 the reference level while it exists (L41 Điều 7, 141.13; NĐ 158/2025 Điều 5).
REFERENCE_LEVEL: list[tuple[date, int]] = [
    (date(1993, 4, 1), 120_000),  # NĐ 25-CP
    (date(1997, 1, 1), 144_000),
    (date(2000, 1, 1), 180_000),
    (date(2001, 1, 1), 210_000),
    (date(2003, 1, 1), 290_000),
    (date(2005, 10, 1), 350_000),
    (date(2006, 10, 1), 450_000),
    (date(2008, 1, 1), 540_000),
    (date(2009, 5, 1), 650_000),
    (date(2010, 5, 1), 730_000),
    (date(2011, 5, 1), 830_000),
    (date(2012, 5, 1), 1_050_000),
    (date(2013, 7, 1), 1_150_000),
    (date(2016, 5, 1), 1_210_000),
    (date(2017, 7, 1), 1_300_000),
    (date(2018, 7, 1), 1_390_000),
    (date(2019, 7, 1), 1_490_000),
    (date(2023, 7, 1), 1_800_000),
    (date(2024, 7, 1), 2_340_000),  # NĐ 73/2024
    (date(2026, 7, 1), 2_530_000),  # NĐ 161/2026
]

# Chuẩn hộ nghèo nông thôn: the floor of a voluntary income and the base of the State's support.
POVERTY_LINE: list[tuple[date, int]] = [
    (date(2016, 1, 1), 700_000),
    (date(2022, 1, 1), 1_500_000),  # NĐ 07/2021 Điều 3
    (date(2027, 1, 1), 2_200_000),  # NĐ 351/2025, not confirmed
]

# Percent of (22 % of the poverty line) that the State pays of a voluntary contribution.
STATE_SUPPORT: list[tuple[date, dict[str, int]]] = [
    (  # NĐ 134/2015 Điều 14
        date(2018, 1, 1),
        {"poor": 30, "near_poor": 25, "ethnic_minority": 10, "island": 10, "other": 10},
    ),
    (  # NĐ 159/2025 Điều 5
        date(2025, 7, 1),
        {"poor": 50, "near_poor": 40, "ethnic_minority": 30, "island": 50, "other": 20},
    ),
]
SUPPORTED_MONTHS_AT_MOST = 120

# Rate of the voluntary contribution, percent of the income.
VOLUNTARY_RATE: list[tuple[date, int]] = [
    (date(2008, 1, 1), 16),
    (date(2010, 1, 1), 18),
    (date(2012, 1, 1), 20),
    (date(2014, 1, 1), 22),
]

# Rate of both sides into the pension and survivors' fund, percent of the wage.
PENSION_FUND_RATE: list[tuple[date, int]] = [
    (date(1995, 1, 1), 15),  # NĐ 158/2025 Điều 32.3.a
    (date(2007, 1, 1), 16),  # Luật 71/2006 Điều 91, 92: 5 + 11, then one more each two years
    (date(2010, 1, 1), 18),
    (date(2012, 1, 1), 20),
    (date(2014, 1, 1), 22),
]

# Monthly investment interest of the fund for payments of that year, percent.
FUND_INTEREST: list[tuple[date, str]] = [(date(2026, 1, 1), "0.31")]

# Lương tối thiểu tháng theo vùng.
REGIONAL_MINIMUM_WAGE: list[tuple[date, dict[str, int]]] = [
    (date(2024, 7, 1), {"I": 4_960_000, "II": 4_410_000, "III": 3_860_000, "IV": 3_450_000}),  # NĐ 74/2024
    (date(2026, 1, 1), {"I": 5_310_000, "II": 4_730_000, "III": 4_140_000, "IV": 3_700_000}),  # NĐ 293/2025
]

SOCIAL_PENSION: list[tuple[date, int]] = [(date(2025, 7, 1), 500_000)]  # NĐ 176/2025

# Hệ số trượt giá by the year of the decision (NĐ 158/2025 Điều 16), for 1994 and before, 1995, 1996 …
PRICE_SLIP: dict[int, str] = {
    2025: (  # TT 01/2025/TT-BLĐTBXH
        "5.63 4.78 4.51 4.37 4.06 3.89 3.95 3.97 3.82 3.70 3.43 3.17 2.95 2.72 2.21 2.07 1.90"
        " 1.60 1.47 1.37 1.32 1.31 1.28 1.23 1.19 1.16 1.12 1.10 1.07 1.04 1.00 1.00"
    ),
    2026: (  # CV 340/BHXH-CSXH
        "5.81 4.91 4.65 4.50 4.18 4.01 4.07 4.09 3.94 3.81 3.54 3.27 3.05 2.81 2.29 2.14 1.96"
        " 1.65 1.51 1.42 1.36 1.36 1.32 1.28 1.23 1.20 1.16 1.14 1.11 1.07 1.03 1.00 1.00"
    ),
}

# Days on which offices rest beside Saturdays and Sundays, and Saturdays on which they work instead.
OFFICE_DAYS_OFF = {
    2025: "01-01 01-27 01-28 01-29 01-30 01-31 04-07 04-30 05-01 05-02 09-01 09-02",
    2026: "01-01 01-02 02-16 02-17 02-18 02-19 02-20 04-27 04-30 05-01 08-31 09-01 09-02 11-24",
}
OFFICE_SATURDAYS = {2025: "04-26", 2026: "01-10 08-22"}

# Age of retirement in months by year (BLLĐ 2019 Điều 169.2), written out.
RETIREMENT_AGE_MEN: dict[int, tuple[int, int]] = {
    2021: (60, 3),
    2022: (60, 6),
    2023: (60, 9),
    2024: (61, 0),
    2025: (61, 3),
    2026: (61, 6),
    2027: (61, 9),
    2028: (62, 0),
}
RETIREMENT_AGE_WOMEN: dict[int, tuple[int, int]] = {
    2021: (55, 4),
    2022: (55, 8),
    2023: (56, 0),
    2024: (56, 4),
    2025: (56, 8),
    2026: (57, 0),
    2027: (57, 4),
    2028: (57, 8),
    2029: (58, 0),
    2030: (58, 4),
    2031: (58, 8),
    2032: (59, 0),
    2033: (59, 4),
    2034: (59, 8),
    2035: (60, 0),
}


def at(table: list[tuple[date, T]], day: date) -> T:
    """The entry in force on that day."""
    found: list[T] = [value for since, value in table if since <= day]
    return found[-1]


def price_slip(decided_in: int, year: int) -> Fraction:
    """Điều chỉnh theo CPI: the coefficient of a wage of ``year`` in a decision of ``decided_in``."""
    column = PRICE_SLIP[decided_in].split()
    return Fraction(column[max(year, 1994) - 1994])


def retirement_age(sex: str, year: int) -> int:
    """BLLĐ 2019 Điều 169.2, in months; until 2020 the sixty and fifty-five years of the law before."""
    ages = RETIREMENT_AGE_MEN if sex == "male" else RETIREMENT_AGE_WOMEN
    if year < 2021:
        return 60 * 12 if sex == "male" else 55 * 12
    years, months = ages[min(year, max(ages))]
    return years * 12 + months
