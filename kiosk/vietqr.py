"""The payload of a VietQR code: a transfer that a banking app takes in (EMV QRCPS Merchant-Presented Mode
1.1, with the account information of the NAPAS network in template 38).

Each field is an id of two digits, its length in two digits, and its content; the last one is a checksum over
all that stands before it.
"""

from __future__ import annotations

import binascii
import re
from dataclasses import dataclass, field

from kiosk.errors import BugError

_NAPAS = "A000000727"  # its application identifier
_TO_AN_ACCOUNT = "QRIBFTTA"
_DONG, _VIETNAM = "704", "VN"  # ISO 4217, ISO 3166-1
_STATIC, _DYNAMIC = "11", "12"  # the payer enters the amount; it is fixed
_BIN = re.compile(r"[0-9]{6}", re.ASCII)
_ACCOUNT = re.compile(r"[0-9A-Z]{1,19}", re.ASCII)
MESSAGE = re.compile(r"[0-9A-Za-z .\-]{1,25}", re.ASCII)  # 25: the most that EMV allows in field 62-08
_MOST_DONG = 10**13 - 1  # 13 digits


@dataclass(frozen=True, slots=True)
class Transfer:
    """``amount``: whole đồng; None lets the payer enter it. ``message``: letters without accents, digits,
    blanks, full stops and hyphens, 25 at most; "" for none.
    """

    bank_bin: str
    account: str
    amount: int | None = None
    message: str = field(default="", repr=False)

    def __post_init__(self) -> None:
        """BugError for what no code can hold: templates and tables are checked where they are read."""
        amount_fits = self.amount is None or 0 < self.amount <= _MOST_DONG
        message_fits = not self.message or MESSAGE.fullmatch(self.message)
        if not (_BIN.fullmatch(self.bank_bin) and _ACCOUNT.fullmatch(self.account)):
            raise BugError("no account of the network can be named so")
        if not (amount_fits and message_fits):
            raise BugError("no code can hold this amount or message")


def payload_of(transfer: Transfer) -> str:
    """What the QR code says."""
    account = _field("00", transfer.bank_bin) + _field("01", transfer.account)
    whole = "".join(
        (
            _field("00", "01"),
            _field("01", _STATIC if transfer.amount is None else _DYNAMIC),
            _field("38", _field("00", _NAPAS) + _field("01", account) + _field("02", _TO_AN_ACCOUNT)),
            _field("53", _DONG),
            "" if transfer.amount is None else _field("54", str(transfer.amount)),
            _field("58", _VIETNAM),
            _field("62", _field("08", transfer.message)) if transfer.message else "",
            "6304",  # id and length of the checksum are under it too
        )
    )
    return whole + checksum(whole)


def checksum(text: str) -> str:
    """CRC-16/CCITT-FALSE: polynomial 0x1021, begun with 0xFFFF; four hexadecimal digits."""
    return f"{binascii.crc_hqx(text.encode('ascii'), 0xFFFF):04X}"


def _field(name: str, content: str) -> str:
    return f"{name}{len(content):02}{content}"
