"""The secret of a phone and the PIN of its holder: how they rest at central, and how they are checked."""

from __future__ import annotations

import hashlib
import hmac
from datetime import datetime
from uuid import UUID

import pyotp
from argon2 import PasswordHasher
from argon2.exceptions import VerificationError
from joserfc import jwe
from joserfc.jwk import OctKey

from central.keys.central_keys import CentralKeys
from central.smart_otp.ocra import is_answer, parse_suite
from kiosk.contract.staff import peppered

SUITE = "OCRA-1:HOTP-SHA256-6:QH64-T30S"
STEP_SECONDS = 30
_DIGITS = 6
_WINDOW = 1  # time steps that a code may be early or late
_SEAL = {"alg": "dir", "enc": "A256GCM"}
_ISSUER = "BHXH Smart OTP"


class Proofs:
    """Every device has keys of its own: what is moved to another row does not open there."""

    def __init__(self, keys: CentralKeys) -> None:
        self._keys = keys
        self._hasher = PasswordHasher()

    def seal(self, device_id: UUID, secret: str) -> str:
        key = self._sealing_key(device_id)
        return jwe.encrypt_compact(_SEAL, secret, key, algorithms=[*_SEAL.values()])

    def unseal(self, device_id: UUID, sealed: str) -> str:
        key = self._sealing_key(device_id)
        return (jwe.decrypt_compact(sealed, key, algorithms=[*_SEAL.values()]).plaintext or b"").decode()

    def hash_pin(self, device_id: UUID, pin: str) -> str:
        return self._hasher.hash(peppered(self._derived("smart otp pin", device_id).hex(), pin))

    def is_pin(self, device_id: UUID, pin_hash: str, pin: str) -> bool:
        try:
            return self._hasher.verify(
                pin_hash, peppered(self._derived("smart otp pin", device_id).hex(), pin)
            )
        except VerificationError:
            return False

    def _sealing_key(self, device_id: UUID) -> OctKey:
        return OctKey.import_key(self._derived("smart otp secret", device_id))

    def _derived(self, purpose: str, device_id: UUID) -> bytes:
        return hmac.digest(self._keys.hashing, f"{purpose}\0{device_id}".encode(), hashlib.sha256)


def uri_of(secret: str, name: str) -> str:
    """For an authenticator app, to be drawn as a QR."""
    return _totp(secret).provisioning_uri(name=name, issuer_name=_ISSUER)


def step_of(secret: str, code: str, now: datetime) -> int | None:
    """The time step that a code of the phone is of; None for a wrong one."""
    totp = _totp(secret)
    return next((step for step in _steps(now) if totp.verify(code, for_time=step * STEP_SECONDS)), None)


def has_signed(secret: str, question: str, code: str, now: datetime) -> bool:
    suite, key = parse_suite(SUITE), _totp(secret).byte_secret()
    return any(is_answer(suite, key, question, code, step * STEP_SECONDS) for step in _steps(now))


def _steps(now: datetime) -> range:
    present = int(now.timestamp()) // STEP_SECONDS
    return range(present - _WINDOW, present + _WINDOW + 1)


def _totp(secret: str) -> pyotp.TOTP:
    return pyotp.TOTP(secret, digits=_DIGITS, interval=STEP_SECONDS)
