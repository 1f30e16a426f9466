"""The papers on which people read what their cases came to: kept sealed; of a case the newest is theirs."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from base64 import b64encode
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, TypeAlias
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from pydantic import ValidationError
from sqlalchemy import ColumnElement, Connection, Engine, Row, and_, insert, select, update

from central.cases.paper_parts import pack, unpack
from central.http.problems import ProblemCode
from central.keys.central_keys import CentralKeys
from central.keys.opening import UnusableError
from central.store.case_tables import case_file, case_result
from central.store.waiting import take_longest
from kiosk.contract.records import ResultPaper
from kiosk.contract.wire import content_sha256

ResultRow: TypeAlias = Row[*tuple[Any, ...]]
_NONCE_BYTES = 12
PAPER_NUMBER = re.compile(r"[0-9A-ZĐa-zđ][0-9A-ZĐa-zđ./\- ]{0,58}")


@dataclass(frozen=True, slots=True)
class NewResult:
    """A paper that an officer gives to the person, made anew already. ``number``: what stands on it."""

    number: str
    pdf: bytes = field(repr=False)
    pages: tuple[bytes, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class SealedResult:
    """A paper as it may stand in the table. ``number`` is its own; ``sha256`` of its PDF."""

    number: str
    sha256: str
    sealed: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class GivenResult:
    """As officers see it in a list. ``is_made``: not while it is still to be made."""

    version: int
    number: str
    who: str
    at: datetime
    is_made: bool


class ResultSeals:
    """Each paper is bound to its case and its digest: in another row it does not open."""

    def __init__(self, keys: CentralKeys) -> None:
        self._cipher = AESGCM(hmac.new(keys.hashing, b"case results", hashlib.sha256).digest())

    def seal(self, case_id: UUID, number: str, pdf: bytes, pages: Collection[bytes]) -> SealedResult:
        nonce, sha256 = secrets.token_bytes(_NONCE_BYTES), content_sha256(pdf)
        sealed = self._cipher.encrypt(nonce, pack((pdf, *pages)), _bound(case_id, sha256))
        return SealedResult(number, sha256, nonce + sealed)

    def open(self, row: ResultRow) -> ResultPaper:
        """Raises UnusableError ``result-unreadable``."""
        nonce, sealed = row.sealed[:_NONCE_BYTES], row.sealed[_NONCE_BYTES:]
        try:
            parts = unpack(self._cipher.decrypt(nonce, sealed, _bound(row.case_id, row.sha256)))
            pdf, *pages = map(b64encode, parts)
            return ResultPaper(pdf=pdf, pages=tuple(pages))
        except (InvalidTag, ValidationError, ValueError):
            raise UnusableError(ProblemCode.RESULT_UNREADABLE) from None


def _bound(case_id: UUID, sha256: str) -> bytes:
    return case_id.bytes + sha256.encode("ascii")


def note_result(
    connection: Connection,
    case: ResultRow,
    who: str,
    now: datetime,
    result: SealedResult | None = None,
) -> None:
    """That ``case`` (as it stands now) has a result. Without one it is to be made, unless it has one already:
    what an officer has given is never followed by what central makes of itself.
    """
    if result is None and _has_any(connection, case.case_id):
        return
    values: dict[str, Any] = {"number": f"{case.number or case.case_id}/TB", "next_at": now}
    if result is not None:
        values = {"number": result.number, "sha256": result.sha256, "sealed": result.sealed}
    of_case = {"case_id": case.case_id, "version": case.version}
    connection.execute(insert(case_result).values(**of_case, who=who, at=now, failures=0, **values))


def _has_any(connection: Connection, case_id: UUID) -> bool:
    query = select(case_result.c.case_id).where(case_result.c.case_id == case_id).limit(1)
    return connection.execute(query).first() is not None


def newest_results(connection: Connection, case_ids: Collection[UUID]) -> dict[UUID, ResultRow]:
    """Of each case that has one: without its content, and without those that are still to be made."""
    columns = [column for column in case_result.c if column.name != "sealed"]
    query = select(*columns).where(
        case_result.c.case_id.in_(list(case_ids)), case_result.c.sha256.is_not(None)
    )
    rows = connection.execute(query.order_by(case_result.c.case_id, case_result.c.version))
    return {row.case_id: row for row in rows}


def find_result(connection: Connection, person: str, sha256: str) -> ResultRow | None:
    """The newest of a case of this person (a keyed hash), if it is the one with this digest."""
    query = select(case_file.c.case_id).where(case_file.c.person == person)
    mine = newest_results(connection, connection.execute(query).scalars().all())
    found = next((row for row in mine.values() if row.sha256 == sha256), None)
    return None if found is None else get_result(connection, found.case_id, found.version)


def get_result(connection: Connection, case_id: UUID, version: int) -> ResultRow:
    mine = (case_result.c.case_id == case_id) & (case_result.c.version == version)
    return connection.execute(select(case_result).where(mine)).one()


def find_result_at(connection: Connection, case_id: UUID, version: int) -> ResultRow | None:
    """None also for one that is still to be made."""
    mine = (case_result.c.case_id == case_id) & (case_result.c.version == version)
    query = select(case_result).where(mine, case_result.c.sha256.is_not(None))
    return connection.execute(query).first()


def results_of(connection: Connection, case_id: UUID) -> tuple[GivenResult, ...]:
    """All that a case has had, the newest first."""
    columns = [case_result.c[name] for name in ("version", "number", "who", "at", "sha256")]
    query = select(*columns).where(case_result.c.case_id == case_id).order_by(case_result.c.version.desc())
    return tuple(
        GivenResult(row.version, row.number, row.who, row.at, row.sha256 is not None)
        for row in connection.execute(query)
    )


def take_result(engine: Engine, now: datetime, kept: timedelta) -> ResultRow | None:
    """The one to be made that has waited longest; it comes up again after ``kept`` unless it is filled in."""
    return take_longest(engine, case_result, case_result.c.sha256.is_(None), now, now + kept)


def fill_in(connection: Connection, taken: ResultRow, made: SealedResult) -> bool:
    """False: somebody else was quicker."""
    values = {"sha256": made.sha256, "sealed": made.sealed, "next_at": None}
    open_still = _is(taken) & case_result.c.sha256.is_(None)
    return connection.execute(update(case_result).where(open_still).values(values)).rowcount == 1


def put_off(connection: Connection, taken: ResultRow, until: datetime) -> None:
    later = update(case_result).where(_is(taken), case_result.c.sha256.is_(None))
    connection.execute(later.values(next_at=until, failures=taken.failures + 1))


def _is(row: ResultRow) -> ColumnElement[bool]:
    return and_(case_result.c.case_id == row.case_id, case_result.c.version == row.version)
