"""For every kind: questions, answers that it can have, and something typed for each of its faults."""

from __future__ import annotations

import string
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from hypothesis import strategies as st
from pydantic import JsonValue

from kiosk.contract.attachments import sealed_size
from kiosk.contract.tracking import new_tracking_code
from kiosk.forms.kind import Typed
from kiosk.forms.kinds.bank_account import BankAccount
from kiosk.forms.kinds.consent import ConsentAnswer, text_sha256
from kiosk.forms.kinds.contribution_months import Scheme, Stretch
from kiosk.forms.kinds.declaration import DeclarationAnswer
from kiosk.forms.kinds.document_scan import MOST_BYTES_OF_PAGE, DocumentScanAnswer, ScannedPage
from kiosk.forms.kinds.month import Months
from kiosk.forms.kinds.text import clean
from kiosk.forms.question import Question
from kiosk.reference.addresses import Address
from tests.kiosk.forms.making import NOW, REFERENCE, make_question, read_question

Values = st.SearchStrategy[Any]


@dataclass(frozen=True)
class Sample:
    """``faults``: by name, a question and what to type."""

    question: Question
    values: Values
    faults: Mapping[str, tuple[Question, Typed]] = field(default_factory=dict)


def _text(text: str) -> dict[str, JsonValue]:
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

_address, _account = make_question("address"), make_question("bank_account", number_twice=True)
_COMMUNES = [each.code for each in REFERENCE.addresses.communes("01")[:20]]
_ELSEWHERE = REFERENCE.addresses.communes("79")[0].code
_WALLET = next(each.bin for each in REFERENCE.banks.all() if not each.can_receive_benefits)

RELATIVES = read_question(
    {
        "kind": "relatives",
        "options": {"item": {"vi": "người thân", "en": "relative"}, "most": 3},
        "column": [
            {"id": "name", "kind": "name", "label": {"vi": "Họ tên", "en": "Name"}},
            {
                "id": "relation",
                "kind": "one_of",
                "label": {"vi": "Quan hệ", "en": "Relation"},
                "options": {
                    "items": [
                        {"id": "child", "label": {"vi": "con", "en": "child"}},
                        {"id": "spouse", "label": {"vi": "vợ, chồng", "en": "spouse"}},
                    ]
                },
            },
            {
                "id": "born",
                "kind": "date",
                "label": {"vi": "Ngày sinh", "en": "Date of birth"},
                "required": False,
                "options": {"latest": "today"},
            },
            {
                "id": "number",
                "kind": "personal_number",
                "label": {"vi": "Số định danh", "en": "Personal number"},
                "required": False,
                "check": [
                    {
                        "holds": {
                            "rule": "personal_number_fits_birth",
                            "number": "number",
                            "born": "born",
                        },
                        "fault": {"vi": "Số chưa khớp năm sinh.", "en": "It does not fit the year of birth."},
                    }
                ],
            },
        ],
    }
)
_contributions = make_question("contribution_months", most=3)
_scan = make_question(
    "document_scan", paper={"vi": "Giấy khai sinh", "en": "Birth certificate"}, pages_most=2
)


def _row(**changes: str) -> dict[str, JsonValue]:
    row = {"from": "01/2020", "to": "12/2020", "scheme": "compulsory", "employer": "", "wage": "5000000"}
    return {**row, **changes}


def _stretches_of(months: list[int], schemes: list[str], wage: int) -> tuple[Stretch, ...]:
    """Two stretches between four different months."""
    names = [f"{month // 12:04}-{month % 12 + 1:02}" for month in sorted(months)]
    pairs = zip(names[::2], names[1::2], schemes, strict=True)
    return tuple(
        Stretch.model_validate(
            {"from": first, "to": last, "scheme": Scheme(scheme), "wage": wage, "employer": "A"}
        )
        for first, last, scheme in pairs
    )


_stretches = st.builds(
    _stretches_of,
    st.lists(st.integers(12 * 1995, 12 * 2026), min_size=4, max_size=4, unique=True),
    st.lists(st.sampled_from(["compulsory", "voluntary"]), min_size=2, max_size=2),
    st.integers(1, 10**9),
)


def make_jpeg(width: int, height: int, *, filling: int = 0) -> bytes:
    """The frame of a JPEG: what tells its size, and ``filling`` bytes of nothing."""
    header = b"\xff\xd8\xff\xe0\x00\x04ab\xff\xc0\x00\x0b\x08"
    size = height.to_bytes(2, "big") + width.to_bytes(2, "big")
    return header + size + b"\x01\x11\x00\x00" + bytes(filling) + b"\xff\xd9"


