"""Known answers of ICAO 9303-11, appendices D and G: BAC, secure messaging and PACE to the last byte."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from ekyc.card.errors import CardError, CardErrorCode
from ekyc.card.mrz_parts import MrzKey
from ekyc.chip import tlv
from ekyc.chip.apdu import CommandApdu, ResponseApdu
from ekyc.chip.bac import establish_bac
from ekyc.chip.ciphers import CipherSuite
from ekyc.chip.curves import find_by_parameter_id
from ekyc.chip.elliptic_curve import Curve
from ekyc.chip.key_derivation import KeyPurpose, PasswordKind, bac_seed, derive_key, mrz_secret
from ekyc.chip.pace import establish_pace, map_generator
from ekyc.chip.secure_messaging import SecureMessaging, SessionKeys
from ekyc.chip.security_infos import Mapping, PaceInfo, pace_infos, parse_security_infos
from ekyc.chip.session import ChipSession

ANSWERS: dict[str, Any] = json.loads(
    (Path(__file__).parent / "data" / "icao_9303_11_known_answers.json").read_text(encoding="utf-8")
)
unhex = bytes.fromhex


class RecordedChip:
    """Answers each command with the next recorded response and keeps what was sent."""

    name = "recorded"

    def __init__(self, *responses: bytes) -> None:
        self._responses: Iterator[bytes] = iter(responses)
        self.sent: list[bytes] = []

    def connect(self) -> bytes:
        return b""

    def transmit(self, apdu: bytes) -> bytes:
        self.sent.append(apdu)
        return next(self._responses)

    def disconnect(self) -> None:
        return None


def open_session(chip: RecordedChip) -> ChipSession:
    return ChipSession(chip, Event(), deadline_seconds=10)


def mrz_key(row: dict[str, str]) -> MrzKey:
    return MrzKey(row["document_number"], row["date_of_birth"], row["date_of_expiry"])


def test_bac_keys_d2() -> None:
    row = ANSWERS["bac_key_derivation"]
    seed = bac_seed(mrz_key(row))
    assert seed == unhex(row["k_seed"])
    assert derive_key(seed, KeyPurpose.ENCRYPTION, CipherSuite.TRIPLE_DES) == unhex(row["k_enc"])
    assert derive_key(seed, KeyPurpose.MAC, CipherSuite.TRIPLE_DES) == unhex(row["k_mac"])


def test_bac_command_d3() -> None:
    """The chip's answer is not in the vectors, so the run stops there; what was sent is compared."""
    row = ANSWERS["bac_mutual_authentication"]
    plain = unhex(row["s"])
    randoms = iter((plain[:8], plain[16:]))
    chip = RecordedChip(plain[8:16] + b"\x90\x00", b"\x63\x00")
    with pytest.raises(CardError) as caught:
        establish_bac(
            open_session(chip), mrz_key(ANSWERS["bac_key_derivation"]), random_bytes=lambda _: next(randoms)
        )
    assert caught.value.card_code is CardErrorCode.WRONG_ACCESS_KEY
    command = chip.sent[1]
    assert command[5:13] == unhex(row["e_ifd_first_block"])
    assert command[5 + 32 : 5 + 40] == unhex(row["m_ifd"])


def test_secure_messaging_d4() -> None:
    row = ANSWERS["secure_messaging_3des"]
    keys = SessionKeys(
        CipherSuite.TRIPLE_DES, unhex(row["ks_enc"]), unhex(row["ks_mac"]), int(row["ssc"], 16)
    )
    secure = SecureMessaging(keys)
    for exchange in row["exchanges"]:
        plain = exchange["plain"]
        command = CommandApdu(
            0,
            int(plain["ins"], 16),
            int(plain["p1"], 16),
            int(plain["p2"], 16),
            unhex(plain.get("data", "")),
            plain.get("le"),
        )
        assert secure.protect(command).encode() == unhex(exchange["protected_command"])
        response = secure.unprotect(ResponseApdu.parse(unhex(exchange["protected_response"])))
        assert response.ok
        assert response.data == unhex(exchange["data"])


def test_pace_g1() -> None:
    """The whole terminal side against the recorded chip: nonce, both points and both tokens."""
    row = ANSWERS["pace_ecdh_gm_aes128_brainpoolP256r1"]
    info = PaceInfo(unhex("04007F00070202040202"), Mapping.ECDH_GENERIC, CipherSuite.AES_128, 13)
    chip = RecordedChip(
        b"\x90\x00",
        dynamic(0x80, row["encrypted_nonce"]),
        dynamic(0x82, row["chip_map_public"]),
        dynamic(0x84, row["chip_agreement_public"]),
        dynamic(0x86, row["chip_token"]),
    )
    scalars = iter((int(row["terminal_map_private"], 16), int(row["terminal_agreement_private"], 16)))
    keys = establish_pace(
        open_session(chip),
        info,
        mrz_secret(mrz_key(row)),
        PasswordKind.MRZ,
        random_scalar=lambda _: next(scalars),
    )
    assert keys.encryption == unhex(row["ks_enc"])
    assert unhex(row["terminal_token"]) in chip.sent[-1]


def test_generic_mapping_g1() -> None:
    row = ANSWERS["pace_ecdh_gm_aes128_brainpoolP256r1"]
    curve = find_by_parameter_id(13)
    assert curve is not None
    shared = curve.multiply(int(row["terminal_map_private"], 16), curve.decode(unhex(row["chip_map_public"])))
    mapped = map_generator(curve, int(row["nonce"], 16), shared)
    assert mapped[0] == int(row["mapped_generator_x"], 16)
    assert curve.contains(mapped)


def test_pace_with_another_token_is_a_wrong_key() -> None:
    row = ANSWERS["pace_ecdh_gm_aes128_brainpoolP256r1"]
    info = PaceInfo(unhex("04007F00070202040202"), Mapping.ECDH_GENERIC, CipherSuite.AES_128, 13)
    chip = RecordedChip(
        b"\x90\x00",
        dynamic(0x80, row["encrypted_nonce"]),
        dynamic(0x82, row["chip_map_public"]),
        dynamic(0x84, row["chip_agreement_public"]),
        dynamic(0x86, "0011223344556677"),
    )
    with pytest.raises(CardError) as caught:
        establish_pace(open_session(chip), info, mrz_secret(mrz_key(row)), PasswordKind.MRZ)
    assert caught.value.card_code is CardErrorCode.WRONG_ACCESS_KEY


def test_vietnamese_card_access() -> None:
    """Terminal authentication 1, chip authentication with AES-128, and PACE on brainpoolP256r1."""
    infos = parse_security_infos(unhex(ANSWERS["vietnam_ef_card_access"]["value"]))
    assert [info.oid for info in infos] == [
        "0.4.0.127.0.7.2.2.2",
        "0.4.0.127.0.7.2.2.3.2.2",
        "0.4.0.127.0.7.2.2.4.2.2",
    ]
    (pace,) = pace_infos(infos)
    assert pace.supported
    assert pace.suite is CipherSuite.AES_128
    assert isinstance(pace.curve, Curve)
    assert pace.curve.name == "brainpoolP256r1"


def dynamic(tag: int, value: str) -> bytes:
    return tlv.encode(0x7C, tlv.encode(tag, unhex(value))) + b"\x90\x00"
