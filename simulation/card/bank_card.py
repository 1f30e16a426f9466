"""A payment card, as people lay it on the reader: only its directory of payment applications answers."""

from __future__ import annotations

from simulation.card import der

_DIRECTORY = b"2PAY.SYS.DDF01"
_SELECT = bytes.fromhex("00A40400")


class SimulatedBankCard:
    atr = bytes.fromhex("3B8F8001804F0CA000000306030001000000006A")

    def reset(self) -> None:
        """It keeps no state."""

    def process(self, apdu: bytes) -> bytes:
        if apdu[:4] == _SELECT and apdu[5 : 5 + apdu[4]] == _DIRECTORY:
            return der.tlv(0x6F, der.tlv(0x84, _DIRECTORY), der.tlv(0xA5)) + b"\x90\x00"
        return b"\x6a\x82" if apdu[1] == 0xA4 else b"\x6d\x00"
