"""Chip and active authentication: who proves it, who skips it, who only pretends."""

from __future__ import annotations

from functools import cache
from hashlib import sha256

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa

from ekyc.card.errors import CardError, CardErrorCode
from ekyc.card.reading import ChipGenuine, ChipProof, IssuerTrust
from ekyc.chip.active_authentication import is_signed, parse_dg15
from ekyc.chip.chip_authentication import offered_keys
from ekyc.chip.reader import ACTIVE_AUTHENTICATION, CHIP_AUTHENTICATION
from ekyc.chip.trust_store import TrustStore
from simulation.card import der, files
from simulation.card.chip_crypto import AES128, AES256, DES3
from simulation.card.chip_signature import sign_challenge, sign_with_recovery
from simulation.card.quirks import Quirks, SigningKey
from tests.ekyc.chip.readings import card_of, read_card

CHALLENGE = bytes(range(8))


@cache
def rsa_key(bits: int) -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=bits)


@pytest.mark.parametrize("hash_name", ["sha1", "sha256", "sha384", "sha512"])
@pytest.mark.parametrize("bits", [1024, 1032, 2048])
@pytest.mark.parametrize("recoverable", [None, 0, 1, 20])
def test_rsa_with_recovery(bits: int, hash_name: str, recoverable: int | None) -> None:
    key = rsa_key(bits)
    signature = sign_with_recovery(key, CHALLENGE, hash_name, recoverable)
    assert is_signed(key.public_key(), CHALLENGE, signature)
    assert not is_signed(key.public_key(), CHALLENGE[::-1], signature)
    assert not is_signed(rsa_key(3072 - bits if bits == 1024 else 1024).public_key(), CHALLENGE, signature)
    assert not is_signed(key.public_key(), CHALLENGE, signature[:-1])
    assert not is_signed(key.public_key(), CHALLENGE, signature + b"\0")


def test_rsa_complement_of_the_signature() -> None:
    """ISO/IEC 9796-2 lets the signer give the smaller of the signature and its complement."""
    key = rsa_key(1024)
    modulus = key.public_key().public_numbers().n
    signature = int.from_bytes(sign_with_recovery(key, CHALLENGE, "sha256"), "big")
    assert is_signed(key.public_key(), CHALLENGE, (modulus - signature).to_bytes(128, "big"))


@pytest.mark.parametrize("header", [b"\x4a", b"\x6c", b"\x00", b"\x7a"])
def test_rsa_other_headers_are_refused(header: bytes) -> None:
    key = rsa_key(1024)
    numbers = key.private_numbers()
    body = bytes(range(128 - 1 - 34))
    plain = header + body + sha256(body + CHALLENGE).digest() + b"\x34\xcc"
    value = pow(int.from_bytes(plain, "big"), numbers.d, numbers.public_numbers.n)
    assert not is_signed(key.public_key(), CHALLENGE, value.to_bytes(128, "big"))


@pytest.mark.parametrize("hash_name", ["sha1", "sha224", "sha256", "sha384", "sha512"])
@pytest.mark.parametrize(
    "curve", [ec.SECP256R1(), ec.BrainpoolP384R1(), ec.SECP521R1()], ids=["P-256", "brainpool", "P-521"]
)
def test_plain_ecdsa(curve: ec.EllipticCurve, hash_name: str) -> None:
    key = ec.generate_private_key(curve)
    signature = sign_challenge(key, CHALLENGE, hash_name)
    assert is_signed(key.public_key(), CHALLENGE, signature, hash_name)
    assert is_signed(key.public_key(), CHALLENGE, signature)
    assert not is_signed(key.public_key(), CHALLENGE, signature, "sha1" if hash_name != "sha1" else "sha256")
    assert not is_signed(key.public_key(), CHALLENGE[1:], signature)
    assert not is_signed(key.public_key(), CHALLENGE, bytes(len(signature)))
    assert not is_signed(key.public_key(), CHALLENGE, key.sign(CHALLENGE, ec.ECDSA(hashes.SHA256())))


@pytest.mark.parametrize("data", [b"", b"\x6f\x00", der.tlv(0x6F, b"\x30\x00"), der.tlv(0x6E, b"")])
def test_dg15_that_is_none(data: bytes) -> None:
    with pytest.raises(CardError) as caught:
        parse_dg15(data)
    assert caught.value.card_code in {
        CardErrorCode.FILE_MALFORMED,
        CardErrorCode.SIGNATURE_ALGORITHM_UNSUPPORTED,
    }


@pytest.mark.parametrize("key", list(SigningKey))
@pytest.mark.parametrize("hash_name", ["sha1", "sha256", "sha512"])
def test_active_authentication_where_there_is_no_other(key: SigningKey, hash_name: str) -> None:
    reading = read_card(card_of(quirks=Quirks(ca_cipher=None, signing_key=key, signing_hash=hash_name)))
    assert reading.chip_proof is ChipProof.ACTIVE_AUTHENTICATION
    assert reading.verdicts.chip_genuine is ChipGenuine.YES
    assert not reading.file_faults


def test_a_hash_that_dg14_does_not_state() -> None:
    quirks = Quirks(ca_cipher=None, signing_hash="sha384", states_signing_hash=False)
    reading = read_card(card_of(quirks=quirks))
    assert reading.chip_proof is ChipProof.ACTIVE_AUTHENTICATION
    assert reading.verdicts.chip_genuine is ChipGenuine.YES


