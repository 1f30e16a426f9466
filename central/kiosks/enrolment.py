"""Enrolment: codes that are spent once, and keys that never come back once they were revoked."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from joserfc import jws
from joserfc.jwk import ECKey, OctKey
from pydantic import BaseModel
from sqlalchemy import Connection, Engine, Row, insert, select, update

from central.http.problems import ProblemCode, ProblemError
from central.keys.central_keys import CentralKeys, public_jwk
from central.keys.opening import HOSTILE_TOKEN_ERRORS
from central.kiosks.devices import Devices, SignedRequest, refuse
from central.store.schema import device, enrolment_code, stream
from central.store.storage import upsert
from central.store.turns import wait_for_turn
from kiosk.contract.enrolment import (
    CODE_ALPHABET,
    GRANT_ALGORITHM,
    GRANT_TYP,
    NAME_LENGTH,
    SECRET_LENGTH,
    code_key,
    request_proof,
    write_code,
)
from kiosk.contract.wire import EnrolmentAnswer, EnrolmentGrant, EnrolmentRequest, PublicJwk

_EC_MEMBERS = ("kty", "crv", "x", "y")
_REPEAT = timedelta(minutes=10)  # so long an answer that was lost on the way may be asked for again


def _import_device_key(jwk: PublicJwk) -> ECKey:
    try:
        key = ECKey.import_key({name: jwk[name] for name in _EC_MEMBERS})
        if key.curve_name != "P-256":
            raise ValueError
    except HOSTILE_TOKEN_ERRORS:
        raise refuse(ProblemCode.REQUEST_INVALID, "The device key is not a public P-256 key.", 422) from None
    return key


def _revoked() -> ProblemError:
    title = "This key was revoked and stays so: the kiosk needs a new one."
    return refuse(ProblemCode.DEVICE_REVOKED, title, 403)


def _code_wrong() -> ProblemError:
    return refuse(ProblemCode.ENROLMENT_CODE_WRONG, "The code is unknown, used or too old.", 403)


class Enrolled(BaseModel):
    """Under which code a key was registered; what a repeat of the request is answered by."""

    code_name: str


class Enrolments:
    def __init__(
        self,
        engine: Engine,
        devices: Devices,
        keys: CentralKeys,
        now: Callable[[], datetime],
        code_hours: int,
    ) -> None:
        self._engine = engine
        self._devices = devices
        self._keys = keys
        self._now = now
        self._code_hours = code_hours

    def _secret(self, name: str, salt: str) -> str:
        """The secret part of a code is made of central's own key each time: the database never holds it."""
        seed = hmac.new(self._keys.hashing, f"enrolment code\0{name}\0{salt}".encode(), hashlib.sha256)
        number, letters = int.from_bytes(seed.digest(), "big"), ""
        for _ in range(SECRET_LENGTH):
            number, rest = divmod(number, len(CODE_ALPHABET))
            letters += CODE_ALPHABET[rest]
        return letters

    def new_code(self, kiosk_id: str, office_id: str, office_name: str) -> str:
        """A code in groups of four by which one kiosk may enrol within the hours of the settings."""
        salt = secrets.token_hex(16)
        with self._engine.begin() as connection:
            wait_for_turn(connection, "enrolment code names")
            name = self._free_name(connection)
            connection.execute(
                insert(enrolment_code).values(
                    name=name,
                    salt=salt,
                    kiosk_id=kiosk_id,
                    office_id=office_id,
                    office_name=office_name,
                    expires_at=self._now() + timedelta(hours=self._code_hours),
                )
            )
        return write_code(name, self._secret(name, salt))

    @staticmethod
    def _free_name(connection: Connection) -> str:
        while True:
            name = "".join(secrets.choice(CODE_ALPHABET) for _ in range(NAME_LENGTH))
            if not connection.execute(select(enrolment_code.c.name).filter_by(name=name)).first():
                return name

    def check_key(self, request: EnrolmentRequest, signed: SignedRequest) -> ECKey:
        """The key that asks, which has signed the request and was never revoked. Raises ProblemError."""
        key = _import_device_key(request.device_key)
        self._devices.check_assertion(signed, key)
        with self._engine.connect() as connection:
            query = select(device.c.revoked_at).where(device.c.kid == key.thumbprint())
            if connection.execute(query).scalar() is not None:
                raise _revoked()
        return key

    def register(self, request: EnrolmentRequest, key: ECKey) -> Enrolled:
        """Register the device key of a request that was checked, once. Raises ProblemError."""
        kid = key.thumbprint()
        with self._engine.begin() as connection:
            code = self._find_code(connection, request, kid)
            known = connection.execute(select(device).where(device.c.kid == kid).with_for_update()).first()
            if known is not None and known.revoked_at is not None:
                raise _revoked()
            if code.used_by is None:
                self._spend(connection, code, key)
        return Enrolled(code_name=code.name)

    def grant(self, enrolled: Enrolled, kid: str) -> EnrolmentAnswer:
        """Central's keys and name of now for a key that was registered a moment ago. Raises ProblemError."""
        with self._engine.connect() as connection:
            code = connection.execute(select(enrolment_code).filter_by(name=enrolled.code_name)).first()
        if code is None or code.used_by != kid or self._now() >= code.used_at + _REPEAT:
            raise _code_wrong()
        return EnrolmentAnswer(grant=self._sign_grant(code, kid))

    def _find_code(self, connection: Connection, request: EnrolmentRequest, kid: str) -> Row[Any]:
        """The code, when it is good for this key: unspent, or spent by it a moment ago."""
        row = connection.execute(
            select(enrolment_code).where(enrolment_code.c.name == request.code_name).with_for_update()
        ).first()
        now = self._now()
        if row is not None:
            expected = request_proof(code_key(self._secret(row.name, row.salt)), kid)
            proved = hmac.compare_digest(expected, request.proof)
            fresh = now < row.expires_at if row.used_by is None else now < row.used_at + _REPEAT
            if proved and fresh and row.used_by in (None, kid):
                return row
        raise _code_wrong()

    def _spend(self, connection: Connection, code: Row[Any], key: ECKey) -> None:
        """A kiosk has one key: enrolling it anew ends what its earlier keys may do."""
        kid, now = key.thumbprint(), self._now()
        wait_for_turn(connection, f"kiosk {code.kiosk_id}")
        connection.execute(
            update(enrolment_code).where(enrolment_code.c.name == code.name).values(used_by=kid, used_at=now)
        )
        connection.execute(
            update(device)
            .where(device.c.kiosk_id == code.kiosk_id, device.c.kid != kid, device.c.revoked_at.is_(None))
            .values(revoked_at=now)
        )
        values = {
            "kid": kid,
            "kiosk_id": code.kiosk_id,
            "office_id": code.office_id,
            "office_name": code.office_name,
            "public_key": public_jwk(key),
            "enrolled_at": now,
        }
        connection.execute(
            upsert(connection, device, values).on_conflict_do_update(index_elements=["kid"], set_=values)
        )
        # What the kiosk began under an earlier key goes on under this one, and is told to it.
        earlier = select(device.c.kid).where(device.c.kiosk_id == code.kiosk_id, device.c.kid != kid)
        connection.execute(update(stream).where(stream.c.kid.in_(earlier)).values(kid=kid))

    def _sign_grant(self, code: Row[Any], kid: str) -> str:
        key_set = self._keys.key_set(self._now())
        grant = EnrolmentGrant(
            kid=kid,
            kiosk_id=code.kiosk_id,
            office_id=code.office_id,
            office_name=code.office_name,
            intake_key=key_set.intake_keys[0].key,
            receipt_keys=[each.key for each in key_set.receipt_keys],
            keys_number=key_set.number,
            server_time=self._now(),
        )
        key = OctKey.import_key(code_key(self._secret(code.name, code.salt)))
        return jws.serialize_compact({"alg": GRANT_ALGORITHM, "typ": GRANT_TYP}, grant.model_dump_json(), key)
