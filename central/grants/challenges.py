"""Random bytes for a chip to sign: for one device, for minutes, once."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Engine, Row, delete, select

from central.grants.refusals import refuse
from central.grants.tables import chip_challenge
from central.http.problems import ProblemCode
from central.kiosks.devices import Device
from central.settings import GrantSettings
from central.store.storage import upsert
from kiosk.contract.grants import CHALLENGE_BYTES, ChipChallenge


class Challenges:
    def __init__(self, engine: Engine, now: Callable[[], datetime], settings: GrantSettings) -> None:
        self._engine = engine
        self._now = now
        self._holds = timedelta(seconds=settings.challenge_seconds)

    def make(self, device: Device) -> ChipChallenge:
        """A new one, which ends the one before of this device."""
        now, challenge_id, challenge = self._now(), uuid4(), secrets.token_hex(CHALLENGE_BYTES)
        values = {"challenge_id": challenge_id, "challenge": challenge, "made_at": now}
        with self._engine.begin() as connection:
            insert = upsert(connection, chip_challenge, {"kid": device.kid, **values})
            connection.execute(insert.on_conflict_do_update(index_elements=["kid"], set_=values))
        return ChipChallenge(
            challenge_id=challenge_id,
            challenge=challenge,
            expires_in_seconds=self._holds.total_seconds(),
            server_time=now,
        )

    def open(self, device: Device, challenge_id: UUID) -> bytes:
        """The bytes of one that is still to be spent. Raises ProblemError as ``spend``."""
        mine = (chip_challenge.c.kid == device.kid) & (chip_challenge.c.challenge_id == challenge_id)
        query = select(chip_challenge.c.challenge, chip_challenge.c.made_at).where(mine)
        with self._engine.connect() as connection:
            return self._still_holds(connection.execute(query).first())

    def spend(self, device: Device, challenge_id: UUID) -> bytes:
        """The bytes; nobody gets them again, whatever becomes of the proof.

        Raises ProblemError 409 ``challenge-unknown`` (never made for this device, spent, or ended by a later
        one), 410 ``challenge-expired``.
        """
        mine = (chip_challenge.c.kid == device.kid) & (chip_challenge.c.challenge_id == challenge_id)
        with self._engine.begin() as connection:
            spent = connection.execute(
                delete(chip_challenge)
                .where(mine)
                .returning(chip_challenge.c.challenge, chip_challenge.c.made_at)
            ).first()
        return self._still_holds(spent)

    def _still_holds(self, row: Row[*tuple[Any, ...]] | None) -> bytes:
        if row is None:
            raise refuse(409, ProblemCode.CHALLENGE_UNKNOWN, "No such challenge is open for this device.")
        # also one of the future: then this clock was set back, and nobody knows how old it is
        if not timedelta(0) <= self._now() - row.made_at < self._holds:
            raise refuse(410, ProblemCode.CHALLENGE_EXPIRED, "The challenge is too old.")
        return bytes.fromhex(row.challenge)
