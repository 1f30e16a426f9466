"""Between a record of the contract and the rows of the register."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import Any

from kiosk.contract.records import Contribution, Employer, Fund, PersonRecord, Region

_BITS = {fund: 1 << place for place, fund in enumerate(Fund)}  # a new fund goes to the end of `Fund`
_COLUMNS = {
    "number",
    "from_month",
    "to_month",
    "funds",
    "wage",
    "paid",
    "days_late",
    "replaces",
    "recorded_on",
}
_IN_MORE = set(Contribution.model_fields) - _COLUMNS - {"employer", "position"}

PARTS = (
    "time_used",
    "health_participation",
    "health_cards",
    "benefits",
    "care",
    "documents",
    "bank_accounts",
    "payments",
)


def month_number(text: str) -> int:
    year, month = text.split("-")
    return 12 * int(year) + int(month) - 1


def month_text(number: int) -> str:
    year, month = divmod(number, 12)
    return f"{year:04}-{month + 1:02}"


def contribution_row(person_id: int, entry: Contribution) -> dict[str, Any]:
    more = entry.model_dump(mode="json", include=_IN_MORE, exclude_defaults=True)
    return {
        "person_id": person_id,
        "number": entry.number,
        "from_month": month_number(entry.from_month),
        "to_month": month_number(entry.to_month),
        "funds": sum(_BITS[fund] for fund in entry.funds),
        "employer": entry.employer.code if entry.employer else None,
        "wage": entry.wage,
        "paid": entry.paid,
        "days_late": entry.days_late,
        "replaces": entry.replaces,
        "recorded_on": entry.recorded_on,
        "position": entry.position,
        "more": more or None,
    }


def contribution_of(row: Mapping[str, Any]) -> Contribution:
    """From a row joined with its employer (columns ``employer_name``, ``region``, ``dissolved``)."""
    employer = None
    if row["employer"] is not None:
        employer = _employer(row["employer"], row["employer_name"], row["region"], row["dissolved"])
    return Contribution(
        number=row["number"],
        from_month=month_text(row["from_month"]),
        to_month=month_text(row["to_month"]),
        funds=_funds(row["funds"]),
        employer=employer,
        wage=row["wage"],
        paid=row["paid"],
        days_late=row["days_late"],
        replaces=row["replaces"],
        recorded_on=row["recorded_on"],
        position=row["position"],
        **(row["more"] or {}),
    )


@lru_cache(maxsize=4096)
def _employer(code: str, name: str, region: Region, dissolved: bool) -> Employer:
    """One that many entries name is checked once."""
    return Employer(code=code, name=name, region=region, dissolved=dissolved)


@cache
def _funds(bits: int) -> tuple[Fund, ...]:
    return tuple(fund for fund, bit in _BITS.items() if bits & bit)


def person_row(record: PersonRecord) -> dict[str, Any]:
    """Without ``person_id`` and ``registered_at``."""
    person = record.person
    return {
        "personal_number": person.personal_number,
        "full_name": person.full_name,
        "date_of_birth": person.date_of_birth,
        "managed_by": person.managed_by.value,
        "office": person.office,
        "content": person.model_dump(mode="json", exclude={"aliases"}, exclude_defaults=True),
    }


def entry_rows(person_id: int, record: PersonRecord) -> Iterator[dict[str, Any]]:
    number = 0
    for part in PARTS:
        for entry in getattr(record, part) or ():
            number += 1
            yield {
                "person_id": person_id,
                "number": number,
                "part": part,
                "replaces": None,
                "content": entry.model_dump(mode="json", exclude_defaults=True),
            }
