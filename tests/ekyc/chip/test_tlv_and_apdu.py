from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ekyc.card.errors import CardError, CardErrorCode
from ekyc.chip import tlv
from ekyc.chip.apdu import CommandApdu, ResponseApdu, read_binary
from ekyc.chip.atr import find_extended_length, historical_bytes
from simulation.card import der
from simulation.card.secure_channel import parse_command

TAGS = st.sampled_from([0x02, 0x30, 0x61, 0x7F61, 0x5F1F])


@given(TAGS, st.binary(max_size=70000))
def test_what_is_encoded_is_read_back(tag: int, value: bytes) -> None:
    encoded = tlv.encode(tag, value)
    assert encoded == der.tlv(tag, value)
    assert tlv.read_tlv(encoded) == tlv.Tlv(tag, value, encoded)


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_named(data: bytes) -> None:
    try:
        items = list(tlv.iterate(data))
    except CardError as error:
        code = error.card_code
    else:
        assert b"".join(item.raw for item in items) == data
        return
    assert code is CardErrorCode.FILE_MALFORMED


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x30",
        b"\x30\x80\x00\x00",
        b"\x30\x84\x00\x00\x00\x01\x00",
        b"\x30\x05\x00",
        b"\x7f\xff\xff\x01\x00",
    ],
    ids=["nothing", "no length", "indefinite length", "four length bytes", "cut value", "endless tag"],
)
def test_hostile_lengths(data: bytes) -> None:
    with pytest.raises(CardError):
        tlv.read_tlv(data)


@given(
    st.binary(max_size=300),
    st.none() | st.sampled_from([1, 8, 223, 255, 256, 257, 2048, 65535, 65536]),
)
def test_commands_are_understood_by_the_chip(data: bytes, le: int | None) -> None:
    command = CommandApdu(0x00, 0xB0, 0x12, 0x34, data, le)
    understood = parse_command(command.encode())
    assert (understood.data, understood.p1, understood.p2) == (data, 0x12, 0x34)
    assert understood.extended == command.needs_extended_length
    if le == 256 and understood.extended:
        assert understood.le == 256
    else:
        assert understood.le == le


def test_read_binary_beyond_32_kb_uses_the_odd_instruction() -> None:
    assert read_binary(0x7FFF, 10).ins == 0xB0
    command = read_binary(0x8000, 10)
    assert (command.ins, command.data) == (0xB1, b"\x54\x02\x80\x00")
    assert read_binary(0x12345, 10).data == b"\x54\x03\x01\x23\x45"


@given(st.binary(max_size=3))
def test_responses_without_a_status_word(raw: bytes) -> None:
    if len(raw) < 2:
        with pytest.raises(CardError):
            ResponseApdu.parse(raw)
    else:
        assert ResponseApdu.parse(raw).data == raw[:-2]


@pytest.mark.parametrize(
    ("atr", "extended"),
    [
        ("3B8580018073C02140B7", True),
        ("3B8580018073C02100F7", False),
        ("3B8F8001804F0CA000000306030001000000006A", None),
        ("3B80800101", None),
        ("", None),
        ("3B", None),
        ("3BFF", None),
    ],
)
def test_card_capabilities(atr: str, extended: bool | None) -> None:
    assert find_extended_length(bytes.fromhex(atr)) is extended


@given(st.binary(max_size=40))
def test_any_answer_to_reset(atr: bytes) -> None:
    assert len(historical_bytes(atr)) <= 15
    find_extended_length(atr)
