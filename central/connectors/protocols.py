"""What central asks of others. Every call can fail with ConnectorError; nobody waits for ever.

The real interfaces are not public: these are the questions that the work of an office needs answered.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal, Protocol

from pydantic import BaseModel, ConfigDict, Field

from kiosk.contract.records.parts import Name, PersonalNumber, RecordPart, Text
from kiosk.errors import KnownError


class ConnectorError(KnownError):
    """``timeout``, ``unavailable``: ask again later. ``answer_wrong``: not what was asked, or unreadable; it
    says nothing about the person.
    """


_FROM_OUTSIDE = ConfigDict(frozen=True, extra="ignore", hide_input_in_errors=True)  # others may say more


class _Answer(RecordPart):
    model_config = _FROM_OUTSIDE


class Citizen(_Answer):
    """As the national population database has them."""

    personal_number: PersonalNumber
    full_name: Name
    date_of_birth: date
    sex: Literal["male", "female"]
    residence: Text
    alive: bool


class RegisteredChild(_Answer):
    """A child of whom the civil registry knows that the person asked about is a parent."""

    personal_number: PersonalNumber
    full_name: Name
    date_of_birth: date


class AccountHolder(_Answer):
    """Whom a bank names for an account (NAPAS name inquiry): capitals without accents, as a rule."""

    bank_bin: str
    number: Annotated[str, Field(max_length=19)]
    holder: Name


class AccountConsent(BaseModel):
    """A person asks a bank for an account, and agrees that it gets what stands here."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)
    request_id: Annotated[str, Field(pattern=r"^[0-9a-f-]{36}$")]
    bank_bin: Annotated[str, Field(pattern=r"^[0-9]{6}$")]
    personal_number: PersonalNumber
    full_name: Name
    phone: Annotated[str, Field(max_length=20)]
    consent_sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$", description="of the words agreed to")]


class AccountRequested(_Answer):
    """``reference``: the bank's own; the same for a request that is sent twice."""

    request_id: str
    reference: Annotated[str, Field(min_length=1, max_length=40)]


class PopulationDatabase(Protocol):
    def find_citizen(self, personal_number: str) -> Citizen | None: ...


class CivilRegistry(Protocol):
    def children_of(self, personal_number: str) -> tuple[RegisteredChild, ...]: ...


class Banks(Protocol):
    def find_holder(self, bank_bin: str, number: str) -> AccountHolder | None: ...

    def request_account(self, consent: AccountConsent) -> AccountRequested: ...
