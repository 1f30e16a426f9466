"""Files that no act refers to: a kiosk gave the act up, or sent what belongs to none. They go after a time.

None goes while an act of its kiosk waits to be judged or is in quarantine: one that cannot be opened yet may
be the one that refers to it.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, Engine, and_, exists, or_, select

from central.files.blob_store import BlobStore
from central.store.schema import attachment, blob, device, judgement, to_judge
from central.store.turns import blob_turn, wait_for_turn


def sweep(engine: Engine, store: BlobStore, before: datetime) -> int:
    """Delete those that came before; how many. Any number of centrals may do it at once. Raises OSError."""
    with engine.connect() as connection:
        query = select(blob.c.sha256).where(blob.c.stored_at < before, _is_of_no_act())
        names = list(connection.execute(query).scalars())
    return sum(_delete(engine, store, name, before) for name in names) + _sweep_unknown(engine, store, before)


def _is_of_no_act() -> ColumnElement[bool]:
    referred = exists().where(attachment.c.sha256 == blob.c.sha256)
    of_kiosk = device.c.kid == blob.c.kid
    waiting = exists().where(to_judge.c.kiosk_id == device.c.kiosk_id, of_kiosk)
    unopened = exists().where(
        judgement.c.kiosk_id == device.c.kiosk_id, judgement.c.outcome == "quarantined", of_kiosk
    )
    return and_(~referred, ~or_(waiting, unopened))


def _delete(engine: Engine, store: BlobStore, name: str, before: datetime) -> bool:
    """Who judges an act that refers to it has its turn before us or behind us."""
    with engine.begin() as connection:
        wait_for_turn(connection, blob_turn(name))
        gone = connection.execute(
            blob.delete().where(blob.c.sha256 == name, blob.c.stored_at < before, _is_of_no_act())
        )
        if gone.rowcount:
            store.remove(name)
    return gone.rowcount > 0


def _sweep_unknown(engine: Engine, store: BlobStore, before: datetime) -> int:
    """Files without a row: complete on the disk when the process was killed, and never asked for again."""
    gone = 0
    for name in store.older_than(before):
        with engine.begin() as connection:
            wait_for_turn(connection, blob_turn(name))
            here = select(blob.c.sha256).where(blob.c.sha256 == name)
            referred = select(attachment.c.sha256).where(attachment.c.sha256 == name)
            if connection.execute(here).first() is None and connection.execute(referred).first() is None:
                store.remove(name)
                gone += 1
    return gone
