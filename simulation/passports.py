"""Invented people with invented passports, of the specimen country Utopia (ICAO 9303-3, 5: UTO)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ekyc.card.mrz_parts import MrzKey
from ekyc.card.passport_mrz import Td3Mrz, build_td3
from ekyc.card.reading import Sex


@dataclass(frozen=True, slots=True)
class SamplePassport:
    """What stands on one passport. It has no CAN: its zone opens the chip."""

    key: str
    number: str
    surname: str
    given_names: str
    date_of_birth: date
    sex: Sex
    date_of_issue: date
    date_of_expiry: date
    optional_data: str = ""
    insurance_number: str = ""  # that the first job in Vietnam gave
    issuing_state: str = "UTO"
    nationality: str = "UTO"
    can: str = ""

    @property
    def full_name(self) -> str:
        return f"{self.surname} {self.given_names}".strip().upper()

    @property
    def subject(self) -> str:
        return f"{self.issuing_state}-{self.number}"

    @property
    def mrz(self) -> Td3Mrz:
        return Td3Mrz(
            document_code="P",
            issuing_state=self.issuing_state,
            document_number=self.number,
            nationality=self.nationality,
            date_of_birth_yymmdd=f"{self.date_of_birth:%y%m%d}",
            sex=self.sex,
            date_of_expiry_yymmdd=f"{self.date_of_expiry:%y%m%d}",
            optional_data=self.optional_data,
            primary_identifier=self.surname.upper(),
            secondary_identifier=self.given_names.upper(),
        )

    @property
    def mrz_lines(self) -> tuple[str, str]:
        return build_td3(self.mrz)

    @property
    def mrz_key(self) -> MrzKey:
        return self.mrz.key


WORKER = SamplePassport(
    key="foreign_worker",
    number="X72L0586K",
    surname="Lindqvist",
    given_names="Mira Anneli",
    date_of_birth=date(1987, 4, 23),
    sex=Sex.FEMALE,
    date_of_issue=date(2021, 9, 14),
    date_of_expiry=date(2031, 9, 13),
    optional_data="ZE184226B",
    insurance_number="7991234565",
)
OLD_PASSPORT = SamplePassport(
    key="expired_passport",
    number="K4480193",
    surname="Okonjo van der Meer",
    given_names="Teodor",
    date_of_birth=date(1959, 12, 2),
    sex=Sex.MALE,
    date_of_issue=date(2014, 3, 3),
    date_of_expiry=date(2024, 3, 2),
)
PASSPORTS: tuple[SamplePassport, ...] = (WORKER, OLD_PASSPORT)
# Of somebody whose record knows the passport of before; `simulation.country.sought` has it.
RENEWED = SamplePassport(
    key="renewed_passport",
    number="X90T3318D",
    surname="Halvorsen",
    given_names="Ines Maria",
    date_of_birth=date(1991, 8, 17),
    sex=Sex.FEMALE,
    date_of_issue=date(2025, 2, 20),
    date_of_expiry=date(2035, 2, 19),
    insurance_number="9900000051",
)


def get_passport(key: str) -> SamplePassport:
    """Raises KeyError for an unknown key."""
    return {passport.key: passport for passport in (*PASSPORTS, RENEWED)}[key]
