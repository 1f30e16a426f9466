"""Which table a row belongs to, told by its looks: the page that says so may be the damaged one."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sqlalchemy import Connection, text

from local_db.rescue.rows import FoundRow, Value

_INSTANT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{6}\+00:00")
_TYPES: dict[str, tuple[type, ...]] = {
    "TEXT": (str,),
    "BLOB": (bytes,),
    "INTEGER": (int,),
    "BOOLEAN": (int,),
    "FLOAT": (float, int),
}
_SECOND_COPY = "_copy"


@dataclass(frozen=True, slots=True)
class _Column:
    name: str
    type: str
    required: bool
    is_rowid: bool

    def fits(self, value: Value) -> bool:
        if value is None:
            return self.is_rowid or not self.required
        if self.is_rowid or not isinstance(value, _TYPES.get(self.type, (str,))):
            return False
        # Instants end in _at; where they are seconds the type says so.
        if self.name.endswith("_at") and isinstance(value, str):
            return _INSTANT.fullmatch(value) is not None
        return True


@dataclass(frozen=True, slots=True)
class TableShape:
    name: str
    columns: tuple[_Column, ...]

    @property
    def insert(self) -> str:
        """For the values of `fit`. What is there already, or breaks a rule of the table, is left out."""
        names = ", ".join(column.name for column in self.columns)
        places = ", ".join("?" * len(self.columns))
        return f"INSERT OR IGNORE INTO {self.name} ({names}) VALUES ({places})"  # noqa: S608

    def fit(self, row: FoundRow) -> list[Value] | None:
        """The values to insert, or None for a row of another table, or one of which too little is left."""
        if row.columns != len(self.columns):
            return None
        known = list(zip(self.columns, row.values, strict=False))
        if not all(column.fits(value) for column, value in known):
            return None
        if not row.is_whole and self.name != "outbox":
            return None
        found = [row.rowid if column.is_rowid else value for column, value in known]
        return found + [_left_open(column) for column in self.columns[len(found) :]]


def _left_open(column: _Column) -> Value:
    """For what cannot be read of an act, so that it is kept by name; empty texts fit none of its hashes."""
    if column.name == "state":
        return "pending"
    return "" if column.required else None


def shapes_of(connection: Connection) -> list[TableShape]:
    """The tables of this database, without those that keep something a second time: the row itself is filled
    from either.
    """
    names = connection.execute(
        text("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name")
    ).scalars()
    return [_shape(connection, name) for name in names if not name.endswith(_SECOND_COPY)]


def _shape(connection: Connection, name: str) -> TableShape:
    info = connection.execute(text(f"PRAGMA table_info({name})")).all()
    keys = [row for row in info if row.pk]
    rowid = keys[0].name if len(keys) == 1 and keys[0].type == "INTEGER" else None
    return TableShape(
        name,
        tuple(_Column(row.name, row.type, bool(row.notnull), row.name == rowid) for row in info),
    )
