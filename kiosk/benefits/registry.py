"""The calculators by name: what the command, the screens and the services' rules choose from.

A module is imported when its calculator is first asked, so that the command starts at once. Adding one: a
module in ``calculators/`` with an input dataclass and a function, and a row here.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from typing import Any

from kiosk.benefits.workings import Answer, Workings


@dataclass(frozen=True, slots=True)
class Calculator:
    """``day``: the input key whose date decides the law and the figures; None: the day of asking."""

    name: str
    vi: str
    en: str
    module: str
    day: str | None = None
    shape: str = ""  # the input dataclass, by default named after the calculator
    function: str = "calculate"

    def input_shape(self) -> type[Any]:
        name = self.shape or "".join(part.capitalize() for part in self.name.split("_")) + "Input"
        shape: type[Any] = getattr(self._module(), name)
        return shape

    def run(self, asked: object, work: Workings) -> Answer:
        function: Callable[[object, Workings], Answer] = getattr(self._module(), self.function)
        return function(asked, work)

    def day_of(self, asked: object, today: date) -> date:
        day: date | None = (
            getattr(asked, self.day + "_" if self.day == "from" else self.day) if self.day else None
        )
        return day or today

    def input_keys(self) -> tuple[list[str], list[str]]:
        """The needed and the optional keys of the input."""
        needed: list[str] = []
        optional: list[str] = []
        for field in dataclasses.fields(self.input_shape()):
            has_default = (
                field.default is not dataclasses.MISSING or field.default_factory is not dataclasses.MISSING
            )
            (optional if has_default else needed).append(field.name.rstrip("_"))
        return needed, optional

    def _module(self) -> Any:
        return import_module(f"kiosk.benefits.calculators.{self.module}")


_CALCULATORS = (
    Calculator(
        "compulsory_contribution",
        "Tiền đóng bảo hiểm bắt buộc hằng tháng",
        "Monthly compulsory contributions",
        "compulsory",
        "paid_on",
        function="contribution",
    ),
    Calculator(
        "voluntary_contribution",
        "Mức đóng BHXH tự nguyện",
        "Voluntary contribution",
        "voluntary",
        "paid_on",
        function="contribution",
    ),
    Calculator(
        "voluntary_refund",
        "Hoàn trả tiền đóng BHXH tự nguyện",
        "Refund of voluntary contributions",
        "voluntary",
        "paid_on",
        function="refund",
    ),
    Calculator(
        "household_health_insurance",
        "BHYT hộ gia đình",
        "Household health insurance",
        "health_insurance",
        "paid_on",
        function="household",
    ),
    Calculator(
        "health_copayment_ceiling",
        "Miễn cùng chi trả BHYT sau 5 năm liên tục",
        "Co-payment ceiling after five years",
        "health_insurance",
        "on",
        function="copayment_ceiling",
    ),
    Calculator("retirement_age", "Tuổi nghỉ hưu", "Retirement age", "retirement_age"),
    Calculator("pension", "Lương hưu", "Pension", "pension", "decided_on"),
    Calculator(
        "missing_compulsory_months",
        "Đóng tiếp tối đa 6 tháng bắt buộc còn thiếu",
        "Up to six missing compulsory months",
        "pension_side",
        "paid_on",
        function="missing_compulsory_months",
    ),
    Calculator(
        "pension_rise",
        "Điều chỉnh lương hưu",
        "Rise of a pension",
        "pension_side",
        "from",
        function="pension_rise",
    ),
    Calculator(
        "averaging_years",
        "Số năm tính bình quân tiền lương",
        "Years that are averaged",
        "pension_side",
        function="averaging",
    ),
    Calculator(
        "article_23_allowance",
        "Trợ cấp hằng tháng khi chưa đủ năm đóng (Điều 23)",
        "Allowance of Article 23",
        "social_pension",
        "decided_on",
        "Article23AllowanceInput",
        "article_23",
    ),
    Calculator(
        "social_pension",
        "Trợ cấp hưu trí xã hội",
        "Social pension",
        "social_pension",
        "on",
        function="social_pension",
    ),
    Calculator("lump_sum", "BHXH một lần", "Lump sum", "lump_sum", "decided_on"),
    Calculator(
        "lump_sum_emigrating_pensioner",
        "Trợ cấp một lần của người hưởng lương hưu ra nước ngoài định cư",
        "One-off of an emigrating pensioner",
        "emigrating_pensioner",
        "on",
    ),
    Calculator(
        "keep_or_take",
        "Nhận một lần hay bảo lưu",
        "Keep or take the lump sum",
        "keep_or_take",
        "decided_on",
    ),
    Calculator("sickness", "Trợ cấp ốm đau", "Sickness pay", "sickness", "first_day", function="sickness"),
    Calculator(
        "convalescence",
        "Dưỡng sức, phục hồi sức khỏe",
        "Convalescence",
        "sickness",
        "from",
        function="convalescence",
    ),
    Calculator("maternity", "Thai sản khi sinh con", "Maternity", "maternity", "birth_on", function="birth"),
    Calculator(
        "adoption",
        "Nhận nuôi con nuôi dưới 6 tháng tuổi",
        "Adoption",
        "maternity",
        "handed_over_on",
        function="adoption",
    ),
    Calculator(
        "prenatal_visits", "Khám thai", "Prenatal visits", "maternity_side", "on", function="prenatal_visits"
    ),
    Calculator(
        "pregnancy_loss",
        "Sảy thai, thai chết lưu",
        "Loss of pregnancy",
        "maternity_side",
        "on",
        function="pregnancy_loss",
    ),
    Calculator(
        "contraception",
        "Biện pháp tránh thai",
        "Contraception",
        "maternity_side",
        "on",
        function="contraception",
    ),
    Calculator(
        "paternity", "Cha nghỉ khi vợ sinh con", "Paternity", "maternity", "birth_on", function="paternity"
    ),
    Calculator(
        "voluntary_maternity",
        "Trợ cấp thai sản của BHXH tự nguyện",
        "Voluntary maternity allowance",
        "maternity_side",
        "birth_on",
        function="voluntary_maternity",
    ),
    Calculator(
        "surrogacy", "Mang thai hộ", "Surrogacy", "maternity_for_others", "birth_on", function="surrogacy"
    ),
    Calculator(
        "carer_leave",
        "Nghỉ chăm con thay người mẹ đã chết hoặc không đủ sức khỏe",
        "Leave in place of the mother",
        "maternity_for_others",
        "birth_on",
        function="carer_leave",
    ),
    Calculator("survivors", "Chế độ tử tuất", "Survivors and funeral", "survivors", "died_on"),
    Calculator("unemployment", "Trợ cấp thất nghiệp", "Unemployment benefit", "unemployment", "ended_on"),
)

CALCULATORS = {calculator.name: calculator for calculator in _CALCULATORS}
