"""What worker and employer pay every month (L41 Art. 31, 33, 34; health law Art. 13, 14; L74 Art. 33, 34)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

from kiosk.benefits.inputs import Dong, missing
from kiosk.benefits.law import L41, L51, L74, N158, Reason, Rule
from kiosk.benefits.workings import Answer, Workings

UNEMPLOYMENT_SINCE = date(2015, 1, 1)  # the same rates and cap under the Employment Law of 2013
HEALTH_SINCE = date(2015, 1, 1)

BASE = Rule(
    "compulsory.base",
    (L41.article(31, 1, "đ"), L51.article(1, 12)),
    "Căn cứ đóng BHXH, BHYT: tiền lương {wage}, cao nhất {times} × mức tham chiếu {level}: {result} đồng.",
    "Basis of social and health insurance: wage {wage}, at most {times} × reference level {level}: {result} "
    "đồng.",
)
UNEMPLOYMENT_BASE = Rule(
    "compulsory.unemployment_base",
    (L74.article(34, 2),),
    "Căn cứ đóng BHTN: tiền lương {wage}, cao nhất {times} × lương tối thiểu vùng {minimum}: {result} đồng.",
    "Basis of unemployment insurance: wage {wage}, at most {times} × regional minimum wage {minimum}: "
    "{result} đồng.",
    UNEMPLOYMENT_SINCE,
)
WORKER_PENSION = Rule(
    "compulsory.worker_pension",
    (L41.article(33, 1, "a"),),
    "Người lao động đóng quỹ hưu trí và tử tuất: {percent} % × {base} = {result} đồng.",
    "The worker pays into the pension and survivor fund: {percent} % × {base} = {result} đồng.",
)
EMPLOYER_SOCIAL = Rule(
    "compulsory.employer_social",
    (L41.article(34, 1),),
    "Người sử dụng lao động đóng {pension} % quỹ hưu trí và tử tuất, {sickness} % quỹ ốm đau và thai sản: "
    "{result} đồng.",
    "The employer pays {pension} % into the pension and survivor fund and {sickness} % into the sickness and "
    "maternity fund: {result} đồng.",
)
EMPLOYER_ACCIDENT = Rule(
    "compulsory.employer_accident",
    (N158.article(43, 2),),
    "Người sử dụng lao động đóng quỹ tai nạn lao động, bệnh nghề nghiệp: {percent} % × {base} = {result} "
    "đồng.",
    "The employer pays into the accident fund: {percent} % × {base} = {result} đồng.",
)
OWNER_SOCIAL = Rule(
    "compulsory.owner_social",
    (L41.article(33, 4, "a"),),
    "Tự đóng {pension} % quỹ hưu trí và tử tuất, {sickness} % quỹ ốm đau và thai sản: {result} đồng.",
    "Paid by oneself: {pension} % into the pension and survivor fund and {sickness} % into the sickness and "
    "maternity fund: {result} đồng.",
    changed=(
        "Từ 01/7/2025 chủ hộ kinh doanh và người quản lý không hưởng lương phải đóng BHXH bắt buộc.",
        "Since July 2025 owners of household businesses and managers without a wage are insured.",
    ),
)
HEALTH = Rule(
    "compulsory.health",
    (L51.article(1, 11),),
    "BHYT: người lao động {worker} %, người sử dụng lao động {employer} % × {base}; cộng {result} đồng.",
    "Health insurance: worker {worker} %, employer {employer} % × {base}; together {result} đồng.",
    HEALTH_SINCE,
)
OWNER_HEALTH = Rule(
    "compulsory.owner_health",
    (L51.article(1, 11),),
    "Tự đóng BHYT: {percent} % × {base} = {result} đồng.",
    "Health insurance, paid by oneself: {percent} % × {base} = {result} đồng.",
    HEALTH_SINCE,
)
UNEMPLOYMENT = Rule(
    "compulsory.unemployment",
    (L74.article(33, 1),),
    "BHTN: người lao động {worker} %, người sử dụng lao động {employer} % × {base}; cộng {result} đồng.",
    "Unemployment insurance: worker {worker} %, employer {employer} % × {base}; together {result} đồng.",
    UNEMPLOYMENT_SINCE,
)

WAGE_BELOW_FLOOR = Reason(
    "wage_below_floor",
    (L41.article(31, 1, "đ"),),
    "Tiền lương làm căn cứ đóng thấp nhất bằng mức tham chiếu.",
    "The lowest basis of contributions is the reference level.",
)


@dataclass(frozen=True, slots=True)
class CompulsoryContributionInput:
    """``person``: who works for a wage (L41 Art. 2.1.a, b, i, l), or the owner of a household business or a
    manager without a wage (m, n), who pays all alone.
    """

    paid_on: date
    wage: Dong  # or the chosen basis of an owner
    person: Literal["employee", "owner"] = "employee"
    unemployment_insured: bool = True
    region: Literal["I", "II", "III", "IV"] | None = None
    reduced_accident_rate: bool = False

    def __post_init__(self) -> None:
        if self.insured_against_unemployment and self.region is None:
            raise missing("region")

    @property
    def insured_against_unemployment(self) -> bool:
        return self.person == "employee" and self.unemployment_insured


def contribution(asked: CompulsoryContributionInput, work: Workings) -> Answer:
    level, times = work.number("reference_level"), work.number("income_cap_times")
    if asked.wage < level:
        return work.not_eligible(WAGE_BELOW_FLOOR)
    capped = min(Fraction(asked.wage), times * level)
    base = work.apply(BASE, capped, wage=asked.wage, times=times, level=level)
    if asked.person == "owner":
        return _of_owner(base, work)
    rates = work.table("compulsory_percent")
    pension = work.apply(
        WORKER_PENSION, _share(rates["worker_pension"], base), percent=rates["worker_pension"], base=base
    )
    social = work.apply(
        EMPLOYER_SOCIAL,
        _share(rates["employer_pension"] + rates["employer_sickness"], base),
        pension=rates["employer_pension"],
        sickness=rates["employer_sickness"],
    )
    percent = work.table("accident_percent")["reduced" if asked.reduced_accident_rate else "normal"]
    accident = work.apply(EMPLOYER_ACCIDENT, _share(percent, base), percent=percent, base=base)
    health = _split(HEALTH, "health_percent", base, work)
    unemployment = _unemployment(asked, work)
    worker = pension + health[0] + unemployment[0]
    employer = social + accident + health[1] + unemployment[1]
    return work.amount(
        {
            "worker": worker,
            "worker_social": pension,
            "worker_health": health[0],
            "worker_unemployment": unemployment[0],
            "employer": employer,
            "employer_social": social + accident,
            "employer_health": health[1],
            "employer_unemployment": unemployment[1],
            "total": worker + employer,
        }
    )


def _of_owner(base: Fraction, work: Workings) -> Answer:
    rates = work.table("compulsory_percent")
    social = work.apply(
        OWNER_SOCIAL,
        _share(rates["owner_pension"] + rates["owner_sickness"], base),
        pension=rates["owner_pension"],
        sickness=rates["owner_sickness"],
    )
    percent = sum(work.table("health_percent").values(), Fraction(0))
    health = work.apply(OWNER_HEALTH, _share(percent, base), percent=percent, base=base)
    return work.amount(
        {
            "worker": social + health,
            "worker_social": social,
            "worker_health": health,
            "total": social + health,
        }
    )


def _unemployment(asked: CompulsoryContributionInput, work: Workings) -> tuple[Fraction, Fraction]:
    if not asked.insured_against_unemployment or asked.region is None:
        return Fraction(0), Fraction(0)
    minimum = work.table("regional_minimum_wage")[asked.region]
    times = work.number("income_cap_times")
    base = work.apply(
        UNEMPLOYMENT_BASE,
        min(Fraction(asked.wage), times * minimum),
        wage=asked.wage,
        times=times,
        minimum=minimum,
    )
    return _split(UNEMPLOYMENT, "unemployment_percent", base, work)


def _split(rule: Rule, parameter: str, base: Fraction, work: Workings) -> tuple[Fraction, Fraction]:
    """The worker's part and the employer's."""
    rates = work.table(parameter)
    worker, employer = _share(rates["worker"], base), _share(rates["employer"], base)
    work.apply(rule, worker + employer, worker=rates["worker"], employer=rates["employer"], base=base)
    return worker, employer


def _share(percent: Fraction, base: Fraction) -> Fraction:
    return percent * Fraction(1, 100) * base
