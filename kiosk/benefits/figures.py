"""Exact numbers: fractions inside, one rounding at the end, and how a number is written for a reader.

No float and no ``/`` anywhere in this package (a test reads the source): division is ``Fraction(a, b)``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from kiosk.benefits.months import Month

YES_NO = {"vi": ("không", "có"), "en": ("no", "yes")}
AVERAGE_PLACES = 2
_PLACES = 4  # of rates, factors and years, which are exact with fewer


@dataclass(frozen=True, slots=True)
class Words:
    """A value that is read in both languages; programs see its ``key``."""

    key: str
    vi: str
    en: str

    def __str__(self) -> str:
        return self.key


def half_up(value: Fraction | int) -> int:
    """The nearest whole đồng; a half goes up (amounts are never negative)."""
    return (2 * Fraction(value) + 1) // 2


def ceiling(value: Fraction) -> int:
    return -(-value.numerator // value.denominator)


def half_years(months: int) -> Fraction:
    """Years for the level of a benefit: 1–6 odd months are half a year, 7–11 a whole one (L41 Art. 5.6)."""
    years, odd = divmod(months, 12)
    return years + Fraction((odd + 5) // 6, 2)


def decimal_text(value: Fraction | int, places: int = _PLACES) -> str:
    """``8371294.12``: at most ``places`` decimals, half up, without trailing zeros."""
    scaled = half_up(abs(Fraction(value)) * 10**places)
    whole, part = divmod(scaled, 10**places)
    decimals = str(part).rjust(places, "0").rstrip("0")
    sign = "-" if value < 0 and scaled else ""
    return f"{sign}{whole}.{decimals}" if decimals else f"{sign}{whole}"


def average_text(value: Fraction) -> str:
    return decimal_text(value, AVERAGE_PLACES)


def plain(value: object) -> object:
    """A value as JSON knows it: fractions as decimal strings, dates and months as ISO text, words as keys."""
    if isinstance(value, Fraction):
        return decimal_text(value)
    if isinstance(value, Decimal | Month | Words | date):
        return str(value)
    if isinstance(value, dict):
        return {str(key): plain(part) for key, part in value.items()}
    if isinstance(value, tuple | list):
        return [plain(part) for part in value]
    return value


def shown(value: object, language: str) -> str:
    """A value inside a sentence: 1.234.567,5 and 01/08/2026 in Vietnamese, 1,234,567.5 in English."""
    if isinstance(value, bool):
        return YES_NO[language][value]
    if isinstance(value, int | Fraction):
        return _grouped(decimal_text(value, AVERAGE_PLACES), language)
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y")
    if isinstance(value, Month):
        return f"{value.month:02}/{value.year}"
    if isinstance(value, Words):
        return value.vi if language == "vi" else value.en
    return "–" if value is None else str(value)


def _grouped(number: str, language: str) -> str:
    whole, _, decimals = number.partition(".")
    thousands, mark = (".", ",") if language == "vi" else (",", ".")
    grouped = f"{int(whole):,}".replace(",", thousands)
    return f"{grouped}{mark}{decimals}" if decimals else grouped
