"""For every kind: questions, answers that it can have, and something typed for each of its faults."""

from __future__ import annotations

import string
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from hypothesis import strategies as st

from kiosk.forms.kind import Typed
from kiosk.forms.kinds.consent import ConsentAnswer, text_sha256
from kiosk.forms.kinds.declaration import DeclarationAnswer
from kiosk.forms.kinds.month import Months
from kiosk.forms.kinds.text import clean
from kiosk.forms.question import Question
from tests.kiosk.forms.making import NOW, make_question

Values = st.SearchStrategy[Any]


@dataclass(frozen=True)
class Sample:
    """``faults``: by name, a question and what to type."""

    question: Question
    values: Values
    faults: Mapping[str, tuple[Question, Typed]] = field(default_factory=dict)


def _text(text: str) -> Typed:
    return {"text": text}


_ITEMS = [
    {"id": "phone", "label": {"vi": "Điện thoại", "en": "Phone"}},
    {"id": "email", "label": {"vi": "Thư điện tử", "en": "E-mail"}},
    {"id": "office", "label": {"vi": "Cơ quan", "en": "Office"}, "note": {"vi": "Tại quầy", "en": "Counter"}},
]
_IDS = ["phone", "email", "office"]
_NAME_LETTERS = (
    "AĂÂBCDĐEÊGHIKLMNOÔƠPQRSTUƯVXYaàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộ'-.ʼößŁ"
)
_digits = st.text(string.digits, min_size=10, max_size=10)

_line = st.text(st.characters(codec="utf-8"), min_size=1, max_size=80).map(clean).filter(bool)
_name = (
    st.text(_NAME_LETTERS + " ", min_size=1, max_size=60)
    .map(clean)
    .filter(lambda text: any(map(str.isalpha, text)))
)
_personal_number = st.builds(
    "{:03}{}{:02}{:06}".format,
    st.integers(0, 999),
    st.integers(0, 1),
    st.integers(0, 99),
    st.integers(0, 999999),
)
_phone = st.builds("0{}{:08}".format, st.sampled_from("35789"), st.integers(0, 10**8 - 1))
_date = st.dates(date(1900, 1, 1), date(2199, 12, 31))
month_values = st.builds("{:04}-{:02}".format, st.integers(1900, 2199), st.integers(1, 12))
months_values = st.lists(month_values, min_size=2, max_size=2).map(
    lambda pair: Months.model_validate({"from": min(pair), "to": max(pair)})
)

_text_question = make_question("text", least=3, most=10)
_date_question = make_question("date")
_past_date = make_question("date", earliest=date(2000, 1, 1), latest="today")
_past_month = make_question("month", earliest="2000-01", latest="today")
_past_period = make_question("period", earliest="2000-01", latest="today")
_wage = make_question("money", least=1_000_000, most=100_000_000)
_percent = make_question("number", least=5, most=100, step=5)
_some_of = make_question("some_of", items=_ITEMS, least=1, most=2)
_consent = make_question("consent", purpose="contact", version="1", basis="Luật 91/2025/QH15", needed=True)
_free_consent = make_question("consent", purpose="contact", version="1", basis="Luật 91/2025/QH15")
_declaration = make_question("declaration", version="1")


def _consent_answer(given: bool) -> ConsentAnswer:
    return ConsentAnswer("contact", given, "1", text_sha256(_free_consent), NOW)


_LONG = "a" * 65 + "@example.vn"

