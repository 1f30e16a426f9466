"""Central's databases on a PostgreSQL of the tests, used one after the other.

A copy of a database is seven hundred files, which take longer to write and to delete than most tests take.
"""

from __future__ import annotations

import itertools

from sqlalchemy import Connection, create_engine, text

from central.store.storage import make_engine

_numbers = itertools.count()
# Most tables were never written to, and to delete from each costs more than most tests: only from those that
# have pages, at the server, in any order.
_EMPTY = """
    DO $$
    DECLARE each regclass;
    BEGIN
        SET LOCAL session_replication_role = replica;
        FOR each IN
            SELECT oid FROM pg_class
            WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
            AND relname <> 'alembic_version' AND pg_relation_size(oid) > 0
        LOOP
            EXECUTE format('DELETE FROM %s', each);
        END LOOP;
        PERFORM setval(oid::regclass, 1, false) FROM pg_class
        WHERE relkind = 'S' AND relnamespace = 'public'::regnamespace;
    END $$
"""
_OTHERS = "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"


class Spare:
    """Databases that a test is done with, emptied."""

    def __init__(self) -> None:
        self._urls: list[str] = []

    def take(self) -> str | None:
        return self._urls.pop() if self._urls else None

    def give_back(self, url: str) -> None:
        """Empty it for the next, unless somebody still uses it."""
        engine = make_engine(url)
        with engine.begin() as connection:
            if not _is_used(connection):
                connection.execute(text(_EMPTY))
                self._urls.append(url)
        engine.dispose()


def new_database(server: str, template: str = "template1") -> str:
    """The address of a database of its own: an empty one, or a copy of ``template``."""
    name = f"central_{next(_numbers)}"
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name} TEMPLATE {template}"))
    engine.dispose()
    return server.replace("/postgres?", f"/{name}?")


def _is_used(connection: Connection) -> bool:
    return connection.execute(text(_OTHERS)).first() is not None
