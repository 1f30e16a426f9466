"""A record's contributions in words, for the screen and for paper: totals, what to look at, years, months."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

from kiosk.benefits.months import Month
from kiosk.clock import moment_text
from kiosk.contract.records import Contribution, Fund, PersonRecord, Release
from kiosk.language import Bilingual, Language, same
from kiosk.records.health_cards import in_turn
from kiosk.records.history import History, HistoryMonth, HistoryYear, MonthState, history_of
from kiosk.records.workplaces import Workplace, workplaces_of

_FILE = Path(__file__).with_name("telling.toml")
_FIGURES = (
    "compulsory",
    "voluntary",
    "before_2014",
    "from_2014",
    "before_2025_07",
    "from_2025_07",
    "unpaid",
    "consumed",
    "unemployment_reserved",
)
_ONE = {one: re.compile(rf"\b1 {one}s\b") for one in ("day", "month", "year")}
_ALWAYS = frozenset({"compulsory", "unemployment_reserved"})  # also where it is nothing


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class _MatterTexts(_Part):
    title: Bilingual
    text: Bilingual


class _Texts(_Part):
    """``telling.toml``; what goes between braces is filled in."""

    headline: Bilingual
    nothing: Bilingual
    duration: dict[str, Bilingual]
    span: dict[str, Bilingual]
    as_of: Bilingual
    figure: dict[str, Bilingual]
    health: dict[str, Bilingual]
    matter: dict[str, _MatterTexts]
    year: dict[str, Bilingual]
    workplace: dict[str, Bilingual]
    state: dict[MonthState, Bilingual]
    fund: dict[Fund, Bilingual]
    wage: Bilingual
    wages: Bilingual
    late: Bilingual
    owed: Bilingual


@dataclass(frozen=True, slots=True)
class Line:
    """``secret``: who looks on is not to read the value; the screen covers it (docs/decisions/104)."""

    label: Bilingual
    value: Bilingual = field(repr=False)
    secret: bool = False


@dataclass(frozen=True, slots=True)
class Matter:
    """Something to look at: what, since when, and what can be done. ``kind``: owed, late, gap, …"""

    kind: str
    title: Bilingual = field(repr=False)
    spans: tuple[Bilingual, ...] = field(repr=False)
    text: Bilingual = field(repr=False)

    @property
    def urgency(self) -> Literal["warn", "info"]:
        return "warn" if self.kind in ("owed", "owed_self", "gap", "withheld") else "info"


@dataclass(frozen=True, slots=True)
class ToldReport:
    """What one employer, or the person, reported of a month. ``wage`` apart: it can be covered."""

    who: str = field(repr=False)
    words: Bilingual = field(repr=False)
    wage: Bilingual = field(repr=False)


@dataclass(frozen=True, slots=True)
class ToldMonth:
    month: Month
    state: MonthState
    words: Bilingual
    reports: tuple[ToldReport, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class ToldYear:
    year: int
    counted: int
    words: Bilingual
    months: tuple[ToldMonth, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class ToldWorkplace:
    """``wage``: the last one, which is secret; its value is empty where none is known."""

    who: Bilingual = field(repr=False)
    months: Bilingual
    words: Bilingual
    wage: Line = field(repr=False)


@dataclass(frozen=True, slots=True)
class ToldContributions:
    """``years``, ``workplaces``: the newest first. ``history`` is None where another authority keeps it."""

    history: History | None = field(repr=False)
    headline: Line
    figures: tuple[Line, ...]
    matters: tuple[Matter, ...]
    years: tuple[ToldYear, ...] = field(repr=False)
    workplaces: tuple[ToldWorkplace, ...] = field(repr=False)
    health: tuple[Line, ...]
    as_of: Bilingual


@lru_cache(maxsize=1)
def load_telling() -> _Texts:
    with _FILE.open("rb") as file:
        return _Texts.model_validate(tomllib.load(file))


def tell_contributions(release: Release, on: date, hotline: str) -> ToldContributions:
    """The whole of it, as of a day."""
    texts, record = load_telling(), release.record
    history = None if record.contributions is None else history_of(record, on)
    total = 0 if history is None else history.summary.months.total
    return ToldContributions(
        history=history,
        headline=Line(texts.headline, duration(total) if total else texts.nothing),
        figures=() if history is None else tuple(_figures(history, record)),
        matters=tuple(_matters(history, hotline)),
        years=() if history is None else tuple(_year(each) for each in reversed(history.years)),
        workplaces=() if history is None else tuple(map(_workplace, workplaces_of(history.years))),
        health=tuple(_health(history, record, on)),
        as_of=texts.as_of.filled({"moment": moment_text(release.read_at)}),
    )


def duration(months: int) -> Bilingual:
    """``26 năm 4 tháng``."""
    texts = load_telling().duration
    years, rest = divmod(months, 12)
    name = "both" if years and rest else "years" if years else "months"
    return singular(texts[name].filled({"years": years, "months": rest}))


def span(first: Month, last: Month) -> Bilingual:
    """``09/2018 đến 01/2019``."""
    values = {"first": month_text(first), "last": month_text(last)}
    return load_telling().span["one" if first == last else "several"].filled(values)


def month_text(month: Month) -> str:
    return f"{month.month:02}/{month.year}"


def money(amount: int, currency: str) -> Bilingual:
    """``5.000.000 đồng``."""
    english = f"{amount:,}"
    if currency != "VND":
        return Bilingual(vi=f"{english.replace(',', '.')} {currency}", en=f"{currency} {english}")
    return Bilingual(vi=f"{english.replace(',', '.')} đồng", en=f"VND {english}")


def entry_words(entry: Contribution) -> Bilingual:
    """Which funds it was paid to, and what is odd about it."""
    texts = load_telling()
    parts = [texts.fund[fund] for fund in Fund if fund in entry.funds]
    if not entry.paid:
        parts.append(texts.owed)
    elif entry.days_late:
        parts.append(texts.late.filled({"days": entry.days_late}))
    return _joined(parts)


def _figures(history: History, record: PersonRecord) -> Iterator[Line]:
    labels, summary, person = load_telling().figure, history.summary, record.person
    months = summary.months.as_json()
    for name in _FIGURES:
        count = months[name]
        if isinstance(count, int) and (count or name in _ALWAYS):
            yield Line(labels[name], duration(count))
    if accident := history.fund_months[Fund.ACCIDENT]:
        yield Line(labels["accident"], duration(accident))
    for name, month in (("first_month", summary.first_month), ("last_month", summary.last_month)):
        if month is not None:
            yield Line(labels[name], same(month_text(month)))
    if person.book_closed_until is not None:
        yield Line(labels["closed"], same(month_text(Month.parse(person.book_closed_until))))


def _matters(history: History | None, hotline: str) -> Iterator[Matter]:
    if history is None:
        yield _matter("withheld", (), hotline=hotline)
        return
    summary = history.summary
    for employer, count in summary.unpaid_by_employer:
        owed = [each.month for each in _months(history) if each.is_owed_by(employer)]
        kind = "owed" if employer else "owed_self"
        yield _matter(kind, _spans(owed), hotline=hotline, employer=employer, months=count)
    gaps = [gap for gap in summary.gaps if gap.kind == "none"]
    if gaps:
        spans = [counted_span(gap.from_, gap.to) for gap in gaps]
        yield _matter("gap", spans, hotline=hotline, months=sum(gap.months for gap in gaps))
    for late in history.late:
        yield _matter(
            "late", (), hotline=hotline, employer=late.employer, months=late.months, days=late.most_days
        )
    if summary.overlaps:
        doubled = [each.month for each in summary.overlaps]
        yield _matter("overlap", _spans(doubled), hotline=hotline, months=len(summary.overlaps))
    if summary.months.consumed:
        used = [each.month for each in _months(history) if each.state is MonthState.CONSUMED]
        yield _matter("consumed", _spans(used), hotline=hotline, months=summary.months.consumed)


def _matter(kind: str, spans: Iterable[Bilingual], **values: object) -> Matter:
    texts = load_telling().matter[kind]
    return Matter(kind, singular(texts.title.filled(values)), tuple(spans), texts.text.filled(values))


def _months(history: History) -> Iterator[HistoryMonth]:
    return (month for year in history.years for month in year.months)


def _spans(months: list[Month]) -> Iterator[Bilingual]:
    """Months in a row as one."""
    begun = 0
    for place, month in enumerate(months):
        if place + 1 == len(months) or months[place + 1] - month > 1:
            yield counted_span(months[begun], month)
            begun = place + 1


def counted_span(first: Month, last: Month) -> Bilingual:
    """``09/2018 đến 01/2019: 5 tháng``."""
    texts, between = load_telling().span, span(first, last)
    vi, en = (
        texts["counted"].text(language).format(span=words, months=last - first + 1)
        for language, words in _both(between)
    )
    return singular(Bilingual(vi=vi, en=en))


def _year(year: HistoryYear) -> ToldYear:
    texts = load_telling().year
    parts = [
        texts[name].filled({"months": count})
        for name, count in (
            ("counted", year.counted),
            ("unpaid", year.count(MonthState.UNPAID)),
            ("consumed", year.count(MonthState.CONSUMED)),
            ("missing", year.count(MonthState.MISSING)),
        )
        if count
    ]
    words = singular(_joined(parts)) if parts else texts["nothing"]
    return ToldYear(year.year, year.counted, words, tuple(_month(each) for each in year.months))


def _workplace(place: Workplace) -> ToldWorkplace:
    texts, newest = load_telling().workplace, place.newest
    wage = money(newest.wage, newest.currency) if newest.wage else same("")
    months = {
        "counted": place.counted,
        "doubled": place.doubled,
        "owed" if place.employer else "owed_self": place.owed,
        "consumed": place.consumed,
    }
    parts = [_lasting(texts[name], count) for name, count in months.items() if count]
    words = _joined(parts) if parts else load_telling().year["nothing"]
    who = texts["yourself"] if place.employer is None else same(place.employer.name)
    return ToldWorkplace(who, span(place.first, place.last), words, Line(texts["wage"], wage, secret=True))


def _lasting(words: Bilingual, months: int) -> Bilingual:
    time = duration(months)
    vi, en = (words.text(language).format(time=text) for language, text in _both(time))
    return Bilingual(vi=vi, en=en)


def _month(month: HistoryMonth) -> ToldMonth:
    texts = load_telling()
    reports = tuple(
        ToldReport(_who(each), entry_words(each), _wage(each, texts.wage)) for each in month.reports
    )
    return ToldMonth(month.month, month.state, texts.state[month.state], reports)


def _who(entry: Contribution) -> str:
    name = "" if entry.employer is None else entry.employer.name
    return " · ".join(filter(None, (name, entry.position)))


def _wage(entry: Contribution, words: Bilingual) -> Bilingual:
    vi, en = (
        words.text(language).format(amount=text)
        for language, text in _both(money(entry.wage, entry.currency))
    )
    return Bilingual(vi=vi, en=en)


def _health(history: History | None, record: PersonRecord, on: date) -> Iterator[Line]:
    texts = load_telling().health
    if record.health_cards is None:
        return
    cards = in_turn(record.health_cards, on)
    card = cards[0] if cards and cards[0].state == "active" else None
    if card is None:
        yield Line(texts["heading"], texts["none"])
    else:
        yield Line(texts["valid"], days(card.valid_from, card.valid_to))
        if card.five_years_on is not None:
            yield Line(texts["five_years"], same(f"{card.five_years_on:%d/%m/%Y}"))
        yield Line(texts["facility"], same(card.facility.name))
    if history is not None and (months := history.fund_months[Fund.HEALTH]):
        yield Line(texts["with_wage"], duration(months))


def days(first: date, last: date) -> Bilingual:
    """``01/09/2018 đến 31/01/2019``."""
    values = {"first": f"{first:%d/%m/%Y}", "last": f"{last:%d/%m/%Y}"}
    return load_telling().span["several"].filled(values)


def _joined(parts: Iterable[Bilingual]) -> Bilingual:
    parts = tuple(parts)
    return Bilingual(vi=", ".join(each.vi for each in parts), en=", ".join(each.en for each in parts))


def _both(text: Bilingual) -> tuple[tuple[Language, str], tuple[Language, str]]:
    return (Language.VIETNAMESE, text.vi), (Language.ENGLISH, text.en)


def singular(text: Bilingual) -> Bilingual:
    """English says 1 month, not 1 months."""
    english = text.en
    for one, several in _ONE.items():
        english = several.sub(f"1 {one}", english)
    return Bilingual(vi=text.vi, en=english)
