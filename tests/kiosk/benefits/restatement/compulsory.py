"""Monthly compulsory contributions, said again from the articles."""

from __future__ import annotations

from fractions import Fraction

from tests.kiosk.benefits.restatement.common import NOT_ELIGIBLE, Answer, Case, day_of, dong
from tests.kiosk.benefits.restatement.tables import REFERENCE_LEVEL, REGIONAL_MINIMUM_WAGE, at


def contribution(case: Case) -> Answer:
    """L41 Điều 31.1.đ: one reference level to twenty; L74 Điều 34.2: up to twenty regional wages."""
    day, wage = day_of(case["paid_on"]), case["wage"]
    level = at(REFERENCE_LEVEL, day)
    if wage < level:
        return NOT_ELIGIBLE
    basis = wage if wage < 20 * level else 20 * level
    if case.get("person") == "owner":
        return owner(basis)
    reduced = case.get("reduced_accident_rate", False)
    worker_social, worker_health = per_mille(80, basis), per_mille(15, basis)
    # L41 Điều 34.1: 3 + 14; NĐ 158/2025 Điều 43.2: 0.5 or 0.3
    employer_social, employer_health = per_mille(173 if reduced else 175, basis), per_mille(30, basis)
    unemployment = Fraction(0)
    if case.get("unemployment_insured", True):
        most = 20 * at(REGIONAL_MINIMUM_WAGE, day)[case["region"]]
        unemployment = per_mille(10, min(wage, most))
    worker = worker_social + worker_health + unemployment
    employer = employer_social + employer_health + unemployment
    return Answer(
        "amount",
        {
            "worker": dong(worker),
            "worker_social": dong(worker_social),
            "worker_health": dong(worker_health),
            "worker_unemployment": dong(unemployment),
            "employer": dong(employer),
            "employer_social": dong(employer_social),
            "employer_health": dong(employer_health),
            "employer_unemployment": dong(unemployment),
            "total": dong(worker + employer),
        },
    )


def owner(basis: int) -> Answer:
    """L41 Điều 33.4: 3 + 22 by oneself; 4.5 % of health insurance too."""
    social, health = per_mille(250, basis), per_mille(45, basis)
    amounts = {"worker": social + health, "worker_social": social, "worker_health": health}
    return Answer(
        "amount", {**{key: dong(each) for key, each in amounts.items()}, "total": dong(social + health)}
    )


def per_mille(parts: int, amount: int) -> Fraction:
    return Fraction(parts * amount, 1000)
