"""The strategies of every calculator, by the names of the command."""

from __future__ import annotations

from tests.kiosk.benefits.cases import contributions, deaths, family, lump_sums, old_age, short_term
from tests.kiosk.benefits.cases.drawing import Cases

CASES: dict[str, list[Cases]] = {
    "compulsory_contribution": [contributions.compulsory_contributions()],
    "voluntary_contribution": [contributions.voluntary_contributions()],
    "voluntary_refund": [contributions.voluntary_refunds()],
    "household_health_insurance": [contributions.households()],
    "health_copayment_ceiling": [contributions.copayments()],
    "retirement_age": [old_age.retirement_ages()],
    "pension": [
        old_age.pensions_of_histories(),
        old_age.pensions(),
        old_age.early_pensions(),
        old_age.late_pensions(),
        old_age.older_pensions(),
        old_age.region_allowances(),
    ],
    "missing_compulsory_months": [old_age.missing_months()],
    "pension_rise": [old_age.rises()],
    "averaging_years": [old_age.joinings()],
    "article_23_allowance": [old_age.allowances_of_article_23(), old_age.allowances_by_history()],
    "social_pension": [old_age.social_pensions()],
    "lump_sum": [
        lump_sums.lump_sums_of_histories(),
        lump_sums.lump_sums(),
        lump_sums.whole_careers(),
        lump_sums.short_lump_sums(),
    ],
    "lump_sum_emigrating_pensioner": [old_age.emigrating_pensioners()],
    "keep_or_take": [lump_sums.keep_or_take()],
    "sickness": [short_term.sicknesses(), short_term.sick_children(), short_term.sicknesses_by_dates()],
    "convalescence": [short_term.convalescences()],
    "maternity": [family.maternities(), family.maternities_of_histories()],
    "adoption": [family.adoptions()],
    "surrogacy": [family.surrogacies()],
    "carer_leave": [family.carers()],
    "prenatal_visits": [family.visits_before_birth()],
    "pregnancy_loss": [family.losses()],
    "contraception": [family.contraceptions()],
    "paternity": [family.fathers()],
    "voluntary_maternity": [family.voluntary_maternities()],
    "survivors": [deaths.deaths_of_contributors(), deaths.deaths_of_holders()],
    "unemployment": [short_term.unemployments()],
}
