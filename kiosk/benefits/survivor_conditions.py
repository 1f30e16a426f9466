"""Who draws a survivor pension, and for whose death: plain predicates (L41 85, 86, 109; N158 19–33)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from kiosk.benefits.errors import InputError
from kiosk.benefits.figures import Words
from kiosk.benefits.inputs import Dong, Percent
from kiosk.benefits.law import L41, N158, Reason, Rule
from kiosk.benefits.months import Month, PartialDate, add_months
from kiosk.benefits.retirement import Sex, reaches_retirement_age
from kiosk.benefits.workings import Workings

Deceased = Literal[
    "insured",
    "reserved",
    "voluntary",
    "pensioner",
    "loss_of_capacity",
    "commune_staff",
    "expired_loss_of_capacity",
    "rubber_worker",
    "accident_allowance",
    "article_23",
]
CONTRIBUTORS: frozenset[Deceased] = frozenset(("insured", "reserved", "voluntary"))
HOLDERS: frozenset[Deceased] = frozenset(
    (
        "pensioner",
        "loss_of_capacity",
        "commune_staff",
        "expired_loss_of_capacity",
        "rubber_worker",
        "accident_allowance",
    )
)
WITHOUT_MONTHLY: frozenset[Deceased] = frozenset(("expired_loss_of_capacity", "rubber_worker", "article_23"))
Relation = Literal[
    "child",
    "spouse",
    "wife",
    "husband",
    "parent",
    "mother",
    "father",
    "parent_in_law",
    "mother_in_law",
    "father_in_law",
    "other",
]
_SEX_OF: dict[str, Sex] = {
    "wife": "female",
    "mother": "female",
    "mother_in_law": "female",
    "husband": "male",
    "father": "male",
    "father_in_law": "male",
}
_RELATIONS: dict[str, tuple[str, str]] = {
    "child": ("con", "child"),
    "spouse": ("vợ hoặc chồng", "spouse"),
    "wife": ("vợ", "wife"),
    "husband": ("chồng", "husband"),
    "parent": ("cha hoặc mẹ", "parent"),
    "mother": ("mẹ", "mother"),
    "father": ("cha", "father"),
    "parent_in_law": ("cha hoặc mẹ của vợ, chồng", "parent-in-law"),
    "mother_in_law": ("mẹ vợ, mẹ chồng", "mother-in-law"),
    "father_in_law": ("cha vợ, cha chồng", "father-in-law"),
    "other": ("thành viên khác của gia đình", "another member of the family"),
}
CHILD = Words("child", "con dưới 18 tuổi", "a child under 18")
SEVERE = Words("severe", "suy giảm khả năng lao động từ 81 %", "capacity reduced by 81 % or more")
OLD_AGE = Words("age", "đủ tuổi nghỉ hưu", "retirement age reached")
OWN_MEANS = Words("own_means", "không được hưởng vì có thu nhập riêng", "not entitled, having own means")
NO_STANDING = Words("none", "không thuộc diện hưởng", "no condition is met")
ADULT_AGE = 18
SEVERE_PERCENT = 81
ASSESSMENT_MONTHS = 6
_LONGEST_PREGNANCY = timedelta(days=300)

RELATIVE = Rule(
    "survivors.relative",
    (L41.article(86, 2), L41.article(86, 3)),
    "Thân nhân thứ {number} ({relation}): {why}.",
    "Relative {number} ({relation}): {why}.",
)
FOREIGNER = Rule(
    "survivors.foreigner",
    (N158.article(20), L41.article(86, 1)),
    "Người chết là công dân nước ngoài: thân nhân hưởng mai táng và tuất một lần, không có tuất hằng tháng.",
    "The deceased was a foreigner: funeral and lump sum only, no monthly pensions.",
)
NOTHING_DUE = Reason(
    "nothing_due",
    (L41.article(85, 1), L41.article(88, 1), L41.article(109, 1), L41.article(110, 1)),
    "Không có thời gian đóng BHXH làm căn cứ hưởng chế độ tử tuất.",
    "There are no contributions that give survivor benefits.",
)


@dataclass(frozen=True, slots=True)
class Relative:
    """``income``: wage, pension or allowance a month, without merit allowances; 0 for none."""

    relation: Relation
    born: PartialDate
    income: Dong = 0
    alone: bool = False  # nobody cares for the relative directly
    capacity_loss_percent: Percent | None = None
    assessed_on: date | None = None  # by the medical council: within six months (Art. 86.4)
    sex: Sex | None = None
    insured_wage: bool = False  # draws a wage and is in compulsory insurance: excluded whatever it is
    supported: bool = True  # the deceased had the duty to support them (for parents and others)


def draws_monthly(relative: Relative, number: int, died_on: date, work: Workings) -> bool:
    """L41 Art. 86.2–3; ages count at the end of the month of death."""
    standing = _standing(relative, died_on, work)
    if standing not in (CHILD, NO_STANDING) and _has_means(relative, died_on, work):
        standing = OWN_MEANS
    entitled = standing in (CHILD, SEVERE, OLD_AGE)
    relation = Words(relative.relation, *_RELATIONS[relative.relation])
    return work.apply(RELATIVE, entitled, number=number, relation=relation, why=standing)


def _standing(relative: Relative, died_on: date, work: Workings) -> Words:
    starts = (Month.of(died_on) + 1).first_day
    if relative.relation == "child":
        if relative.born.counted > died_on + _LONGEST_PREGNANCY:
            raise InputError("impossible_date", "born too long after the death", "relatives")
        if relative.born.turns(ADULT_AGE) > starts:
            return CHILD
    elif not relative.supported and relative.relation not in ("spouse", "wife", "husband"):
        return NO_STANDING
    in_time = relative.assessed_on is None or relative.assessed_on <= _last_assessment(relative, died_on)
    if (relative.capacity_loss_percent or 0) >= SEVERE_PERCENT and in_time:
        return SEVERE
    if relative.relation != "child" and _has_retirement_age(relative, died_on, work):
        return OLD_AGE
    return NO_STANDING


def _last_assessment(relative: Relative, died_on: date) -> date:
    """Six months from the death, or for a child whose pension ran from the day of turning 18."""
    adult = relative.born.turns(ADULT_AGE)
    counted_from = max(died_on, adult) if relative.relation == "child" else died_on
    return add_months(counted_from, ASSESSMENT_MONTHS)


def _has_retirement_age(relative: Relative, died_on: date, work: Workings) -> bool:
    sex = _SEX_OF.get(relative.relation, relative.sex)
    sexes: tuple[Sex, ...] = (sex,) if sex else ("female", "male")
    ages = {reaches_retirement_age(each, relative.born, work)[1] <= Month.of(died_on) for each in sexes}
    if len(ages) > 1:
        raise InputError("missing_key", "the sex decides here", "relatives")
    return ages.pop()


def _has_means(relative: Relative, died_on: date, work: Workings) -> bool:
    return relative.insured_wage or relative.income >= work.number("reference_level", died_on)


@dataclass(frozen=True, slots=True)
class DeceasedFacts:
    """None: the record is not known. ``accident_percent``: of a monthly accident allowance."""

    deceased: Deceased
    compulsory_months: int | None
    voluntary_months: int | None
    work_accident: bool = False
    foreigner: bool = False
    accident_percent: int | None = None

    @property
    def compulsory(self) -> int:
        return self.compulsory_months or 0

    @property
    def total(self) -> int:
        return self.compulsory + (self.voluntary_months or 0)


def gives_funeral(facts: DeceasedFacts, work: Workings) -> bool:
    """L41 Art. 85.1, 109.1; mixed N158 Art. 21.2; holders of the allowance of Art. 23: N158 Art. 25.2."""
    table = work.table("survivors")
    return (
        facts.deceased in HOLDERS
        or facts.work_accident
        or facts.compulsory >= table["compulsory_months_funeral"]
        or facts.total >= table["total_months_funeral"]
    )


def gives_monthly(facts: DeceasedFacts, work: Workings) -> bool:
    """L41 Art. 86.1; mixed N158 Art. 21.3; N158 Art. 19, 20, 33."""
    if facts.foreigner:
        return not work.apply(FOREIGNER, True)
    if facts.deceased in WITHOUT_MONTHLY:
        return False
    needed = work.table("survivors")["compulsory_months_monthly"]
    injured = facts.deceased == "accident_allowance" and (facts.accident_percent or 0) >= 61
    always = facts.deceased in ("loss_of_capacity", "commune_staff")
    if always or facts.work_accident or injured or facts.compulsory >= needed:
        return True
    if facts.deceased == "pensioner" and facts.compulsory_months is None and not facts.voluntary_months:
        work.warn(
            "compulsory_months_assumed",
            "Chưa rõ thời gian đóng bắt buộc của người chết; tạm coi là đủ 15 năm.",
            "The compulsory months of the deceased are not given; 15 years are assumed.",
        )
        return True
    return False
