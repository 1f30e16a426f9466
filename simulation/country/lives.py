"""One invented person while their record is being made up."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from kiosk.benefits.months import Month
from kiosk.contract.records import (
    Account,
    AccountState,
    Alias,
    AliasKind,
    BankAccount,
    Benefit,
    CareDocument,
    CareEvent,
    Contribution,
    HealthCard,
    HealthParticipation,
    ManagedBy,
    Person,
    PersonRecord,
    Relation,
    Relative,
    TimeUse,
)
from simulation.country.names import Sex
from simulation.country.payments import payments_of
from simulation.country.places import Home


@dataclass(slots=True)
class Life:
    """Everything is public to the modules that make a country; ``record`` is what comes of it."""

    name: str
    born: date
    sex: Sex
    home: Home
    personal_number: str | None
    insurance_number: str | None = None
    birth_known_to: Literal["day", "month", "year"] = "day"
    nationality: str = "VNM"
    ethnicity: str = "Kinh"
    aliases: list[Alias] = field(default_factory=list)
    phone: str = ""
    email: str = ""
    managed_by: ManagedBy = ManagedBy.CIVIL
    account: Account = field(default_factory=lambda: Account(state=AccountState.NONE))
    died_on: date | None = None
    book: list[Contribution] = field(default_factory=list)
    time_used: list[TimeUse] = field(default_factory=list)
    participation: list[HealthParticipation] = field(default_factory=list)
    cards: list[HealthCard] = field(default_factory=list)
    benefits: list[Benefit] = field(default_factory=list)
    care: list[CareEvent] = field(default_factory=list)
    documents: list[CareDocument] = field(default_factory=list)
    bank_accounts: list[BankAccount] = field(default_factory=list)
    ties: list[tuple[Relation, Life]] = field(default_factory=list)
    ties_confirmed: bool = True

    def age_on(self, day: date) -> int:
        return day.year - self.born.year - ((day.month, day.day) < (self.born.month, self.born.day))

    def enter(self, entry: Contribution) -> Contribution:
        """Append to the book, under the next number."""
        numbered = entry.model_copy(update={"number": len(self.book) + 1})
        self.book.append(numbered)
        return numbered

    @property
    def last_month(self) -> Month | None:
        return max((Month.parse(each.to_month) for each in self.book), default=None)

    def record(self) -> PersonRecord:
        current = []
        if self.insurance_number is not None:
            current = [Alias(kind=AliasKind.INSURANCE_NUMBER, number=self.insurance_number, current=True)]
        person = Person(
            personal_number=self.personal_number,
            aliases=(*current, *self.aliases),
            full_name=self.name,
            date_of_birth=self.born,
            birth_known_to=self.birth_known_to,
            sex=self.sex,
            nationality=self.nationality,
            ethnicity=self.ethnicity,
            residence=self.home.address,
            commune=self.home.commune or None,
            province=self.home.province,
            phone=self.phone,
            email=self.email,
            managed_by=self.managed_by,
            office=self.home.office,
            account=self.account,
            book_closed_until=self._closed_until(),
            died_on=self.died_on,
        )
        return PersonRecord(
            person=person,
            contributions=tuple(sorted(self.book, key=lambda each: (each.from_month, each.number))),
            time_used=tuple(self.time_used),
            health_participation=tuple(self.participation),
            health_cards=tuple(self.cards),
            benefits=tuple(sorted(self.benefits, key=lambda each: each.decided_on)),
            care=tuple(sorted(self.care, key=lambda each: each.admitted_on)),
            documents=tuple(self.documents),
            bank_accounts=tuple(self.bank_accounts),
            payments=payments_of(self.name, self.benefits, self.book),
            relatives=tuple(self._relative(relation, other) for relation, other in self.ties),
        )

    def _closed_until(self) -> str | None:
        """Employers confirm the book when somebody leaves: all but the last place of work is final."""
        places = [each.employer.code if each.employer else "" for each in self.book]
        closed = [each.to_month for each, place in zip(self.book, places, strict=True) if place != places[-1]]
        return max(closed, default=None)

    def _relative(self, relation: Relation, other: Life) -> Relative:
        return Relative(
            relation=relation,
            full_name=other.name,
            date_of_birth=other.born,
            personal_number=other.personal_number,
            insurance_number=other.insurance_number,
            managed_by=other.managed_by,
            confirmed=self.ties_confirmed and other.ties_confirmed,
            same_household=other.home is self.home,
            died_on=other.died_on,
        )


def tie_couple(one: Life, other: Life) -> None:
    one.ties.append((Relation.SPOUSE, other))
    other.ties.append((Relation.SPOUSE, one))


def tie_child(parent: Life, child: Life) -> None:
    parent.ties.append((Relation.CHILD, child))
    child.ties.append((Relation.FATHER if parent.sex == "male" else Relation.MOTHER, parent))


def tie_ward(guardian: Life, ward: Life) -> None:
    guardian.ties.append((Relation.WARD, ward))
    ward.ties.append((Relation.GUARDIAN, guardian))
