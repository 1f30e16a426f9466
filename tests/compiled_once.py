"""SQL statements compiled once in a process, not once for the database of each test.

SQLAlchemy keeps what it compiled with the engine, and a test has an engine of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import Engine
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.engine.default import DefaultDialect
from sqlalchemy.util import LRUCache

_KEPT = 5_000  # statements: more than there are
_DIALECTS = (PGDialect_psycopg, SQLiteDialect_pysqlite)


@contextmanager
def statements_compiled_once() -> Iterator[None]:
    """For every engine, also those that are there already."""
    compiled: LRUCache[object, object] = LRUCache(_KEPT)
    kept = property(lambda _engine: compiled, lambda _engine, _own: None)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Engine, "_compiled_cache", kept, raising=False)
        for dialect in _DIALECTS:  # part of the key under which a statement is kept
            patch.setattr(dialect, "__eq__", _same)
            patch.setattr(dialect, "__hash__", lambda self: hash(_kind(self)))
        yield


def _same(one: DefaultDialect, other: object) -> bool:
    return isinstance(other, DefaultDialect) and _kind(one) == _kind(other)


def _kind(dialect: DefaultDialect) -> tuple[type, object]:
    return type(dialect), dialect.dbapi
