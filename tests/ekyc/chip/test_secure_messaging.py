"""The reader's end of secure messaging against the chip's, and against everything that is not the chip's."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ekyc.card.errors import CardError, CardErrorCode
from ekyc.chip.apdu import CommandApdu, ResponseApdu
from ekyc.chip.ciphers import CipherSuite
from ekyc.chip.secure_messaging import SecureMessaging, SessionKeys
from simulation.card.chip_crypto import AES128, AES192, AES256, DES3
from simulation.card.secure_channel import SecureChannel, parse_command

SUITES = {
    CipherSuite.TRIPLE_DES: DES3,
    CipherSuite.AES_128: AES128,
    CipherSuite.AES_192: AES192,
    CipherSuite.AES_256: AES256,
}


def both_ends(suite: CipherSuite, counter: int = 0) -> tuple[SecureMessaging, SecureChannel]:
    k_enc, k_mac = bytes(range(suite.key_length)), bytes(range(40, 40 + suite.key_length))
    keys = SessionKeys(suite, k_enc, k_mac, counter)
    return SecureMessaging(keys), SecureChannel(SUITES[suite], k_enc, k_mac, counter)


@given(
    st.sampled_from(list(CipherSuite)),
    st.integers(0, 2**63),
    st.lists(
        st.tuples(st.sampled_from([0xB0, 0xB1]), st.binary(max_size=300), st.none() | st.integers(1, 65536)),
        min_size=1,
        max_size=4,
    ),
    st.binary(max_size=400),
)
def test_both_ends_understand_each_other(
    suite: CipherSuite, counter: int, commands: list[tuple[int, bytes, int | None]], answer: bytes
) -> None:
    reader, chip = both_ends(suite, counter)
    for ins, data, le in commands:
        protected = reader.protect(CommandApdu(0x00, ins, 1, 2, data, le)).encode()
        inner = chip.open(parse_command(protected))
        assert (inner.ins, inner.data, inner.le) == (ins, data, le)
        raw = chip.seal(answer, 0x9000, odd_ins=bool(ins & 1))
        response = reader.unprotect(ResponseApdu.parse(raw), odd_ins=bool(ins & 1))
        assert (response.data, response.status) == (answer, 0x9000)


def sealed_answer(suite: CipherSuite) -> tuple[SecureMessaging, bytes]:
    reader, chip = both_ends(suite)
    chip.open(parse_command(reader.protect(CommandApdu(0x00, 0xB0, 0, 0, le=32)).encode()))
    return reader, chip.seal(b"thirty-two bytes of file content", 0x9000)


@pytest.mark.parametrize("suite", list(CipherSuite))
def test_every_flipped_bit_is_noticed(suite: CipherSuite) -> None:
    _, raw = sealed_answer(suite)
    for bit in range((len(raw) - 2) * 8):
        reader, fresh = sealed_answer(suite)
        damaged = bytearray(fresh)
        damaged[bit // 8] ^= 1 << bit % 8
        with pytest.raises(CardError) as caught:
            reader.unprotect(ResponseApdu.parse(bytes(damaged)))
        assert caught.value.card_code is CardErrorCode.SECURE_MESSAGING_FAILED
        assert not reader.alive


@pytest.mark.parametrize("raw", ["9000", "6988", "6700", "990290009000", "8e0800000000000000009000"])
def test_unprotected_answers_are_refused(raw: str) -> None:
    reader, _ = sealed_answer(CipherSuite.AES_128)
    with pytest.raises(CardError) as caught:
        reader.unprotect(ResponseApdu.parse(bytes.fromhex(raw)))
    assert caught.value.card_code is CardErrorCode.SECURE_MESSAGING_FAILED


def test_a_replayed_answer_is_refused() -> None:
    reader, raw = sealed_answer(CipherSuite.AES_128)
    reader.unprotect(ResponseApdu.parse(raw))
    reader.protect(CommandApdu(0x00, 0xB0, 0, 0, le=32))
    with pytest.raises(CardError):
        reader.unprotect(ResponseApdu.parse(raw))


def test_a_dead_session_stays_dead() -> None:
    reader, raw = sealed_answer(CipherSuite.AES_128)
    reader.close()
    with pytest.raises(CardError):
        reader.unprotect(ResponseApdu.parse(raw))
    with pytest.raises(CardError):
        reader.protect(CommandApdu(0x00, 0xB0, 0, 0, le=32))


def test_the_status_word_inside_counts() -> None:
    reader, chip = both_ends(CipherSuite.AES_128)
    chip.open(parse_command(reader.protect(CommandApdu(0x00, 0xB0, 0, 0, le=32)).encode()))
    raw = chip.seal(b"", 0x6A82)[:-2] + b"\x90\x00"
    assert reader.unprotect(ResponseApdu.parse(raw)).status == 0x6A82


@given(st.binary(max_size=120))
def test_any_answer_is_refused_by_name(data: bytes) -> None:
    reader, _ = sealed_answer(CipherSuite.AES_256)
    with pytest.raises(CardError) as caught:
        reader.unprotect(ResponseApdu(data, 0x9000))
    assert caught.value.card_code is CardErrorCode.SECURE_MESSAGING_FAILED
