"""Facilities, offices and banks: found, dated, and refused with file, line and reason when broken."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from kiosk.errors import KnownError
from kiosk.reference.banks import BankKind
from kiosk.reference.facilities import Facility, FacilityLevel, ManagedBy
from kiosk.reference.offices import OfficeLevel
from kiosk.reference.reference_data import ReferenceData
from kiosk.reference.tables import ReferenceDataError, Status

DATA = ReferenceData()
FACILITIES, OFFICES, BANKS = DATA.facilities, DATA.offices, DATA.banks
TODAY = date(2026, 10, 5)


def test_invented_lists_say_so() -> None:
    for info in (FACILITIES.info, OFFICES.info):
        assert info.is_sandbox
        assert "nothing in it exists" in info.source
    assert all("Mẫu" in each.name for each in FACILITIES.all())
    assert all("Mẫu" in each.name for each in OFFICES.all())
    assert BANKS.info.status is Status.PUBLIC
    assert not BANKS.info.is_sandbox


def test_every_province_has_facilities_of_every_kind() -> None:
    addresses = DATA.addresses
    for province in addresses.provinces():
        here = FACILITIES.find("", on=TODAY, province_code=province.code, limit=None)
        assert {each.level for each in here} == set(FacilityLevel)
        assert {each.managed_by for each in here} == set(ManagedBy)
        assert len(here) >= 10
        assert all(addresses.get_commune(each.commune_code).province_code == province.code for each in here)


def test_a_facility_is_found_in_its_place() -> None:
    names = [each.name for each in FACILITIES.find("ba dinh", on=TODAY)]
    assert names == [each.name for each in FACILITIES.find("BÀ ĐỊNH", on=TODAY)]
    (hospital, *_) = FACILITIES.find("bvdk khu vuc ha noi", on=TODAY)
    assert (hospital.name, hospital.level) == ("Bệnh viện Đa khoa khu vực Mẫu Hà Nội", FacilityLevel.BASIC)
    assert FACILITIES.find(hospital.code, on=TODAY)[0] == hospital
    assert FACILITIES.find("khu vuc", on=TODAY, province_code="01") == [hospital]
    in_commune = FACILITIES.find("", on=TODAY, commune_code=hospital.commune_code)
    assert hospital in in_commune
    assert {each.commune_code for each in in_commune} == {hospital.commune_code}
    assert FACILITIES.find("khu vuc", on=TODAY, province_code="99") == []
    assert len(FACILITIES.find("mau", on=TODAY, limit=7)) == 7


def test_only_what_is_valid_on_the_day_is_found() -> None:
    def clinics(on: date) -> list[str]:
        return [each.code for each in FACILITIES.find("phong kham", on=on, province_code="01")]

    assert clinics(date(2026, 6, 30)) == ["01906"]
    assert clinics(date(2026, 7, 1)) == []
    assert clinics(date(2027, 1, 1)) == ["01907"]


def test_those_that_take_nobody_can_be_left_out() -> None:
    everything = FACILITIES.find("", on=TODAY, province_code="01", limit=None)
    open_ones = FACILITIES.find("", on=TODAY, province_code="01", open_only=True, limit=None)
    left_out = [each for each in everything if each not in open_ones]
    assert [each.level for each in left_out] == [FacilityLevel.SPECIALISED]


def test_a_facility_by_its_code() -> None:
    assert FACILITIES.get("01906", date(2026, 6, 30)).valid_to == date(2026, 6, 30)
    with pytest.raises(KnownError, match="facility_not_valid"):
        FACILITIES.get("01906", date(2026, 7, 1))
    with pytest.raises(KnownError, match="unknown_facility"):
        FACILITIES.get("00000", TODAY)
    assert FACILITIES.find_by_code("00000", TODAY) is None


def test_every_commune_has_an_office() -> None:
    assert Counter(office.level for office in OFFICES.all())[OfficeLevel.PROVINCIAL] == 34
    for province in DATA.addresses.provinces():
        for commune in DATA.addresses.communes(province.code):
            office = OFFICES.find_serving(commune.code, TODAY)
            assert office is not None
            assert office.province_code == province.code
            assert OFFICES.get(office.parent_code).level is OfficeLevel.PROVINCIAL
    assert OFFICES.find_serving("00004", date(2025, 6, 30)) is None


def test_an_office_is_found() -> None:
    assert OFFICES.find("bhxh co so ba dinh", on=TODAY)[0].name == "BHXH cơ sở Ba Đình (Mẫu)"
    assert OFFICES.find("bao hiem xa hoi thanh pho ha noi", on=TODAY)[0].code == "01900"
    in_province = OFFICES.find("", on=TODAY, province_code="46", limit=None)
    assert {each.province_code for each in in_province} == {"46"}
    with pytest.raises(KnownError, match="unknown_office"):
        OFFICES.get("00000")


@pytest.mark.parametrize(
    ("query", "number"),
    [
        ("vietcombank", "970436"),
        ("ngoai thuong viet nam", "970436"),
        ("970436", "970436"),
        ("nong nghiep", "970405"),
        ("dong a", "970406"),  # a former name
        ("buu dien", "970449"),
        ("mb", "970422"),
    ],
)
def test_a_bank_is_found(query: str, number: str) -> None:
    assert number in [bank.bin for bank in BANKS.find(query, 3)]


def test_banks() -> None:
    assert BANKS.get("970436").short_name == "Vietcombank"
    assert BANKS.get("970436").swift == "BFTVVNVX"
    assert [bank.short_name for bank in BANKS.all() if not bank.can_receive_benefits] == ["MoMo"]
    assert {bank.kind for bank in BANKS.all()} == set(BankKind)
    with pytest.raises(KnownError, match="unknown_bank"):
        BANKS.get("000000")


HEAD = "# title: Own list\n# status: official\n# source: the office\n# as_of: 2026-10-01\n"
COLUMNS = "code,name,province,commune,level,managed_by,accepts_first_registration,valid_from,valid_to\n"
ROW = "01001,Bệnh viện A,01,00004,basic,vss,yes,2026-01-01,\n"


def own(folder: Path, text: str | bytes, name: str = "facilities.csv") -> ReferenceData:
    (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    return ReferenceData(folder)


def facilities_of(data: ReferenceData) -> list[Facility]:
    return data.facilities.find("", on=TODAY, limit=None)


@pytest.mark.parametrize(
    "text",
    [
        HEAD + COLUMNS + ROW,
        "\ufeff" + HEAD + COLUMNS + ROW + "\n,,,,,,,,\n",  # a spreadsheet's mark, empty lines
        (HEAD + COLUMNS + ROW).replace("\n", "\r\n"),
        HEAD.replace("\n", ";;;;;;;;\n")
        + (COLUMNS + ROW).replace(",", ";"),  # as a Vietnamese spreadsheet saves it
        HEAD + "valid_to," + COLUMNS.replace(",valid_to", "") + "," + ROW[:-2] + "\n",  # another order
        HEAD + COLUMNS + ROW.replace("Bệnh viện A", '"Bệnh viện A"'),
    ],
)
def test_an_office_brings_its_own_list(tmp_path: Path, text: str) -> None:
    data = own(tmp_path, text)
    (facility,) = facilities_of(data)
    assert (facility.name, facility.valid_to) == ("Bệnh viện A", None)
    assert data.facilities.info.status is Status.OFFICIAL
    assert data.facilities.info.as_of == date(2026, 10, 1)
    assert data.banks.get("970436").short_name == "Vietcombank"  # the shipped one


def test_a_facility_can_change_from_a_day_on(tmp_path: Path) -> None:
    rows = ROW[:-1] + "2026-06-30\n" + ROW.replace("2026-01-01", "2026-07-01").replace("yes", "no")
    facilities = own(tmp_path, HEAD + COLUMNS + rows).facilities
    assert facilities.get("01001", date(2026, 6, 30)).accepts_first_registration
    assert not facilities.get("01001", date(2026, 7, 1)).accepts_first_registration


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        (HEAD + COLUMNS + ROW.replace("01001", "1001"), 6, "code must have 5 digits, not '1001'"),
        (
            HEAD + COLUMNS + ROW.replace("basic", "central"),
            6,
            "level is 'central'; allowed are initial, basic",
        ),
        (HEAD + COLUMNS + ROW.replace("yes", "maybe"), 6, "allowed are yes, no"),
        (HEAD + COLUMNS + ROW.replace("2026-01-01", "01/01/2026"), 6, "valid_from must be a date such as"),
        (HEAD + COLUMNS + ROW.replace("2026-01-01", "20260101"), 6, "valid_from must be a date such as"),
        (HEAD + COLUMNS + ROW[:-1] + "2025-12-31\n", 6, "valid_to lies before valid_from"),
        (HEAD + COLUMNS + ROW.replace("Bệnh viện A", ""), 6, "name is empty"),
        (HEAD + COLUMNS + ROW + ROW, 7, "code 01001 is valid twice on the same day"),
        (HEAD + COLUMNS + ROW.replace(",vss", ""), 6, "8 cells instead of 9"),
        (HEAD + COLUMNS + ROW.replace("Bệnh viện A", '"Bệnh viện A'), 6, "not readable as CSV"),
        (HEAD + COLUMNS.replace("level", "grade") + ROW, 5, "the columns must be code, name"),
        (HEAD, 0, "the names of the columns is missing"),
        (HEAD.replace("official", "real") + COLUMNS + ROW, 0, "status is 'real'"),
        (HEAD.replace("2026-10-01", "soon") + COLUMNS + ROW, 0, "as_of must be a date"),
        ("# hello\n" + HEAD + COLUMNS + ROW, 1, "expected '# key: value'"),
        ((HEAD + COLUMNS + ROW).encode("utf-16"), 0, "not UTF-8"),
    ],
)
def test_a_broken_list_names_file_line_and_reason(
    tmp_path: Path, text: str | bytes, line: int, reason: str
) -> None:
    with pytest.raises(ReferenceDataError) as caught:
        facilities_of(own(tmp_path, text))
    error = caught.value
    assert (error.code, error.file.name, error.line) == ("reference_data_wrong", "facilities.csv", line)
    assert reason in error.reason
    assert error.sentence.startswith("facilities.csv, line" if line else "facilities.csv:")


OFFICE_COLUMNS = "code,name,level,parent,province,communes,valid_from,valid_to,superseded_by\n"


@pytest.mark.parametrize(
    ("rows", "line", "reason"),
    [
        ("01001,A,local,01000,01,00004,2026-01-01,,\n", 6, "parent 01000 is no office of this list"),
        ("01000,A,provincial,,01,,2026-01-01,,01009\n", 6, "superseded_by 01009 is no office"),
        ("01000,A,provincial,,01,,2026-01-01,,\n" * 2, 7, "stands twice"),
        ("01001,A,local,,01,,2026-01-01,,\n", 6, "parent must have 5 digits"),
    ],
)
def test_a_broken_list_of_offices(tmp_path: Path, rows: str, line: int, reason: str) -> None:
    with pytest.raises(ReferenceDataError, match=reason) as caught:
        own(tmp_path, HEAD + OFFICE_COLUMNS + rows, "offices.csv").offices.all()
    assert caught.value.line == line


def test_a_bank_stands_once(tmp_path: Path) -> None:
    columns = "bin,short_name,name,kind,swift,transfer,lookup,former_names\n"
    row = "970436,A,B,bank,,yes,yes,\n"
    with pytest.raises(ReferenceDataError, match="stands twice"):
        own(tmp_path, HEAD + columns + row + row, "banks.csv").banks.all()


def test_a_bank_has_the_name_of_the_day() -> None:
    before, since = date(2025, 2, 13), date(2025, 2, 14)
    names = [BANKS.find_by_bin("970406", day) for day in (before, since, None)]
    assert [bank.short_name for bank in names if bank] == ["DongA Bank", "Vikki Bank", "Vikki Bank"]
    assert [bank.short_name for bank in BANKS.find("dong a bank", 1, on=since)] == ["Vikki Bank"]
    assert len({bank.bin for bank in BANKS.all()}) == len(BANKS.all())


def test_who_ended_is_followed_to_who_went_on(tmp_path: Path) -> None:
    columns = "bin,short_name,name,kind,swift,transfer,lookup,former_names,valid_from,valid_to,successor\n"
    rows = "970436,A,B,bank,,yes,yes,,,,\n970437,C,D,bank,,yes,yes,,,2026-06-30,970436\n"
    banks = own(tmp_path, HEAD + columns + rows, "banks.csv").banks
    for day, number in ((date(2026, 6, 30), "970437"), (date(2026, 7, 1), "970436")):
        present = banks.find_present("970437", day)
        assert present is not None
        assert present.bin == number
    assert banks.find_present("970499", date(2026, 7, 1)) is None


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("970436,A,B,bank,,yes,yes,,,2026-06-30,970437", "successor 970437 is no bank"),
        ("970436,A,B,bank,,yes,yes,,,,970436", "ends on a day"),
    ],
)
def test_a_wrong_successor_is_refused(tmp_path: Path, row: str, reason: str) -> None:
    columns = "bin,short_name,name,kind,swift,transfer,lookup,former_names,valid_from,valid_to,successor\n"
    with pytest.raises(ReferenceDataError, match=reason):
        own(tmp_path, f"{HEAD}{columns}{row}\n", "banks.csv").banks.all()
