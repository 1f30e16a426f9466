"""What every code on a card has in common, whoever read it: strict UTF-8, and what scanners add around it."""

from __future__ import annotations

import re
import unicodedata

from ekyc.card.errors import CardError, CardErrorCode
from ekyc.card.letters import undo_wrong_encoding

MAX_PAYLOAD_BYTES = 2048  # more than any of these codes ever needed; bounds hostile input

_PREFIX = re.compile(r"^\ufeff?\]Q[0-9]")  # ISO/IEC 15424 symbology identifier
_ENDS = "\0\r\n\t "


def decoded(payload: str | bytes, if_too_long: CardErrorCode) -> str:
    """The text in NFC without a scanner's prefix and line ends.

    Raises CardError QR_NOT_UTF8, or ``if_too_long`` beyond ``MAX_PAYLOAD_BYTES``.
    """
    if len(payload) > MAX_PAYLOAD_BYTES:
        raise CardError(if_too_long)
    if isinstance(payload, bytes):
        try:
            payload = payload.decode("utf-8", errors="strict")
        except UnicodeDecodeError:  # from None: the exception would carry the payload
            raise CardError(CardErrorCode.QR_NOT_UTF8) from None
    return mended(unicodedata.normalize("NFC", without_prefix(payload)).rstrip(_ENDS))


def mended(text: str) -> str:
    """Without the mistake of a program that guessed another encoding, where that is certain."""
    return undo_wrong_encoding(text) or text


def without_prefix(text: str) -> str:
    """A symbology identifier ends in a digit, which would seem to belong to the number after it."""
    return _PREFIX.sub("", text)
