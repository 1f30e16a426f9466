"""SQLite databases in the schema of this version: migrated once in a process, then made from what came out.

Migrating an empty one takes longer than many a test. What has tables already is migrated as ever.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from sqlalchemy import Connection

P = ParamSpec("P")
_OBJECTS = "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'"
_REVISION = "SELECT version_num FROM alembic_version"
_MARK = "INSERT INTO alembic_version (version_num) VALUES (?)"


def migrated_once(
    upgrade: Callable[Concatenate[Connection, P], None],
) -> Callable[Concatenate[Connection, P], None]:
    """``upgrade`` of a connection, which leaves no row but that of the revision."""
    scripts: dict[tuple[object, ...], tuple[list[str], str]] = {}

    @wraps(upgrade)  # what tests migrations unwraps it
    def made(connection: Connection, /, *args: P.args, **named: P.kwargs) -> None:
        if connection.dialect.name != "sqlite" or _objects(connection):
            upgrade(connection, *args, **named)
        elif args in scripts:
            objects, revision = scripts[args]
            for statement in objects:
                connection.exec_driver_sql(statement)
            connection.exec_driver_sql(_MARK, (revision,))
        else:
            upgrade(connection, *args, **named)
            scripts[args] = _objects(connection), connection.exec_driver_sql(_REVISION).scalar_one()

    return made


def _objects(connection: Connection) -> list[str]:
    """The statements that make what the database holds, in the order in which it was made."""
    return list(connection.exec_driver_sql(_OBJECTS).scalars())
