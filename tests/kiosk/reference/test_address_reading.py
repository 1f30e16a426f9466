"""Addresses of identity cards: two levels are taken apart, three are kept and a way on is suggested."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.reference.address_reading import Reading
from kiosk.reference.addresses import Commune
from kiosk.reference.folding import fold
from kiosk.reference.old_addresses import OldCommune, OldDistrict, OldProvince
from kiosk.reference.reference_data import ReferenceData

DATA = ReferenceData()
ADDRESSES, READER = DATA.addresses, DATA.address_reader
OLD = DATA.old_addresses
COMMUNES = [commune for province in ADDRESSES.provinces() for commune in ADDRESSES.communes(province.code)]
STREETS = st.text(st.sampled_from("abcđeghưởàáảãạ 0123456789,./-"), max_size=30).map(
    lambda text: " ".join(text.split()).strip(" ,;.-–")
)


def _old_units() -> list[tuple[OldProvince, OldDistrict, OldCommune]]:
    provinces = {each.code: each for alike in OLD.provinces.values() for each in alike}
    districts = {
        each.code: each for by_key in OLD.districts.values() for alike in by_key.values() for each in alike
    }
    return [
        (
            provinces[districts[commune.district_code].old_province_code],
            districts[commune.district_code],
            commune,
        )
        for commune in OLD.all_communes()
    ]


OLD_UNITS = _old_units()


@pytest.mark.parametrize(
    ("text", "street", "code"),
    [
        ("Số 5, phường Ba Đình, thành phố Hà Nội", "Số 5", "00004"),
        ("Số 5, Phường Ba Đình, Hà Nội, Việt Nam", "Số 5", "00004"),
        ("Số 5 phường Ba Đình thành phố Hà Nội", "Số 5", "00004"),
        ("so 5 phuong ba dinh ha noi", "so 5", "00004"),
        ("P. Ba Đình, TP. Hà Nội", "", "00004"),
        ("SỐ 5, PHƯỜNG BA ĐÌNH, HÀ NỘI", "SỐ 5", "00004"),
        ("Thôn 2, x. Hòa Bình, T. Cà Mau", "Thôn 2", "31891"),
        ("Tổ 4, Phường Phương Liệt, Hà Nội", "Tổ 4", "00352"),
        ("Đặc khu Phú Quốc, An Giang", "", "31078"),
        ("Phường 1 Bảo Lộc, Lâm Đồng", "", "24823"),
        ("Phường Văn Miếu - Quốc Tử Giám, Hà Nội", "", "00196"),
        ("12 Lê Lợi - Phường Sài Gòn - TP. Hồ Chí Minh", "12 Lê Lợi", "26740"),
        ("Xóm Đông, Văn Lăng, Thái Nguyên", "Xóm Đông", "05665"),
        ("Số 3 đường Xã Đàn, Phường Kim Liên, TP Hà Nội", "Số 3 đường Xã Đàn", "00226"),
        ("Tổ 1, quận cũ, huyện mới, Phường Ba Đình, Hà Nội", "Tổ 1, quận cũ, huyện mới", "00004"),
        ("Ấp 2, Xã Thanh An, Thành phố Hồ Chí Minh", "Ấp 2", "25807"),  # there is a Thạnh An too
    ],
)
def test_an_address_of_two_levels(text: str, street: str, code: str) -> None:
    read = READER.read_address(text)
    assert read.reading is Reading.CURRENT
    assert read.address.commune is not None
    assert (read.address.street, read.address.commune.code) == (street, code)
    assert not read.suggestions


@pytest.mark.parametrize(
    ("text", "suggested"),
    [
        ("P. Bến Nghé, Q.1, TP. Hồ Chí Minh", ["Phường Sài Gòn, Thành phố Hồ Chí Minh"]),
        ("12 Lê Lợi phường Bến Nghé quận 1 TPHCM", ["12 Lê Lợi, Phường Sài Gòn, Thành phố Hồ Chí Minh"]),
        (
            "Số 12, Ngõ 45, Phường Trúc Bạch, Ba Đình, Hà Nội",
            ["Số 12, Ngõ 45, Phường Ba Đình, Thành phố Hà Nội"],
        ),
        ("Xóm 8, Hải Hưng, Hải Hậu, Nam Định", ["Xóm 8, Xã Hải Hưng, Tỉnh Ninh Bình"]),
        (
            "Số 18 ngõ 4, thôn Đông, xã Hòa Bình, tỉnh Thái Nguyên",  # the district was left out
            ["Số 18 ngõ 4, thôn Đông, Xã Văn Lăng, Tỉnh Thái Nguyên"],
        ),
        (
            "Phường Linh Tây, Thủ Đức, Thành phố Hồ Chí Minh",  # divided
            ["Phường Linh Xuân, Thành phố Hồ Chí Minh", "Phường Thủ Đức, Thành phố Hồ Chí Minh"],
        ),
        ("Tổ 5, An Hòa, Huế, Thừa Thiên Huế", ["Tổ 5, Phường Hương An, Thành phố Huế"]),  # names until 2024
        ("Phường Thảo Điền, Quận 2, TP Hồ Chí Minh", ["Phường An Khánh, Thành phố Hồ Chí Minh"]),
        ("Phường 11, Quận 8, TP Hồ Chí Minh", ["Phường Phú Định, Thành phố Hồ Chí Minh"]),
        ("Thị trấn Quan Hóa, Huyện Quan Hóa, Thanh Hóa", ["Xã Hồi Xuân, Tỉnh Thanh Hóa"]),
        ("Thôn 1, huyện Lý Sơn, tỉnh Quảng Ngãi", ["Thôn 1, Đặc khu Lý Sơn, Tỉnh Quảng Ngãi"]),  # an island
        ("Cai Lậy, Tiền Giang", []),  # a district alone
        ("Tân Định, 1, Hồ Chí Minh", ["Phường Tân Định, Thành phố Hồ Chí Minh"]),
        ("12, Quận 1, TPHCM", []),
        ("Số 3, xã Không Có, huyện Đồng Hỷ, tỉnh Thái Nguyên", []),
    ],
)
def test_an_old_address_keeps_its_text_and_suggests(text: str, suggested: list[str]) -> None:
    read = READER.read_address(text)
    assert read.reading is Reading.OLD
    assert read.is_old
    assert read.address.show() == text
    assert not read.address.is_complete
    assert read.address.province is not None
    assert [address.show() for address in read.suggestions] == suggested


@pytest.mark.parametrize(
    ("text", "suggested"),
    [
        ("", []),
        ("Berlin, Đức", []),
        ("Hà Nội", []),
        ("12345", []),
        (", ; - .", []),
        (
            "Số 5, Ba Đình, Hà Nội",
            ["Số 5, Phường Ba Đình, Thành phố Hà Nội"],
        ),  # a ward now, a district before
        ("van lang, thai nguyen", ["Xã Văn Lang, Tỉnh Thái Nguyên", "Xã Văn Lăng, Tỉnh Thái Nguyên"]),
        ("Phường Hòa Bình, Cà Mau", ["Xã Hòa Bình, Tỉnh Cà Mau"]),  # of another kind
        ("Xã Hỏa Bình, Cà Mau", ["Xã Hòa Bình, Tỉnh Cà Mau"]),  # other accents
    ],
)
def test_what_is_not_certain_is_not_claimed(text: str, suggested: list[str]) -> None:
    read = READER.read_address(text)
    assert read.reading is Reading.UNKNOWN
    assert read.address.text == text
    assert [address.show() for address in read.suggestions] == suggested


def test_a_commune_that_is_both_is_suggested_as_both() -> None:
    read = READER.read_address("Thôn 3, Hòa Bình, Đồng Hỷ, Thái Nguyên")
    assert read.reading is Reading.OLD
    assert [address.show() for address in read.suggestions] == [
        "Thôn 3, Xã Văn Lăng, Tỉnh Thái Nguyên",
        "Thôn 3, Hòa Bình, Xã Đồng Hỷ, Tỉnh Thái Nguyên",
    ]


@given(st.sampled_from(COMMUNES), STREETS)
def test_what_is_shown_is_read_again(commune: Commune, street: str) -> None:
    address = ADDRESSES.address(street, commune.code)
    for text in (address.show(), unicodedata.normalize("NFD", address.show())):
        assert READER.read_address(text).address == address
    upper = READER.read_address(address.show().upper())
    assert (upper.reading, upper.address.commune) == (Reading.CURRENT, commune)


@given(st.sampled_from(COMMUNES))
def test_without_accents_the_commune_is_found_or_among_the_suggestions(commune: Commune) -> None:
    address = ADDRESSES.address("", commune.code)
    read = READER.read_address(", ".join(fold(part) for part in address.show().split(", ")))
    assert read.address == address or address in read.suggestions


@given(st.sampled_from(OLD_UNITS), STREETS)
def test_every_old_address_leads_to_what_its_commune_became(
    units: tuple[OldProvince, OldDistrict, OldCommune], street: str
) -> None:
    province, district, commune = units
    levels = [f"{each.kind} {each.name}" for each in units[::-1]]
    text = ", ".join(
        dict.fromkeys(part for part in (street, *levels) if part)
    )  # an island has two levels only
    read = READER.read_address(text)
    assert read.reading is Reading.OLD
    assert read.address.text == text
    assert read.address.province == ADDRESSES.get_province(province.province_code)
    assert {each.commune.code for each in read.suggestions if each.commune} == set(commune.became)
    assert all(each.street == street for each in read.suggestions)
    bare = READER.read_address(f"{commune.name}, {district.name}, {province.name}")
    codes = {each.commune.code for each in bare.suggestions if each.commune}
    assert commune.name.isdigit() or set(commune.became) <= codes


@given(st.text(max_size=60))
def test_no_text_is_lost(text: str) -> None:
    read = READER.read_address(text)
    clean = " ".join(unicodedata.normalize("NFC", text).split())
    assert read.address.is_complete or read.address.text == clean


def test_every_old_commune_became_something() -> None:
    assert len(OLD_UNITS) == 10040
    for province, _, commune in OLD_UNITS:
        became = [ADDRESSES.get_commune(code) for code in commune.became]
        assert became
        assert {each.province_code for each in became} == {province.province_code}
    assert {code for _, _, commune in OLD_UNITS for code in commune.became} == {
        each.code for each in COMMUNES
    }