@pytest.mark.parametrize("status", [0x6A88, 0x6A81, 0x6D00, 0x6700])
def test_active_authentication_that_is_not_offered_is_skipped(status: int) -> None:
    reading = read_card(card_of(quirks=Quirks(ca_cipher=None, signing_status=status)))
    assert reading.verdicts.chip_genuine is ChipGenuine.NOT_PROVABLE
    assert reading.chip_proof is ChipProof.NONE
    assert reading.portrait is not None
    assert not reading.file_faults


def test_active_authentication_that_is_refused_proves_nothing() -> None:
    reading = read_card(card_of(quirks=Quirks(ca_cipher=None, signing_status=0x6300)))
    assert reading.verdicts.chip_genuine is ChipGenuine.NO
    assert reading.file_faults == {ACTIVE_AUTHENTICATION: "active_authentication_failed"}


def test_a_long_signature_over_short_apdus() -> None:
    """256 bytes under secure messaging do not fit a short answer: in pieces they do, else it stays open."""
    short = Quirks(ca_cipher=None, signing_key=SigningKey.RSA, extended_length=False)
    assert read_card(card_of(quirks=short)).verdicts.chip_genuine is ChipGenuine.NOT_PROVABLE
    pieces = Quirks(ca_cipher=None, signing_key=SigningKey.RSA, pieces_of=240)
    assert read_card(card_of(quirks=pieces)).verdicts.chip_genuine is ChipGenuine.YES


def test_neither_proof_is_offered() -> None:
    reading = read_card(card_of(quirks=Quirks(ca_cipher=None, signing_key=None)))
    assert reading.verdicts.chip_genuine is ChipGenuine.NOT_PROVABLE
    assert not reading.file_faults


@pytest.mark.parametrize(
    "quirks",
    [
        Quirks(copied=True),
        Quirks(copied=True, ca_cipher=DES3),
        Quirks(copied=True, ca_cipher=None),
        Quirks(copied=True, ca_cipher=None, signing_key=SigningKey.RSA),
        Quirks(copied=True, signing_key=None),
        Quirks(copied=True, foreign_ca_key=True, ca_key_id=7),
    ],
    ids=["both", "3DES", "ECDSA alone", "RSA alone", "chip authentication alone", "several keys"],
)
def test_copied_files_without_the_keys_are_told(quirks: Quirks) -> None:
    reading = read_card(card_of(quirks=quirks))
    assert reading.verdicts.issuer_trust is IssuerTrust.TRUSTED
    assert reading.verdicts.chip_genuine is ChipGenuine.NO
    assert reading.chip_proof is ChipProof.NONE
    assert reading.portrait is not None
    assert set(reading.file_faults) <= {CHIP_AUTHENTICATION, ACTIVE_AUTHENTICATION}


def test_proofs_under_an_unknown_issuer_count_for_nothing() -> None:
    for quirks in (Quirks(), Quirks(ca_cipher=None), Quirks(copied=True)):
        verdicts = read_card(card_of(quirks=quirks), trust=TrustStore()).verdicts
        assert verdicts.chip_genuine is ChipGenuine.NOT_PROVABLE


@pytest.mark.parametrize("cipher", [DES3, AES128, AES256])
@pytest.mark.parametrize("key_id", [None, 1, 200])
def test_keys_of_chip_authentication(cipher: int, key_id: int | None) -> None:
    for foreign in (False, True):
        quirks = Quirks(ca_cipher=cipher, ca_key_id=key_id, foreign_ca_key=foreign, signing_key=None)
        reading = read_card(card_of(quirks=quirks))
        assert reading.chip_proof is ChipProof.CHIP_AUTHENTICATION
        assert not reading.file_faults


def test_a_key_on_an_unknown_curve_is_no_failure_of_the_chip() -> None:
    unknown = ec.generate_private_key(ec.SECP256K1()).public_key()
    dg14 = files.dg14(*files.chip_authentication_infos(unknown, AES128))
    quirks = Quirks(signing_key=None, replaced_files={files.DATA_GROUP + 14: dg14})
    reading = read_card(card_of(quirks=quirks))
    assert reading.verdicts.chip_genuine is ChipGenuine.NOT_PROVABLE
    assert not reading.file_faults


def test_a_chip_that_refuses_the_key_it_offers_has_failed() -> None:
    key = ec.generate_private_key(ec.SECP256R1()).public_key()
    dg14 = files.dg14(*files.chip_authentication_infos(key, AES128))
    quirks = Quirks(ca_key_id=5, signing_key=None, replaced_files={files.DATA_GROUP + 14: dg14})
    reading = read_card(card_of(quirks=quirks))
    assert reading.verdicts.chip_genuine is ChipGenuine.NO
    assert reading.portrait is not None
    assert reading.file_faults == {CHIP_AUTHENTICATION: "chip_authentication_failed"}


def test_the_strongest_key_is_tried_first_and_keys_without_protocol_are_3des() -> None:
    key = ec.generate_private_key(ec.SECP256R1()).public_key()
    protocol_1, key_1 = files.chip_authentication_infos(key, DES3, 1)
    protocol_2, key_2 = files.chip_authentication_infos(key, AES256, 2)
    offered = offered_keys(files.dg14(protocol_1, key_1, protocol_2, key_2))
    assert [one.key_id for one in offered] == [2, 1]
    alone = offered_keys(files.dg14(files.chip_authentication_infos(key, AES128)[1]))
    assert [one.suite.name for one in alone] == ["TRIPLE_DES"]
