"""Basic Access Control, the terminal's side (ICAO 9303-11, 4.3)."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Callable

from ekyc.card.errors import CardError, CardErrorCode
from ekyc.card.mrz_parts import MrzKey
from ekyc.chip.apdu import CommandApdu
from ekyc.chip.ciphers import MAC_LENGTH, CipherSuite, decrypt, encrypt, mac
from ekyc.chip.key_derivation import KeyPurpose, bac_seed, derive_key
from ekyc.chip.secure_messaging import SessionKeys
from ekyc.chip.session import ChipSession

_SUITE = CipherSuite.TRIPLE_DES
_NONCE_LENGTH = 8
_KEYING_LENGTH = 16
_CRYPTOGRAM_LENGTH = 32


def establish_bac(
    session: ChipSession, key: MrzKey, random_bytes: Callable[[int], bytes] = secrets.token_bytes
) -> SessionKeys:
    """Authenticate both sides and return the keys of the session; the application must be selected.

    Raises CardError WRONG_ACCESS_KEY, ACCESS_REFUSED or RESPONSE_MALFORMED.
    """
    seed = bac_seed(key)
    k_enc = derive_key(seed, KeyPurpose.ENCRYPTION, _SUITE)
    k_mac = derive_key(seed, KeyPurpose.MAC, _SUITE)

    challenge = session.send(CommandApdu(0x00, 0x84, 0x00, 0x00, le=_NONCE_LENGTH))
    if not challenge.ok:
        raise CardError(CardErrorCode.ACCESS_REFUSED)
    if len(challenge.data) != _NONCE_LENGTH:
        raise CardError(CardErrorCode.RESPONSE_MALFORMED)
    chip_nonce = challenge.data
    own_nonce, own_keying = random_bytes(_NONCE_LENGTH), random_bytes(_KEYING_LENGTH)

    cryptogram = encrypt(_SUITE, k_enc, own_nonce + chip_nonce + own_keying)
    command_data = cryptogram + mac(_SUITE, k_mac, cryptogram)
    answer = session.send(
        CommandApdu(0x00, 0x82, 0x00, 0x00, command_data, le=_CRYPTOGRAM_LENGTH + MAC_LENGTH)
    )
    if not answer.ok:
        raise CardError(CardErrorCode.WRONG_ACCESS_KEY)
    if len(answer.data) != _CRYPTOGRAM_LENGTH + MAC_LENGTH:
        raise CardError(CardErrorCode.RESPONSE_MALFORMED)
    reply, reply_mac = answer.data[:_CRYPTOGRAM_LENGTH], answer.data[_CRYPTOGRAM_LENGTH:]
    if not hmac.compare_digest(mac(_SUITE, k_mac, reply), reply_mac):
        raise CardError(CardErrorCode.WRONG_ACCESS_KEY)
    plain = decrypt(_SUITE, k_enc, reply)
    if not hmac.compare_digest(plain[: 2 * _NONCE_LENGTH], chip_nonce + own_nonce):
        raise CardError(CardErrorCode.WRONG_ACCESS_KEY)
    return _session_keys(own_keying, plain[2 * _NONCE_LENGTH :], chip_nonce, own_nonce)


def _session_keys(own_keying: bytes, chip_keying: bytes, chip_nonce: bytes, own_nonce: bytes) -> SessionKeys:
    seed = bytes(ours ^ theirs for ours, theirs in zip(own_keying, chip_keying, strict=True))
    return SessionKeys(
        _SUITE,
        derive_key(seed, KeyPurpose.ENCRYPTION, _SUITE),
        derive_key(seed, KeyPurpose.MAC, _SUITE),
        counter=int.from_bytes(chip_nonce[-4:] + own_nonce[-4:], "big"),
    )