SAMPLES: Mapping[str, Sample] = {
    "text": Sample(
        make_question("text", lines=1),
        _line,
        {"too_short": (_text_question, _text("ab")), "too_long": (_text_question, _text("a" * 11))},
    ),
    "name": Sample(
        make_question("name"),
        _name,
        {
            "digits": (make_question("name"), _text("Nguyễn Văn A2")),
            "letters": (make_question("name"), _text("Nguyễn, Văn")),
            "no_letter": (make_question("name"), _text("-.-")),
            "too_long": (make_question("name", most=5), _text("Nguyễn")),
        },
    ),
    "personal_number": Sample(
        make_question("personal_number"),
        _personal_number,
        {
            "length": (make_question("personal_number"), _text("00109012345")),
            "not_born_yet": (make_question("personal_number"), _text("001 227 012 345")),
        },
    ),
    "insurance_number": Sample(
        make_question("insurance_number"),
        _digits,
        {
            "length": (make_question("insurance_number"), _text("123456789")),
            "personal_number": (make_question("insurance_number"), _text("001 090 123 456")),
        },
    ),
    "phone": Sample(
        make_question("phone"),
        _phone,
        {
            "length": (make_question("phone"), _text("090")),
            "range": (make_question("phone"), _text("0111111111")),
        },
    ),
    "email": Sample(
        make_question("email"),
        st.builds("{}@{}.vn".format, *[st.text(string.ascii_lowercase, min_size=1, max_size=20)] * 2),
        {
            name: (make_question("email"), _text(text))
            for name, text in (
                ("no_at", "thu"),
                ("several_at", "a@b@example.vn"),
                ("space", "a b@example.vn"),
                ("not_ascii", "thư@example.vn"),
                ("domain", "thu@example"),
                ("local_part", "@example.vn"),
                ("too_long", _LONG),
                ("empty", ""),
            )
        },
    ),
    "date": Sample(
        _date_question,
        _date,
        {
            "unfinished": (_date_question, _text("051026")),
            "no_such_day": (_date_question, _text("30022026")),
            "too_early": (_past_date, _text("31/12/1999")),
            "too_late": (_past_date, _text("06/10/2026")),
        },
    ),
    "month": Sample(
        make_question("month"),
        month_values,
        {
            "unfinished": (_past_month, _text("13/2026")),
            "too_early": (_past_month, _text("12/1999")),
            "too_late": (_past_month, _text("11/2026")),
        },
    ),
    "period": Sample(
        make_question("period"),
        months_values,
        {
            "from_unfinished": (_past_period, {"to": "10/2026"}),
            "to_unfinished": (_past_period, {"from": "10/2026"}),
            "order": (_past_period, {"from": "10/2026", "to": "09/2026"}),
            "too_early": (_past_period, {"from": "12/1999", "to": "09/2026"}),
            "too_late": (_past_period, {"from": "10/2026", "to": "11/2026"}),
        },
    ),
    "money": Sample(
        make_question("money"),
        st.integers(0, 10**12),
        {
            "digits": (_wage, _text("4,25")),
            "too_little": (_wage, _text("999.999")),
            "too_much": (_wage, _text("100.000.001")),
        },
    ),
    "number": Sample(
        make_question("number", least=-1000, most=1000),
        st.integers(-1000, 1000),
        {
            "digits": (_percent, _text("mười")),
            "too_little": (_percent, _text("0")),
            "too_much": (_percent, _text("105")),
            "step": (_percent, _text("7")),
        },
    ),
    "yes_no": Sample(make_question("yes_no"), st.booleans()),
    "one_of": Sample(
        make_question("one_of", items=_ITEMS),
        st.sampled_from(_IDS),
        {"not_offered": (make_question("one_of", items=_ITEMS), {"choice": "fax"})},
    ),
    "some_of": Sample(
        _some_of,
        st.sets(st.sampled_from(_IDS), min_size=1, max_size=2).map(
            lambda chosen: tuple(each for each in _IDS if each in chosen)
        ),
        {
            "not_offered": (_some_of, {"chosen": ["fax"]}),
            "too_few": (_some_of, {"chosen": []}),
            "too_many": (_some_of, {"chosen": list(_IDS)}),
        },
    ),
    "consent": Sample(
        _free_consent, st.booleans().map(_consent_answer), {"needed": (_consent, {"choice": "no"})}
    ),
    "declaration": Sample(
        _declaration,
        st.just(DeclarationAnswer("1", text_sha256(_declaration), NOW)),
        {"needed": (_declaration, {})},
    ),
}
