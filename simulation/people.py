"""Invented people with invented identity cards. Nobody here exists; numbers use no real person's."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from ekyc.card.mrz import Td1Mrz, build_td1
from ekyc.card.mrz_parts import MrzKey, check_digit
from ekyc.card.reading import Sex

_SEX_WORD = {Sex.MALE: "Nam", Sex.FEMALE: "Nữ"}


@dataclass(frozen=True, slots=True)
class SamplePerson:
    """What stands on one card. Dates are written out rather than computed, so that tests can compare."""

    key: str
    personal_number: str
    full_name: str
    date_of_birth: date
    sex: Sex
    residence: str
    place_of_origin: str
    date_of_issue: date
    date_of_expiry: date | None  # None: never
    generation: int = 2024  # of the card: 2021 (7 fields in its QR) or 2024 (11)
    old_id_number: str = ""
    father_name: str = ""
    mother_name: str = ""
    spouse_name: str = ""
    ethnicity: str = "Kinh"
    religion: str = "Không"
    never_in_zone: str = "991231"  # how the zone says that a card never expires
    never_in_words: str = "Không thời hạn"  # how DG13 does
    identifying_features: str = field(default="Nốt ruồi cách 1 cm trên sau đuôi mắt trái")

    @property
    def subject(self) -> str:
        return self.personal_number

    @property
    def can(self) -> str:
        return self.personal_number[6:]

    @property
    def qr_text(self) -> str:
        """The payload of the card's QR code."""
        fields = [
            self.personal_number,
            self.old_id_number,
            self.full_name,
            f"{self.date_of_birth:%d%m%Y}",
            _SEX_WORD[self.sex],
            self.residence,
            f"{self.date_of_issue:%d%m%Y}",
        ]
        if self.generation >= 2024:
            parents = [self.father_name, self.mother_name] if self.is_child else ["", ""]
            fields += ["", *parents, ""]
        return "|".join(fields)

    @property
    def is_child(self) -> bool:
        """Whether the card was issued to a child under 14, which puts the parents into the QR code."""
        fourteen = self.date_of_birth.replace(year=self.date_of_birth.year + 14)
        return self.date_of_issue < fourteen

    @property
    def mrz(self) -> Td1Mrz:
        surname, _, given = self.full_name.partition(" ")
        return Td1Mrz(
            document_code="ID",
            issuing_state="VNM",
            document_number=self.personal_number[3:],
            optional_data_1=f"{self.personal_number}<<{check_digit(self.personal_number)}",
            date_of_birth_yymmdd=f"{self.date_of_birth:%y%m%d}",
            sex=self.sex,
            date_of_expiry_yymmdd=f"{self.date_of_expiry:%y%m%d}"
            if self.date_of_expiry
            else self.never_in_zone,
            nationality="VNM",
            optional_data_2="",
            primary_identifier=surname,
            secondary_identifier=given,
        )

    @property
    def mrz_lines(self) -> tuple[str, str, str]:
        return build_td1(self.mrz)

    @property
    def mrz_key(self) -> MrzKey:
        """What opens the chip without the CAN."""
        return self.mrz.key

    @property
    def dg13_texts(self) -> dict[int, str]:
        """Numbered texts of DG13 but the names of relatives."""
        expiry = f"{self.date_of_expiry:%d/%m/%Y}" if self.date_of_expiry else self.never_in_words
        texts = {
            1: self.personal_number,
            2: self.full_name,
            3: f"{self.date_of_birth:%d/%m/%Y}",
            4: _SEX_WORD[self.sex],
            5: "Việt Nam",
            6: self.ethnicity,
            7: self.religion,
            8: self.place_of_origin,
            9: self.residence,
            10: self.identifying_features,
            11: f"{self.date_of_issue:%d/%m/%Y}",
            12: expiry,
            16: "0123456789ABCDEF",
        }
        if self.old_id_number:
            texts[15] = self.old_id_number
        return texts


ADULT_WOMAN = SamplePerson(
    key="adult_woman",
    personal_number="001188004217",
    full_name="Nguyễn Thị Minh Châu",
    date_of_birth=date(1988, 3, 14),
    sex=Sex.FEMALE,
    residence="Số 12, Ngõ 45, Phường Trúc Bạch, Ba Đình, Hà Nội",
    place_of_origin="Vân Hồ, Hai Bà Trưng, Hà Nội",
    date_of_issue=date(2024, 8, 19),
    date_of_expiry=date(2028, 3, 14),
    father_name="Nguyễn Văn Định",
    mother_name="Trần Thị Lụa",
    spouse_name="Phạm Quốc Hưng",
)

ADULT_MAN = SamplePerson(
    key="adult_man",
    personal_number="079095012386",
    full_name="Đặng Hoàng Phúc",
    date_of_birth=date(1995, 11, 2),
    sex=Sex.MALE,
    residence="Tổ 3, Khu phố 5, Phường Linh Tây, Thủ Đức, Thành phố Hồ Chí Minh",
    place_of_origin="Cai Lậy, Tiền Giang",
    date_of_issue=date(2021, 5, 10),
    date_of_expiry=date(2035, 11, 2),
    generation=2021,
    old_id_number="025817364",
    father_name="Đặng Văn Lành",
    mother_name="Huỳnh Thị Bảy",
)

