"""The restated calculators by the names of the command."""

from __future__ import annotations

from collections.abc import Callable

from tests.kiosk.benefits.restatement import (
    averages,
    compulsory,
    health,
    keep_or_take,
    lump_sum,
    maternity,
    maternity_for_others,
    old_age,
    pension,
    retirement,
    sickness,
    survivors,
    unemployment,
    voluntary,
)
from tests.kiosk.benefits.restatement.common import Answer, Case

CALCULATORS: dict[str, Callable[[Case], Answer]] = {
    "compulsory_contribution": compulsory.contribution,
    "voluntary_contribution": voluntary.voluntary_contribution,
    "voluntary_refund": voluntary.voluntary_refund,
    "household_health_insurance": health.household,
    "health_copayment_ceiling": health.copayment_ceiling,
    "retirement_age": retirement.retirement_age_of,
    "pension": pension.pension,
    "missing_compulsory_months": pension.missing_compulsory_months,
    "pension_rise": pension.pension_rise,
    "averaging_years": averages.averaging_years,
    "article_23_allowance": old_age.article_23_allowance,
    "social_pension": old_age.social_pension,
    "lump_sum": lump_sum.lump_sum,
    "lump_sum_emigrating_pensioner": lump_sum.emigrating_pensioner,
    "keep_or_take": keep_or_take.keep_or_take,
    "sickness": sickness.sickness,
    "convalescence": sickness.convalescence,
    "maternity": maternity.maternity,
    "adoption": maternity.adoption,
    "surrogacy": maternity_for_others.surrogacy,
    "carer_leave": maternity_for_others.carer_leave,
    "prenatal_visits": maternity.prenatal_visits,
    "pregnancy_loss": maternity.pregnancy_loss,
    "contraception": maternity.contraception,
    "paternity": maternity.paternity,
    "voluntary_maternity": maternity.voluntary_maternity,
    "survivors": survivors.survivors,
    "unemployment": unemployment.unemployment,
}


def restate(calculator: str, case: Case) -> Answer:
    """What the articles give for a case of the command's own form."""
    return CALCULATORS[calculator](case)
