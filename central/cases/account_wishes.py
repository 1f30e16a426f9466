"""What a filed service asks for about accounts that benefits are paid to, by the catalogue that kiosks ask
from.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, JsonValue, ValidationError

from kiosk.contract.kinds.parts import ActPayload
from kiosk.contract.kinds.service_filed import ServicePayload2

_SELF = "self"


class Wish(StrEnum):
    ADD = "add"
    USE = "use"  # one that there is, for something else
    CLOSE = "close"


class NamedAccount(BaseModel):
    """As the form's question keeps it."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)
    bank: str = Field(pattern=r"^[0-9]{6}$")
    bank_name: str = Field(max_length=100)
    number: str = Field(pattern=r"^[0-9]{6,19}$", repr=False)
    holder: str = Field(min_length=1, max_length=120, repr=False)


@dataclass(frozen=True, slots=True)
class AccountWish:
    """``own``: the money is for who filed. ``account``: the one that is added; ``chosen``: the words by which
    the person named another one, which end with its last four digits. ``default``: for all that has no
    account of its own.
    """

    wish: Wish
    own: bool
    account: NamedAccount | None = field(default=None, repr=False)
    chosen: str = field(default="", repr=False)
    purposes: tuple[str, ...] = ()
    default: bool = False


def find_wish(payload: ActPayload) -> AccountWish | None:
    """None where the service has none, or the answers ask for none or are those of another form."""
    if not isinstance(payload, ServicePayload2):
        return None
    said = _said(payload.service, payload.answers)
    try:
        wish = Wish(said.get("wish", ""))
        account = None if "account" not in said else NamedAccount.model_validate(said["account"])
    except (ValueError, ValidationError):
        return None
    if (account is None) is (wish is Wish.ADD):
        return None
    purposes = said.get("purposes")
    return AccountWish(
        wish=wish,
        own=said.get("by", _SELF) == _SELF,
        account=account,
        chosen=str(said.get("chosen", "")),
        purposes=tuple(map(str, purposes)) if isinstance(purposes, list) else (),
        default=said.get("default") is True,
    )


def _said(service: str, answers: dict[str, JsonValue]) -> dict[str, Any]:
    from kiosk.tasks.catalogue import load_catalogue  # only who meets such a service needs it

    task = load_catalogue().find(service)
    if task is None or task.filing is None:
        return {}
    try:
        return dict(task.filing.wish_of(answers))
    except (LookupError, TypeError, ValueError):
        return {}