OLDER_PERSON = SamplePerson(
    key="older_person",
    personal_number="036169001573",
    full_name="Vũ Thị Hòa",
    date_of_birth=date(1969, 7, 21),
    sex=Sex.FEMALE,
    residence="Xóm 8, Hải Hưng, Hải Hậu, Nam Định",
    place_of_origin="Hải Hưng, Hải Hậu, Nam Định",
    date_of_issue=date(2022, 2, 9),
    date_of_expiry=date(2029, 7, 21),
    generation=2021,
    old_id_number="162048917",
    father_name="Vũ Văn Sửu",
    mother_name="Lương Thị Tý",
    spouse_name="Đỗ Văn Khang",
)

CHILD = SamplePerson(
    key="child",
    personal_number="048218003941",
    full_name="Lê Bảo Ngọc",
    date_of_birth=date(2018, 9, 5),
    sex=Sex.MALE,
    residence="K27/4 Đường Hoa Sữa, Hòa Khánh, Liên Chiểu, Đà Nẵng",
    place_of_origin="Điện Bàn, Quảng Nam",
    date_of_issue=date(2025, 6, 12),
    date_of_expiry=date(2032, 9, 5),
    father_name="Lê Quang Vinh",
    mother_name="Hồ Thị Ánh Tuyết",
)

EXPIRED_CARD = SamplePerson(
    key="expired_card",
    personal_number="038199008265",
    full_name="Trịnh Thu Trang",
    date_of_birth=date(1999, 1, 30),
    sex=Sex.FEMALE,
    residence="Thôn Đông, Đông Khê, Đông Sơn, Thanh Hóa",
    place_of_origin="Đông Khê, Đông Sơn, Thanh Hóa",
    date_of_issue=date(2021, 4, 26),
    date_of_expiry=date(2024, 1, 30),
    generation=2021,
    father_name="Trịnh Văn Toản",
    mother_name="Lê Thị Hoài",
)

NO_EXPIRY_CARD = SamplePerson(
    key="no_expiry_card",
    personal_number="092054000718",
    full_name="Huỳnh Văn Tám",
    date_of_birth=date(1954, 12, 18),
    sex=Sex.MALE,
    residence="Ấp Mỹ Phước, Mỹ Khánh, Phong Điền, Cần Thơ",
    place_of_origin="Phong Điền, Cần Thơ",
    date_of_issue=date(2021, 7, 5),
    date_of_expiry=None,
    generation=2021,
    old_id_number="360271845",
    father_name="Huỳnh Văn Ba",
    mother_name="Nguyễn Thị Chín",
    spouse_name="Võ Thị Sáu",
)

PEOPLE: tuple[SamplePerson, ...] = (
    ADULT_WOMAN,
    ADULT_MAN,
    OLDER_PERSON,
    CHILD,
    EXPIRED_CARD,
    NO_EXPIRY_CARD,
)


# Whose records are not as they should be, one for each way; `simulation.country.sought` has these.
MISTYPED = SamplePerson(
    key="mistyped",
    personal_number="034185006127",
    full_name="Lương Thị Thúy Hằng",
    date_of_birth=date(1985, 4, 9),
    sex=Sex.FEMALE,
    residence="Thôn Trung, Vũ Hội, Vũ Thư, Thái Bình",
    place_of_origin="Vũ Hội, Vũ Thư, Thái Bình",
    date_of_issue=date(2024, 9, 2),
    date_of_expiry=date(2045, 4, 9),
)

TWO_BOOKS = SamplePerson(
    key="two_books",
    personal_number="068090003418",
    full_name="Phan Đình Tuấn",
    date_of_birth=date(1990, 6, 27),
    sex=Sex.MALE,
    residence="Tổ 7, Phường 9, Đà Lạt, Lâm Đồng",
    place_of_origin="Đức Trọng, Lâm Đồng",
    date_of_issue=date(2024, 7, 15),
    date_of_expiry=date(2030, 6, 27),
)

OLD_BOOK = SamplePerson(
    key="old_book",
    personal_number="024182007305",
    full_name="Giáp Thị Loan",
    date_of_birth=date(1982, 10, 3),
    sex=Sex.FEMALE,
    residence="Tổ dân phố 2, Bích Động, Việt Yên, Bắc Giang",
    place_of_origin="Bích Động, Việt Yên, Bắc Giang",
    date_of_issue=date(2024, 10, 21),
    date_of_expiry=date(2042, 10, 3),
)

NEWCOMER = SamplePerson(
    key="newcomer",
    personal_number="052203004916",
    full_name="Bùi Gia Khánh",
    date_of_birth=date(2003, 2, 11),
    sex=Sex.MALE,
    residence="Số 4, Đường Mẫu, Quy Nhơn, Bình Định",
    place_of_origin="Tuy Phước, Bình Định",
    date_of_issue=date(2024, 11, 5),
    date_of_expiry=date(2028, 2, 11),
)

REGISTERED = SamplePerson(
    key="registered",
    personal_number="075183002954",
    full_name="Võ Thị Kim Liên",
    date_of_birth=date(1983, 8, 16),
    sex=Sex.FEMALE,
    residence="Khu phố 3, Phường Mẫu, Biên Hòa, Đồng Nai",
    place_of_origin="Biên Hòa, Đồng Nai",
    date_of_issue=date(2024, 8, 5),
    date_of_expiry=date(2043, 8, 16),
)

SOUGHT: tuple[SamplePerson, ...] = (MISTYPED, TWO_BOOKS, OLD_BOOK, NEWCOMER, REGISTERED)


def get_person(key: str) -> SamplePerson:
    """Raises KeyError for an unknown key."""
    return {person.key: person for person in (*PEOPLE, *SOUGHT)}[key]
