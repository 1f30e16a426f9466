"""Reading one elementary file: header first, then exactly its length in pieces."""

from __future__ import annotations

from collections.abc import Callable

from ekyc.card.errors import CardError, CardErrorCode
from ekyc.chip import tlv
from ekyc.chip.apdu import (
    SW_CONDITIONS_NOT_SATISFIED,
    SW_END_OF_FILE,
    SW_FILE_NOT_FOUND,
    SW_OFFSET_WRONG,
    SW_SECURITY_STATUS_NOT_SATISFIED,
    SW_WRONG_LENGTH,
    ResponseApdu,
    read_binary,
    select_file,
)
from ekyc.chip.session import ChipSession

MAX_FILE_BYTES = 256 * 1024
_HEADER_BYTES = 8  # enough for a tag of two and a length of four bytes
_LENGTH_TROUBLE = frozenset({SW_WRONG_LENGTH, SW_OFFSET_WRONG})
_DENIED = frozenset({SW_SECURITY_STATUS_NOT_SATISFIED, SW_CONDITIONS_NOT_SATISFIED})
_DATA_OBJECT = 0x53  # around the answer to READ BINARY with odd INS


class LengthRefusedError(Exception):
    """The chip would not read that much at once; the session still stands, so less may be tried."""


def read_file(
    session: ChipSession,
    file_id: int,
    tag: int | None,
    chunk: int,
    on_fraction: Callable[[float], None] = lambda _: None,
    *,
    most_bytes: int = MAX_FILE_BYTES,
) -> bytes:
    """Contents of the file, without what may stand behind its one object. ``tag`` None accepts any.

    Raises CardError FILE_MISSING, FILE_ACCESS_DENIED, FILE_MALFORMED, FILE_TOO_LARGE or FILE_READ_FAILED, and
    LengthRefusedError when ``chunk`` is too much for this chip.
    """
    _check_selected(session.send(select_file(file_id)))
    data = _read(session, 0, _HEADER_BYTES)
    header = tlv.read_header(data)
    if tag is not None and header.tag != tag:
        raise CardError(CardErrorCode.FILE_MALFORMED)
    if header.total > most_bytes:
        raise CardError(CardErrorCode.FILE_TOO_LARGE)
    while len(data) < header.total:
        on_fraction(len(data) / header.total)
        data += _read(session, len(data), min(chunk, header.total - len(data)))
    on_fraction(1.0)
    return data[: header.total]


def _read(session: ChipSession, offset: int, length: int) -> bytes:
    """At least one byte at ``offset``, at most ``length``."""
    response = session.send(read_binary(offset, length))
    if response.status >> 8 == 0x6C and 0 < response.status & 0xFF < length:
        length = response.status & 0xFF
        response = session.send(read_binary(offset, length))
    if response.status in _LENGTH_TROUBLE and length > _HEADER_BYTES:
        raise LengthRefusedError
    if response.status in _DENIED:
        raise CardError(CardErrorCode.FILE_ACCESS_DENIED)
    if response.status not in {0x9000, SW_END_OF_FILE}:
        raise CardError(CardErrorCode.FILE_READ_FAILED)
    data = tlv.expect(response.data, _DATA_OBJECT) if offset >= 0x8000 else response.data
    if not data or len(data) > length:
        raise CardError(CardErrorCode.FILE_READ_FAILED)
    return data


def _check_selected(response: ResponseApdu) -> None:
    if response.ok:
        return
    if response.status == SW_FILE_NOT_FOUND:
        raise CardError(CardErrorCode.FILE_MISSING)
    if response.status in _DENIED:
        raise CardError(CardErrorCode.FILE_ACCESS_DENIED)
    raise CardError(CardErrorCode.FILE_READ_FAILED)
