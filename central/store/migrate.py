"""Bring central's database to the schema of this version, or leave it exactly as it was.

Any number of centrals may start at once: on PostgreSQL each waits for an advisory lock, on SQLite for the
write lock, and only the first finds work to do. All steps and the revision are one transaction on both.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, inspect, text

from kiosk.errors import KnownError

if TYPE_CHECKING:
    from alembic.config import Config

HEAD = "0052"  # newest script in migrations/versions
_BEFORE_MIGRATIONS = "0001"  # what databases had that were made before this table of revisions existed
_SCRIPTS = Path(__file__).parent / "migrations"
_LOCK = int.from_bytes(b"bhxh-mig")  # key of the advisory lock: ours among all users of the database


class SchemaError(KnownError):
    """The database cannot be used by this version; ``code`` is stable."""


def find_revision(connection: Connection) -> str | None:
    """The revision of the schema; None where no migration has run yet."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    revision: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return revision


def is_at_head(engine: Engine) -> bool:
    with engine.connect() as connection:
        return find_revision(connection) == HEAD


def migrate(engine: Engine) -> None:
    """Upgrade to HEAD. ``engine`` must not enforce SQLite's foreign keys: a batch alter drops its table.

    Raises SchemaError (``database_too_new``, ``database_damaged``) and DBAPIError; nothing changed then.
    """
    with engine.begin() as connection:
        in_turn(connection)
        revision = find_revision(connection)
        if revision == HEAD:
            return
        if revision is None and inspect(connection).has_table("case_counter"):
            _adopt(connection)
        elif revision is not None and revision not in _known_revisions():
            raise SchemaError(
                "database_too_new",
                "A newer version of central has migrated this database: start that version.",
            )
        _upgrade(connection)
        if connection.dialect.name == "sqlite":
            _check_foreign_keys(connection)


def in_turn(connection: Connection) -> None:
    """Alone among those who change the schema, until the transaction ends."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})


@cache
def _known_revisions() -> frozenset[str]:
    return frozenset(script.name.split("_")[0] for script in (_SCRIPTS / "versions").glob("[0-9]*.py"))


def _config(connection: Connection) -> Config:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def _adopt(connection: Connection) -> None:
    """The tables were made by a version without migrations: they are those of the first one."""
    connection.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)"))
    connection.execute(
        text("INSERT INTO alembic_version (version_num) VALUES (:revision)"), {"revision": _BEFORE_MIGRATIONS}
    )


def _upgrade(connection: Connection) -> None:
    from alembic import command

    command.upgrade(_config(connection), HEAD)


def _check_foreign_keys(connection: Connection) -> None:
    if connection.execute(text("PRAGMA foreign_key_check")).first() is not None:
        raise SchemaError(
            "database_damaged", "After the migration some rows point at rows that are not there."
        )
