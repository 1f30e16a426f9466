"""Which kiosks there are, and the proof that a request comes from one of them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field, fields
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

from joserfc import jws
from joserfc.jwk import ECKey
from pydantic import ValidationError
from sqlalchemy import Connection, Engine, Row, bindparam, func, select, update

from central.http.problems import ProblemCode, ProblemError, make_problem
from central.keys.opening import HOSTILE_TOKEN_ERRORS
from central.store.schema import audit_checkpoint, device, divergence, event, same_stream, stream
from central.store.storage import reading
from central.store.turns import wait_for_turn
from kiosk.contract.wire import (
    ASSERTION_TOLERANCE_SECONDS,
    ASSERTION_TYP,
    SIGNATURE_ALGORITHM,
    DeviceAssertion,
    Retry,
    content_sha256,
)

_REGISTRY = jws.JWSRegistry(algorithms=[SIGNATURE_ALGORITHM])
MOST_CLOCK_ERROR_SECONDS = 120
_FURTHEST_OFFSET = (1 << 31) - 1
_SEEN_AGAIN = timedelta(minutes=5)
_REMEMBERED = timedelta(minutes=1)
_MOST_REMEMBERED = 20_000
_FIND = select(device).where(device.c.kid == bindparam("of"))
_VERSION = r"[0-9]{1,4}(?:\.[0-9]{1,4}){2}"
# As kiosk.last_update writes it: what runs, which update was the last, how it came out.
_AGENT = re.compile(rf"bhxh-kiosk/({_VERSION})(?: \(update ({_VERSION}) ([a-z-]{{1,20}})\))?")
_THUMBPRINT = re.compile(r"[A-Za-z0-9_-]{43}")  # RFC 7638 with SHA-256


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
    agent: str | None = None  # what the program says it is; bound by nothing


@dataclass(frozen=True, slots=True)
class ListedDevice:
    """One key of a kiosk, for those who look after them."""

    kid: str
    kiosk_id: str
    office_id: str
    office_name: str
    enrolled_at: datetime
    revoked_at: datetime | None
    last_seen_at: datetime | None  # give or take five minutes
    last_act_at: datetime | None
    clock_offset_seconds: int | None  # its clock less ours when that is more than it may be
    clock_noted_at: datetime | None
    divergences: int  # acts that came for places where another stands: a copy of its disk is at work
    diverged_at: datetime | None
    audit_histories: int  # checkpoints of its audit log that contradict earlier ones
    version: str | None  # of its program, as it says
    update_version: str | None  # to which its last update was
    update_outcome: str | None  # kiosk.last_update names them
    update_noted_at: datetime | None


def _to_listed(row: Row[Any]) -> ListedDevice:
    return ListedDevice(**{each.name: getattr(row, each.name) for each in fields(ListedDevice)})


def _offset(clock: int, now: datetime) -> int:
    """Seconds that ``clock`` is ahead; 0 for what may be, and no more than the column holds."""
    offset = clock - round(now.timestamp())
    if abs(offset) <= MOST_CLOCK_ERROR_SECONDS:
        return 0
    return max(-_FURTHEST_OFFSET, min(offset, _FURTHEST_OFFSET))


def _told_of_program(agent: str | None, row: Row[Any], now: datetime) -> dict[str, object]:
    """What the kiosk says of its program, as far as it differs from what is known."""
    found = _AGENT.fullmatch(agent or "")
    if found is None:
        return {}
    version, *update = found.groups()
    values: dict[str, object] = {} if version == row.version else {"version": version}
    if update[0] is not None and update != [row.update_version, row.update_outcome]:
        values |= {"update_version": update[0], "update_outcome": update[1], "update_noted_at": now}
    return values


def signers_of(connection: Connection, kiosk_id: str) -> dict[str, ECKey]:
    """Every key that the kiosk has had, by thumbprint. What one signed stays signed when another has taken
    its place: only the present one can hand it over.
    """
    query = select(device.c.kid, device.c.public_key).where(device.c.kiosk_id == kiosk_id)
    return {row.kid: ECKey.import_key(row.public_key) for row in connection.execute(query)}


@lru_cache(maxsize=4096)
def _key(public_key: str) -> ECKey:
    """To import one costs as much as to check a signature with it."""
    return ECKey.import_key(json.loads(public_key))


def refuse(code: ProblemCode, title: str, status: int = 401, **more: Any) -> ProblemError:
    return ProblemError(make_problem(status, code, title, **more))


class Devices:
    def __init__(self, engine: Engine, now: Callable[[], datetime]) -> None:
        self._engine = engine
        self._reading = reading(engine)
        self._seen: dict[str, tuple[datetime, Row[Any]]] = {}
        self._now = now

    def revoke(self, kiosk_id: str) -> bool:
        """End what a stolen or retired kiosk may do, for good. Acts it has already sent stay.

        False when it has no key that could be revoked.
        """
        living = (device.c.kiosk_id == kiosk_id) & device.c.revoked_at.is_(None)
        with self._engine.begin() as connection:
            wait_for_turn(connection, f"kiosk {kiosk_id}")
            ended = connection.execute(update(device).where(living).values(revoked_at=self._now()))
        return ended.rowcount > 0

    def list(self, office_id: str | None = None) -> list[ListedDevice]:
        """Every key that was ever enrolled, of one office or of all, by kiosk, the newest first."""
        last = select(stream.c.kid, func.max(event.c.received_at).label("last_act_at"))
        newest = same_stream(event, stream) & (event.c.sequence == stream.c.last_sequence)
        last_acts = last.join(event, newest).group_by(stream.c.kid).subquery()
        found = (
            select(
                divergence.c.kid,
                func.count().label("divergences"),
                func.max(divergence.c.seen_at).label("diverged_at"),
            )
            .group_by(divergence.c.kid)
            .subquery()
        )
        contradicting = (
            select(audit_checkpoint.c.kid, func.count().label("audit_histories"))
            .where(audit_checkpoint.c.is_first.is_(False))
            .group_by(audit_checkpoint.c.kid)
            .subquery()
        )
        query = (
            select(
                device,
                last_acts.c.last_act_at,
                func.coalesce(found.c.divergences, 0).label("divergences"),
                found.c.diverged_at,
                func.coalesce(contradicting.c.audit_histories, 0).label("audit_histories"),
            )
            .join(last_acts, last_acts.c.kid == device.c.kid, isouter=True)
            .join(found, found.c.kid == device.c.kid, isouter=True)
            .join(contradicting, contradicting.c.kid == device.c.kid, isouter=True)
            .order_by(device.c.kiosk_id, device.c.enrolled_at.desc())
        )
        if office_id is not None:
            query = query.where(device.c.office_id == office_id)
        with self._engine.connect() as connection:
            return [_to_listed(row) for row in connection.execute(query)]

    def find(self, kid: str) -> tuple[Device | None, bool]:
        """The device of a key, and whether that is revoked."""
        if not _THUMBPRINT.fullmatch(kid):
            return None, False
        with self._engine.connect() as connection:
            row = connection.execute(select(device).where(device.c.kid == kid)).first()
        if row is None:
            return None, False
        key = ECKey.import_key(row.public_key)
        found = Device(row.kid, row.kiosk_id, row.office_id, row.office_name, key)
        return found, row.revoked_at is not None

    def authenticate(self, signed: SignedRequest, *, as_remembered: bool = False) -> Device:
        """The device that signed this request. Raises ProblemError 401 or 403. ``as_remembered``: it may have
        been revoked within the last minute; whoever writes for it looks.
        """
        kid = self.stated_kid(signed)
        row = self._remembered(kid) if as_remembered else None
        if row is None:
            with self._reading.connect() as connection:
                row = connection.execute(_FIND, {"of": kid}).first()
            if len(self._seen) >= _MOST_REMEMBERED:
                self._seen.clear()
            if row is not None:
                self._seen[kid] = (self._now(), row)
        if row is None:
            raise refuse(
                ProblemCode.DEVICE_UNKNOWN, "No device with this key is enrolled.", retry=Retry.AFTER_ENROL
            )
        key = _key(json.dumps(row.public_key))
        claims = self.check_assertion(signed, key)
        self._note_sight(row, claims.clock, signed.agent)
        if row.revoked_at is not None:
            raise refuse(ProblemCode.DEVICE_REVOKED, "This device was revoked.", 403, retry=Retry.AFTER_ENROL)
        return Device(row.kid, row.kiosk_id, row.office_id, row.office_name, key)

    def _remembered(self, kid: str) -> Row[Any] | None:
        since, row = self._seen.get(kid, (None, None))
        if since is None or row is None or not timedelta(0) <= self._now() - since < _REMEMBERED:
            return None
        return None if row.revoked_at is not None else row

    @staticmethod
    def _token(signed: SignedRequest) -> str:
        scheme, _, token = (signed.authorization or "").partition(" ")
        if scheme.lower() != "bearer" or not token:
            raise refuse(ProblemCode.ASSERTION_INVALID, "The request is not signed.")
        return token

    def stated_kid(self, signed: SignedRequest) -> str:
        """The key that the request says it is signed by. Raises ProblemError 401."""
        try:
            header = jws.extract_compact(self._token(signed).encode("utf-8"), registry=_REGISTRY).protected
        except HOSTILE_TOKEN_ERRORS:
            raise refuse(ProblemCode.ASSERTION_INVALID, "The assertion has no readable form.") from None
        kid = header.get("kid")
        if not isinstance(kid, str) or not _THUMBPRINT.fullmatch(kid):
            raise refuse(ProblemCode.ASSERTION_INVALID, "The assertion names no key.")
        return kid

    def _note_sight(self, row: Row[Any], clock: int | None, agent: str | None) -> None:
        """Keep when the device was heard last, every few minutes, and what it says of its program and how far
        its own clock is off, when they have changed: most requests write nothing.
        """
        now = self._now()
        values = _told_of_program(agent, row, now)
        if row.last_seen_at is None or now - row.last_seen_at >= _SEEN_AGAIN:
            values["last_seen_at"] = now
        if clock is not None:
            offset = _offset(clock, now)
            if abs(offset - (row.clock_offset_seconds or 0)) > MOST_CLOCK_ERROR_SECONDS:
                values |= {"clock_offset_seconds": offset or None, "clock_noted_at": now}
        if values:
            with self._engine.begin() as connection:
                connection.execute(update(device).where(device.c.kid == row.kid).values(values))
            self._seen.pop(row.kid, None)  # what is remembered is older

    def check_assertion(self, signed: SignedRequest, key: ECKey) -> DeviceAssertion:
        """That the holder of ``key`` signed this request, now. Raises ProblemError 401."""
        try:
            token = jws.deserialize_compact(self._token(signed), key, registry=_REGISTRY)
            claims = DeviceAssertion.model_validate_json(token.payload)
        except (*HOSTILE_TOKEN_ERRORS, ValidationError):
            raise refuse(ProblemCode.ASSERTION_INVALID, "The assertion does not verify.") from None
        stated = (claims.method, claims.path, claims.body_sha256)
        actual = (signed.method, signed.path, content_sha256(signed.body))
        if token.protected.get("typ") != ASSERTION_TYP or stated != actual:
            raise refuse(ProblemCode.ASSERTION_INVALID, "The assertion is about another request.")
        if abs(claims.iat - self._now().timestamp()) > ASSERTION_TOLERANCE_SECONDS:
            raise refuse(
                ProblemCode.CLOCK_SKEW,
                "The clock of the device is wrong.",
                retry=Retry.LATER,
                server_time=self._now(),
            )
        return claims
