"""The one-time code by which a kiosk enrols, and the formulas that both ends compute from it.

A code has five groups of four characters. The first group names it; the other sixteen are a secret of 78 bits
that never travels: the kiosk proves by a MAC that it knows the secret, and central's answer is a JWS with a
MAC (HS256, RFC 7515) under the same key. Whoever sits on the line, whatever certificate he shows, can neither
use the code for a key of his own nor put his own intake key into the answer.
"""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass, field

CODE_ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # nothing that looks like something else
NAME_LENGTH = 4
SECRET_LENGTH = 16
GRANT_TYP = "bhxh-grant+jwt"
GRANT_ALGORITHM = "HS256"

_GROUP = 4


@dataclass(frozen=True, slots=True)
class EnrolmentCode:
    """``name`` finds the code at central; ``key`` (32 bytes) is made of its secret part."""

    name: str
    key: bytes = field(repr=False)


def code_key(secret: str) -> bytes:
    """The MAC key of a code."""
    return hashlib.sha256(b"bhxh-kiosk enrolment code\0" + secret.encode("ascii")).digest()


def write_code(name: str, secret: str) -> str:
    """As people read and type it: ``7KQ4-…``, in groups of four."""
    plain = name + secret
    return "-".join(plain[start : start + _GROUP] for start in range(0, len(plain), _GROUP))


def read_code(typed: str) -> EnrolmentCode:
    """What somebody typed, whatever the blanks, dashes and small letters. ValueError when it is no code."""
    plain = typed.upper().replace("-", "").replace(" ", "")
    if len(plain) != NAME_LENGTH + SECRET_LENGTH or set(plain) - set(CODE_ALPHABET):
        raise ValueError("not an enrolment code")
    return EnrolmentCode(plain[:NAME_LENGTH], code_key(plain[NAME_LENGTH:]))


def request_proof(key: bytes, kid: str) -> str:
    """That who asks to register the device key ``kid`` (RFC 7638) knows the code. Lower-case hex."""
    return hmac.new(key, b"request\0" + kid.encode("ascii"), hashlib.sha256).hexdigest()
