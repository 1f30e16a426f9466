"""The holder as the chip names them: DG13 has the diacritics, DG1 is the international minimum."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from ekyc.card.card_warnings import CardWarning
from ekyc.card.errors import CardError
from ekyc.card.mrz import Td1Mrz, names_may_be_of_one_person
from ekyc.card.passport_mrz import Td3Mrz
from ekyc.card.personal_number import (
    PersonalNumber,
    birth_year_of,
    check_consistency,
    parse_personal_number,
)
from ekyc.card.reading import Identity, PassportNumber, Validity
from ekyc.card.validity import computed_expiry, validity_on
from ekyc.chip.dg13 import Dg13


@dataclass(frozen=True, slots=True)
class ChipIdentity:
    identity: Identity = field(repr=False)
    validity: Validity
    warnings: tuple[str, ...]


def identity_from_chip(mrz: Td1Mrz, dg13: Dg13 | None, today: date) -> ChipIdentity:
    """Join both files; DG13 counts where both speak, and a contradiction between them is a warning.

    Raises CardError PERSONAL_NUMBER_NOT_12_DIGITS when neither file carries a personal number, MRZ_MALFORMED
    for impossible dates.
    """
    particulars = dg13 or Dg13()
    number = _personal_number(mrz, particulars)
    birth = mrz.date_of_birth(today)
    warnings = [*mrz.redundancy_faults()]
    if dg13 is not None and _contradicts(mrz, birth, dg13):
        warnings.append(CardWarning.DG13_CONTRADICTS_DG1.value)
    if particulars.unreadable or particulars.broken_entries:
        warnings.append(CardWarning.DG13_FIELD_UNREADABLE.value)
    if particulars.full_name is None:
        warnings.append(CardWarning.NAME_WITHOUT_DIACRITICS.value)
    if particulars.date_of_issue is not None and particulars.date_of_issue > today:
        warnings.append(CardWarning.ISSUED_IN_FUTURE.value)
    sex = particulars.sex or mrz.sex
    birth = particulars.date_of_birth or birth
    warnings.extend(code for code in check_consistency(number, birth, sex).codes if code not in warnings)
    expiry = _expiry(mrz, particulars, birth)
    warnings.extend(expiry.warnings)
    identity = Identity(
        personal_number=number,
        full_name=particulars.full_name or mrz.full_name,
        date_of_birth=birth,
        sex=sex,
        nationality=mrz.nationality,
        residence=particulars.residence,
        place_of_origin=particulars.place_of_origin,
        ethnicity=particulars.ethnicity,
        religion=particulars.religion,
        date_of_issue=particulars.date_of_issue,
        date_of_expiry=expiry.day,
        old_id_number=particulars.old_id_number,
        father_name=particulars.father_name,
        mother_name=particulars.mother_name,
        spouse_name=particulars.spouse_name,
    )
    validity = validity_on(today, expiry.day, never_expires=expiry.never)
    return ChipIdentity(identity, validity, tuple(warnings))


def identity_from_passport(mrz: Td3Mrz, today: date) -> ChipIdentity:
    """As the zone names the holder, in Latin letters; passports have no personal number of Vietnam.

    Raises CardError MRZ_MALFORMED for impossible dates.
    """
    identity = Identity(
        personal_number=None,
        passport=PassportNumber(mrz.issuing_state, mrz.document_number),
        full_name=mrz.full_name,
        date_of_birth=mrz.date_of_birth(today),
        sex=mrz.sex,
        nationality=mrz.nationality,
        date_of_expiry=mrz.date_of_expiry,
    )
    return ChipIdentity(identity, validity_on(today, mrz.date_of_expiry), ())


@dataclass(frozen=True, slots=True)
class _Expiry:
    day: date | None
    never: bool
    warnings: tuple[str, ...]


def _expiry(mrz: Td1Mrz, particulars: Dg13, birth: date) -> _Expiry:
    """As DG13 says, else as the zone says, else as the law has it; with what was missing on the way."""
    warnings = []
    if particulars.expiry_not_understood:
        warnings.append(CardWarning.EXPIRY_NOT_UNDERSTOOD.value)
    if not mrz.states_expiry:
        warnings.append(CardWarning.EXPIRY_NOT_STATED.value)
    if particulars.never_expires or particulars.date_of_expiry is not None:
        return _Expiry(particulars.date_of_expiry, particulars.never_expires, tuple(warnings))
    if mrz.states_expiry:
        return _Expiry(mrz.date_of_expiry, mrz.never_expires, tuple(warnings))
    issued = particulars.date_of_issue
    if issued is None or issued < birth:
        return _Expiry(None, False, tuple(warnings))
    day = computed_expiry(birth, issued)
    return _Expiry(day, day is None, (*warnings, CardWarning.EXPIRY_COMPUTED.value))


def _personal_number(mrz: Td1Mrz, dg13: Dg13) -> PersonalNumber:
    """DG1's number first: it is the one that opened the chip, and it is what other countries read."""
    if mrz.personal_number is not None:
        return mrz.personal_number
    return parse_personal_number(dg13.personal_number or "")


def _contradicts(mrz: Td1Mrz, birth: date, dg13: Dg13) -> bool:
    """Number, birth, sex and name stand in both files and must be one person's."""
    if dg13.personal_number not in {None, mrz.personal_number}:
        return True
    if dg13.date_of_birth is not None and dg13.date_of_birth != birth:
        return True
    if dg13.sex is not None and dg13.sex is not mrz.sex:
        return True
    if dg13.full_name is not None and not names_may_be_of_one_person(dg13.full_name, mrz):
        return True
    try:
        return birth_year_of(parse_personal_number(dg13.personal_number or "")) != birth.year
    except CardError:
        return False
