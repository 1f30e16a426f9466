"""Random keys that belong to this database: made once, never shown, lost with it."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import delete, insert, select

from local_db.database import Database
from local_db.schema import secret


def find_secret(database: Database, name: str) -> bytes | None:
    with database.read() as connection:
        value: bytes | None = connection.execute(select(secret.c.value).where(secret.c.name == name)).scalar()
    return value


def get_or_create_secret(database: Database, name: str, make: Callable[[], bytes]) -> bytes:
    """The secret of that name; ``make`` is called when there is none yet and its result kept for good."""
    value = find_secret(database, name)
    if value is not None:
        return value
    with database.write() as connection:
        value = connection.execute(select(secret.c.value).where(secret.c.name == name)).scalar()
        if value is None:
            value = make()
            connection.execute(insert(secret).values(name=name, value=value))
    return value


def replace_secret(database: Database, name: str, value: bytes) -> None:
    """Put ``value`` in the place of whatever was kept under that name."""
    with database.write() as connection:
        connection.execute(delete(secret).where(secret.c.name == name))
        connection.execute(insert(secret).values(name=name, value=value))


def delete_secret(database: Database, name: str) -> None:
    with database.write() as connection:
        connection.execute(delete(secret).where(secret.c.name == name))
