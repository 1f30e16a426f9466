"""Central's tables cut into parts by hash (PostgreSQL): by kiosk, or by office.

The schema is the same; only where rows lie differs, so that a table of a whole country is many small ones,
with small indices, vacuumed and moved to other disks one by one. ``cut`` does it to a database that stands.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from sqlalchemy import Connection, Engine, MetaData, Table, column, insert, inspect, select, text
from sqlalchemy import table as table_named
from sqlalchemy.schema import CreateTable, ForeignKeyConstraint

import central.books.tables
import central.grants.tables
import central.records.tables
import central.smart_otp.tables
import central.store.account_tables
import central.store.case_tables
import central.store.oversight_tables
import central.store.reminder_tables  # noqa: F401 # all stand in the same metadata
from central.store.migrate import HEAD, find_revision, in_turn
from central.store.schema import metadata
from kiosk.errors import KnownError


class CutBy(StrEnum):
    KIOSK = "kiosk"
    OFFICE = "office"


# From the table that others point at to those that point. The first column: the kiosk or its key; where a row
# belongs to no device, the name that it is about, by which it is cut either way.
_GROWING: dict[str, str] = {
    "stream": "kiosk_id",
    "event": "kiosk_id",
    "to_judge": "kiosk_id",
    "judgement": "kiosk_id",
    "attachment": "kiosk_id",
    "unproved_address": "kiosk_id",
    "divergence": "kid",
    "upload": "kid",
    "package": "kid",
    "audit_checkpoint": "kid",
    "code_challenge": "kid",
    "sent_message": "kid",
    "repeatable_request": "kid",
    "grant_audit": "kid",
    "stream_number": "number",
    "act": "act_id",
    "case_file": "case_id",
    "only_case": "only_one",
    "case_change": "case_id",
    "refused_change": "attempt_id",
    "hand_over": "case_id",
    "case_result": "case_id",
    "account": "person",
    "account_name": "name_hash",
    "account_code": "case_id",
    "paper_check": "case_id",
    "case_point": "case_id",
    "case_review": "case_id",
    "tie_check": "case_id",
    "record_check": "case_id",
    "bank_check": "case_id",
    "account_entry": "case_id",
    "kept_reminder": "case_id",
    "petition": "code",
    "petition_try": "try_id",
    "visit_rating": "office_id",
    "act_help": "act_id",
    "notice": "about",
    "person_notice": "person",
    "notice_choice": "person",
    "spent_proof": "challenge_id",
    "look": "look_id",
    "staff_deed": "deed_id",
    "kiosk_fault": "kid",
    "issued_book": "number",
    "book_copy": "place",
    "smart_otp_device": "device_id",
    "smart_otp_audit": "number_hash",
    "blob": "sha256",
    "feed_entry": "scope",
    "person_correction": "person_id",
    "contribution": "person_id",
    "record_entry": "person_id",
}
_OF_DEVICE = frozenset({"kiosk_id", "kid"})
_IN_PARTS = text(
    "SELECT relname FROM pg_class WHERE relkind = 'p' AND relnamespace = to_regnamespace(current_schema)"
)
_CUT_OF_ACTS = text("SELECT pg_get_partkeydef(to_regclass('event'))")


class CutError(KnownError):
    """``code`` is stable: ``not_postgresql``, ``database_not_current``, ``cut_already``, ``cut_otherwise``
    (into parts by something else).
    """


def cut(engine: Engine, by: CutBy, parts: int) -> None:
    """Cut every table that grows into ``parts`` (at least 2), in one transaction; rows are copied, who uses
    the database meanwhile waits. Where that was done before, those that have come since, by the same as the
    others. Raises CutError and DBAPIError; nothing changed then.
    """
    if engine.dialect.name != "postgresql":
        raise CutError("not_postgresql", "Only tables of PostgreSQL can be cut into parts.")
    with engine.begin() as connection:
        in_turn(connection)
        if find_revision(connection) != HEAD:
            raise CutError("database_not_current", "Start this version of central once, then cut its tables.")
        if cut_by(connection) not in (None, by):
            raise CutError("cut_otherwise", "The tables are in parts by something else.")
        in_parts = set(connection.execute(_IN_PARTS).scalars())
        whole = [metadata.tables[name] for name in _GROWING if name not in in_parts]
        if not whole:
            raise CutError("cut_already", "The tables are in parts.")
        _cut(connection, whole, by, parts)


def cut_by(connection: Connection) -> CutBy | None:
    """None where the tables are whole."""
    key = connection.execute(_CUT_OF_ACTS).scalar()
    return next((by for by in CutBy if key == f"HASH ({column_of('event', by)})"), None)


def column_of(table: str, by: CutBy) -> str:
    """By what a table is cut."""
    of_device = _GROWING[table]
    return "office_id" if by is CutBy.OFFICE and of_device in _OF_DEVICE else of_device


def _cut(connection: Connection, tables: Sequence[Table], by: CutBy, parts: int) -> None:
    for table in tables:
        connection.execute(text(f"CREATE TEMP TABLE kept_{table.name} AS TABLE {table.name}"))
    for table in reversed(tables):
        connection.execute(text(f"DROP TABLE {table.name}"))
    for table in tables:
        _create(connection, table, column_of(table.name, by), parts)
        columns = [each.name for each in table.columns]
        kept = table_named(f"kept_{table.name}", *map(column, columns))
        connection.execute(insert(table).from_select(columns, select(kept), include_defaults=False))
        connection.execute(text(f"DROP TABLE kept_{table.name}"))


def _create(connection: Connection, table: Table, column: str, parts: int) -> None:
    copies = MetaData()
    for constraint in table.constraints:
        if isinstance(constraint, ForeignKeyConstraint):  # what it points at has to be known by name
            constraint.referred_table.to_metadata(copies)
    copy = table.to_metadata(copies)
    copy.dialect_options["postgresql"]["partition_by"] = f"HASH ({column})"
    connection.execute(CreateTable(copy))
    if table.name == "event":  # as migration 0021 has it; the parts take it over
        connection.execute(text("ALTER TABLE event ALTER COLUMN sealed SET STORAGE EXTERNAL"))
    for number in range(parts):
        connection.execute(
            text(
                f"CREATE TABLE {table.name}_p{number} PARTITION OF {table.name}"
                f" FOR VALUES WITH (MODULUS {parts}, REMAINDER {number})"
            )
        )
    for index in copy.indexes:
        index.create(connection)


def part_names(connection: Connection) -> set[str]:
    """The tables that are parts of others."""
    query = text("SELECT relname FROM pg_class WHERE relispartition AND relkind = 'r'")
    found = set(connection.execute(query).scalars())
    return found & set(inspect(connection).get_table_names())
