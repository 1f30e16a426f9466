"""A public service: its term and who carries it out stand in ``services.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict

from central.cases.account_wishes import AccountWish, find_wish
from central.cases.handler import Count, Handler, Second, Term
from central.cases.table import Decision
from kiosk.contract.kinds.parts import ActPayload
from kiosk.contract.kinds.service_filed import ServicePayload2

_FROZEN = ConfigDict(frozen=True, extra="forbid")


class Corrects(BaseModel):
    """By field of the record, the question whose answer it shall have; ``chosen``: which are asked for."""

    model_config = _FROZEN
    chosen: str
    name: str
    date_of_birth: str
    sex: str
    personal_number: str
    ethnicity: str
    nationality: str


class Enters(BaseModel):
    """The question that says which months are missing."""

    model_config = _FROZEN
    months: str


class Whom(BaseModel):
    """By field, the question that says whose record it is, where somebody files for another."""

    model_config = _FROZEN
    personal_number: str
    full_name: str
    date_of_birth: str
    sex: str
    insurance_number: str


class _Service(BaseModel):
    model_config = _FROZEN
    working_days: int | None = None
    calendar_days: int | None = None
    days_but_holidays: int | None = None
    article: str
    back_office: bool
    account: bool = False  # changes where money goes: what it asks for is read by the catalogue
    corrects: Corrects | None = None
    enters: Enters | None = None

    @property
    def term(self) -> Term:
        """One of the counts, or none."""
        if self.calendar_days is not None:
            return Term(self.calendar_days, self.article, Count.CALENDAR_DAYS)
        if self.days_but_holidays is not None:
            return Term(self.days_but_holidays, self.article, Count.DAYS_BUT_HOLIDAYS)
        return Term(self.working_days, self.article)


_UNLISTED = _Service(article="", back_office=False)  # of an office's own: it carries that out itself


@cache
def services() -> Mapping[str, _Service]:
    return {row.pop("id"): _Service.model_validate(row) for row in _table()["service"]}


def count_of(about: str | None) -> Count:
    """What the term of a case about this is counted in."""
    return services().get(about or "", _UNLISTED).term.count


def counted_otherwise() -> dict[str, str]:
    """By service whose term is not counted in working days, what it is counted in."""
    return {
        name: each.term.count.value
        for name, each in services().items()
        if each.term.count is not Count.WORKING_DAYS
    }


@cache
def whom() -> Whom:
    return Whom.model_validate(_table()["whom"])


def corrects(service: str | None) -> Corrects | None:
    """What an approved case of it corrects in the register; None where it is nothing."""
    return services().get(service or "", _UNLISTED).corrects


def enters(service: str | None) -> Enters | None:
    """Whether an officer enters months for its cases."""
    return services().get(service or "", _UNLISTED).enters


def _table() -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "services.toml").read_text("utf-8"))


def _name(payload: ActPayload) -> str:
    return payload.service if isinstance(payload, ServicePayload2) else ""


def _service(payload: ActPayload) -> _Service:
    return services().get(_name(payload), _UNLISTED)


def _term(payload: ActPayload) -> Term:
    return _service(payload).term


def _changes_account(about: str | None) -> bool:
    return about is not None and services().get(about, _UNLISTED).account


def _wish(payload: ActPayload) -> AccountWish | None:
    return find_wish(payload) if _changes_account(_name(payload)) else None


def _asks_bank(payload: ActPayload) -> bool:
    """About an account of who filed: whose name another one has is not known here."""
    wish = _wish(payload)
    return wish is not None and wish.account is not None and wish.own


HANDLER = Handler(
    kind="service.filed",
    term=_term,
    matter=lambda payload: (_name(payload),),
    second={Decision.APPROVED: Second.DOUBTFUL, Decision.REFUSED: Second.ALWAYS},
    back_office=lambda payload: _service(payload).back_office,
    asks_bank=_asks_bank,
    bank_words="account",
    needs_strong=lambda payload: _wish(payload) is not None,
    enters_account=_changes_account,
)
