"""From a record of central to what the summary reads: funds, consumed time, reserved unemployment months."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from kiosk.benefits.contributions import Scheme
from kiosk.benefits.months import Month, months_between
from kiosk.contract.records import Contribution as Entry
from kiosk.contract.records import Fund, PersonRecord, TimeUse
from kiosk.records.summary import Contribution, Summary, summarise


def summary_of(record: PersonRecord, on: date) -> Summary:
    """The totals of a person's record on a day. The record has to come with its contributions."""
    if record.contributions is None or record.time_used is None:
        raise ValueError("the record came without its contributions")
    reserved = unemployment_reserved(record.contributions, record.time_used, on)
    entries = in_force(record.contributions)
    return summarise(contributions_of(entries, record.time_used), on, reserved)


def in_force(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Without those whose place another entry has taken."""
    entries = tuple(entries)
    replaced = {entry.replaces for entry in entries}
    return tuple(entry for entry in entries if entry.number not in replaced)


def contributions_of(entries: Iterable[Entry], uses: Iterable[TimeUse]) -> Iterator[Contribution]:
    """Those of compulsory and voluntary insurance, cut where a lump sum has used up a part."""
    used = [(_month(use.from_month), _month(use.to_month)) for use in uses if use.kind == "lump_sum"]
    for entry in entries:
        scheme = _scheme(entry)
        if scheme is not None:
            yield from _cut(entry, scheme, used)


def _cut(entry: Entry, scheme: Scheme, used: list[tuple[Month, Month]]) -> Iterator[Contribution]:
    first, last = _month(entry.from_month), _month(entry.to_month)
    edges = {edge for begun, ended in used for edge in (begun, ended + 1) if first < edge <= last}
    begins = sorted({first, *edges})
    ends = [*(each + -1 for each in begins[1:]), last]
    for start, until in zip(begins, ends, strict=True):
        yield Contribution(
            start,
            until,
            scheme,
            entry.wage,
            entry.wage_kind,
            entry.conditions,
            entry.paid,
            entry.topped_up,
            entry.employer.name if entry.employer else "",
            any(begun <= start <= ended for begun, ended in used),
        )


def unemployment_reserved(entries: Iterable[Entry], uses: Iterable[TimeUse], on: date) -> int:
    """Paid months of unemployment insurance that no benefit has used yet, each once."""
    unspent, kept = unspent_unemployment(entries, uses, on)
    return len(unspent) + kept


def unspent_unemployment(
    entries: Iterable[Entry], uses: Iterable[TimeUse], on: date
) -> tuple[dict[Month, Entry], int]:
    """Those months, each with the first entry that speaks of it, and how many more a benefit has left."""
    spent: set[Month] = set()
    kept = 0
    for use in uses:
        if use.kind == "unemployment":
            spent |= set(months_between(_month(use.from_month), _month(use.to_month)))
            kept += use.months_kept
    unspent: dict[Month, Entry] = {}
    for entry in in_force(entries):
        if Fund.UNEMPLOYMENT in entry.funds and entry.paid:
            for month in months_between(_month(entry.from_month), _month(entry.to_month)):
                if month <= Month.of(on) and month not in spent:
                    unspent.setdefault(month, entry)
    return unspent, kept


def _scheme(entry: Entry) -> Scheme | None:
    if Fund.COMPULSORY in entry.funds:
        return "compulsory"
    return "voluntary" if Fund.VOLUNTARY in entry.funds else None


def _month(text: str) -> Month:
    return Month.parse(text)
