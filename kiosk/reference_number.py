"""The number a person can read out: a short form of an act's id, with a check character.

Crockford's base 32 leaves out I, L, O and U. The check character catches a wrong character and two swapped
ones (only 0 and Z look alike to it), so that a number read over the phone is either right or refused.
"""

from __future__ import annotations

from uuid import UUID

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_CHARACTERS = 8
_LOOK_ALIKES = str.maketrans({"I": "1", "L": "1", "O": "0"})


def reference_number(act_id: UUID) -> str:
    """Nine characters as ``XXXX-XXXX-C`` from the 40 lowest (random) bits of a UUIDv7."""
    bits = act_id.int & ((1 << 5 * _CHARACTERS) - 1)
    text = "".join(_ALPHABET[(bits >> 5 * i) & 31] for i in reversed(range(_CHARACTERS)))
    return f"{text[:4]}-{text[4:]}-{_check_character(text)}"


def is_reference_number(typed: str) -> bool:
    """Accepts lower case, missing hyphens and the usual look-alikes."""
    text = typed.upper().replace("-", "").replace(" ", "").translate(_LOOK_ALIKES)
    known = len(text) == _CHARACTERS + 1 and all(character in _ALPHABET for character in text)
    return known and _check_character(text[:-1]) == text[-1]


def _check_character(text: str) -> str:
    # Weights 1…8 are invertible modulo the prime 31 and differ, so one wrong or two swapped values show,
    # except for the pair of values 0 and 31, which are equal modulo 31.
    total = sum(weight * _ALPHABET.index(character) for weight, character in enumerate(text, start=1))
    return _ALPHABET[total % 31]
