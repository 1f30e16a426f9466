"""Chip authentication led from elsewhere: only the chip of that key answers, and only who led it can tell."""

from __future__ import annotations

import functools
import secrets

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ekyc.card.errors import CardError
from ekyc.chip.challenge_answer import ChallengeAnswer
from ekyc.chip.lds import LdsFile
from ekyc.chip.remote_agreement import Agreement, agreed_key, is_answered, offer
from ekyc.chip.security_infos import ChipAuthenticationKey
from simulation.card.chip import SimulatedCard
from simulation.card.chip_crypto import AES128, AES192, AES256, DES3
from simulation.card.quirks import Quirks, SigningKey
from tests.grant_parts import answer_of, card_of

SECRET = secrets.token_bytes(64)


def answered(card: SimulatedCard, secret: bytes = SECRET) -> ChallengeAnswer:
    def agree(dg14: bytes) -> Agreement:
        key = agreed_key(dg14)
        assert key is not None
        return offer(key, secret)

    return answer_of(card, bytes(8), agree)


def key_of(answer: ChallengeAnswer) -> ChipAuthenticationKey:
    key = agreed_key(answer.files[LdsFile.DG14])
    assert key is not None
    return key


def holds(answer: ChallengeAnswer, secret: bytes = SECRET, key: ChipAuthenticationKey | None = None) -> bool:
    key = key or key_of(answer)
    assert answer.agreed is not None
    return is_answered(key, secret, answer.agreed)


@pytest.mark.parametrize("cipher", [DES3, AES128, AES192, AES256])
@pytest.mark.parametrize("key_id", [None, 1])
def test_the_chip_of_the_key_answers(cipher: int, key_id: int | None) -> None:
    answer = answered(card_of(quirks=Quirks(signing_key=None, ca_cipher=cipher, ca_key_id=key_id)))
    assert holds(answer)
    assert not holds(answer, secrets.token_bytes(64))


def test_another_chip_does_not_answer_for_it() -> None:
    one, other = (answered(card_of(quirks=Quirks(signing_key=None))) for _ in range(2))
    assert not holds(one, key=key_of(other))


def test_a_copy_of_the_files_gives_no_answer_that_holds() -> None:
    answer = answered(card_of(quirks=Quirks(signing_key=None, copied=True)))
    assert answer.agreed is None or not holds(answer)


def test_who_can_sign_is_asked_for_nothing_else() -> None:
    def never(_dg14: bytes) -> Agreement:
        raise AssertionError

    answer = answer_of(card_of(quirks=Quirks(signing_key=SigningKey.ECDSA)), bytes(8), never)
    assert answer.signature is not None
    assert answer.agreed is None


@pytest.mark.parametrize("quirks", [Quirks(signing_key=None, ca_cipher=None), Quirks(signing_key=None)])
def test_without_a_key_or_without_anybody_who_leads_there_is_none(quirks: Quirks) -> None:
    assert answer_of(card_of(quirks=quirks), bytes(8), lambda _dg14: None).agreed is None


def test_one_bit_of_the_answer_turned_over_does_not_hold() -> None:
    answer = answered(card_of(quirks=Quirks(signing_key=None)))
    key = key_of(answer)
    assert answer.agreed is not None
    data = answer.agreed
    for place in range(len(data) - 2):  # the status word outside is not what counts
        turned = data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]
        assert not is_answered(key, SECRET, turned), place


@functools.cache
def _some_key() -> ChipAuthenticationKey:
    return key_of(answered(card_of(quirks=Quirks(signing_key=None))))


@given(st.binary(max_size=40))
def test_whatever_comes_instead_does_not_hold(response: bytes) -> None:
    assert not is_answered(_some_key(), SECRET, response)


@given(st.binary(max_size=80))
def test_whatever_stands_in_dg14_ends_in_a_key_in_none_or_in_its_fault(dg14: bytes) -> None:
    try:
        agreed_key(dg14)
    except CardError:
        return
