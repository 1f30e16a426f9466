"""Tables of reference data as CSV files that a clerk can mend in a spreadsheet, checked line by line.

The first lines of a file say what it is, each as ``# key: value``: ``title``, ``status``, ``source``,
``licence``, ``as_of`` (date) and ``note``. Then come the names of the columns and the rows, in UTF-8, apart
by commas or, as a Vietnamese spreadsheet writes them, semicolons.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol, TypeVar

from kiosk.errors import KnownError

Choice = TypeVar("Choice", bound=StrEnum)
_INFO_KEYS = ("title", "status", "source", "licence", "as_of", "note")


class TableFile(Protocol):
    """A file of the disk (``Path``), or one that central has sent (``ReceivedFile``)."""

    @property
    def name(self) -> str: ...
    def read_text(self, encoding: str) -> str: ...


@dataclass(frozen=True, slots=True)
class ReceivedFile:
    name: str
    text: str

    def read_text(self, encoding: str) -> str:
        del encoding  # it came as text
        return self.text.removeprefix("\ufeff")


class ReferenceDataError(KnownError):
    """A file of reference data cannot be used: which file, which line, why (``reference_data_wrong``)."""

    def __init__(self, file: TableFile, line: int, reason: str) -> None:
        place = f"{file.name}, line {line}" if line else file.name
        super().__init__("reference_data_wrong", f"{place}: {reason}.")
        self.file = file
        self.line = line
        self.reason = reason


class Status(StrEnum):
    """How far a table can be trusted; screens say "dữ liệu thử" for ``sandbox``."""

    OFFICIAL = "official"  # taken from what the authority decided or published
    PUBLIC = "public"  # published by others, not confirmed by the authority
    SANDBOX = "sandbox"  # invented for trying out; nothing in it exists


@dataclass(frozen=True, slots=True)
class TableInfo:
    """What a file says about itself."""

    title: str
    status: Status
    source: str
    as_of: date
    licence: str = ""
    note: str = ""

    @property
    def is_sandbox(self) -> bool:
        return self.status is Status.SANDBOX


def read_date(text: str) -> date:
    """A date as ``2026-07-01`` and in no other of the ways of ISO 8601. Raises ``ValueError``."""
    day = date.fromisoformat(text)
    if day.isoformat() != text:
        raise ValueError(text)
    return day


class Row:
    """One line of a table; every ``get`` raises ``ReferenceDataError`` that names file, line and column."""

    def __init__(self, file: TableFile, line: int, values: Mapping[str, str]) -> None:
        self._file = file
        self._line = line
        self._values = values

    def text(self, column: str) -> str:
        value = self._values[column]
        if not value:
            raise self.wrong(f"{column} is empty")
        return value

    def optional(self, column: str) -> str:
        return self._values[column]

    def digits(self, column: str, length: int) -> str:
        """A code of exactly ``length`` digits; spreadsheets like to drop leading zeros."""
        value = self._values[column]
        if len(value) != length or not (value.isascii() and value.isdigit()):
            raise self.wrong(f"{column} must have {length} digits, not {value!r}")
        return value

    def yes_no(self, column: str) -> bool:
        return self.choice(column, _YesNo) is _YesNo.YES

    def choice(self, column: str, kind: type[Choice]) -> Choice:
        try:
            return kind(self._values[column])
        except ValueError:
            allowed = ", ".join(member.value for member in kind)
            raise self.wrong(f"{column} is {self._values[column]!r}; allowed are {allowed}") from None

    def day(self, column: str) -> date:
        try:
            return read_date(self._values[column])
        except ValueError:
            raise self.wrong(
                f"{column} must be a date such as 2026-07-01, not {self._values[column]!r}"
            ) from None

    def optional_day(self, column: str) -> date | None:
        return self.day(column) if self._values[column] else None

    def list(self, column: str) -> tuple[str, ...]:
        """Codes apart by spaces."""
        return tuple(self._values[column].split())

    def names(self, column: str) -> tuple[str, ...]:
        """Names apart by slashes."""
        return tuple(name.strip() for name in self._values[column].split("/") if name.strip())

    def wrong(self, reason: str) -> ReferenceDataError:
        return ReferenceDataError(self._file, self._line, reason)


class _YesNo(StrEnum):
    YES = "yes"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Table:
    """A read file: what it says about itself and its rows."""

    file: TableFile
    info: TableInfo
    rows: tuple[Row, ...]

    def wrong(self, reason: str) -> ReferenceDataError:
        return ReferenceDataError(self.file, 0, reason)


def read_table(file: TableFile, columns: tuple[str, ...], may_lack: tuple[str, ...] = ()) -> Table:
    """Read a CSV file with exactly these columns, in any order; those it ``may_lack`` are empty then. Raises
    ``ReferenceDataError``.
    """
    try:
        lines = file.read_text("utf-8-sig").splitlines()
    except OSError:
        raise ReferenceDataError(file, 0, "the file cannot be read") from None
    except UnicodeDecodeError:
        raise ReferenceDataError(file, 0, "the file is not UTF-8 text") from None
    head = next((number for number, line in enumerate(lines) if not line.startswith("#")), None)
    if head is None:
        raise ReferenceDataError(file, 0, "the line with the names of the columns is missing")
    info = _info(file, lines[:head])
    return Table(file, info, tuple(_rows(file, lines, head, columns, may_lack)))


def _info(file: TableFile, lines: list[str]) -> TableInfo:
    said: dict[str, str] = {}
    for number, line in enumerate(lines, start=1):
        key, colon, value = line.lstrip("#").strip().rstrip(",;").partition(":")
        if not colon or key not in _INFO_KEYS:
            raise ReferenceDataError(
                file, number, f"expected '# key: value' with one of {', '.join(_INFO_KEYS)}"
            )
        said[key] = value.strip().strip('"')
    row = Row(file, 0, {key: said.get(key, "") for key in _INFO_KEYS})
    return TableInfo(
        title=row.text("title"),
        status=row.choice("status", Status),
        source=row.text("source"),
        as_of=row.day("as_of"),
        licence=row.optional("licence"),
        note=row.optional("note"),
    )


def _rows(
    file: TableFile, lines: list[str], head: int, columns: tuple[str, ...], may_lack: tuple[str, ...]
) -> Iterator[Row]:
    delimiter = ";" if lines[head].count(";") > lines[head].count(",") else ","
    reader = csv.reader(lines[head:], delimiter=delimiter, strict=True)
    try:
        names = [name.strip() for name in next(reader)]
        if sorted({*names, *may_lack}) != sorted(columns) or len(set(names)) != len(names):
            raise ReferenceDataError(file, head + 1, f"the columns must be {', '.join(columns)}")
        for cells in reader:
            line = head + reader.line_num
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) != len(names):
                raise ReferenceDataError(file, line, f"{len(cells)} cells instead of {len(names)}")
            said = zip(names, (cell.strip() for cell in cells), strict=True)
            yield Row(file, line, {**dict.fromkeys(may_lack, ""), **dict(said)})
    except csv.Error as error:
        raise ReferenceDataError(file, head + reader.line_num, f"not readable as CSV ({error})") from None
