"""Records as central releases them of the person of `tests.kiosk.visits`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from kiosk.benefits.months import Month
from kiosk.contract.records import (
    Contribution,
    Employer,
    Fund,
    Person,
    PersonRecord,
    Region,
    Release,
    Section,
)
from kiosk.visit.read_record import ReadRecord
from kiosk.visit.visit import Visit

_GRANT = UUID("019a0000-0000-7000-8000-0000000000aa")
_UNTIL = Month(2026, 10)


def read_record_of(visit: Visit, told: Mapping[str, Any]) -> ReadRecord:
    """Of the person whose card lies here: as the card says, but for the fields of Person in ``told``. With
    ``gap`` (the first of two months that nobody reported), ``before`` and ``after`` name employers;
    ``dissolved``: they are no more.
    """
    card = visit.person.card
    assert card is not None
    fields = {name: value for name, value in told.items() if name in Person.model_fields}
    identity = card.identity
    person = Person.model_validate(
        {
            "personal_number": identity.personal_number,
            "full_name": identity.full_name,
            "date_of_birth": identity.date_of_birth.isoformat(),
            "sex": identity.sex.value,
            "nationality": identity.nationality,
            **fields,
        }
    )
    record = PersonRecord(person=person, contributions=tuple(_entries(told)), time_used=())
    sections = frozenset({Section.CONTRIBUTIONS})
    release = Release(read_at=datetime(2026, 11, 27, tzinfo=UTC), record=record)
    return ReadRecord(_GRANT, identity.subject, sections, release)


def _entries(told: Mapping[str, Any]) -> Iterator[Contribution]:
    if "gap" not in told:
        return
    gap = Month.parse(told["gap"])
    for number, (name, first, last) in enumerate(
        ((told.get("before"), gap + -3, gap + -1), (told.get("after"), gap + 2, _UNTIL)), start=1
    ):
        unit = None
        if name is not None:
            dissolved = told.get("dissolved", False)
            unit = Employer(code=f"TA{number:04}A", name=name, region=Region.I, dissolved=dissolved)
        yield Contribution(
            number=number,
            from_month=str(first),
            to_month=str(last),
            funds=(Fund.COMPULSORY,) if unit else (Fund.VOLUNTARY,),
            employer=unit,
            wage=5_000_000,
            recorded_on=date(2019, 6, 1),
        )
