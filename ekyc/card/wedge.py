"""A scanner that types: characters come one by one and nothing but the code's own grammar tells its end.

Some scanners send Enter after a code, some do not, and Enter may also come from somebody's hand; so a code
ends when its grammar says that it is whole. Where it may be whole and may also go on (an identity card's code
has 7 fields or 11), a short quiet decides, because a scanner never pauses within a code.
"""

from __future__ import annotations

import codecs
import re
import time
from collections.abc import Callable
from enum import Enum, auto

from ekyc.card.errors import CardError, CardErrorCode
from ekyc.card.health_card_qr import looks_like_health_card_qr
from ekyc.card.scanned_text import without_prefix

MAX_CHARACTERS = 2048
QUIET_SECONDS = 0.15  # a typing scanner sends a character every 1 to 50 ms
GIVE_UP_SECONDS = 1.5
LONGEST_GIVE_UP_SECONDS = 4.0

_LEAST_SCAN = 20  # characters: less was somebody's hand on the keyboard
_CITIZEN_START = re.compile(r"(?<![0-9])[0-9]{12}\|")
_HEALTH_END = re.compile(r"\|\$\s*$")
_DATE = re.compile(r"[0-9]{8}")
_LINE_ENDS = "\r\n\0\t"
# Where a second code follows the first without anything between: behind the last date, or the last field.
_NEXT_CODE = re.compile(
    r"(?<=\|[0-9]{8})(?=[0-9]{12}\|)"
    r"|(?<=\|)(?=[0-9]{12}\|(?:[0-9]{9}|[0-9]{12})?\|[^|0-9]+\|[0-9]{8}\|)"
)
# Keyboard layouts that put other characters on the keys of "|" and of the digits.
_WRONG_SEPARATORS = re.compile(r"^\D{0,4}[0-9]{12}([^0-9|\s])")
_WRONG_DIGITS = re.compile(r"^[&é\"'(\-è_çà!@#$%^*)+ěščřžýáíĩ\uff10-\uff19\u0660-\u0669\u06f0-\u06f9]{8,}")
# Names that lost their accents: a replacement mark, or UTF-8 read as another encoding.
_LOST_LETTERS = re.compile(r"\ufffd|[A-Za-z]\?|\?[A-Za-z]|[ÃÄÆ][\u0080-\u00bf]|á[º»][\u0080-\uffff]?")


class Completeness(Enum):
    PARTIAL = auto()
    MAY_END = auto()  # whole as it stands, but more may belong to it
    ENDED = auto()


class WedgeBuffer:
    """Collects what one scanner types. Not thread safe; hold what it returns no longer than the visit."""

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self._decoder = codecs.getincrementaldecoder("utf-8")(errors="replace")
        self._text = ""
        self._last = 0.0
        self._longest_gap = 0.0  # within the code that is being typed

    def feed(self, keys: str | bytes) -> str | None:
        """Add characters, or bytes of a serial scanner; the whole code if its grammar says it has ended."""
        now = self._monotonic()
        if self._text and now - self._last > self._give_up:
            self.clear()  # what nobody polled for
        if self._text:
            self._longest_gap = max(self._longest_gap, now - self._last)
        self._last = now
        self._text += self._decoder.decode(keys) if isinstance(keys, bytes) else keys
        if len(self._text) > MAX_CHARACTERS:
            self._text = self._text[-MAX_CHARACTERS:]
        following = _NEXT_CODE.search(self._text)
        if following is not None and completeness(self._text[: following.start()]) is Completeness.MAY_END:
            whole, self._text = self._text[: following.start()], self._text[following.start() :]
            return whole
        found = completeness(self._text)
        entered = self._text.endswith(tuple(_LINE_ENDS))
        if found is Completeness.ENDED or (found is Completeness.MAY_END and entered):
            return self._take()
        return None

    def poll(self) -> str | None:
        """Call now and then: the code that a quiet has ended, or None.

        Raises CardError SCAN_INCOMPLETE, or one of the other SCAN_* codes where it is plain what changed the
        text, when the scanner fell silent in the middle of a code. Then the buffer is empty again.
        """
        if not self._text:
            return None
        quiet = self._monotonic() - self._last
        if completeness(self._text) is Completeness.MAY_END and quiet >= self._quiet:
            return self._take()
        if quiet < self._give_up:
            return None
        text = self._take()
        if len(text.strip()) < _LEAST_SCAN:
            return None
        damage = find_scan_damage(text)
        raise CardError(damage or CardErrorCode.SCAN_INCOMPLETE)

    @property
    def _quiet(self) -> float:
        """Longer for a scanner that pauses within a code, as some do over Bluetooth."""
        return min(max(QUIET_SECONDS, 2 * self._longest_gap), GIVE_UP_SECONDS)

    @property
    def _give_up(self) -> float:
        return min(max(GIVE_UP_SECONDS, 3 * self._longest_gap), LONGEST_GIVE_UP_SECONDS)

    def clear(self) -> None:
        self._text = ""
        self._longest_gap = 0.0
        self._decoder.reset()

    def _take(self) -> str:
        text = self._text
        self.clear()
        return text


def completeness(text: str) -> Completeness:
    """How far the text is by the grammar of the codes on cards, noise before it passed over."""
    text = without_prefix(text)
    if looks_like_health_card_qr(text):
        return Completeness.ENDED if _HEALTH_END.search(text) else Completeness.PARTIAL
    start = _CITIZEN_START.search(text)
    if start is None:
        return Completeness.PARTIAL
    fields = [part.strip(_LINE_ENDS + " ") for part in text[start.start() :].split("|")]
    dropped = len(fields) > 2 and bool(_DATE.fullmatch(fields[2])) and not fields[1].isdigit()
    issue = 5 if dropped else 6  # some scanners leave out the empty second field
    if len(fields) <= issue or not _DATE.fullmatch(fields[issue]):
        return Completeness.PARTIAL
    if len(fields) == issue + 1 or len(fields) >= issue + 5:
        return Completeness.MAY_END
    return Completeness.PARTIAL


def find_scan_damage(text: str) -> CardErrorCode | None:
    """What a keyboard layout or an input method plainly did to a scanned text, or None."""
    stripped = text.strip("\ufeff \t\r\n\0")
    if _WRONG_DIGITS.search(stripped):
        return CardErrorCode.SCAN_DIGITS_CHANGED
    if "|" not in stripped and _WRONG_SEPARATORS.search(stripped):
        return CardErrorCode.SCAN_SEPARATOR_CHANGED
    if _LOST_LETTERS.search(stripped):
        return CardErrorCode.SCAN_LETTERS_LOST
    return None
