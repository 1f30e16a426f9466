"""Rules of law that conditions refer to by name, each with its source. They see JSON values only."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from pydantic import JsonValue

from ekyc.card.personal_number import PersonalNumber, birth_year_of, sex_of
from ekyc.card.reading import Sex
from kiosk.benefits.stages_of_life import has_reached
from kiosk.forms.order import Order
from kiosk.reference.holder_names import is_same_name

_TWELVE_DIGITS = re.compile(r"[0-9]{12}")


@dataclass(frozen=True, slots=True)
class Argument:
    """What a rule takes. A looked-up argument names a question or fact of that order; another one is a fixed
    value.

    ``domain`` holds values on both sides of every boundary of the rule, for tests that walk through all
    branches.
    """

    is_looked_up: bool
    order: Order = Order.TEXT
    domain: tuple[JsonValue, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    name: str
    source: str
    arguments: Mapping[str, Argument]
    holds: Callable[[Mapping[str, JsonValue]], bool]
    sees_unknown: bool = False  # it is asked even where an argument is not known, which it gets as None


def _in_first_days_of_quarter(values: Mapping[str, JsonValue]) -> bool:
    on, days = date.fromisoformat(str(values["on"])), values["days"]
    return on.month % 3 == 1 and isinstance(days, int) and on.day <= days


def _fits_birth(values: Mapping[str, JsonValue]) -> bool:
    number = _personal_number(values["number"])
    return number is not None and birth_year_of(number) == int(str(values["born"])[:4])


def _fits_sex(values: Mapping[str, JsonValue]) -> bool:
    number, sex = _personal_number(values["number"]), values["sex"]
    return number is not None and sex in {sex_of(number).value, Sex.UNSPECIFIED.value}


def _has_reached(values: Mapping[str, JsonValue]) -> bool:
    born, on = (date.fromisoformat(str(values[name])) for name in ("born", "on"))
    return has_reached(str(values["age"]), born, on)


def _personal_number(value: JsonValue) -> PersonalNumber | None:
    return PersonalNumber(value) if isinstance(value, str) and _TWELVE_DIGITS.fullmatch(value) else None


def _holder_is(values: Mapping[str, JsonValue]) -> bool:
    account = values["account"]
    return isinstance(account, dict) and is_same_name(str(account.get("holder")), str(values["name"]))


_RULES = (
    Rule(
        name="in_first_days_of_quarter",
        source="Luật BHYT, Điều 26 (sửa đổi bởi Luật 51/2024/QH15): trong 15 ngày đầu của mỗi quý",
        arguments={
            "on": Argument(
                is_looked_up=True, order=Order.DATE, domain=("2026-10-15", "2026-10-16", "2026-11-01")
            ),
            "days": Argument(is_looked_up=False, order=Order.NUMBER),
        },
        holds=_in_first_days_of_quarter,
    ),
    Rule(
        name="has_reached_age",
        # Which age, since when and by which law stands with the figure that ``age`` names.
        source="kiosk/benefits/parameters/accounts.toml",
        arguments={
            "born": Argument(
                is_looked_up=True,
                order=Order.DATE,
                domain=tuple(f"{2026 - years}-06-{day}" for years in (6, 7, 14, 15, 18) for day in (15, 16)),
            ),
            "on": Argument(is_looked_up=True, order=Order.DATE, domain=("2026-06-15",)),
            "age": Argument(is_looked_up=False),
        },
        holds=_has_reached,
    ),
    Rule(
        name="personal_number_fits_birth",
        source="Nghị định 137/2015/NĐ-CP, Điều 13 khoản 1: mã thế kỷ sinh và hai số cuối năm sinh",
        arguments={
            "number": Argument(is_looked_up=True, domain=("001090123456", "001091123456")),
            "born": Argument(is_looked_up=True, order=Order.DATE, domain=("1990-05-10",)),
        },
        holds=_fits_birth,
    ),
    Rule(
        name="personal_number_fits_sex",
        # A number can lag behind a change of sex (Luật 26/2023/QH15, Điều 24): its words lead to staff.
        source="Nghị định 137/2015/NĐ-CP, Điều 13 khoản 1: mã giới tính",
        arguments={
            "number": Argument(is_looked_up=True, domain=("001090123456", "001190123456")),
            "sex": Argument(is_looked_up=True, order=Order.CHOICE, domain=("male", "female", "unspecified")),
        },
        holds=_fits_sex,
    ),
    Rule(
        name="holder_is",
        # Which spellings are the same name stands in kiosk/reference/holder_names.toml.
        source="Luật 41/2024/QH15, Điều 93 khoản 1, Điều 114 khoản 1: tài khoản của người thụ hưởng",
        arguments={
            "account": Argument(
                is_looked_up=True,
                order=Order.NONE,
                domain=tuple(
                    {"bank": "970436", "bank_name": "A", "number": "123456", "holder": holder}
                    for holder in ("NGUYEN VAN THU", "TRAN VAN KHAC")
                ),
            ),
            "name": Argument(is_looked_up=True, domain=("Nguyễn Văn Thử",)),
        },
        holds=_holder_is,
    ),
)
_BY_NAME = {rule.name: rule for rule in _RULES}


def find_rule(name: str) -> Rule | None:
    return _BY_NAME.get(name)