def make_page(width: int, height: int, size: int = 1000) -> ScannedPage:
    """A page under a name of its own for each size."""
    return ScannedPage(
        attachment_id=UUID(int=width << 16 | height),
        sha256=f"{width << 16 | height:064x}",
        size=size,
        key="k" * 43,
        width=width,
        height=height,
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
    "address": Sample(
        make_question("address", street_needed=False),
        st.builds(
            REFERENCE.addresses.address,
            _line.filter(lambda text: len(text) <= 200),
            st.sampled_from(_COMMUNES),
        )
        | _line.filter(lambda text: len(text) >= 5).map(lambda text: Address(text=text)),
        {
            "province": (_address, {"street": "1 Phố A"}),
            "commune": (_address, {"street": "1 Phố A", "province": "01", "commune": _ELSEWHERE}),
            "street": (_address, {"province": "01", "commune": _COMMUNES[0]}),
            "street_too_long": (_address, {"street": "a" * 201, "commune": _COMMUNES[0]}),
            "text_too_short": (_address, _text("Huế")),
            "text_too_long": (_address, _text("a" * 301)),
        },
    ),
    "office": Sample(
        make_question("office"),
        st.sampled_from([each.code for each in REFERENCE.offices.all() if each.is_valid_on(NOW.date())]),
        {
            "not_offered": (make_question("office"), {"office": "00000"}),
            "closed": (make_question("office"), {"office": "01903"}),
        },
    ),
    "facility": Sample(
        make_question("facility"),
        st.sampled_from([each.code for each in REFERENCE.facilities.find("", on=NOW.date(), open_only=True)]),
        {
            "not_offered": (make_question("facility", managed_by=["vss"]), {"facility": "01904"}),
            "not_valid": (make_question("facility"), {"facility": "01906"}),
            "not_open": (make_question("facility"), {"facility": "01901"}),
        },
    ),
    "bank_account": Sample(
        make_question("bank_account"),
        st.builds(
            BankAccount,
            bank=st.just("970436"),
            bank_name=st.just(REFERENCE.banks.get("970436").short_name),
            number=st.text(string.digits, min_size=6, max_size=19),
            holder=_name,
        ),
        {
            "bank": (_account, {"bank": "", "number": "123456", "holder": "A"}),
            "wallet": (_account, {"bank": _WALLET, "number": "123456", "holder": "A"}),
            "number": (_account, {"bank": "970436", "number": "12345", "holder": "A"}),
            "number_again": (_account, {"bank": "970436", "number": "123456", "holder": "A"}),
            "holder": (
                _account,
                {"bank": "970436", "number": "123456", "number_again": "123456", "holder": "1"},
            ),
        },
    ),
    "relatives": Sample(
        RELATIVES,
        st.lists(
            st.fixed_dictionaries(
                {
                    "name": _name,
                    "relation": st.sampled_from(["child", "spouse"]),
                    "born": st.none() | st.dates(date(1900, 1, 1), NOW.date()).map(date.isoformat),
                    "number": st.just(None),
                }
            ),
            min_size=1,
            max_size=3,
        ).map(tuple),
        {
            "too_few": (RELATIVES, {"rows": [{"name": _text(" ")}]}),
            "too_many": (RELATIVES, {"rows": [{"name": _text("A")}] * 4}),
            "row": (RELATIVES, {"rows": [{"name": _text("A1")}]}),
        },
    ),
    "contribution_months": Sample(
        _contributions,
        _stretches,
        {
            "none": (_contributions, {"rows": []}),
            "too_many": (_contributions, {"rows": [_row()] * 4}),
            "from_unfinished": (_contributions, {"rows": [_row(**{"from": "2020"})]}),
            "to_unfinished": (_contributions, {"rows": [_row(to="")]}),
            "order": (_contributions, {"rows": [_row(to="12/2019")]}),
            "future": (_contributions, {"rows": [_row(to="11/2026")]}),
            "scheme": (_contributions, {"rows": [_row(scheme="other")]}),
            "employer": (_contributions, {"rows": [_row(employer="a" * 201)]}),
            "wage": (_contributions, {"rows": [_row(wage="0")]}),
            "overlap": (_contributions, {"rows": [_row(), _row(**{"from": "12/2020", "to": "01/2021"})]}),
        },
    ),
    "tracking_code": Sample(
        make_question("tracking_code"),
        st.builds(new_tracking_code),
        {
            "length": (make_question("tracking_code"), _text("7KM-2PQ")),
            "wrong": (make_question("tracking_code"), _text("7KM-2PQ-9XD-4TT-0AB-C14")),
        },
    ),
    "document_scan": Sample(
        _scan,
        st.just(DocumentScanAnswer(to_staff=True))
        | st.lists(
            st.builds(make_page, st.integers(1, 9000), st.integers(1, 9000), st.integers(1, 2_000_000)),
            min_size=1,
            max_size=2,
            unique_by=lambda page: page.attachment_id,
        ).map(lambda pages: DocumentScanAnswer(pages=tuple(pages))),
        {
            "none": (_scan, {"choice": "no"}),
            "too_many": (_scan, {"pages": [make_page(width, 5).typed for width in (1, 2, 3)]}),
            "too_large": (_scan, {"pages": [make_page(5, 5, sealed_size(MOST_BYTES_OF_PAGE) + 1).typed]}),
            "unreadable": (_scan, {"pages": ["no page"]}),
            "same_page": (_scan, {"pages": [make_page(5, 5).typed] * 2}),
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
