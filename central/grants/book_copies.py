"""A book that was read at a kiosk is left for the person's phone, by the device that read it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Engine, Row, select

from central.books.copies import BookCopies, Waiting
from central.books.tables import issued_book
from central.grants.audit import AuditLine, AuditWhat, GrantAudit
from central.grants.refusals import refuse
from central.http.problems import ProblemCode, ProblemError
from central.kiosks.devices import Device
from kiosk.contract.books import BookCopy, BookCopyRequest
from kiosk.contract.wire import content_sha256

_SINCE_READ = timedelta(hours=1)  # longer than a visit lasts
TAKE = "/take"  # the page of a copy; its secret follows


class GrantedCopies:
    """``address``: of central for everybody; None where there is none, and no phone gets anything."""

    def __init__(
        self,
        engine: Engine,
        now: Callable[[], datetime],
        *,
        copies: BookCopies,
        audit: GrantAudit,
        address: str | None,
    ) -> None:
        self._engine = engine
        self._now = now
        self._copies = copies
        self._audit = audit
        self._address = address

    def leave(self, device: Device, request: BookCopyRequest) -> BookCopy:
        """Raises ProblemError 404 ``book-unknown``: this device has not read this very book in the last hour;
        409 ``no-public-address``.
        """
        line, address = replace(AuditLine.of(device), grant_id=request.grant_id), self._address
        try:
            if address is None:
                raise refuse(409, ProblemCode.NO_PUBLIC_ADDRESS, "Phones cannot reach this central.")
            with self._engine.begin() as connection:
                book = self._find(connection, device, request)
                left = self._copies.leave(connection, book.number, request.pdf)
                self._audit.add(connection, AuditWhat.COPY_LEFT, replace(line, number_hash=book.number_hash))
        except ProblemError as refusal:
            self._audit.note(AuditWhat.READING_REFUSED, line, refusal.problem.code)
            raise
        seconds = (left.expires_at - self._now()).total_seconds()
        return BookCopy(address=f"{address}{TAKE}/{left.secret}", expires_in_seconds=seconds)

    def find(self, secret: str) -> Waiting | None:
        return self._copies.find(secret)

    def take(self, secret: str) -> bytes | None:
        """The signed PDF, for whoever has its address, once. It stands in the audit before it goes out."""
        with self._engine.begin() as connection:
            taken = self._copies.take(connection, secret)
            if taken is None:
                return None
            number, pdf = taken
            book = connection.execute(select(issued_book).where(issued_book.c.number == number)).one()
            line = AuditLine(book.kid, None, grant_id=book.grant_id, number_hash=book.number_hash)
            self._audit.add(connection, AuditWhat.COPY_TAKEN, line)
        return pdf

    def _find(self, connection: Connection, device: Device, request: BookCopyRequest) -> Row[tuple[Any, ...]]:
        """What central has signed itself: no key of a kiosk puts anything else at central's address."""
        mine = select(issued_book).where(
            issued_book.c.grant_id == request.grant_id,
            issued_book.c.kid == device.kid,
            issued_book.c.sha256 == content_sha256(request.pdf),
            issued_book.c.issued_at > self._now() - _SINCE_READ,
            issued_book.c.withdrawn_at.is_(None),
        )
        row = connection.execute(mine).first()
        if row is None:
            raise refuse(404, ProblemCode.BOOK_UNKNOWN, "This device has read no such book.")
        return row
