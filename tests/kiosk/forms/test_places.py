"""Addresses, offices, facilities and banks: what can be chosen, what is taken, how it is shown."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from kiosk.forms.errors import AnswerError
from kiosk.forms.kind import Typed
from kiosk.language import Language
from kiosk.reference.addresses import Address
from tests.kiosk.forms.making import REFERENCE, make_context, make_question

_ADDRESS = make_question("address")
_COMMUNES = [
    each
    for province in REFERENCE.addresses.provinces()
    for each in REFERENCE.addresses.communes(province.code)
]
_BA_DINH = next(each for each in _COMMUNES if each.name == "Ba Đình")


def _from_line(line: str) -> Typed:
    return _ADDRESS.kind.from_fact(line, _ADDRESS, make_context())


def _choices(kind: str, part: str, typed: dict[str, Any], **options: Any) -> dict[str, str]:
    return {
        each.value: each.label for each in make_question(kind, **options).choices(part, typed, make_context())
    }


@given(st.sampled_from(_COMMUNES), st.sampled_from(["12 Phố Thử", "Thôn 3, Khu A", ""]))
def test_a_line_of_today_is_placed(commune: Any, street: str) -> None:
    address = REFERENCE.addresses.address(street, commune.code)
    typed = _from_line(address.show())
    assert typed == {"street": street, "province": commune.province_code, "commune": commune.code}
    assert make_question("address", street_needed=False).parse(typed, make_context()) == address


@pytest.mark.parametrize(
    ("line", "typed"),
    [
        ("Tổ 1, P. Ba Đình, TP. Hà Nội", {"street": "Tổ 1", "province": "01", "commune": _BA_DINH.code}),
        ("TỔ 1, PHƯỜNG BA ĐÌNH, HÀ NỘI", {"street": "TỔ 1", "province": "01", "commune": _BA_DINH.code}),
        (
            "Tô\u0309 1, Phươ\u0300ng Ba Đi\u0300nh, Ha\u0300 Nô\u0323i",
            {"street": "Tổ 1", "province": "01", "commune": _BA_DINH.code},
        ),
    ],
)
def test_a_line_may_be_short_or_in_capitals_or_decomposed(line: str, typed: dict[str, str]) -> None:
    assert _from_line(line) == typed


@pytest.mark.parametrize(
    "line",
    [
        "Phường Bến Nghé, Quận 1, Thành phố Hồ Chí Minh",  # three levels
        "An Thới Đông, Cần Giờ, TP. Hồ Chí Minh",  # a district or a commune of that name
        "Phường Không Có, Hà Nội",
        "Hà Nội",
        "12 Main Street, Springfield",
    ],
)
def test_what_is_not_sure_stays_a_line(line: str) -> None:
    typed = _from_line(line)
    assert typed["text"] == line
    assert not typed.get("commune")
    answer = _ADDRESS.parse(typed, make_context())
    assert answer.text == line
    assert _ADDRESS.show(answer, make_context()) == line
    assert _ADDRESS.parse(_ADDRESS.type_out(answer), make_context()) == answer


def test_an_old_address_is_refused_where_a_placed_one_is_needed() -> None:
    question = make_question("address", old_taken=False)
    with pytest.raises(AnswerError) as caught:
        question.parse({"text": "Phường Bến Nghé, Quận 1, TP. Hồ Chí Minh"}, make_context())
    assert caught.value.code == "address.province"


def test_an_address_fills_the_field_from_a_line_and_from_an_answer() -> None:
    address = REFERENCE.addresses.address("12 Phố Thử", _BA_DINH.code)
    for fact in (address.show(), _ADDRESS.to_json(address)):
        assert (
            _ADDRESS.parse(_ADDRESS.kind.from_fact(fact, _ADDRESS, make_context()), make_context()) == address
        )


def test_an_address_shows_in_a_line_and_masks_all_but_the_province() -> None:
    address = REFERENCE.addresses.address("12 Phố Thử", _BA_DINH.code)
    assert _ADDRESS.show(address, make_context()) == "12 Phố Thử, Phường Ba Đình, Thành phố Hà Nội"
    assert _ADDRESS.kind.mask(address, _ADDRESS, make_context()) == "••••••, Thành phố Hà Nội"
    assert _ADDRESS.kind.mask(Address(text="Số 5 Phố Cũ"), _ADDRESS, make_context()) == "••••••"


def test_a_commune_in_another_province_is_no_address() -> None:
    json = _ADDRESS.to_json(REFERENCE.addresses.address("1", _BA_DINH.code))
    assert isinstance(json, dict)
    other = REFERENCE.addresses.get_province("79")
    with pytest.raises(ValidationError):
        _ADDRESS.from_json({**json, "province": {"code": other.code, "kind": other.kind, "name": other.name}})


def test_provinces_and_communes_are_found_without_accents() -> None:
    assert len(_choices("address", "province", {})) == 34
    assert _choices("address", "province", {"province_search": "ha noi"}) == {"01": "Thành phố Hà Nội"}
    assert len(_choices("address", "commune", {"province": "01"})) == 126
    first, *_ = _choices("address", "commune", {"province": "01", "commune_search": "ba dinh"})
    assert first == _BA_DINH.code
    assert _BA_DINH.code in _choices("address", "commune", {"commune_search": "ba dinh ha noi"})
    assert _choices("address", "commune", {}) == {}
    assert _choices("address", "street", {}) == {}


def test_offices_stand_for_choice_by_province_name_and_level_the_one_of_the_commune_first() -> None:
    assert list(_choices("office", "office", {})) == [
        "01900",
        "01901",
        "01902",
        "79901",
    ]  # none that is closed
    assert list(_choices("office", "office", {"province": "79"})) == ["79901"]
    assert list(_choices("office", "office", {"search": "phuc loi"})) == ["01902"]
    first, *_ = _choices("office", "office", {"province": "01", "commune": "00136"})
    assert first == "01902"
    assert list(_choices("office", "office", {}, levels=["local"])) == ["01901", "01902"]
    with pytest.raises(AnswerError):
        make_question("office", levels=["local"]).parse({"office": "01900"}, make_context())


def test_an_office_shows_by_its_name_and_an_unknown_one_by_its_code() -> None:
    question = make_question("office")
    assert question.show("01901", make_context()) == "BHXH cơ sở Ba Đình (Thử)"
    assert question.show("99999", make_context()) == "99999"
    assert question.kind.from_fact("01901", question, make_context()) == {"office": "01901"}


def test_facilities_stand_for_choice_where_they_are_valid_and_open_today() -> None:
    found = _choices("facility", "facility", {"province": "01"})
    assert {"01902", "01904", "01905"} <= set(found)
    assert not {"01901", "01906", "01907"} & set(found)  # not open, no longer valid, not yet valid
    assert "01901" in _choices("facility", "facility", {"province": "01"}, open_only=False)
    assert not {"01904", "01905"} & set(
        _choices("facility", "facility", {"province": "01"}, managed_by=["vss"])
    )
    assert "01908" in _choices("facility", "facility", {"province": "01"}, levels=["initial"])
    assert "01902" not in _choices("facility", "facility", {"province": "01"}, levels=["initial"])
    assert list(_choices("facility", "facility", {"province": "01", "search": "an khanh"})) == ["01908"]
    assert list(_choices("facility", "facility", {"commune": "00256"})) == ["01910"]


def test_a_chosen_facility_stands_among_the_choices_however_many_there_are() -> None:
    shown = _choices("facility", "facility", {})
    beyond = [
        each.code
        for each in REFERENCE.facilities.find("", on=make_context().today, open_only=True, limit=None)
    ][-1]
    assert beyond not in shown
    assert beyond in _choices("facility", "facility", {"facility": beyond})


def test_a_facility_is_shown_with_its_code_and_noted_with_level_and_commune() -> None:
    question = make_question("facility")
    assert question.show("01908", make_context()) == "Trạm Y tế xã An Khánh (Mẫu) (01908)"
    assert question.show("01906", make_context()).endswith("(01906)")  # no longer valid
    assert question.show("00000", make_context()) == "00000"
    typed = {"province": "01", "search": "an khanh"}
    (vietnamese,) = question.choices("facility", typed, make_context())
    (english,) = question.choices("facility", typed, make_context(Language.ENGLISH))
    assert vietnamese.note == "01908, cấp ban đầu, Xã An Khánh"
    assert english.note == "01908, initial level, Xã An Khánh"


def test_banks_are_found_by_old_names_and_wallets_are_not_offered_for_benefits() -> None:
    assert "970414" in _choices("bank_account", "bank", {"search": "oceanbank"})
    offered = _choices("bank_account", "bank", {})
    wallets = {each.bin for each in REFERENCE.banks.all() if not each.can_receive_benefits}
    assert wallets
    assert not wallets & set(offered)
    assert wallets <= set(_choices("bank_account", "bank", {}, for_benefits=False))


def test_an_account_is_shown_in_groups_and_masked_to_its_last_digits() -> None:
    question = make_question("bank_account")
    typed = {"bank": "970436", "number": "0123 4567-890", "holder": "NGUYEN THI THU"}
    account = question.parse(typed, make_context())
    assert question.show(account, make_context()) == "Vietcombank 0123 4567 890 (NGUYEN THI THU)"
    assert question.kind.mask(account, question, make_context()) == "Vietcombank •••••••7890"
    assert "0123" not in repr(account)
    assert "THU" not in repr(account)


def test_the_number_of_an_account_can_be_asked_twice() -> None:
    question = make_question("bank_account", number_twice=True)
    typed = {
        "bank": "970436",
        "number": "0123456789",
        "number_again": "0123 456 789",
        "holder": "NGUYEN THI THU",
    }
    account = question.parse(typed, make_context())
    assert question.parse(question.type_out(account), make_context()) == account


def test_a_commune_is_found_by_the_name_of_an_old_one_and_says_so() -> None:
    search = {"commune_search": "truc bach"}
    in_province = _ADDRESS.choices("commune", {"province": "01", **search}, make_context())
    notes = {each.value: each.note for each in in_province}
    assert notes[_BA_DINH.code].startswith("trước đây: Phường Trúc Bạch")
    anywhere = _ADDRESS.choices("commune", search, make_context(Language.ENGLISH))
    notes = {each.value: each.note for each in anywhere}
    assert notes[_BA_DINH.code].startswith("Thành phố Hà Nội, formerly: Phường Trúc Bạch")


def test_what_an_old_address_may_have_become_stands_first() -> None:
    typed = _from_line("Số 5, Phường Trúc Bạch, Quận Ba Đình, Thành phố Hà Nội")
    first, *others = _ADDRESS.choices("commune", typed, make_context())
    assert first.value == _BA_DINH.code
    assert first.note.startswith("Số 5")
    assert first.value not in [each.value for each in others]
    assert typed["province"] == "01"
