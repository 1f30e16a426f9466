"""Which acts have left this kiosk in a package, and when: they wait on until their receipts come back."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.dialects.sqlite import insert

from local_db.database import Database
from local_db.outbox_reading import PENDING
from local_db.schema import exported_act, outbox


@dataclass(frozen=True, slots=True)
class Export:
    """The last package that an act left in."""

    package_id: UUID
    exported_at: datetime


class Exports:
    """Safe to use from several threads. Raises LocalDbError."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def note(self, act_ids: Iterable[UUID], export: Export) -> None:
        """The package is on the stick, whole. What has its receipt is forgotten here."""
        done = exported_act.c.act_id.not_in(select(outbox.c.act_id).where(PENDING))
        with self._database.write() as connection:
            connection.execute(delete(exported_act).where(done))
            for act_id in act_ids:
                values = {"package_id": export.package_id, "exported_at": export.exported_at}
                connection.execute(
                    insert(exported_act)
                    .values(act_id=act_id, **values)
                    .on_conflict_do_update(index_elements=["act_id"], set_=values)
                )

    def of(self, act_ids: Collection[UUID]) -> dict[UUID, Export]:
        """For a page of the queue; acts that never left in a package are left out."""
        query = select(exported_act).where(exported_act.c.act_id.in_(list(act_ids)))
        with self._database.read() as connection:
            return {row.act_id: Export(row.package_id, row.exported_at) for row in connection.execute(query)}
