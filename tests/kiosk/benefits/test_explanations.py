"""What the person reads: rules in order, figures in the sentences, choices, what the law changed."""

from __future__ import annotations

from typing import Any

import pytest

from kiosk.benefits.workings import Answer
from tests.kiosk.benefits.asking import ask

CHILD = {"relation": "child", "born": "2015-01-01"}


def _sentences(answer: Answer) -> list[str]:
    return [applied.sentence("vi") for applied in answer.rules]


def test_a_survivor_pension_is_told_by_relative_and_start() -> None:
    relatives = [CHILD, {"relation": "wife", "born": "1960-01-01", "income": 9_000_000}]
    answer = ask(
        "survivors",
        died_on="2026-12-05",
        deceased="insured",
        compulsory_months=200,
        average=1,
        relatives=relatives,
    )
    assert _sentences(answer)[1:4] == [
        "Thân nhân thứ 1 (con): con dưới 18 tuổi.",
        "Thân nhân thứ 2 (vợ): không được hưởng vì có thu nhập riêng.",
        "Trợ cấp tuất hằng tháng từ 01/01/2027 cho 1 thân nhân (tối đa 4): 1.265.000 đồng.",
    ]
    told = answer.as_json()["rules"]
    assert isinstance(told, list)
    assert told[1]["inputs"] == {"number": 1, "relation": "child", "why": "child"}
    assert told[2]["result"] is False


@pytest.mark.parametrize(
    ("name", "facts", "sentence"),
    [
        (
            "voluntary_contribution",
            {"paid_on": "2026-11-22", "income": 1_500_000, "group": "poor", "method": "3_months"},
            "Nhà nước hỗ trợ 3 tháng × 50 % × 22 % × chuẩn nghèo 1.500.000 = 495.000 đồng.",
        ),
        (
            "sickness",
            {"wage": 10_000_000, "kind": "own", "days": "2.5", "days_taken_this_year": 4},
            "Số ngày tối đa trong năm với 0 năm đóng: 30; đã nghỉ 4.",
        ),
        (
            "sickness",
            {"wage": 10_000_000, "kind": "own", "from": "2026-11-23", "to": "2026-11-29"},
            "Tính theo ngày làm việc, không kể ngày lễ, tết, ngày nghỉ hằng tuần: 5 ngày.",
        ),
        (
            "sickness",
            {
                "wage": 10_000_000,
                "kind": "child",
                "children": [{"age_years": 2, "from": "2026-11-23", "to": "2026-11-29"}],
            },
            "Tính theo ngày làm việc, không kể ngày lễ, tết, ngày nghỉ hằng tuần: 5 ngày.",
        ),
        (
            "maternity",
            {"birth_on": "2026-11-10", "average": 9_000_000, "months_in_last_12": 6, "extra_leave_days": 2},
            "Trợ cấp nghỉ: 9.000.000 × 6 tháng và 2 ngày lẻ (chia 30) = 54.600.000 đồng.",
        ),
        (
            "health_copayment_ceiling",
            {"on": "2026-11-22", "continuous_years": 6, "co_payment_this_year": 16_000_000},
            "Liên tục 6 năm và đã cùng chi trả 16.000.000 đồng; được hưởng 100 %: có.",
        ),
        (
            "article_23_allowance",
            {"decided_on": "2026-11-22", "average": 4_000_000, "months": 74, "months_to_social_pension": 120},
            "Còn thiếu 16 tháng; nếu muốn hưởng đến tuổi hưu trí xã hội thì đóng một lần 8.000.000 đồng.",
        ),
        (
            "pension",
            {
                "sex": "male",
                "decided_on": "2026-11-22",
                "months": 480,
                "average": 9_000_000,
                "months_after_retirement_age": 24,
            },
            "Trợ cấp một lần: 3 năm vượt đến tuổi nghỉ hưu × 0,5 và 2 năm vượt sau tuổi × 2 mức bình quân = "
            "49.500.000 đồng.",
        ),
        (
            "unemployment",
            {
                "ended_on": "2026-10-31",
                "asked_on": "2026-11-02",
                "average": 9_000_000,
                "months": 40,
                "region": "II",
            },
            "60 % × bình quân 9.000.000, tối đa 5 × lương tối thiểu vùng 4.730.000 = 5.400.000 đồng.",
        ),
    ],
)
def test_a_sentence_holds_the_figures_of_its_rule(name: str, facts: dict[str, Any], sentence: str) -> None:
    assert sentence in _sentences(ask(name, **facts))


def test_what_the_law_changed_stands_beside_its_rule() -> None:
    told = ask("unemployment", ended_on="2026-10-31", average=1, months=12, region="I").as_json()["rules"]
    assert isinstance(told, list)
    changed = {rule["id"]: rule.get("changed") for rule in told}
    assert changed["unemployment.first_day"] == {
        "vi": "Từ 01/01/2026 hưởng từ ngày làm việc thứ 11 (trước là thứ 16).",
        "en": "Since January 2026 from working day 11 (16 before).",
    }
    assert changed["unemployment.monthly"] is None


def test_reasons_and_notice_are_told_with_articles() -> None:
    told = ask("social_pension", on="2026-11-22", born="1990").as_json()
    assert told["reasons"] == [
        {
            "code": "too_young",
            "article": "Luật 41/2024/QH15, Điều 21 khoản 1; Điều 21 khoản 2",
            "vi": "Chưa đủ 75 tuổi (hoặc 70 tuổi nếu thuộc hộ nghèo, hộ cận nghèo).",
            "en": "Younger than 75 (or 70 in a poor or near-poor household).",
        }
    ]
    notice = told["notice"]
    assert isinstance(notice, dict)
    assert notice["vi"] == "Số tiền dự tính, không thay quyết định của cơ quan BHXH."


def test_a_filing_day_that_is_not_given_is_said_to_be_assumed() -> None:
    facts = {"ended_on": "2026-10-31", "average": 1, "months": 12, "region": "I"}
    assert "asked_on_assumed" in [warning.code for warning in ask("unemployment", **facts).warnings]
    given = ask("unemployment", **facts, asked_on="2026-11-02")
    assert "asked_on_assumed" not in [warning.code for warning in given.warnings]
