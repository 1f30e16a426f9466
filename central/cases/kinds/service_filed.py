"""A public service: its term and who carries it out stand in ``services.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from central.cases.account_wishes import AccountWish, find_wish
from central.cases.handler import Handler, Second, Term
from central.cases.table import Decision
from kiosk.contract.kinds.parts import ActPayload
from kiosk.contract.kinds.service_filed import ServicePayload2


class _Service(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")
    working_days: int | None = None
    article: str
    back_office: bool
    account: bool = False  # changes where money goes: what it asks for is read by the catalogue


_UNLISTED = _Service(article="", back_office=False)  # of an office's own: it carries that out itself


@cache
def services() -> Mapping[str, _Service]:
    rows = tomllib.loads((Path(__file__).parent / "services.toml").read_text("utf-8"))["service"]
    return {row.pop("id"): _Service.model_validate(row) for row in rows}


def _name(payload: ActPayload) -> str:
    return payload.service if isinstance(payload, ServicePayload2) else ""


def _service(payload: ActPayload) -> _Service:
    return services().get(_name(payload), _UNLISTED)


def _term(payload: ActPayload) -> Term:
    service = _service(payload)
    return Term(service.working_days, service.article)


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
