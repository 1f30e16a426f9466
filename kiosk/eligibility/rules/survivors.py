"""Survivor benefits: for whose death, to whom, monthly or at once (L41 85–91, 109–112; N158 19–25, 33).

Who tells no wish has what the law gives: monthly pensions to entitled relatives, otherwise the lump sum. So
only the wish for monthly pensions can be refused.
"""

from __future__ import annotations

from kiosk.benefits.errors import InputError
from kiosk.benefits.law import L41, N158, Reason
from kiosk.benefits.survivor_conditions import (
    CONTRIBUTORS,
    FOREIGNER,
    NOTHING_DUE,
    WITHOUT_MONTHLY,
    Deceased,
    DeceasedFacts,
    Relative,
    draws_monthly,
    gives_funeral,
    gives_monthly,
)
from kiosk.benefits.workings import Workings
from kiosk.eligibility.answer import Finding
from kiosk.eligibility.facts import Facts, UnknownFactsError, months_reach, need, require
from kiosk.eligibility.rules.making import law_rule, no

_ALL_MONTHS = ("compulsory_months", "voluntary_months")

DIED_LATER = Reason(
    "died_later",
    (L41.article(91, 1), L41.article(112, 2)),
    "Ngày mất ở sau ngày nộp hồ sơ.",
    "The day of the death is after the day of filing.",
)
FOREIGN_DECEASED = Reason("foreign_deceased", FOREIGNER.articles, FOREIGNER.vi, FOREIGNER.en)
UNDER_15_YEARS = Reason(
    "under_15_compulsory_years",
    (
        L41.article(86, 1),
        L41.article(110, 1),
        L41.article(111, 1, "b"),
        N158.article(21, 3),
    ),
    "Tuất hằng tháng cần người mất đã đóng BHXH bắt buộc từ đủ 15 năm.",
    "Monthly pensions need 15 years of compulsory contributions of the deceased.",
)
FEW_MONTHS_SHORT = Reason(
    "few_months_short_of_survivors",
    (L41.article(33, 7), N158.article(21, 3, "a")),
    "Người mất chỉ còn thiếu tối đa 6 tháng bắt buộc: thân nhân được đóng một lần cho đủ rồi nộp hồ sơ.",
    "The deceased was at most 6 compulsory months short: the relatives may pay them at once and then file.",
)
NO_ENTITLED_RELATIVE = Reason(
    "no_entitled_relative",
    (L41.article(86, 2), L41.article(86, 3), L41.article(88, 2, "b"), N158.article(21, 4, "b")),
    "Không có thân nhân thuộc diện hưởng tuất hằng tháng.",
    "No relative fulfils the conditions of the monthly pension.",
)
ALLOWANCE_WITHOUT_MONTHLY = Reason(
    "allowance_without_monthly",
    (N158.article(33, 3), N158.article(25, 1)),
    "Trợ cấp mà người mất đang hưởng không có tuất hằng tháng, chỉ có trợ cấp một lần.",
    "The allowance of the deceased gives no monthly pensions, only a lump sum.",
)


def _has_died(facts: Facts, _work: Workings) -> tuple[Finding, ...]:
    return (no(DIED_LATER),) if need(facts.died_on, "died_on") > facts.on else ()


def _has_contributions(facts: Facts, _work: Workings) -> tuple[Finding, ...]:
    """Of participants; holders of a pension or allowance leave something in any case."""
    return () if months_reach(facts, 1, *_ALL_MONTHS) else (no(NOTHING_DUE),)


def _not_foreign(facts: Facts, _work: Workings) -> tuple[Finding, ...]:
    return (no(FOREIGN_DECEASED),) if facts.wish == "monthly" and facts.foreigner else ()


def _allowance_with_monthly(facts: Facts, _work: Workings) -> tuple[Finding, ...]:
    without = facts.wish == "monthly" and facts.deceased in WITHOUT_MONTHLY
    return (no(ALLOWANCE_WITHOUT_MONTHLY),) if without else ()


def _fifteen_years(facts: Facts, work: Workings) -> tuple[Finding, ...]:
    """Or what stands in for them: a death by work, loss of capacity, an accident allowance from 61 %.

    A pensioner of compulsory insurance alone had them.
    """
    return (no(UNDER_15_YEARS),) if _months_lacking(facts, work) else ()


