"""The present places: complete, found by what people type, and refused with file and line when broken."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.errors import KnownError
from kiosk.reference.addresses import Address, Commune, CommuneKind, Province, ProvinceKind
from kiosk.reference.folding import fold
from kiosk.reference.reference_data import ReferenceData
from kiosk.reference.tables import ReferenceDataError, Status

ADDRESSES = ReferenceData().addresses
COMMUNES = [commune for province in ADDRESSES.provinces() for commune in ADDRESSES.communes(province.code)]
# Pairs of one province whose names differ by accents only.
ALIKE = {"van lang", "cam giang", "son ha", "ba to", "loc thanh", "thanh an", "tan thanh"}


def test_the_country_is_complete() -> None:
    provinces = ADDRESSES.provinces()
    assert Counter(province.kind for province in provinces) == {
        ProvinceKind.PROVINCE: 28,
        ProvinceKind.CITY: 6,
    }
    kinds = Counter(commune.kind for commune in COMMUNES)
    assert kinds == {CommuneKind.COMMUNE: 2621, CommuneKind.WARD: 687, CommuneKind.SPECIAL_ZONE: 13}
    assert len({commune.code for commune in COMMUNES}) == 3321
    assert len(ADDRESSES.communes("01")) == 126
    assert len(ADDRESSES.communes("79")) == 168
    assert ADDRESSES.communes("99") == ()
    assert ADDRESSES.info.status is Status.OFFICIAL


def test_provinces_stand_in_the_order_of_the_alphabet() -> None:
    names = [province.name for province in ADDRESSES.provinces()]
    assert names[:6] == ["An Giang", "Bắc Ninh", "Cà Mau", "Cao Bằng", "Cần Thơ", "Đà Nẵng"]
    assert names[-1] == "Vĩnh Long"


def test_names_and_codes() -> None:
    assert ADDRESSES.get_province("79").full_name == "Thành phố Hồ Chí Minh"
    assert ADDRESSES.get_commune("00004") == Commune("00004", CommuneKind.WARD, "Ba Đình", "01")
    assert ADDRESSES.get_commune("00004").full_name == "Phường Ba Đình"
    assert ADDRESSES.find_commune("4") is None
    with pytest.raises(KnownError, match="unknown_commune"):
        ADDRESSES.get_commune("99999")
    with pytest.raises(KnownError, match="unknown_province"):
        ADDRESSES.get_province("99")


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("ba dinh ha noi", "Phường Ba Đình"),
        ("p. ba dinh", "Phường Ba Đình"),
        ("hoà bình phú thọ", "Phường Hòa Bình"),
        ("phu quoc", "Đặc khu Phú Quốc"),
        ("muong te", "Xã Mường Tè"),
        ("eahleo", "Xã Ea H'leo"),
        ("xuan huong", "Phường Xuân Hương - Đà Lạt"),
    ],
)
def test_a_commune_is_found_by_what_is_typed(query: str, first: str) -> None:
    assert ADDRESSES.search_communes(query)[0].full_name == first


@given(st.sampled_from(COMMUNES))
def test_every_commune_is_found_by_its_name(commune: Commune) -> None:
    in_province = ADDRESSES.search_communes(commune.name, commune.province_code)
    assert in_province[0] == commune
    folded = ADDRESSES.search_communes(fold(commune.full_name), commune.province_code, limit=2)
    assert commune in folded
    assert ADDRESSES.get_commune(commune.code) is commune


def test_a_commune_is_found_by_the_names_of_what_it_was() -> None:
    assert [each.full_name for each in ADDRESSES.search_communes("trúc bạch", "01")] == ["Phường Ba Đình"]
    assert ADDRESSES.search_communes("truc bach ba dinh")[0].full_name == "Phường Ba Đình"
    assert "Phường Trúc Bạch, Quận Ba Đình" in ADDRESSES.former_names("00004")
    first_district = {each.full_name for each in ADDRESSES.search_communes("quận 1", "79", limit=4)}
    assert first_district == {"Phường Bến Thành", "Phường Cầu Ông Lãnh", "Phường Sài Gòn", "Phường Tân Định"}
    present = ADDRESSES.search_communes("ba dinh", "01", limit=30)
    assert present[0].full_name == "Phường Ba Đình"
    assert len(set(present)) == len(present) > 1
    island = next(each for each in COMMUNES if each.name == "Lý Sơn")
    assert ADDRESSES.former_names(island.code) == ("Huyện Lý Sơn",)
    assert ADDRESSES.former_names("99999") == ()


def test_an_empty_search_lists_the_province_and_reads_no_old_tables(tmp_path: Path) -> None:
    (tmp_path / "old_communes.csv").write_text("broken", "utf-8")
    addresses = ReferenceData(tmp_path).addresses
    assert tuple(addresses.search_communes(" ", "01", limit=None)) == addresses.communes("01")
    with pytest.raises(ReferenceDataError, match=r"old_communes\.csv"):
        addresses.search_communes("truc bach", "01")


def test_search_stays_in_its_province() -> None:
    assert ADDRESSES.search_communes("truc bach", "79") == []
    assert ADDRESSES.search_communes("ba dinh", "99") == []
    assert [each.name for each in ADDRESSES.search_provinces("ho chi")] == ["Hồ Chí Minh"]


def test_an_address_is_shown_in_one_line() -> None:
    address = ADDRESSES.address("  Số 12,  ngõ 45 ", "00004")
    assert address.show() == "Số 12, ngõ 45, Phường Ba Đình, Thành phố Hà Nội"
    assert address.is_complete
    assert ADDRESSES.address("", "00004").show() == "Phường Ba Đình, Thành phố Hà Nội"
    old = Address(text="Trúc Bạch, Ba Đình, Hà Nội", province=ADDRESSES.get_province("01"))
    assert old.show() == "Trúc Bạch, Ba Đình, Hà Nội"
    assert not old.is_complete


def test_the_kinds_are_the_words_that_are_shown() -> None:
    assert Province("31", ProvinceKind.CITY, "Hải Phòng").full_name == "Thành phố Hải Phòng"
    assert Commune("31150", CommuneKind.SPECIAL_ZONE, "Côn Đảo", "79").full_name == "Đặc khu Côn Đảo"


HEAD = "# title: t\n# status: official\n# source: s\n# as_of: 2026-01-01\ncode,kind,name,province\n"


@pytest.mark.parametrize(
    ("rows", "line", "reason"),
    [
        ("00004,phường,Ba Đình,77\n", 6, "province 77"),
        ("00004,phường,Ba Đình,01\n00004,phường,Ba Đình,01\n", 7, "stands twice"),
        ("4,phường,Ba Đình,01\n", 6, "5 digits"),
        ("00004,quận,Ba Đình,01\n", 6, "allowed are"),
    ],
)
def test_a_broken_list_of_communes(tmp_path: Path, rows: str, line: int, reason: str) -> None:
    (tmp_path / "communes.csv").write_text(HEAD + rows, "utf-8")
    with pytest.raises(ReferenceDataError, match=reason) as caught:
        ReferenceData(tmp_path).addresses.provinces()
    assert (caught.value.file.name, caught.value.line) == ("communes.csv", line)
