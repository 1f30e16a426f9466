"""Texts of the QR codes of health insurance cards, for invented people."""

from __future__ import annotations

from ekyc.card.reading import Sex
from simulation.people import SamplePerson

_SEX_DIGIT = {Sex.MALE: "1", Sex.FEMALE: "2", Sex.UNSPECIFIED: "0"}


def old_health_qr_text(person: SamplePerson, code: str) -> str:
    """Ten fields, the last ``$``."""
    return "|".join([*_common(person, code), "$"])


def new_health_qr_text(person: SamplePerson, code: str) -> str:
    """Seventeen fields, the last ``$``."""
    later = [
        f"0131{code[-10:]}",
        _hex(person.mother_name) if person.is_child else "-",
        "4",
        " 01/01/2027",
        "1f0c93a2b47d5e68-7102",
        "0",
        _hex("Cơ sở Ba Đình"),
        "$",
    ]
    return "|".join([*_common(person, code), *later])


def _common(person: SamplePerson, code: str) -> list[str]:
    return [
        code,
        _hex(person.full_name),
        f"{person.date_of_birth:%d/%m/%Y}",
        _SEX_DIGIT[person.sex],
        _hex(person.residence),
        "01 - 021",
        "01/01/2026",
        "31/12/2026",
        "20/12/2025",
    ]


def _hex(text: str) -> str:
    return text.encode().hex() or "-"
