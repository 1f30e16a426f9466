"""Reading one elementary file: its beginning with the length first, then exactly the rest in pieces."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ekyc.card.errors import CardError, CardErrorCode
from ekyc.chip import tlv
from ekyc.chip.apdu import (
    SW_CONDITIONS_NOT_SATISFIED,
    SW_END_OF_FILE,
    SW_FILE_NOT_FOUND,
    SW_SECURITY_STATUS_NOT_SATISFIED,
    ResponseApdu,
    read_binary,
    select_file,
)
from ekyc.chip.session import ChipSession

MAX_FILE_BYTES = 256 * 1024
HEADER_BYTES = 8  # enough for a tag of two and a length of four bytes
_DENIED = frozenset({SW_SECURITY_STATUS_NOT_SATISFIED, SW_CONDITIONS_NOT_SATISFIED})
_DATA_OBJECT = 0x53  # around the answer to READ BINARY with odd INS


class LongReadFailedError(CardError):
    """What failed was a read longer than one that had just been borne."""


class LengthRefusedError(Exception):
    """The chip would not read that much at once; the session still stands, so less may be tried."""


@dataclass(frozen=True, slots=True)
class ReadPlan:
    """How one file is to be read. ``first`` is asked for before the length of the file is known: many bytes
    save an exchange with chips that then give what there is. ``longer`` follows once ``chunk`` was borne."""

    chunk: int
    first: int = HEADER_BYTES
    longer: int | None = None


def read_file(
    session: ChipSession,
    file_id: int,
    tag: int | None,
    plan: ReadPlan,
    on_fraction: Callable[[float], None] = lambda _: None,
    *,
    most_bytes: int = MAX_FILE_BYTES,
) -> bytes:
    """Contents of the file, without what may stand behind its one object. ``tag`` None accepts any.

    Raises CardError FILE_MISSING, FILE_ACCESS_DENIED, FILE_MALFORMED, FILE_TOO_LARGE or FILE_READ_FAILED, and
    LengthRefusedError when ``plan`` asks for too much at once for this chip.
    """
    _check_selected(session.send(select_file(file_id)))
    data = _read(session, 0, plan.first)
    if len(data) < HEADER_BYTES < plan.first:
        data += _read_if_there(session, len(data), HEADER_BYTES - len(data))
    header = tlv.read_header(data)
    if tag is not None and header.tag != tag:
        raise CardError(CardErrorCode.FILE_MALFORMED)
    if header.total > most_bytes:
        raise CardError(CardErrorCode.FILE_TOO_LARGE)
    longer = plan.longer if len(data) >= plan.chunk else None
    while len(data) < header.total:
        on_fraction(len(data) / header.total)
        piece = longer or plan.chunk
        try:
            data += _read(session, len(data), min(piece, header.total - len(data)))
        except LengthRefusedError:
            if longer is None:
                raise
            longer = None
        except CardError as error:
            raise LongReadFailedError(error.card_code) if longer else error from None
    on_fraction(1.0)
    return data[: header.total]


def _read_if_there(session: ChipSession, offset: int, length: int) -> bytes:
    """The rest of a header; a file shorter than the longest header has none."""
    response = session.send(read_binary(offset, length))
    return response.data if response.status in {0x9000, SW_END_OF_FILE} else b""


def _read(session: ChipSession, offset: int, length: int) -> bytes:
    """At least one byte at ``offset``, at most ``length``."""
    response = session.send(read_binary(offset, length))
    if response.status >> 8 == 0x6C and 0 < response.status & 0xFF < length:
        length = response.status & 0xFF
        response = session.send(read_binary(offset, length))
    if response.status in _DENIED:
        raise CardError(CardErrorCode.FILE_ACCESS_DENIED)
    if response.status not in {0x9000, SW_END_OF_FILE}:
        # chips refuse lengths by many status words: whatever it is, less may do
        if length > HEADER_BYTES:
            raise LengthRefusedError
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
