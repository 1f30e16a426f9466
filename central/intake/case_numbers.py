"""Case numbers, e.g. ``DK26-4417-0932-0123-2``: no two acts have the same by construction.

A number is made of the place of the act in its stream and of nothing that a database counts: prefix of the
kind, year of receipt in Vietnam, the eight digits of the stream, the place, a check digit. So an act that is
taken in again at its place, after a restore from a backup too, has the same digits again, and nothing waits
for a counter. No two streams have the same eight digits: the database refuses the second one, and its kiosk
begins another. Digits only after the prefix: they are read out over the telephone and typed by officers.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from kiosk.contract.kinds import KINDS

_VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
_STREAM_DIGITS = 8
_PREFIX_OF_ANY = "HS"  # hồ sơ: for a kiosk that does not say of which kind an act is
_WRITTEN = re.compile(r"([A-Z]{2})(\d{2})(\d{8})(\d{4,})(\d)")


@dataclass(frozen=True, slots=True)
class CaseNumber:
    prefix: str
    year: int  # the last two digits
    stream_number: str
    sequence: int

    def __str__(self) -> str:
        digits = f"{self.year:02d}{self.stream_number}{self.sequence:04d}"
        stream = f"{self.stream_number[:4]}-{self.stream_number[4:]}"
        return f"{self.prefix}{self.year:02d}-{stream}-{self.sequence:04d}-{check_digit(digits)}"


def stream_number(stream_id: UUID) -> str:
    """The eight digits of a stream: a part of a hash of its id (SHA-256)."""
    digest = hashlib.sha256(b"bhxh-kiosk stream number " + stream_id.bytes).digest()
    return f"{int.from_bytes(digest[:8], 'big') % 10**_STREAM_DIGITS:0{_STREAM_DIGITS}d}"


def case_number(kind: str | None, received_at: datetime, in_stream: str, sequence: int) -> str:
    """The number of the act at the place ``sequence`` of the stream with the digits ``in_stream``."""
    known = KINDS.get(kind or "")
    prefix = _PREFIX_OF_ANY if known is None else known.case_prefix
    return str(CaseNumber(prefix, received_at.astimezone(_VIETNAM).year % 100, in_stream, sequence))


def read_case_number(written: str) -> CaseNumber | None:
    """What somebody typed, with or without its dashes; None for what is no number or was mistyped."""
    match = _WRITTEN.fullmatch(re.sub(r"[\s.\-]", "", written).upper())
    if match is None:
        return None
    prefix, year, stream, sequence, check = match.groups()
    if check_digit(f"{year}{stream}{sequence}") != check:
        return None
    return CaseNumber(prefix, int(year), stream, int(sequence))


def check_digit(digits: str) -> str:
    """ISO/IEC 7064, MOD 11,10: finds every single wrong digit and nearly every exchange of neighbours."""
    product = 10
    for digit in digits:
        total = (int(digit) + product) % 10 or 10
        product = total * 2 % 11
    return str((11 - product) % 10)
