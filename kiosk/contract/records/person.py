"""Who a record is about: the person, their numbers, account, relatives and payment accounts."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal, get_args

from pydantic import Field

from kiosk.contract.records.parts import (
    InsuranceNumber,
    ManagedBy,
    Name,
    PersonalNumber,
    PlaceCode,
    RecordPart,
    Text,
)


class AliasKind(StrEnum):
    INSURANCE_NUMBER = "insurance_number"  # 10 digits; the current one and those of merged books
    OLD_PERSONAL_NUMBER = "old_personal_number"  # 12 digits, before the civil registry corrected it
    OLD_ID_NUMBER = "old_id_number"  # 9 digits of the paper card
    PASSPORT = "passport"


class Alias(RecordPart):
    """A number that finds the person too. ``current``: the one that is printed today."""

    kind: AliasKind
    number: Annotated[str, Field(pattern=r"^[A-Z0-9]{5,12}$")]
    current: bool
    since: date | None = None


class AccountState(StrEnum):
    """Of the e-transaction (VssID) account."""

    NONE = "none"
    PENDING = "pending"  # asked for and not approved yet, or not activated
    ACTIVE = "active"
    LOCKED = "locked"


class Account(RecordPart):
    state: AccountState
    since: date | None = None
    smart_otp: bool = False


class Person(RecordPart):
    """``personal_number`` is the key of a citizen; foreigners, and old books that were never joined to a
    citizen, have none and are found by an alias. What the register says can be wrong: it is compared with the
    card, not corrected by it.
    """

    personal_number: PersonalNumber | None
    aliases: tuple[Alias, ...] = ()
    full_name: Name
    date_of_birth: date
    birth_known_to: Literal["day", "month", "year"] = Field(
        "day", description="what of the date is known; the rest is 01"
    )
    sex: Literal["male", "female"]
    nationality: Annotated[str, Field(pattern=r"^[A-Z]{3}$")] = "VNM"
    ethnicity: Text = ""
    residence: Text = Field("")
    commune: PlaceCode | None = Field(None, description="code of 2025, five digits")
    province: PlaceCode | None = None
    phone: Annotated[str, Field(max_length=20)] = Field(
        "", description="masked unless contact data were asked for"
    )
    email: Annotated[str, Field(max_length=254)] = ""
    managed_by: ManagedBy = ManagedBy.CIVIL
    office: PlaceCode | None = Field(None, description="code of the office that keeps the book")
    account: Account = Account(state=AccountState.NONE)
    book_closed_until: Annotated[str, Field(pattern=r"^[0-9]{4}-[0-9]{2}$")] | None = Field(
        None, description="last month that an employer has confirmed as final (chốt sổ)"
    )
    died_on: date | None = None

    def current_number(self, kind: AliasKind) -> str | None:
        return next(iter(self.current_numbers(kind)), None)

    def current_numbers(self, kind: AliasKind) -> tuple[str, ...]:
        """Of books, all that count: several where they were never merged. The newest first."""
        mine = [each for each in self.aliases if each.kind is kind and each.current]
        mine.sort(key=lambda each: each.since or date.min, reverse=True)
        return tuple(each.number for each in mine)


class Relation(StrEnum):
    """What the other one is to the person of the record."""

    FATHER = "father"
    MOTHER = "mother"
    GUARDIAN = "guardian"
    CHILD = "child"
    WARD = "ward"
    SPOUSE = "spouse"


class Relative(RecordPart):
    """``confirmed``: the civil registry knows the tie, so that no birth certificate has to be shown."""

    relation: Relation
    full_name: Name
    date_of_birth: date
    personal_number: PersonalNumber | None
    insurance_number: InsuranceNumber | None = None
    managed_by: ManagedBy = ManagedBy.CIVIL
    confirmed: bool = True
    same_household: bool = True
    died_on: date | None = None


class Found(StrEnum):
    """By what the record was found."""

    NUMBER = "personal_number"  # of the card
    STATED = "stated_number"  # of the book or the health card, as the person states it
    PASSPORT = "passport"  # that a foreigner shows; central alone looks by it
    NOBODY = "nobody"  # also a number that is somebody else's


class Differing(StrEnum):
    """What the record says otherwise than the card. How it says it is not told."""

    NAME = "name"
    DATE_OF_BIRTH = "date_of_birth"
    SEX = "sex"
    PERSONAL_NUMBER = "personal_number"  # it has none, or one of before
    NATIONALITY = "nationality"  # of a foreigner, as the next one
    PASSPORT = "passport"  # it has none, or one of before


class FoundChild(RecordPart):
    """What the register has of a child: nothing that names another number."""

    found: Found
    differs: Annotated[tuple[Differing, ...], Field(max_length=len(Differing))] = ()
    several: bool = False
    account: AccountState = AccountState.NONE


class KnownChild(RecordPart):
    """A child of whom the civil registry knows that the person of the record is a parent. ``finding``: where
    the section of that name was asked for too.
    """

    personal_number: PersonalNumber
    full_name: Name
    date_of_birth: date
    finding: FoundChild | None = Field(None, exclude_if=lambda finding: finding is None)


Purpose = Literal["pension", "lump_sum", "short_term", "survivors", "unemployment", "refund"]
PURPOSES: tuple[Purpose, ...] = get_args(Purpose)
"""What an account can be for."""


class BankAccount(RecordPart):
    """Where benefits are paid to. The number is masked but for its last four digits when it is released."""

    bank_bin: Annotated[str, Field(pattern=r"^[0-9]{6}$")]
    bank_name: Text
    number: Annotated[str, Field(pattern=r"^[0-9A-Z•]{4,19}$")]
    holder: Name
    purposes: tuple[Purpose, ...] = Field(min_length=1)
    is_default: bool = False
    state: Literal["unverified", "active", "closed"] = "active"
    since: date
