"""Checkpoints of the audit logs of kiosks: kept here and countersigned, so that no log is cut off unseen."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from joserfc import jws
from joserfc.jwk import ECKey
from pydantic import ValidationError
from sqlalchemy import Connection, Engine, Row, select

from central.keys.central_keys import CentralKeys
from central.keys.opening import HOSTILE_TOKEN_ERRORS
from central.kiosks.devices import Device, signers_of
from central.store.schema import audit_checkpoint
from central.store.storage import upsert
from central.store.turns import wait_for_turn
from kiosk.contract.audit import (
    CHECKPOINT_TYP,
    COUNTERSIGNATURE_TYP,
    CheckpointClaims,
    Countersignature,
    CountersignedCheckpoint,
    CountersignedCheckpoints,
)
from kiosk.contract.wire import SIGNATURE_ALGORITHM

_REGISTRY = jws.JWSRegistry(algorithms=[SIGNATURE_ALGORITHM])
_Opened = tuple[CheckpointClaims, str]


class AuditCheckpoints:
    def __init__(self, engine: Engine, keys: CentralKeys, now: Callable[[], datetime]) -> None:
        self._engine = engine
        self._keys = keys
        self._now = now

    def take(self, sender: Device, signed: list[str]) -> CountersignedCheckpoints:
        """Keep what this device has signed, and answer for the first at each place. One that contradicts an
        earlier one is kept too, and not answered for. Harmless to repeat.
        """
        with self._engine.begin() as connection:
            if signed:
                wait_for_turn(connection, f"audit {sender.kid}")
                signers = signers_of(connection, sender.kiosk_id)
                for claims, text in filter(None, (_open(each, signers) for each in signed)):
                    self._keep(connection, sender, claims, text)
            wanted = {claims.sequence for claims, _ in filter(None, map(_read, signed))}
            rows = self._first_ones(connection, sender.kid, wanted)
        newest = rows[0] if rows else None
        return CountersignedCheckpoints(
            countersigned=[self._countersign(sender, row) for row in rows if row.sequence in wanted],
            newest=None if newest is None else self._countersign(sender, newest),
            server_time=self._now(),
            keys_number=self._keys.number,
        )

    def _keep(self, connection: Connection, sender: Device, claims: CheckpointClaims, signed: str) -> None:
        at_place = (audit_checkpoint.c.kid == sender.kid) & (audit_checkpoint.c.sequence == claims.sequence)
        is_first = connection.execute(select(audit_checkpoint.c.hash).where(at_place)).first() is None
        values = {
            "kid": sender.kid,
            "office_id": sender.office_id,
            "sequence": claims.sequence,
            "hash": claims.hash,
            "signed": signed,
            "seen_at": self._now(),
            "is_first": is_first,
        }
        connection.execute(upsert(connection, audit_checkpoint, values).on_conflict_do_nothing())

    @staticmethod
    def _first_ones(connection: Connection, kid: str, wanted: set[int]) -> list[Row[tuple[object, ...]]]:
        """Those that count: the newest, and the wanted."""
        mine = select(audit_checkpoint).where(audit_checkpoint.c.kid == kid, audit_checkpoint.c.is_first)
        newest = connection.execute(mine.order_by(audit_checkpoint.c.sequence.desc()).limit(1)).all()
        found = connection.execute(mine.where(audit_checkpoint.c.sequence.in_(sorted(wanted)))).all()
        return [*newest, *(row for row in found if not newest or row.sequence != newest[0].sequence)]

    def _countersign(self, sender: Device, row: Row[tuple[object, ...]]) -> CountersignedCheckpoint:
        claims = Countersignature(kid=sender.kid, sequence=row.sequence, hash=row.hash, seen_at=row.seen_at)
        kid, key = self._keys.signing
        header = {"alg": SIGNATURE_ALGORITHM, "typ": COUNTERSIGNATURE_TYP, "kid": kid}
        return CountersignedCheckpoint(
            sequence=row.sequence,
            signed=row.signed,
            countersignature=jws.serialize_compact(header, claims.model_dump_json(), key),
        )


def _read(signed: str) -> _Opened | None:
    """What a checkpoint says, whoever signed it."""
    try:
        payload = jws.extract_compact(signed.encode("ascii"), registry=_REGISTRY).payload
        return CheckpointClaims.model_validate_json(payload), signed
    except (*HOSTILE_TOKEN_ERRORS, ValidationError):
        return None


def _open(signed: str, signers: dict[str, ECKey]) -> _Opened | None:
    """The same when a key of its kiosk has signed it."""
    try:
        header = jws.extract_compact(signed.encode("ascii"), registry=_REGISTRY).protected
        key = signers.get(str(header.get("kid")))
        if key is None or header.get("typ") != CHECKPOINT_TYP:
            return None
        payload = jws.deserialize_compact(signed, key, registry=_REGISTRY).payload
        return CheckpointClaims.model_validate_json(payload), signed
    except (*HOSTILE_TOKEN_ERRORS, ValidationError):
        return None
