"""Which kiosks there are: enrolment by one-time code, and the proof that a request comes from one of them."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from joserfc import jws
from joserfc.jwk import ECKey
from pydantic import ValidationError
from sqlalchemy import Engine, insert, select, update

from central.keys import CentralKeys, public_jwk
from central.opening import HOSTILE_TOKEN_ERRORS
from central.problems import ProblemCode, ProblemError, make_problem
from central.schema import device, enrolment_code
from central.storage import upsert
from kiosk.contract.wire import (
    ASSERTION_TOLERANCE_SECONDS,
    ASSERTION_TYP,
    SIGNATURE_ALGORITHM,
    DeviceAssertion,
    EnrolmentGrant,
    EnrolmentRequest,
    Retry,
    content_sha256,
)

_REGISTRY = jws.JWSRegistry(algorithms=[SIGNATURE_ALGORITHM])
_CODE_ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # nothing that looks like something else
_CODE_LENGTH = 16  # 78 bits
_THUMBPRINT = re.compile(r"[A-Za-z0-9_-]{43}")  # RFC 7638 with SHA-256
_EC_MEMBERS = ("kty", "crv", "x", "y")


@dataclass(frozen=True, slots=True)
class Device:
    kid: str
    kiosk_id: str
    office_id: str
    office_name: str
    public_key: ECKey = field(repr=False)


@dataclass(frozen=True, slots=True)
class SignedRequest:
    """The parts of a request that its assertion binds."""

    method: str
    path: str
    body: bytes = field(repr=False)
    authorization: str | None = field(repr=False)


def _refuse(code: ProblemCode, title: str, status: int = 401, **more: Any) -> ProblemError:
    return ProblemError(make_problem(status, code, title, **more))


class Devices:
    def __init__(
        self, engine: Engine, keys: CentralKeys, now: Callable[[], datetime], code_hours: int
    ) -> None:
        self._engine = engine
        self._keys = keys
        self._now = now
        self._code_hours = code_hours

    def _code_hash(self, code: str) -> str:
        plain = code.upper().replace("-", "").replace(" ", "")
        return hmac.new(self._keys.hashing, b"enrolment\0" + plain.encode(), hashlib.sha256).hexdigest()

    def new_enrolment_code(self, kiosk_id: str, office_id: str, office_name: str) -> str:
        """A code in groups of four by which one kiosk may enrol within the hours of the settings."""
        plain = "".join(secrets.choice(_CODE_ALPHABET) for _ in range(_CODE_LENGTH))
        with self._engine.begin() as connection:
            connection.execute(
                insert(enrolment_code).values(
                    code_hash=self._code_hash(plain),
                    kiosk_id=kiosk_id,
                    office_id=office_id,
                    office_name=office_name,
                    expires_at=self._now() + timedelta(hours=self._code_hours),
                )
            )
        return "-".join(plain[i : i + 4] for i in range(0, _CODE_LENGTH, 4))

    def enrol(self, request: EnrolmentRequest, signed: SignedRequest) -> EnrolmentGrant:
        """Register a device key. The same code with the same key answers the same again."""
        try:
            key = ECKey.import_key({name: request.device_key[name] for name in _EC_MEMBERS})
            if key.curve_name != "P-256":
                raise ValueError
        except HOSTILE_TOKEN_ERRORS:
            raise _refuse(
                ProblemCode.REQUEST_INVALID, "The device key is not a public P-256 key.", 422
            ) from None
        self._check_assertion(signed, key)
        kid = key.thumbprint()
        with self._engine.begin() as connection:
            code = connection.execute(
                select(enrolment_code)
                .where(enrolment_code.c.code_hash == self._code_hash(request.code))
                .with_for_update()
            ).first()
            if code is None or code.expires_at <= self._now() or code.used_by not in (None, kid):
                raise _refuse(ProblemCode.ENROLMENT_CODE_WRONG, "The code is unknown, used or too old.", 403)
            connection.execute(
                update(enrolment_code).where(enrolment_code.c.code_hash == code.code_hash).values(used_by=kid)
            )
            # A kiosk has one key: enrolling it anew ends what its earlier keys may do.
            connection.execute(
                update(device)
                .where(device.c.kiosk_id == code.kiosk_id, device.c.kid != kid, device.c.revoked_at.is_(None))
                .values(revoked_at=self._now())
            )
            values = {
                "kid": kid,
                "kiosk_id": code.kiosk_id,
                "office_id": code.office_id,
                "office_name": code.office_name,
                "public_key": public_jwk(key),
                "enrolled_at": self._now(),
                "revoked_at": None,
            }
            connection.execute(
                upsert(connection, device, values).on_conflict_do_update(index_elements=["kid"], set_=values)
            )
        return EnrolmentGrant(
            kid=kid,
            kiosk_id=code.kiosk_id,
            office_id=code.office_id,
            office_name=code.office_name,
            intake_key=public_jwk(self._keys.intake),
            receipt_keys=[public_jwk(self._keys.receipt)],
            server_time=self._now(),
        )

    def revoke(self, kiosk_id: str) -> None:
        """End what a stolen or retired kiosk may do. Acts it has already sent stay."""
        with self._engine.begin() as connection:
            connection.execute(
                update(device).where(device.c.kiosk_id == kiosk_id).values(revoked_at=self._now())
            )

    def authenticate(self, signed: SignedRequest) -> Device:
        """The device that signed this request. Raises ProblemError 401 or 403."""
        kid = self._find_kid(signed)
        with self._engine.connect() as connection:
            row = connection.execute(select(device).where(device.c.kid == kid)).first()
        if row is None:
            raise _refuse(
                ProblemCode.DEVICE_UNKNOWN, "No device with this key is enrolled.", retry=Retry.AFTER_ENROL
            )
        key = ECKey.import_key(row.public_key)
        self._check_assertion(signed, key)
        if row.revoked_at is not None:
            raise _refuse(
                ProblemCode.DEVICE_REVOKED, "This device was revoked.", 403, retry=Retry.AFTER_ENROL
            )
        return Device(row.kid, row.kiosk_id, row.office_id, row.office_name, key)

    @staticmethod
    def _token(signed: SignedRequest) -> str:
        scheme, _, token = (signed.authorization or "").partition(" ")
        if scheme.lower() != "bearer" or not token:
            raise _refuse(ProblemCode.ASSERTION_INVALID, "The request is not signed.")
        return token

    def _find_kid(self, signed: SignedRequest) -> str:
        try:
            header = jws.extract_compact(self._token(signed).encode("utf-8"), registry=_REGISTRY).protected
        except HOSTILE_TOKEN_ERRORS:
            raise _refuse(ProblemCode.ASSERTION_INVALID, "The assertion has no readable form.") from None
        kid = header.get("kid")
        if not isinstance(kid, str) or not _THUMBPRINT.fullmatch(kid):
            raise _refuse(ProblemCode.ASSERTION_INVALID, "The assertion names no key.")
        return kid

    def _check_assertion(self, signed: SignedRequest, key: ECKey) -> None:
        try:
            token = jws.deserialize_compact(self._token(signed), key, registry=_REGISTRY)
            claims = DeviceAssertion.model_validate_json(token.payload)
        except (*HOSTILE_TOKEN_ERRORS, ValidationError):
            raise _refuse(ProblemCode.ASSERTION_INVALID, "The assertion does not verify.") from None
        stated = (claims.method, claims.path, claims.body_sha256)
        actual = (signed.method, signed.path, content_sha256(signed.body))
        if token.protected.get("typ") != ASSERTION_TYP or stated != actual:
            raise _refuse(ProblemCode.ASSERTION_INVALID, "The assertion is about another request.")
        if abs(claims.iat - self._now().timestamp()) > ASSERTION_TOLERANCE_SECONDS:
            raise _refuse(
                ProblemCode.CLOCK_SKEW,
                "The clock of the device is wrong.",
                retry=Retry.LATER,
                server_time=self._now(),
            )
