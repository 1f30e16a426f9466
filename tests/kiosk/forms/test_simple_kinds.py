"""What single kinds accept, keep and show."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from kiosk.forms.conditions import read_condition
from kiosk.forms.errors import AnswerError, FormError
from kiosk.forms.kind import fault_text
from kiosk.forms.limits import DayLimit
from kiosk.language import Language
from tests.kiosk.forms.making import make_context, make_question


def _parse(kind: str, text: str, **options: Any) -> Any:
    return make_question(kind, **options).parse({"text": text}, make_context())


def _show(kind: str, value: Any, language: Language, **options: Any) -> str:
    return make_question(kind, **options).show(value, make_context(language))


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Nguyễn Thị Minh Khai", "Nguyễn Thị Minh Khai"),
        ("NGUYỄN VĂN A", "NGUYỄN VĂN A"),
        ("  trần   thị\tB ", "trần thị B"),
        ("H'Hen Niê", "H'Hen Niê"),
        ("Y Ê-ban", "Y Ê-ban"),
        ("K’Brêr", "K’Brêr"),
        ("Martin O'Neil Jr.", "Martin O'Neil Jr."),
        ("Łukasz Żółć", "Łukasz Żółć"),
        ("王小明", "王小明"),
        ("Nguye\u0302\u0303n", "Nguyễn"),  # decomposed
        ("U", "U"),
    ],
)
def test_names(typed: str, name: str) -> None:
    assert _parse("name", typed) == name


@pytest.mark.parametrize("typed", ["001090123456", "001 090 123 456", "001.090.123.456", "999090123456"])
def test_a_personal_number_of_any_province(typed: str) -> None:
    assert _parse("personal_number", typed)[3:] == "090123456"


@pytest.mark.parametrize("typed", ["0123456789", "012 345 6789", "GD4010123456789", "dn 4 01 0123456789"])
def test_an_insurance_number_or_a_health_card(typed: str) -> None:
    assert _parse("insurance_number", typed) == "0123456789"


@pytest.mark.parametrize("typed", ["05102026", "05/10/2026", "5.10.2026", "5 10 2026", " 05-10-2026 "])
def test_dates(typed: str) -> None:
    assert _parse("date", typed) == date(2026, 10, 5)


@pytest.mark.parametrize("typed", ["", "5102026", "051026", "2026-10-05", "0510202", "05/10/26", "٠٥١٠٢٠٢٦"])
def test_what_is_no_whole_date(typed: str) -> None:
    with pytest.raises(AnswerError):
        _parse("date", typed)


@pytest.mark.parametrize("typed", ["29/02/2026", "31/04/2026", "00/01/2026", "01/13/2026", "01/01/0000"])
def test_days_that_the_calendar_lacks(typed: str) -> None:
    with pytest.raises(AnswerError) as caught:
        _parse("date", typed)
    assert caught.value.code == "date.no_such_day"


@pytest.mark.parametrize(
    ("options", "first", "last"),
    [
        ({"earliest": date(2026, 1, 1), "latest": date(2026, 12, 31)}, "01/01/2026", "31/12/2026"),
        ({"earliest": "today-15y", "latest": "today"}, "05/10/2011", "05/10/2026"),
        ({"earliest": "today-30d", "latest": "today+3m"}, "05/09/2026", "05/01/2027"),
        ({"earliest": "2026-01-01", "latest": "today-1d"}, "01/01/2026", "04/10/2026"),
    ],
)
def test_limits_of_dates_are_allowed_themselves_and_nothing_beyond(
    options: dict[str, Any], first: str, last: str
) -> None:
    kind = make_question("date", **options)
    for limit, beyond, code in ((first, -1, "date.too_early"), (last, 1, "date.too_late")):
        day = kind.parse({"text": limit}, make_context())
        with pytest.raises(AnswerError) as caught:
            kind.parse(kind.type_out(day + timedelta(days=beyond)), make_context())
        assert caught.value.code == code
        assert limit in fault_text(caught.value, Language.VIETNAMESE)


@pytest.mark.parametrize(
    "limit", ["tomorrow", "today-15", "today-15w", "15y", "2026-13-01", "", 5, None, "today-9999y"]
)
def test_what_is_no_limit(limit: object) -> None:
    with pytest.raises(FormError, match="a limit is"):
        make_question("date", earliest=limit)


def test_the_29th_of_february_counts_years_to_the_28th() -> None:
    assert DayLimit(months=-12).on(date(2024, 2, 29)) == date(2023, 2, 28)
    assert DayLimit(months=1).on(date(2026, 1, 31)) == date(2026, 2, 28)


@pytest.mark.parametrize("typed", ["102026", "10/2026", "10 2026", "10.2026", " 10-2026"])
def test_months(typed: str) -> None:
    assert _parse("month", typed) == "2026-10"


def test_a_month_of_a_moving_limit_is_allowed_as_a_whole() -> None:
    assert _parse("month", "10/2026", latest="today") == "2026-10"
    assert _parse("month", "09/2026", earliest="today-1m") == "2026-09"


def test_months_and_periods_are_shown_as_vietnam_writes_them() -> None:
    question = make_question("period")
    months = question.parse({"from": "012025", "to": "3/2026"}, make_context())
    assert len(months) == 15
    assert question.to_json(months) == {"from": "2025-01", "to": "2026-03"}
    assert question.show(months, make_context()) == "từ 01/2025 đến 03/2026"
    assert question.show(months, make_context(Language.ENGLISH)) == "01/2025 to 03/2026"


@pytest.mark.parametrize(
    "typed",
    [
        "4250000",
        "4.250.000",
        "4,250,000",
        "4 250 000",
        "4.250.000 đồng",
        "4250000đ",
        "4,250,000 VND",
        "04250000",
    ],
)
def test_money(typed: str) -> None:
    assert _parse("money", typed) == 4_250_000


@pytest.mark.parametrize(
    "typed", ["4.25", "4.2500.000", "4.250,000", "-5", "5 triệu", "1e6", "٤٢٥٠", "đ", "9" * 5000]
)
def test_what_is_no_amount(typed: str) -> None:
    with pytest.raises(AnswerError) as caught:
        _parse("money", typed)
    assert caught.value.code == "money.digits"


def test_money_and_its_limits_are_written_as_each_language_does() -> None:
    assert _show("money", 4_250_000, Language.VIETNAMESE) == "4.250.000 đồng"
    assert _show("money", 4_250_000, Language.ENGLISH) == "4,250,000 VND"
    with pytest.raises(AnswerError) as caught:
        _parse("money", "5", least=1000)
    assert "1.000 đồng" in fault_text(caught.value, Language.VIETNAMESE)
    assert "1,000 VND" in fault_text(caught.value, Language.ENGLISH)


def test_numbers_carry_their_unit() -> None:
    unit = {"vi": "tháng", "en": "months"}
    assert _show("number", 1500, Language.VIETNAMESE, most=2000, unit=unit) == "1.500 tháng"
    assert _show("number", 1500, Language.ENGLISH, most=2000, unit=unit) == "1,500 months"
    assert _show("number", 7, Language.ENGLISH, most=9) == "7"
    assert _parse("number", "−5", least=-9, most=9) == -5


def test_a_step_names_the_nearest_numbers() -> None:
    with pytest.raises(AnswerError) as caught:
        _parse("number", "13", least=3, most=60, step=3)
    assert "12" in fault_text(caught.value, Language.ENGLISH)
    assert "15" in fault_text(caught.value, Language.ENGLISH)


@pytest.mark.parametrize(
    ("kind", "value", "masked"),
    [
        ("personal_number", "001090123456", "001••••••456"),
        ("insurance_number", "0123456789", "012••••789"),
        ("phone", "0901234567", "090••••567"),
        ("email", "thu@example.vn", "t•••@example.vn"),
        ("name", "Nguyễn Văn A", "••••••"),
        ("date", date(1990, 5, 10), "••••••"),
        ("money", 4_250_000, "••••••"),
    ],
)
def test_a_mask_shows_the_first_and_last_characters_at_most(kind: str, value: Any, masked: str) -> None:
    question = make_question(kind)
    assert question.kind.mask(value, question, make_context()) == masked


@pytest.mark.parametrize(
    ("kind", "fact", "typed"),
    [
        ("date", "1990-05-10", {"text": "10/05/1990"}),
        ("date", "1990", {}),
        ("month", "1990-05", {"text": "05/1990"}),
        ("month", "1990-05-10", {"text": "05/1990"}),
        ("month", "1990-13-10", {}),
        ("period", {"from": "2020-01", "to": "2021-12"}, {"from": "01/2020", "to": "12/2021"}),
        ("money", 5000, {"text": "5000"}),
        ("money", True, {}),
        ("number", 5, {"text": "5"}),
        ("name", "NGUYỄN VĂN A", {"text": "NGUYỄN VĂN A"}),
        ("consent", "yes", {}),
        ("declaration", "yes", {}),
    ],
)
def test_facts_fill_the_field(kind: str, fact: Any, typed: dict[str, Any]) -> None:
    options: dict[str, Any] = {
        "number": {"most": 9},
        "consent": {"purpose": "contact", "version": "1", "basis": "law"},
        "declaration": {"version": "1"},
    }
    question = make_question(kind, **options.get(kind, {}))
    assert question.kind.from_fact(fact, question, make_context()) == typed


@pytest.mark.parametrize(
    ("rule", "known", "holds"),
    [
        ({"rule": "personal_number_fits_birth", "number": "n", "born": "b"}, {"b": "1990-05-10"}, True),
        ({"rule": "personal_number_fits_birth", "number": "n", "born": "b"}, {"b": "1991-05-10"}, False),
        ({"rule": "personal_number_fits_sex", "number": "n", "sex": "s"}, {"s": "male"}, True),
        ({"rule": "personal_number_fits_sex", "number": "n", "sex": "s"}, {"s": "female"}, False),
        ({"rule": "personal_number_fits_sex", "number": "n", "sex": "s"}, {"s": "unspecified"}, True),
        ({"rule": "personal_number_fits_sex", "number": "n", "sex": "s"}, {}, False),
    ],
)
def test_rules_hold_a_personal_number_against_birth_and_sex(
    rule: dict[str, Any], known: dict[str, Any], holds: bool
) -> None:
    assert read_condition(rule, {}).holds({"n": "001090123456", **known}) is holds
    assert not read_condition(rule, {}).holds({"n": "no number", **known})


def test_a_declaration_keeps_which_words_were_declared() -> None:
    question = make_question("declaration", version="2026-07")
    answer = question.parse({"choice": "yes"}, make_context())
    assert answer.text_version == "2026-07"
    assert answer.declared_at == make_context().now
    assert len(answer.text_sha256) == 64


@pytest.mark.parametrize(("seen", "said"), [(False, "Đã cam đoan"), (True, "Đã xem")])
def test_what_was_seen_is_not_said_to_be_declared_true(seen: bool, said: str) -> None:
    question = make_question("declaration", version="2026-07", seen=seen)
    assert question.show(question.parse({"choice": "yes"}, make_context()), make_context()) == said
