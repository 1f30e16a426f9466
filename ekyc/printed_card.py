"""What is printed on a card, as keys for its chip and, without a chip, as a reading that proves nothing."""

from __future__ import annotations

import unicodedata
from datetime import date

from ekyc.card.card_warnings import CardWarning
from ekyc.card.citizen_qr import CitizenQr
from ekyc.card.errors import CardError
from ekyc.card.mrz import NO_EXPIRY_CODES, NO_EXPIRY_STATED, Td1Mrz
from ekyc.card.mrz_parts import MrzKey
from ekyc.card.personal_number import (
    PersonalNumber,
    card_access_number_of,
    document_number_of,
    parse_personal_number,
)
from ekyc.card.reading import CardReading, CardVerdicts, Identity, IdentitySource, PrintVersusChip
from ekyc.card.validity import expiry_candidates, validity_on
from ekyc.chip.access import AccessKeys

CHIP = "chip"  # the key of a chip's refusal among the file faults


def mrz_keys_from_qr(qr: CitizenQr) -> tuple[MrzKey, ...]:
    """Keys for Basic Access Control with the date of expiry that the law gives, and its neighbours."""
    days = [f"{day:%y%m%d}" for day in expiry_candidates(qr.date_of_birth, qr.date_of_issue)]
    never = [*sorted(NO_EXPIRY_CODES), NO_EXPIRY_STATED]
    expiries = never + days if qr.date_of_expiry is None else days + never
    return _mrz_keys(qr.personal_number, qr.date_of_birth, expiries)


def keys_of_read_chip(identity: Identity) -> AccessKeys:
    """What opens the chip again that this identity was read from. Raises ValueError for a passport's."""
    if identity.personal_number is None:
        raise ValueError("a passport is not asked again")
    number, expiry = parse_personal_number(identity.personal_number), identity.date_of_expiry
    never = [*sorted(NO_EXPIRY_CODES), NO_EXPIRY_STATED]
    expiries = never if expiry is None else [f"{expiry:%y%m%d}"]
    return AccessKeys(card_access_number_of(number), _mrz_keys(number, identity.date_of_birth, expiries))


def _mrz_keys(number: PersonalNumber, born: date, expiries: list[str]) -> tuple[MrzKey, ...]:
    document_number = document_number_of(number)
    return tuple(MrzKey(document_number, f"{born:%y%m%d}", expiry) for expiry in expiries)


def reading_from_qr(qr: CitizenQr, today: date, cause: CardError | None = None) -> CardReading:
    """A reading that nothing proves; ``cause`` is why the chip was not read."""
    expiry = qr.date_of_expiry
    return CardReading(
        source=IdentitySource.QR,
        identity=qr.identity(),
        verdicts=CardVerdicts(validity=validity_on(today, expiry, never_expires=expiry is None)),
        warnings=qr.warnings,
        file_faults={CHIP: cause.code} if cause is not None else {},
    )


def reading_from_mrz(mrz: Td1Mrz, today: date, cause: CardError | None = None) -> CardReading:
    """What was read from the print by a camera, to fill in forms; the policy leaves the person to staff."""
    number = mrz.personal_number
    if number is None:
        raise ValueError("a Vietnamese zone carries the personal number")
    expiry = mrz.date_of_expiry
    return CardReading(
        source=IdentitySource.MRZ,
        identity=Identity(
            personal_number=number,
            full_name=mrz.full_name,
            date_of_birth=mrz.date_of_birth(today),
            sex=mrz.sex,
            nationality=mrz.nationality,
            date_of_expiry=expiry,
        ),
        verdicts=CardVerdicts(validity=validity_on(today, expiry, never_expires=mrz.never_expires)),
        warnings=_zone_warnings(mrz),
        file_faults={CHIP: cause.code} if cause is not None else {},
    )


def _zone_warnings(mrz: Td1Mrz) -> tuple[str, ...]:
    stated = () if mrz.states_expiry else (CardWarning.EXPIRY_NOT_STATED.value,)
    return (CardWarning.NAME_WITHOUT_DIACRITICS.value, *stated)


def compare_print_with_chip(qr: CitizenQr | None, reading: CardReading) -> PrintVersusChip:
    """Number, birth, sex, issue and name; the name only when the chip has its diacritics."""
    if qr is None:
        return PrintVersusChip.NOT_COMPARED
    chip = reading.identity
    same = (
        qr.personal_number == chip.personal_number
        and qr.date_of_birth == chip.date_of_birth
        and qr.sex is chip.sex
        and chip.date_of_issue in {None, qr.date_of_issue}
    )
    if CardWarning.NAME_WITHOUT_DIACRITICS not in reading.warnings:
        same = same and _comparable(qr.full_name) == _comparable(chip.full_name)
    return PrintVersusChip.SAME if same else PrintVersusChip.DIFFERENT


def old_numbers_differ(qr: CitizenQr | None, reading: CardReading) -> bool:
    """Whether print and chip both state an earlier number, and not the same one."""
    printed = None if qr is None else qr.old_id_number
    stored = reading.identity.old_id_number
    return printed is not None and stored is not None and printed != stored


def _comparable(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())
