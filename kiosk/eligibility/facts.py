"""What is known about a wish and the person concerned. Every fact may be unknown; one that decides is asked.

Read strictly by `kiosk.benefits.inputs`, from the command and from the answers of a form alike.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Annotated, Any, Literal, TypeVar

from pydantic import JsonValue

from kiosk.benefits.contributions import Scheme
from kiosk.benefits.inputs import Between, Dong, Months, Percent, Years
from kiosk.benefits.lump_sum_grounds import Disease, Ground
from kiosk.benefits.months import Month, PartialDate
from kiosk.benefits.retirement import PersonGroup, Sex
from kiosk.benefits.survivor_conditions import SEVERE_PERCENT, Relative

T = TypeVar("T")

By = Literal["self", "relative", "authorised", "guardian"]
Receiving = Literal["none", "pension", "monthly_allowance", "suspended"]
Change = Literal["name", "date_of_birth", "sex", "personal_number", "ethnicity", "nationality"]
FacilityLevel = Literal["initial", "basic", "specialised"]
ManagedBy = Literal["vss", "defence", "police"]
Wish = Literal["adjust", "cancel", "end", "withdraw_refusal", "monthly", "lump_sum"]
HolderOf = Literal["waiting_for_pension", "nd_09_1998"]
EmigrationPaper = Literal[
    "loss_of_nationality", "foreign_passport", "settlement_visa", "permanent_residence", "other", "none"
]
SuspendedFor = Literal["illegal_exit", "declared_missing", "unverified", "refusal", "prison_old_law"]
Event = Literal["birth", "adoption", "other"]  # other: visits, loss, contraception, convalescence
Surrogacy = Literal["none", "carrier", "intended_mother"]
MotherAfterBirth = Literal["well", "died", "unable"]  # unable: too ill to look after the child
SevereRelative = Literal["none", "assessed", "very_severe_disability"]  # how 81 % or more is shown
Deceased = Literal[
    "reserved",
    "voluntary",
    "pensioner",
    "suspended_pensioner",
    "loss_of_capacity",
    "commune_staff",
    "expired_loss_of_capacity",
    "rubber_worker",
    "accident_allowance",
    "article_23",
]

EmployerState = Literal[
    "bankrupt",
    "bankruptcy_opened",
    "dissolving",
    "not_at_address",
    "licence_revoked",
    "no_representative",
    "active",
    "not_known",
]
PaymentWish = Literal["account", "known_account", "cash", "at_home", "recipient_data"]
AccountHolder = Literal["beneficiary", "other"]
HealthInsurance = Literal["never", "ended", "running"]
HealthGroup = Literal["none", "employer", "pensioner", "state_paid", "pupil", "state_supported"]
VoluntaryMethod = Literal["monthly", "3_months", "6_months", "12_months", "years_ahead", "missing_months"]


@dataclass(frozen=True, slots=True)
class Facts:
    """``docs/services.md`` tells what each means. None: unknown. ``on``: the day of filing."""

    on: date
    by: By | None = None
    authorised_on: date | None = None
    due_on: date | None = None  # of the decision; where it is not given, by the term of the service
    sex: Sex | None = None
    born: PartialDate | None = None
    nationality: str | None = None  # VN or VNM; any other is of a foreigner
    compulsory_months: Months | None = None
    voluntary_months: Months | None = None
    months_before_2025_07: Months | None = None
    last_paid_month: Month | None = None
    last_paid_scheme: Scheme | None = None
    insured_now: bool | None = None
    receiving: Receiving | None = None
    hazardous_years: Years | None = None
    underground_coal_years: Years | None = None
    difficult_area_years: Years | None = None
    capacity_loss_percent: Percent | None = None
    person_group: PersonGroup | None = None
    change: Annotated[tuple[Change, ...], Between(0, 6)] | None = None
    in_compulsory_now: bool | None = None
    card_valid: bool | None = None
    facility_level: FacilityLevel | None = None
    managed_by: ManagedBy | None = None
    decision_exists: bool | None = None
    wish: Wish | None = None
    holder_of: HolderOf | None = None
    event: Event | None = None
    event_on: date | None = None
    left_on: date | None = None
    employer_gone: bool | None = None
    contributed: Annotated[tuple[Month, ...], Between(0, 1200)] | None = None
    total_months: Months | None = None
    ordered_rest: bool | None = None
    infertility_treatment: bool | None = None
    occupational_disease_diagnosed: bool | None = None
    capacity_assessed: bool | None = None
    relapse_treated: bool | None = None
    last_assessed_on: date | None = None
    emigration_paper: EmigrationPaper | None = None
    suspended_for: SuspendedFor | None = None
    disease: Disease | None = None
    very_severe_disability: bool | None = None
    discharged_on: date | None = None
    died_on: date | None = None
    deceased: Deceased | None = None
    relatives: Annotated[tuple[Relative, ...], Between(0, 30)] | None = None
    ground: Ground | None = None  # of the lump sum of foreign workers
    especially_hazardous_years: Years | None = None
    occupational_hiv: bool | None = None
    joined_voluntary: date | None = None
    employer_state: EmployerState | None = None
    unpaid_months_before_2024_07: Months | None = None
    surrogacy: Surrogacy | None = None
    mother_after_birth: MotherAfterBirth | None = None
    child_died: bool | None = None
    child_born_on: date | None = None  # of an adopted child
    foreign_papers: bool | None = None  # of birth, death or illness: issued abroad
    declared_dead: bool | None = None  # by a court
    work_accident: bool | None = None  # the death came of one, or of an occupational disease
    severe_relative: SevereRelative | None = None
    books: Annotated[int, Between(0, 20)] | None = None
    books_agree: bool | None = None
    card_lost_or_damaged: Literal["lost", "damaged"] | None = None
    health_insurance: HealthInsurance | None = None
    card_ended_on: date | None = None
    health_group: HealthGroup | None = None
    payment_wish: PaymentWish | None = None
    account_holder: AccountHolder | None = None
    moves_to: Literal["in_country", "abroad"] | None = None
    authorisation_certified: bool | None = None
    contract_suspended: bool | None = None
    method: VoluntaryMethod | None = None
    years_ahead: Annotated[int, Between(0, 100)] | None = None
    chosen_income: Dong | None = None

    @property
    def foreigner(self) -> bool:
        """Who is not said to be one is a citizen."""
        return self.nationality not in (None, "VN", "VNM")

    def known(self) -> Mapping[str, JsonValue]:
        """By name, as JSON; what is unknown is left out. Who is not said to file for another files alone, and
        who is not said to draw anything does not.
        """
        filled = {name: _json(getattr(self, name)) for name in FACT_NAMES if getattr(self, name) is not None}
        if self.relatives is not None:
            severe = any((each.capacity_loss_percent or 0) >= SEVERE_PERCENT for each in self.relatives)
            filled.setdefault("severe_relative", "assessed" if severe else "none")
        return {"by": "self", "nationality": "VN", "receiving": "none", **filled}


FACT_NAMES: tuple[str, ...] = tuple(field.name for field in dataclasses.fields(Facts))


class UnknownFactsError(Exception):
    """Nothing can be decided before these facts are known. Not an error of anybody: it ends a rule early."""

    def __init__(self, *names: str) -> None:
        super().__init__(", ".join(names))
        self.names = names


def require(facts: Facts, *names: str) -> None:
    """Raises `UnknownFactsError` with all of the names that are unknown."""
    unknown = [name for name in names if getattr(facts, name) is None]
    if unknown:
        raise UnknownFactsError(*unknown)


def need(value: T | None, name: str) -> T:
    """The value of the fact ``name``. Raises `UnknownFactsError`."""
    if value is None:
        raise UnknownFactsError(name)
    return value


def months_reach(facts: Facts, months: int, *names: str) -> bool:
    """Whether the sum of the named counts is at least ``months``. Those known may be enough to say so.

    Raises `UnknownFactsError` with the others where they decide.
    """
    values: dict[str, int | None] = {name: getattr(facts, name) for name in names}
    if sum(value or 0 for value in values.values()) >= months:
        return True
    unknown = [name for name, value in values.items() if value is None]
    if unknown:
        raise UnknownFactsError(*unknown)
    return False


def _json(value: Any) -> JsonValue:
    """As conditions compare it: numbers as numbers, days and months as ISO text."""
    if isinstance(value, Fraction):
        return int(value) if value.denominator == 1 else float(value)
    if isinstance(value, Relative):
        return {"relation": value.relation, "born": str(value.born)}
    if isinstance(value, tuple):
        return [_json(each) for each in value]
    return value if isinstance(value, bool | int) else str(value)
