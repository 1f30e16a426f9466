"""Payment codes: the check vectors, and whatever is written is read again by a reader of EMV fields."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.errors import BugError
from kiosk.vietqr import Transfer, checksum, payload_of

DYNAMIC = (
    "00020101021238540010A00000072701240006970436011001234567890208QRIBFTTA"
    "530370454062640005802VN62220818BHXH TN 01234567896304DE76"
)
STATIC = "00020101021138540010A00000072701240006970436011001234567890208QRIBFTTA53037045802VN63046A15"


def fields_of(text: str) -> dict[str, str]:
    """By id. ValueError for what are no whole fields, or one id twice."""
    found: dict[str, str] = {}
    while text:
        name, length, text = text[:2], int(text[2:4]), text[4:]
        if name in found or len(text) < length:
            raise ValueError("no whole fields")
        found[name], text = text[:length], text[length:]
    return found


def read(payload: str) -> Transfer:
    whole = fields_of(payload)
    assert payload[-4:] == checksum(payload[:-4]) == whole["63"]
    assert (whole["00"], whole["53"], whole["58"]) == ("01", "704", "VN")
    assert whole["01"] == ("12" if "54" in whole else "11")
    network = fields_of(whole["38"])
    assert (network["00"], network["02"]) == ("A000000727", "QRIBFTTA")
    account = fields_of(network["01"])
    return Transfer(
        account["00"],
        account["01"],
        int(whole["54"]) if "54" in whole else None,
        fields_of(whole["62"])["08"] if "62" in whole else "",
    )


def test_the_checksum_is_the_one_that_was_meant() -> None:
    assert checksum("123456789") == "29B1"  # the catalogue's check value of CRC-16/CCITT-FALSE


def test_the_check_vectors() -> None:
    assert payload_of(Transfer("970436", "0123456789", 264_000, "BHXH TN 0123456789")) == DYNAMIC
    assert payload_of(Transfer("970436", "0123456789")) == STATIC


@given(
    st.builds(
        Transfer,
        st.from_regex(r"[0-9]{6}", fullmatch=True),
        st.from_regex(r"[0-9A-Z]{1,19}", fullmatch=True),
        st.none() | st.integers(1, 10**13 - 1),
        st.from_regex(r"|[0-9A-Za-z .\-]{1,25}", fullmatch=True),
    )
)
def test_what_is_written_is_read_again(transfer: Transfer) -> None:
    assert read(payload_of(transfer)) == transfer


@pytest.mark.parametrize(
    ("bank", "account", "amount", "message"),
    [
        ("97043", "0123456789", None, ""),
        ("970436", "", None, ""),
        ("970436", "0" * 20, None, ""),
        ("970436", "0123456789", 0, ""),
        ("970436", "0123456789", 10**13, ""),
        ("970436", "0123456789", None, "BHXH tự nguyện"),
        ("970436", "0123456789", None, "x" * 26),
    ],
)
def test_what_no_code_can_hold_is_refused(bank: str, account: str, amount: int | None, message: str) -> None:
    with pytest.raises(BugError):
        Transfer(bank, account, amount, message)
