"""Members of staff who typed and scanned for a person at the kiosk, as the person's acts name them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import Connection, exists, select

from central.store.case_tables import act_help
from central.store.schema import act, staff_account
from central.store.storage import upserts


@dataclass(frozen=True, slots=True)
class Helper:
    """``name`` is None for a number that no list of staff has."""

    account: str
    name: str | None = field(repr=False)


def note_help(connection: Connection, acts: Iterable[tuple[UUID, Iterable[str]]]) -> None:
    """Who helped with which acts, by staff number."""
    rows = [
        {"act_id": act_id, "account": each} for act_id, accounts in acts for each in sorted(set(accounts))
    ]
    if rows:
        connection.execute(upserts(connection, act_help).on_conflict_do_nothing(), rows)


def helpers_of(connection: Connection, case_id: UUID) -> tuple[Helper, ...]:
    """With any act of the case."""
    query = (
        select(act_help.c.account, staff_account.c.name)
        .distinct()
        .join(act, act.c.act_id == act_help.c.act_id)
        .outerjoin(staff_account, staff_account.c.account == act_help.c.account)
        .where(act.c.case_id == case_id)
        .order_by(act_help.c.account)
    )
    return tuple(Helper(row.account, row.name) for row in connection.execute(query))


def has_helped(connection: Connection, account: str, case_id: UUID) -> bool:
    of_case = select(act.c.act_id).where(act.c.case_id == case_id)
    query = select(exists().where(act_help.c.account == account, act_help.c.act_id.in_(of_case)))
    return bool(connection.execute(query).scalar_one())
