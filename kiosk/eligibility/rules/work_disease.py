"""Occupational disease found after leaving work, and relapses (L84 Art. 46, 47)."""

from __future__ import annotations

from kiosk.benefits.law import L84, N88, Reason
from kiosk.benefits.months import add_months
from kiosk.benefits.workings import Workings
from kiosk.eligibility.answer import Finding
from kiosk.eligibility.facts import Facts, need
from kiosk.eligibility.rules.making import law_rule, no, not_yet

LEAST_PERCENT = 5
REASSESSMENT_MONTHS = 24

UNDER_5_PERCENT = Reason(
    "under_5_percent",
    (L84.article(46, 1, "b"), L84.article(48, 1)),
    "Mức suy giảm khả năng lao động dưới 5%: chưa đủ điều kiện hưởng.",
    "The capacity is reduced by less than 5 %: no benefit is due.",
)
EMPLOYED_STILL = Reason(
    "employed_still",
    (L84.article(46, 2), N88.whole),
    "Người đang làm việc nộp hồ sơ bệnh nghề nghiệp qua nơi làm việc.",
    "Who is employed files for an occupational disease through the employer.",
)
TWENTY_FOUR_MONTHS = Reason(
    "reassessed_after_24_months",
    (L84.article(47, 3),),
    "Giám định lại sau 24 tháng kể từ lần kết luận trước; bệnh tiến triển nhanh có thể sớm hơn, "
    "xin hỏi cán bộ.",
    "Reassessed 24 months after the last conclusion; sooner for diseases that worsen fast, ask staff.",
)


def _five_percent(facts: Facts, _work: Workings) -> tuple[Finding, ...]:
    """Looked at where the percentage is known; otherwise the record of the assessment shows it."""
    percent = facts.capacity_loss_percent
    return () if percent is None or percent >= LEAST_PERCENT else (no(UNDER_5_PERCENT),)


def _has_left(facts: Facts, _work: Workings) -> tuple[Finding, ...]:
    """Who is not said to be insured has left: the service is for nobody else."""
    if not facts.insured_now:
        return ()
    employed = need(facts.last_paid_scheme, "last_paid_scheme") == "compulsory"
    return (no(EMPLOYED_STILL),) if employed else ()


def _twenty_four_months(facts: Facts, _work: Workings) -> tuple[Finding, ...]:
    last = need(facts.last_assessed_on, "last_assessed_on")
    again = add_months(last, REASSESSMENT_MONTHS)
    return (not_yet(TWENTY_FOUR_MONTHS, again),) if facts.on < again else ()


RULES = (
    law_rule("work_disease.five_percent", ("capacity_loss_percent",), _five_percent, UNDER_5_PERCENT),
    law_rule("work_disease.has_left", ("insured_now", "last_paid_scheme"), _has_left, EMPLOYED_STILL),
    law_rule(
        "work_disease.twenty_four_months", ("last_assessed_on",), _twenty_four_months, TWENTY_FOUR_MONTHS
    ),
)
