"""Everything that is printed on a card or typed from it."""

from __future__ import annotations

from ekyc.card.citizen_qr import parse_citizen_qr
from ekyc.card.mrz import parse_td1
from ekyc.card.personal_number import parse_personal_number
from simulation.people import PEOPLE
from tests.fuzz.targets import Target, broken

TARGETS = (
    Target("citizen QR", parse_citizen_qr, broken(*(person.qr_text.encode() for person in PEOPLE))),
    Target(
        "MRZ",
        lambda data: parse_td1(data.decode("latin-1")),
        broken(*("\n".join(person.mrz_lines).encode("ascii") for person in PEOPLE)),
    ),
    Target(
        "personal number",
        lambda data: parse_personal_number(data.decode("utf-8", "replace")),
        broken(*(person.personal_number.encode() for person in PEOPLE)),
    ),
)
