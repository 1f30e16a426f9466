"""Does this card take extended APDUs? Asked before access control, where a refusal costs no session.

First what the answer to reset says, then EF.ATR/INFO (ISO/IEC 7816-4, 12.7.1), then one extended READ BINARY
of EF.CardAccess. Whether the reader carries them too only real answers show.
"""

from __future__ import annotations

from ekyc.card.errors import CardError, CardErrorCode
from ekyc.chip import tlv
from ekyc.chip.apdu import MAX_SHORT_LE, SW_END_OF_FILE, read_binary, select_file
from ekyc.chip.atr import find_extended_length
from ekyc.chip.lds import EF_CARD_ACCESS
from ekyc.chip.session import ChipSession

EF_ATR_INFO = 0x2F01
_LENGTH_INFORMATION, _INTEGER = 0x7F66, 0x02
_PROBE_LENGTH = 512  # any Le beyond 256 makes the command an extended one


def takes_extended_length(session: ChipSession, atr: bytes) -> bool:
    """The session must be connected and not yet protected. Raises what the transport raises."""
    announced = find_extended_length(atr)
    if announced is None:
        announced = _find_in_atr_info(session)
    return announced if announced is not None else _probe(session)


def greatest_response(atr_info: bytes) -> int | None:
    """The longest answer that EF.ATR/INFO (raw file) promises, in bytes; None when it says nothing."""
    try:
        for item in tlv.iterate(atr_info):
            if item.tag == _LENGTH_INFORMATION:
                numbers = [part.value for part in tlv.iterate(item.value) if part.tag == _INTEGER]
                return int.from_bytes(numbers[1], "big") if len(numbers) > 1 else None
    except CardError:
        return None
    return None


def _find_in_atr_info(session: ChipSession) -> bool | None:
    if not session.send(select_file(EF_ATR_INFO)).ok:
        return None
    response = session.send(read_binary(0, MAX_SHORT_LE))
    if response.status not in {0x9000, SW_END_OF_FILE}:
        return None
    greatest = greatest_response(response.data)
    return None if greatest is None else greatest > MAX_SHORT_LE


def _probe(session: ChipSession) -> bool:
    if not session.send(select_file(EF_CARD_ACCESS)).ok:
        return False
    try:
        response = session.send(read_binary(0, _PROBE_LENGTH))
    except CardError as error:
        if error.card_code is not CardErrorCode.TRANSPORT_FAILED:
            raise
        return False
    return response.status in {0x9000, SW_END_OF_FILE} and bool(response.data)
