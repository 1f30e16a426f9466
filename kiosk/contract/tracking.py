"""The code by which a petition is followed without signing in: who has it reads the state and the answer.

Eighteen characters of an alphabet of 31 without look-alikes (no I, L, O, U, Z), shown in six groups of
three: 84 random bits and a check character. It is made at the kiosk as the petition is filed and stands on
paper only; the act holds its digest, and central a keyed hash of that.
"""

from __future__ import annotations

import secrets
from typing import Annotated

from pydantic import Field

from kiosk.contract.wire import content_sha256

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXY"
_DRAWN = 17
CHARACTERS = _DRAWN + 1
_GROUP = 3
_LOOK_ALIKES = str.maketrans({"I": "1", "L": "1", "O": "0", "Z": "2", "U": "V"})
_SEPARATORS = str.maketrans("", "", " -.\u00a0\u2060")
_PURPOSE = b"bhxh-kiosk petition "

TrackingCode = Annotated[str, Field(pattern=f"^[{_ALPHABET}]{{{CHARACTERS}}}$")]


def new_tracking_code() -> str:
    """As it travels: without separators."""
    drawn = "".join(secrets.choice(_ALPHABET) for _ in range(_DRAWN))
    return drawn + _check_character(drawn)


def read_tracking_code(typed: str) -> str | None:
    """What was meant: lower case, separators and the usual look-alikes are taken. None where it cannot be
    one.
    """
    text = typed.upper().translate(_SEPARATORS).translate(_LOOK_ALIKES)
    known = len(text) == CHARACTERS and all(each in _ALPHABET for each in text)
    return text if known and _check_character(text[:-1]) == text[-1] else None


def shown_tracking_code(code: str) -> str:
    """In groups, as it stands on screen and paper."""
    return "-".join(code[at : at + _GROUP] for at in range(0, len(code), _GROUP))


def tracking_digest(code: str) -> str:
    """What stands in the act in the place of the code."""
    return content_sha256(_PURPOSE + code.encode("ascii"))


def _check_character(text: str) -> str:
    # The weights 1…17, and 30 of the check character itself, differ modulo the prime 31: one wrong
    # character and any
    # two that are swapped show.
    total = sum(weight * _ALPHABET.index(character) for weight, character in enumerate(text, start=1))
    return _ALPHABET[total % len(_ALPHABET)]