def _few_months_short(facts: Facts, work: Workings) -> tuple[Finding, ...]:
    """Beside the years missing: so few months that the relatives may pay them at once (N158 Art. 21.3.a)."""
    lacking = _months_lacking(facts, work)
    payable = _kind(facts) in CONTRIBUTORS and 0 < lacking <= work.number("missing_compulsory_limit")
    return (no(FEW_MONTHS_SHORT),) if payable else ()


def _months_lacking(facts: Facts, work: Workings) -> int:
    """For monthly pensions; 0 where nobody asks for them, or something else stands against them."""
    if facts.wish != "monthly" or facts.foreigner:
        return 0
    kind = _kind(facts)
    if kind in WITHOUT_MONTHLY:
        return 0
    months = facts.compulsory_months
    sure_without = kind == "pensioner" and facts.voluntary_months == 0
    if gives_monthly(_deceased(facts, months if sure_without else months or 0), work):
        return 0
    return int(work.table("survivors")["compulsory_months_monthly"]) - need(months, "compulsory_months")


def _entitled_relative(facts: Facts, work: Workings) -> tuple[Finding, ...]:
    if facts.wish != "monthly":
        return ()
    require(facts, "relatives", "died_on")
    draws = [_draws(each, number, facts, work) for number, each in enumerate(facts.relatives or (), start=1)]
    if True in draws:
        return ()
    if None in draws:
        raise UnknownFactsError("relatives")
    return (no(NO_ENTITLED_RELATIVE),)


def _draws(relative: Relative, number: int, facts: Facts, work: Workings) -> bool | None:
    """None where what is told of the relative is not enough (the sex decides), or cannot be."""
    try:
        return draws_monthly(relative, number, need(facts.died_on, "died_on"), work)
    except InputError:
        return None


def _what_is_due(facts: Facts, work: Workings) -> tuple[Finding, ...]:
    """Nothing against filing: who files is told where no funeral allowance is due, and who inherits."""
    months_known = None not in (facts.compulsory_months, facts.voluntary_months)
    if months_known and not gives_funeral(_deceased(facts, facts.compulsory_months), work):
        work.warn(
            "no_funeral_allowance",
            "Không có trợ cấp mai táng: chưa đủ 12 tháng bắt buộc hoặc 60 tháng tổng cộng (Điều 85, 109).",
            "No funeral allowance: under 12 compulsory months, or 60 in all (Art. 85, 109).",
        )
    if facts.relatives == () and facts.wish != "monthly":
        work.warn(
            "heirs_inherit",
            "Không có thân nhân: trợ cấp tuất một lần theo pháp luật về thừa kế (Điều 88 khoản 2 điểm d).",
            "Without relatives the lump sum goes to the heirs (Art. 88.2.d).",
        )
    return ()


def _kind(facts: Facts) -> Deceased:
    if facts.deceased is None:
        raise UnknownFactsError("deceased")
    return "pensioner" if facts.deceased == "suspended_pensioner" else facts.deceased


def _deceased(facts: Facts, compulsory_months: int | None) -> DeceasedFacts:
    return DeceasedFacts(
        _kind(facts),
        compulsory_months,
        facts.voluntary_months,
        facts.work_accident is True,
        facts.foreigner,
        int(facts.capacity_loss_percent or 0),
    )


_YEARS_FACTS = ("wish", "deceased", *_ALL_MONTHS, "work_accident", "capacity_loss_percent")
RULES = (
    law_rule("survivors.has_died", ("died_on",), _has_died, DIED_LATER),
    law_rule("survivors.has_contributions", _ALL_MONTHS, _has_contributions, NOTHING_DUE),
    law_rule("survivors.not_foreign", ("wish", "nationality"), _not_foreign, FOREIGN_DECEASED),
    law_rule(
        "survivors.allowance_with_monthly",
        ("wish", "deceased"),
        _allowance_with_monthly,
        ALLOWANCE_WITHOUT_MONTHLY,
    ),
    law_rule("survivors.few_months_short", _YEARS_FACTS, _few_months_short, FEW_MONTHS_SHORT),
    law_rule("survivors.fifteen_years", _YEARS_FACTS, _fifteen_years, UNDER_15_YEARS),
    law_rule(
        "survivors.entitled_relative",
        ("wish", "died_on", "relatives"),
        _entitled_relative,
        NO_ENTITLED_RELATIVE,
    ),
    law_rule("survivors.what_is_due", (*_ALL_MONTHS, "deceased", "relatives"), _what_is_due),
)
