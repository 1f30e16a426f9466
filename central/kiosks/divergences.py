"""Two histories under one key: a kiosk restored from an old image, or a copy of its disk beside it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection

from central.kiosks.devices import Device
from central.store.schema import divergence
from central.store.storage import upsert
from kiosk.contract.wire import Event


def note_divergence(
    connection: Connection, sender: Device, stream_id: UUID, refused: Event, now: datetime
) -> None:
    """Keep what could not be taken because another act stands there. The same act again adds nothing."""
    values = {
        "stream_id": stream_id,
        "sequence": refused.sequence,
        "chain": refused.chain,
        "act_id": refused.act_id,
        "kid": sender.kid,
        "office_id": sender.office_id,
        "seen_at": now,
    }
    connection.execute(upsert(connection, divergence, values).on_conflict_do_nothing())
