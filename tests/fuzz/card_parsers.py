"""Everything that is printed on a card, shown to a camera or typed from it."""

from __future__ import annotations

from datetime import date

import cv2
import numpy as np
from hypothesis import strategies as st

from ekyc.card.card_code import parse_card_code
from ekyc.card.citizen_qr import parse_citizen_qr
from ekyc.card.health_card_code import parse_health_card_code
from ekyc.card.health_card_qr import parse_health_card_qr
from ekyc.card.mrz import parse_td1
from ekyc.card.mrz_image import read_mrz
from ekyc.card.passport_mrz import parse_td3
from ekyc.card.personal_number import parse_personal_number
from ekyc.card.picture import Image
from ekyc.card.qr_decode import decode_qr
from ekyc.card.social_insurance_number import parse_social_insurance_number
from ekyc.card.typed_number import inspect_typed_number
from ekyc.card.wedge import QUIET_SECONDS, WedgeBuffer, find_scan_damage
from simulation.card.degraded import Degradation, photograph
from simulation.card.health_card import new_health_qr_text, old_health_qr_text
from simulation.card.mrz_picture import card_back
from simulation.card.qr_picture import qr_frame
from simulation.passports import PASSPORTS
from simulation.people import ADULT_WOMAN, PEOPLE
from tests.fuzz.targets import Target, broken

_CITIZEN = [person.qr_text.encode() for person in PEOPLE]
_HEALTH = [
    make(person, code).encode()
    for person in PEOPLE[:3]
    for make in (old_health_qr_text, new_health_qr_text)
    for code in ("0123456789", "DN4010123456789", person.personal_number)
]
_ZONE = photograph(card_back(ADULT_WOMAN.mrz_lines), 0.3, Degradation(), seed=1, size=(640, 400))
_CODE = np.asarray(cv2.cvtColor(qr_frame(ADULT_WOMAN, (320, 240), 3.0), cv2.COLOR_BGR2GRAY), dtype=np.uint8)


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def _wedge(data: bytes) -> None:
    """Bytes one by one with a pause now and then; whatever comes out is parsed."""
    now = 0.0
    buffer = WedgeBuffer(lambda: now)
    for byte in data:
        now += QUIET_SECONDS if byte == 0 else 0.01
        whole = buffer.feed(bytes([byte])) or buffer.poll()
        if whole is not None:
            find_scan_damage(whole)
            parse_card_code(whole)
    now += 10
    buffer.poll()


def _scribbled(picture: Image, data: bytes) -> Image:
    """The picture with blots and strokes of paper where the bytes say."""
    frame = picture.copy()
    height, width = frame.shape
    for index in range(0, len(data) - 3, 4):
        x, y, size, shade = data[index : index + 4]
        corner = (x * width // 256, y * height // 256)
        cv2.rectangle(frame, corner, (corner[0] + size // 8, corner[1] + size // 16), (shade,), -1)
    return frame


def _zone(data: bytes) -> None:
    found = read_mrz(_scribbled(_ZONE, data), 2.0)
    if found is not None and found.key != ADULT_WOMAN.mrz.key:
        raise AssertionError("a zone that does not stand there")


def _code(data: bytes) -> None:
    for payload in decode_qr(_scribbled(_CODE, data), 0.2):
        if payload != ADULT_WOMAN.qr_text.encode():
            raise AssertionError("a code that does not stand there")


TARGETS = (
    Target("citizen QR", parse_citizen_qr, broken(*_CITIZEN)),
    Target("health card QR", parse_health_card_qr, broken(*_HEALTH)),
    Target("any card's QR", parse_card_code, broken(*_CITIZEN, *_HEALTH)),
    Target("typing scanner", _wedge, broken(*_CITIZEN, *_HEALTH)),
    Target(
        "MRZ",
        lambda data: parse_td1(data.decode("latin-1")),
        broken(*("\n".join(person.mrz_lines).encode("ascii") for person in PEOPLE)),
    ),
    Target(
        "MRZ of passports",
        lambda data: parse_td3(data.decode("latin-1")),
        broken(*("\n".join(passport.mrz_lines).encode("ascii") for passport in PASSPORTS)),
    ),
    Target(
        "personal number",
        lambda data: parse_personal_number(_text(data)),
        broken(*(person.personal_number.encode() for person in PEOPLE)),
    ),
    Target(
        "typed number",
        lambda data: inspect_typed_number(_text(data), date(2026, 3, 2)),
        broken(*(person.personal_number.encode() for person in PEOPLE)),
    ),
    Target("health card code", lambda data: parse_health_card_code(_text(data)), broken(b"DN4010123456789")),
    Target(
        "social insurance number",
        lambda data: parse_social_insurance_number(_text(data)),
        broken(b"0123456789"),
    ),
    Target("picture of an MRZ", _zone, st.binary(max_size=48), costly=True),
    Target("picture of a QR", _code, st.binary(max_size=80), costly=True),
)
