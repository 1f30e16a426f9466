"""A thousand people whose histories were made odd on purpose: what is told equals a count of bare months.

The count knows nothing of `kiosk.records`: sets of month numbers, and what the law says of them.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cache
from itertools import groupby
from pathlib import Path
from random import Random

import pytest

from kiosk.contract.records import (
    Alias,
    AliasKind,
    Contribution,
    Employer,
    Fund,
    PersonRecord,
    Region,
    Release,
    TimeUse,
)
from kiosk.records.book import ToldBook, tell_book
from kiosk.records.telling import ToldContributions
from kiosk.records.workplaces import workplaces_of
from simulation.country import country
from tests.again import again
from tests.commands.run_main import run_main

ON = date(2026, 11, 20)
LAST = 12 * 2026 + 10  # months are counted from the year 0
Y2014, JULY_2025 = 12 * 2014, 12 * 2025 + 6
_FUNDS = (
    (Fund.COMPULSORY, Fund.UNEMPLOYMENT, Fund.HEALTH, Fund.ACCIDENT),
    (Fund.COMPULSORY, Fund.HEALTH),
    (Fund.VOLUNTARY,),
    (Fund.ACCIDENT,),
    (Fund.UNEMPLOYMENT,),
)
_EMPLOYERS = (
    *(Employer(code=f"LA{each:04}", name=f"Công ty Lạ {each}", region=Region.II) for each in range(3)),
    Employer(code="LA0009", name="Công ty Lạ 2", region=Region.I, dissolved=True),  # two of one name
)


def number(month: str) -> int:
    return 12 * int(month[:4]) + int(month[5:]) - 1


def name(month: int) -> str:
    return f"{month // 12}-{month % 12 + 1:02}"


def a_stretch(rng: Random) -> tuple[str, str]:
    """From twenty years ago to a year ahead; half of them a month or two."""
    first = rng.randrange(LAST - 240, LAST + 12)
    return name(first), name(first + rng.choice((0, 0, 1, 6, 29, 90)))


def made_odd(told: PersonRecord, rng: Random) -> PersonRecord:
    """Overlaps, gaps, no wage, future months, several employers in a month, entries in the place of others,
    months owed or used up, once or twice; an old and a new number.
    """
    entries = list(told.contributions or ())
    if entries and rng.random() < 0.3:
        entries.pop(rng.randrange(len(entries)))
    if rng.random() < 0.03:
        entries = []
    for _ in range(rng.randint(1, 5)):
        entries.append(_odd_entry(rng, entries))
    uses = [*(told.time_used or ())]
    for kind in ("lump_sum", "lump_sum", "unemployment", "unemployment"):
        if rng.random() < 0.3:
            first, last = a_stretch(rng)
            kept = rng.randint(0, 9) if kind == "unemployment" else 0
            use = {"kind": kind, "from_month": first, "to_month": last, "decision": "1", "months_kept": kept}
            uses.append(TimeUse.model_validate(use))
    another = Alias(
        kind=AliasKind.INSURANCE_NUMBER, number=f"79{rng.randrange(10**8):08}", current=rng.random() < 0.5
    )
    person = told.person.model_copy(update={"aliases": (*told.person.aliases, another)})
    return told.model_copy(
        update={"person": person, "contributions": tuple(entries), "time_used": tuple(uses)}
    )


def _odd_entry(rng: Random, entries: Sequence[Contribution]) -> Contribution:
    first, last = a_stretch(rng)
    of_whom: list[Employer | None] = [each.employer for each in entries if each.employer]
    fitting = entries and rng.random() < 0.3
    return Contribution(
        number=max((each.number for each in entries), default=0) + 1,
        from_month=first,
        to_month=last,
        funds=rng.choice(_FUNDS),
        employer=rng.choice((None, *_EMPLOYERS, *of_whom)),
        wage=rng.choice((0, 1, 5_310_000, 46_800_000)),
        paid=rng.random() < 0.6,
        days_late=rng.choice((0, 0, 45, 700)),
        replaces=rng.choice(entries).number if fitting else None,
        recorded_on=ON,
    )


@cache
def odd_people(count: int) -> tuple[PersonRecord, ...]:
    rng = Random("odd histories")
    people = (each for family in country(11, count, ON) for each in family)
    return tuple(made_odd(each, rng) for each in people if each.contributions is not None)


@dataclass
class Counted:
    """Sets of months, of one person."""

    compulsory: set[int] = field(default_factory=set)
    voluntary: set[int] = field(default_factory=set)
    unemployment: set[int] = field(default_factory=set)
    owed: dict[str, set[int]] = field(default_factory=dict)
    late: dict[str, set[int]] = field(default_factory=dict)
    reporters: dict[int, set[tuple[str, str]]] = field(default_factory=dict)
    used: set[int] = field(default_factory=set)
    spent: set[int] = field(default_factory=set)
    kept: int = 0
    live: list[tuple[Contribution, list[int]]] = field(default_factory=list)

    @property
    def total(self) -> set[int]:
        return (self.compulsory | self.voluntary) - self.used

    @property
    def unpaid(self) -> set[int]:
        return set().union(*self.owed.values()) - self.compulsory - self.voluntary - self.used

    @property
    def consumed(self) -> set[int]:
        return set(self.reporters) & self.used

    @property
    def owed_by(self) -> dict[str, set[int]]:
        owed = {employer: months - self.used for employer, months in self.owed.items()}
        return {employer: months for employer, months in owed.items() if months}


def counted(told: PersonRecord) -> Counted:
    found, entries = Counted(), list(told.contributions or ())
    for use in told.time_used or ():
        months = range(number(use.from_month), number(use.to_month) + 1)
        (found.used if use.kind == "lump_sum" else found.spent).update(months)
        found.kept += use.months_kept if use.kind == "unemployment" else 0
    gone = {each.replaces for each in entries}
    for each in (each for each in entries if each.number not in gone):
        whole = list(range(number(each.from_month), number(each.to_month) + 1))
        found.live.append((each, whole))
        told_by_now = [month for month in whole if month <= LAST]
        employer = each.employer.name if each.employer else ""
        if each.paid and each.days_late and employer and told_by_now:
            found.late.setdefault(employer, set()).update(told_by_now)
        if each.paid and Fund.UNEMPLOYMENT in each.funds:
            found.unemployment.update(told_by_now)
        for fund, of in ((Fund.COMPULSORY, found.compulsory), (Fund.VOLUNTARY, found.voluntary)):
            if fund in each.funds:
                (of if each.paid else found.owed.setdefault(employer, set())).update(told_by_now)
                for month in told_by_now:
                    found.reporters.setdefault(month, set()).add((employer, fund))
    return found


def in_a_row(months: set[int], border: set[int] | None = None) -> list[tuple[int, int]]:
    """First and last of each run; ``border``: where a run changes from in it to out of it, it ends."""
    border = border or set()
    rows = groupby(enumerate(sorted(months)), key=lambda each: (each[1] - each[0], each[1] in border))
    runs = [[month for _, month in run] for _, run in rows]
    return [(run[0], run[-1]) for run in runs]


def as_summary(of: Counted) -> dict[str, object]:
    """What ``main.py record summary`` has to say, but for its warnings."""
    total = of.total
    reach = set(range(min(total), max(total))) if total else set()
    gaps = in_a_row(reach - total, of.unpaid)
    return {
        "months": {
            "total": len(total),
            "compulsory": len(of.compulsory - of.used),
            "voluntary": len(of.voluntary - of.compulsory - of.used),
            "before_2014": sum(month < Y2014 for month in total),
            "from_2014": sum(month >= Y2014 for month in total),
            "before_2025_07": sum(month < JULY_2025 for month in total),
            "from_2025_07": sum(month >= JULY_2025 for month in total),
            "unpaid": len(of.unpaid),
            "consumed": len(of.consumed),
            "unemployment_reserved": len(of.unemployment - of.spent) + of.kept,
        },
        "unpaid_by_employer": {employer: len(months) for employer, months in of.owed_by.items()},
        "gaps": [
            {
                "from": name(first),
                "to": name(last),
                "months": last - first + 1,
                "kind": "unpaid" if first in of.unpaid else "none",
            }
            for first, last in gaps
        ],
        "overlaps": {
            name(month): {employer for employer, _ in reporters}
            for month, reporters in of.reporters.items()
            if len(reporters) > 1
        },
        "first_month": name(min(total)) if total else None,
        "last_month": name(max(total)) if total else None,
    }


def comparable(summary: dict[str, object]) -> dict[str, object]:
    """In no order where none is promised."""
    summary = json.loads(json.dumps(summary))
    del summary["warnings"]
    owed, overlaps = summary["unpaid_by_employer"], summary["overlaps"]
    assert isinstance(owed, list)
    assert isinstance(overlaps, list)
    summary["unpaid_by_employer"] = {each["employer"]: each["months"] for each in owed}
    summary["overlaps"] = {each["month"]: set(each["employers"]) for each in overlaps}
    return summary


def how_long(months: int) -> str:
    years, rest = divmod(months, 12)
    return " ".join(
        filter(None, (f"{years} năm" if years else "", f"{rest} tháng" if rest or not years else ""))
    )


def figures(of: Counted, funds: Counter[str]) -> dict[str, str]:
    months, total = as_summary(of)["months"], of.total
    assert isinstance(months, dict)
    told = {
        "BHXH bắt buộc": months["compulsory"],
        "BHXH tự nguyện": months["voluntary"],
        "Trước 01/2014": months["before_2014"],
        "Từ 01/2014": months["from_2014"],
        "Trước 07/2025 (luật cũ)": months["before_2025_07"],
        "Từ 07/2025 (luật mới)": months["from_2025_07"],
        "Đơn vị chưa đóng, chưa được tính": months["unpaid"],
        "Đã hưởng BHXH một lần, không tính nữa": months["consumed"],
        "BHTN được bảo lưu": months["unemployment_reserved"],
        "Bảo hiểm tai nạn lao động, bệnh nghề nghiệp": funds["accident"],
    }
    always = {"BHXH bắt buộc", "BHTN được bảo lưu"}
    words = {label: how_long(count) for label, count in told.items() if count or label in always}
    if total:
        words["Tháng đầu được tính"] = shown(min(total))
        words["Tháng gần nhất được tính"] = shown(max(total))
    return words


def shown(month: int) -> str:
    return f"{month % 12 + 1:02}/{month // 12}"


def told_of(record: PersonRecord) -> ToldBook:
    release = Release(read_at=datetime(2026, 11, 20, tzinfo=UTC), record=record)
    return tell_book(release, ON, "1900 9068", lambda _code: None)


def months_in(texts: Sequence[str]) -> Iterator[int]:
    """Of ``09/2018 đến 01/2019: 5 tháng``, ``09/2018 – 01/2019`` and ``09/2018``."""
    for text in texts:
        ends = [12 * int(year) + int(month) - 1 for month, year in re.findall(r"(\d\d)/(\d{4})", text)]
        assert f": {ends[-1] - ends[0] + 1} tháng" in text or ":" not in text
        yield from range(ends[0], ends[-1] + 1)


def spans_of(told: ToldContributions, *kinds: str) -> list[list[int]]:
    """Of each matter of the kinds, its months."""
    matters = (each for each in told.matters if each.kind in kinds)
    return [list(months_in([span.vi for span in each.spans])) for each in matters]


def workplaces_told(told: ToldContributions) -> Counter[tuple[str, str, int]]:
    """Of each who it is, since when and until when, and how many months were paid there."""
    return Counter(
        (
            each.who.vi,
            each.months.vi,
            sum(
                12 * int(years or 0) + int(months or 0)
                for years, months in re.findall(
                    r"(?:(\d+) năm ?)?(?:(\d+) tháng)? ?(?:được tính|trùng)", each.words.vi
                )
            ),
        )
        for each in told.workplaces
    )


def workplaces(of: Counted) -> Counter[tuple[str, str, int]]:
    """By code: two employers may have one name."""
    reported: dict[str, set[int]] = {}
    paid: dict[str, set[int]] = {}
    names = {"": "Ông/bà tự đóng"}
    for entry, months in of.live:
        code = entry.employer.code if entry.employer else ""
        if entry.employer:
            names[code] = entry.employer.name
        past = {month for month in months if month <= LAST}
        reported.setdefault(code, set()).update(past)
        if entry.paid and {Fund.COMPULSORY, Fund.VOLUNTARY} & set(entry.funds):
            paid.setdefault(code, set()).update(past - of.used)
    return Counter(
        (
            names[code],
            " đến ".join(dict.fromkeys((shown(min(months)), shown(max(months))))),
            len(paid.get(code, ())),
        )
        for code, months in reported.items()
        if months
    )


@pytest.mark.parametrize("crowd", [100, again(1000)])
def test_what_is_told_of_odd_histories_is_what_their_months_come_to(crowd: int) -> None:
    assert len(odd_people(crowd)) > 0.9 * crowd
    for record in odd_people(crowd):
        of, book = counted(record), told_of(record)
        told, history = book.contributions, book.contributions.history
        assert history is not None
        assert comparable(history.summary.as_json()) == as_summary(of)  # as `summary_of` found it
        years = {each.year: each.counted for each in history.years if each.counted}
        assert years == Counter(month // 12 for month in of.total)
        assert {each.year: each.counted for each in told.years if each.counted} == years
        assert told.headline.value.vi == (
            how_long(len(of.total)) if of.total else "Chưa có tháng nào được tính"
        )
        accident = {
            month
            for entry, months in of.live
            for month in months
            if entry.paid and Fund.ACCIDENT in entry.funds and month <= LAST
        }
        lines = {line.label.vi: line.value.vi for line in told.figures}
        lines.pop("Sổ đã chốt đến tháng", None)
        assert lines == figures(of, Counter({"accident": len(accident)}))
        # what to look at
        assert {each.employer: each.months for each in history.late} == {
            employer: len(months) for employer, months in of.late.items()
        }
        assert sorted(spans_of(told, "owed", "owed_self")) == sorted(map(sorted, of.owed_by.values()))
        reach = set(range(min(of.total), max(of.total))) if of.total else set()
        gap = sorted(reach - of.total - of.unpaid)
        assert spans_of(told, "gap") == ([gap] if gap else [])
        assert spans_of(told, "consumed") == ([sorted(of.consumed)] if of.consumed else [])
        # and by who paid
        assert workplaces_told(told) == workplaces(of)
        assert sum(each.counted for each in workplaces_of(history.years)) == len(of.total)
        # the book has every stretch that is in force, those to come too
        stretches = months_in([each.months.vi for each in book.stretches])
        assert Counter(stretches) == Counter(month for _, months in of.live for month in months)


@pytest.mark.parametrize("place", [*range(4), *map(again, range(4, 40))])
def test_the_command_says_the_same(place: int, tmp_path: Path) -> None:
    """Which has no record: it is given each month by itself, in no order, as somebody would type it."""
    of = counted(odd_people(100)[2 * place])
    asked = [
        {
            "from": name(month),
            "to": name(month),
            "scheme": "compulsory" if Fund.COMPULSORY in entry.funds else "voluntary",
            "wage": entry.wage,
            "employer": entry.employer.name if entry.employer else "",
            "paid": entry.paid,
            "consumed_by_lump_sum": month in of.used,
        }
        for entry, months in of.live
        for month in months
        if {Fund.COMPULSORY, Fund.VOLUNTARY} & set(entry.funds)
    ]
    Random(place).shuffle(asked)
    file = tmp_path / "history.json"
    file.write_text(json.dumps({"on": f"{ON}", "contributions": asked}), "utf-8")
    done = run_main("record", "summary", "--input", str(file))
    assert done.returncode == 0
    expected = as_summary(of)
    assert isinstance(expected["months"], dict)
    expected["months"]["unemployment_reserved"] = None  # it would need the record
    assert comparable(json.loads(done.stdout)) == expected
