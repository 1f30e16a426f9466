"""Codes that answer a question: OCRA of RFC 6287, with which Smart OTP signs.

The suites taken are ``OCRA-1:HOTP-<hash>-<digits>:Q<format><length>[-T<step>]``: a question, and the time
where the suite names a step. Suites with a counter, a PIN or session data are refused: the counter of a lost
answer parts phone and server for good, and the PIN of a person is central's to check, not part of a code.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from dataclasses import dataclass
from enum import StrEnum

_SUITE = re.compile(
    r"OCRA-1:HOTP-(?P<hash>SHA1|SHA256|SHA512)-(?P<digits>[4-9]|10)"
    r":Q(?P<format>[NAH])(?P<length>[0-9]{2})(?:-T(?P<count>[1-9][0-9]?)(?P<unit>[SMH]))?"
)
_QUESTION_BYTES = 128
_TIME_BYTES = 8
_SHORTEST, _LONGEST = 4, 64  # characters of a question (section 6.3)
_SECONDS = {"S": 1, "M": 60, "H": 3600}
_MOST_OF_UNIT = {"S": 59, "M": 59, "H": 48}


class Questions(StrEnum):
    NUMERIC = "N"
    TEXT = "A"
    HEX = "H"


_WRITTEN = {
    Questions.NUMERIC: re.compile(r"[0-9]+"),
    Questions.TEXT: re.compile(r"[0-9A-Za-z]+"),
    Questions.HEX: re.compile(r"[0-9A-Fa-f]+"),
}


@dataclass(frozen=True, slots=True)
class Suite:
    """``step_seconds`` is None where the time does not count."""

    name: str
    hash: str
    digits: int
    questions: Questions
    length: int
    step_seconds: int | None


def parse_suite(name: str) -> Suite:
    """Raises ValueError for what is no suite, or one that is not taken."""
    found = _SUITE.fullmatch(name)
    if found is None:
        raise ValueError("no OCRA suite that is taken here")
    length = int(found["length"])
    if not _SHORTEST <= length <= _LONGEST:
        raise ValueError("an OCRA question has 4 to 64 characters")
    return Suite(
        name=name,
        hash=found["hash"].lower(),
        digits=int(found["digits"]),
        questions=Questions(found["format"]),
        length=length,
        step_seconds=_step_seconds(found["count"], found["unit"]),
    )


def answer(suite: Suite, key: bytes, question: str, at: int | None = None) -> str:
    """The code of ``question``; ``at`` (seconds since 1970) is for suites with a time, and only for these.

    Raises ValueError for a question that the suite does not know, and for a time too many or missing.
    """
    content = suite.name.encode() + b"\0" + _question_bytes(suite, question) + _time_bytes(suite, at)
    return _truncated(hmac.digest(key, content, suite.hash), suite.digits)


def is_answer(suite: Suite, key: bytes, question: str, code: str, at: int | None = None) -> bool:
    """Takes as long for a wrong code as for the right one."""
    return hmac.compare_digest(answer(suite, key, question, at).encode(), code.encode())


def question_of(text: str) -> str:
    """What stands for ``text`` in a suite of ``QH64``: its whole SHA-256, so that no other has its code."""
    return hashlib.sha256(text.encode()).hexdigest()


def _step_seconds(count: str | None, unit: str | None) -> int | None:
    if count is None or unit is None:
        return None
    if int(count) > _MOST_OF_UNIT[unit]:
        raise ValueError("an OCRA time step is at most 59 seconds, 59 minutes or 48 hours")
    return int(count) * _SECONDS[unit]


def _question_bytes(suite: Suite, question: str) -> bytes:
    if len(question) > suite.length or not _WRITTEN[suite.questions].fullmatch(question):
        raise ValueError("the question is not of its suite")
    if suite.questions is Questions.TEXT:
        return question.encode().ljust(_QUESTION_BYTES, b"\0")
    digits = f"{int(question):x}" if suite.questions is Questions.NUMERIC else question
    return bytes.fromhex(digits.ljust(2 * _QUESTION_BYTES, "0"))


def _time_bytes(suite: Suite, at: int | None) -> bytes:
    if (suite.step_seconds is None) is not (at is None):
        raise ValueError("a time belongs to suites with a time step, and only to these")
    if suite.step_seconds is None or at is None:
        return b""
    return (at // suite.step_seconds).to_bytes(_TIME_BYTES, "big")


def _truncated(digest: bytes, digits: int) -> str:
    """RFC 4226, section 5.3."""
    start = digest[-1] & 0x0F
    number = int.from_bytes(digest[start : start + 4], "big") & 0x7FFFFFFF
    return str(number % 10**digits).zfill(digits)
