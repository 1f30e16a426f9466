"""Bring the database file to the schema of this version, or leave it exactly as it was.

Foreign keys are off while a migration runs (a batch alter drops and renames its table, and with them on that
would delete every child row); before the commit they are checked for all rows.
"""

from __future__ import annotations

import os
from pathlib import Path

from sqlalchemy import Connection, inspect, text

from local_db.durable_file import sync_folder
from local_db.engine import make_engine, named_faults
from local_db.errors import LocalDbError, LocalDbErrorCode
from local_db.keys import DatabaseKey

HEAD = "0010"  # newest script in migrations/versions
# The program of this revision, and every later one, works on the schema of HEAD as it is: a migration only
# adds what the former program need not know, so that it can be gone back to (docs/decisions/118). Raised with
# the migration that takes away what only programs before it used.
OLDEST_PROGRAM = "0010"
_SCRIPTS = Path(__file__).parent / "migrations"


def _find_revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    revision: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return revision


def _upgrade(connection: Connection, revision: str) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, revision)
    if revision == HEAD:
        connection.execute(text(f"PRAGMA user_version = {int(OLDEST_PROGRAM)}"))
    if connection.execute(text("PRAGMA foreign_key_check")).first() is not None:
        raise LocalDbError(
            LocalDbErrorCode.DATABASE_DAMAGED,
            "After the migration some rows point at rows that are not there.",
        )


def _back_up(path: Path, key: DatabaseKey, revision: str) -> None:
    """Leave an encrypted copy (same key) beside the database, so that a bad release can be taken back."""
    copy = path.with_name(f"{path.name}.before-{revision}")
    copy.unlink(missing_ok=True)
    engine = make_engine(path, key)
    try:
        raw = engine.raw_connection()
        try:
            raw.cursor().execute("VACUUM INTO ?", (str(copy),))
        finally:
            raw.close()
    finally:
        engine.dispose()
    copy.chmod(0o600)
    with copy.open("rb") as file:
        os.fsync(file.fileno())
    sync_folder(path.parent)


def _works_as_is(connection: Connection) -> bool:
    """Whether the newer version that has migrated this database says that this one works on it."""
    oldest = int(connection.execute(text("PRAGMA user_version")).scalar_one())
    return 0 < oldest <= int(HEAD)


def known_revisions() -> set[str]:
    return {script.name.split("_")[0] for script in (_SCRIPTS / "versions").glob("[0-9]*.py")}


def migrate_if_needed(path: Path, key: DatabaseKey) -> None:
    """Raises LocalDbError (``database_too_new``, ``database_key_wrong``, ``disk_full``, …).

    Then nothing changed.
    """
    engine = make_engine(path, key, foreign_keys=False)
    try:
        with named_faults(), engine.connect() as connection:
            revision = _find_revision(connection)
            is_newer = revision is not None and revision not in known_revisions()
            works_as_is = is_newer and _works_as_is(connection)
        if revision == HEAD or works_as_is:
            return
        if revision is not None:
            if is_newer:
                raise LocalDbError(
                    LocalDbErrorCode.DATABASE_TOO_NEW,
                    "A newer version of the kiosk has migrated this database: install that version again.",
                )
            _back_up(path, key, revision)
        with named_faults(), engine.begin() as connection:
            _upgrade(connection, HEAD)
    finally:
        engine.dispose()


def migrate_to(path: Path, key: DatabaseKey, revision: str) -> None:
    """Make an empty database of an earlier revision, to fill it with what such a one held."""
    engine = make_engine(path, key, foreign_keys=False)
    try:
        with named_faults(), engine.begin() as connection:
            _upgrade(connection, revision)
    finally:
        engine.dispose()
