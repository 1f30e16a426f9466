"""Whether what an act says can be worked on: its kind is known here, its payload is one of that kind, and
nothing in it is absurd. What is wrong is told by the names of fields, never by what they held.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from pydantic import BaseModel, TypeAdapter, ValidationError

from central.http.problems import ProblemCode
from central.keys.opening import UnusableError
from kiosk.contract.kinds import ActKind, find_kind
from kiosk.contract.kinds.parts import ActPayload, HolderPart
from kiosk.contract.wire import ActContent, EmailAddress, MobileNumber

_FIRST_ACTS = datetime(2025, 1, 1, tzinfo=UTC)  # before there were kiosks
_CLOCK_AHEAD = timedelta(days=731)  # a kiosk's clock may be wrong; so wrong it is not
_OLDEST_YEARS = 125
_FURTHEST_YEARS = 60
_GREATEST = 1 << 53  # exact in every language
_DEEPEST = 12
_NAME = re.compile(r"[a-z][a-z0-9_.]{0,60}")


_ADDRESS: TypeAdapter[str] = TypeAdapter(EmailAddress | MobileNumber)


@dataclass(frozen=True, slots=True)
class CheckedContent:
    kind: ActKind
    payload: ActPayload = field(repr=False)


def check_content(content: ActContent, received_at: datetime) -> CheckedContent:
    """Raises UnusableError ``kind-unknown`` or ``content-invalid``, with the places of what is wrong."""
    kind = find_kind(content.kind, content.schema_version)
    if kind is None:
        stated = f"{content.kind} {content.schema_version}"
        raise UnusableError(ProblemCode.KIND_UNKNOWN, stated if _NAME.fullmatch(content.kind) else None)
    try:
        payload = kind.payload.model_validate(content.payload, strict=False)
    except ValidationError as error:  # its text may hold what was wrong, which is a person's data
        raise _invalid(tuple(fault["loc"]) for fault in error.errors()) from None
    wrong = [*_absurd(content.payload), *_out_of_time(content, payload, received_at), *_unsaid(payload)]
    if payload.subject != content.subject_id:
        wrong.append(("identity", "subject"))
    if wrong:
        raise _invalid(wrong)
    return CheckedContent(kind, payload)


Loc = tuple[int | str, ...]


def _invalid(places: Iterator[Loc] | Sequence[Loc]) -> UnusableError:
    named = sorted({_place(each) for each in places})
    return UnusableError(ProblemCode.CONTENT_INVALID, ", ".join(named)[:200])


def _place(loc: Loc) -> str:
    """In our words: a name that is none of a field or question is left out."""
    return ".".join(part if _NAME.fullmatch(part := str(each)) else "…" for each in loc[:3])


def _absurd(value: Any, at: Loc = ()) -> Iterator[Loc]:
    """NaN and numbers that not every machine holds, NUL in a text, things in things without end."""
    if len(at) > _DEEPEST:
        yield at
    elif isinstance(value, Mapping):
        for name, each in value.items():
            yield from _absurd(each, (*at, name))
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for number, each in enumerate(value):
            yield from _absurd(each, (*at, number))
    elif isinstance(value, str):
        if "\0" in value:
            yield at
    elif isinstance(value, int | float) and not abs(value) <= _GREATEST:
        yield at


def _out_of_time(content: ActContent, payload: ActPayload, received_at: datetime) -> Iterator[Loc]:
    latest = received_at + _CLOCK_AHEAD
    if not _FIRST_ACTS <= content.occurred_at <= latest:
        yield ("occurred_at",)
    first, last = _years(received_at.date(), -_OLDEST_YEARS), _years(received_at.date(), _FURTHEST_YEARS)
    for at, value in _times(payload):
        if isinstance(value, datetime):
            aware = value if value.tzinfo is not None else value.replace(tzinfo=UTC)
            if not _FIRST_ACTS <= aware <= latest:
                yield at
        elif not first <= value <= last:
            yield at
    for each in content.helped:
        if not _FIRST_ACTS <= each.since <= each.until <= latest:
            yield ("helped",)
    if payload.identity is not None:
        yield from _wrong_card(payload.identity, latest.date())


def _wrong_card(identity: HolderPart, latest: date) -> Iterator[Loc]:
    issued, expires = identity.issued_on, identity.date_of_expiry
    if identity.date_of_birth > latest:
        yield ("identity", "date_of_birth")
    if issued is not None and not identity.date_of_birth <= issued <= latest:
        yield ("identity", "date_of_issue")
    if expires is not None and expires < (issued or identity.date_of_birth):
        yield ("identity", "date_of_expiry")


def _years(day: date, years: int) -> date:
    return date(day.year + years, day.month, min(day.day, 28))


def _times(value: Any, at: Loc = ()) -> Iterator[tuple[Loc, date]]:
    """Every day and instant in a model, with its place."""
    if isinstance(value, date):
        yield at, value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from _times(getattr(value, name), (*at, name))
    elif isinstance(value, Mapping):
        for name, each in value.items():
            yield from _times(each, (*at, str(name)))
    elif isinstance(value, tuple | list):
        for number, each in enumerate(value):
            yield from _times(each, (*at, number))


def _unsaid(payload: ActPayload) -> Iterator[Loc]:
    """What is there and says nothing."""
    named: dict[Loc, str] = {
        ("office_code",): payload.office_code,
        ("kiosk_id",): payload.kiosk_id,
    }
    if payload.identity is not None:
        named["identity", "full_name"] = payload.identity.full_name
    yield from (at for at, text in named.items() if not text.strip())
    for each in payload.addresses():
        try:
            _ADDRESS.validate_python(each.address)
        except ValidationError:
            yield (each.channel,)
