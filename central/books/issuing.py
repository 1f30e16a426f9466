"""Making books: of what a reading has released, signed, and noted before anybody has them."""

from __future__ import annotations

import logging
import secrets
from base64 import b64encode
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from uuid import UUID

from pydantic import ValidationError
from sqlalchemy import Engine, insert, select, update

from central.books.certificates import CHAIN, BookKeys, BookKeysError, open_book_keys, trust_of
from central.books.content import content_of
from central.books.statement import BookStatement, digest_of, masked_for_code, qr_text, sign_statement
from central.books.tables import issued_book
from central.books.trust import Trust
from kiosk.clock import VIETNAM_TIME
from kiosk.contract.records import IssuedBook, Release
from kiosk.contract.wire import content_sha256
from kiosk.documents.book import BookContent, BookPaper, content_data, render_book
from kiosk.documents.errors import PrintingError, TemplateError
from kiosk.records.book import ToldBook, tell_book
from kiosk.reference.reference_data import ReferenceData

logger = logging.getLogger(__name__)
FOLDER = "books"  # beside central's other keys
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford: read out without mistakes
_GROUPS = 4
_HOTLINE = "1900 9068"


class BookIssuing:
    """``address``: under which anybody can check a book; None where central has none for everybody."""

    def __init__(
        self,
        engine: Engine,
        keys_folder: Path,
        fonts_folder: Path,
        now: Callable[[], datetime],
        address: str | None,
    ) -> None:
        self._engine = engine
        self.folder = keys_folder / FOLDER
        self._fonts_folder = fonts_folder
        self._now = now
        self._address = address

    def keys(self) -> BookKeys:
        """As they are now: a command may have changed them. Raises `BookKeysError` and OSError."""
        return open_book_keys(self.folder, self._now())

    def trust(self) -> Trust:
        """What it takes to check books, with those that were withdrawn here; it takes no key."""
        if not (self.folder / CHAIN).exists():
            self.keys()
        trust = trust_of(self.folder)
        with self._engine.connect() as connection:
            query = select(issued_book.c.number, issued_book.c.withdrawn_at)
            rows = connection.execute(query.where(issued_book.c.withdrawn_at.is_not(None))).all()
        books = {row.number: row.withdrawn_at for row in rows}
        told = trust.withdrawn.model_copy(update={"books": books, "told_at": self._now()})
        return trust.model_copy(update={"withdrawn": told})

    def issue(self, kid: str, grant_id: UUID, number_hash: str, release: Release) -> IssuedBook | None:
        """The book of this release. None where another authority keeps the record, and where it cannot be
        made now: what was read is shown all the same.
        """
        return self._issue({"kid": kid, "grant_id": grant_id}, number_hash, release)

    def issue_for_case(self, case_id: UUID, number_hash: str, release: Release) -> IssuedBook | None:
        """The same as what a case came to."""
        return self._issue({"case_id": case_id}, number_hash, release)

    def _issue(self, of: Mapping[str, str | UUID], number_hash: str, release: Release) -> IssuedBook | None:
        if release.record.contributions is None:
            return None
        now = self._now()
        try:
            keys = self.keys()
            told = _told(release)
            content = content_of(told)
            statement = _statement(release, told, content, now)
            book = self._made(keys, content, statement, now)
        except (PrintingError, TemplateError, BookKeysError, ValidationError, OSError) as error:
            logger.error("no book was made for %s: %s", sorted(of), type(error).__name__)
            return None
        values = {
            **of,
            "number": book.number,
            "number_hash": number_hash,
            "issued_at": now,
            "digest": statement.digest,
            "sha256": content_sha256(book.pdf),
            "signed_by": keys.kid,
        }
        with self._engine.begin() as connection:
            connection.execute(insert(issued_book).values(values))
        return book

    def withdraw(self, number: str) -> bool:
        """That copy shall not be believed any more. False: there is none of this number that still is."""
        withdrawn = update(issued_book).where(
            issued_book.c.number == number, issued_book.c.withdrawn_at.is_(None)
        )
        with self._engine.begin() as connection:
            return connection.execute(withdrawn.values(withdrawn_at=self._now())).rowcount == 1

    def _made(
        self, keys: BookKeys, content: BookContent, statement: BookStatement, now: datetime
    ) -> IssuedBook:
        from central.books.signing import sign_pdf  # takes a second; most processes sign nothing

        code = qr_text(sign_statement(statement, keys), self._address)
        paper = BookPaper(content, statement.book, code, keys.signer_name, now)
        pdf = sign_pdf(render_book(paper, self._fonts_folder), keys, statement.book, now)
        return IssuedBook(number=statement.book, pdf=b64encode(pdf))


def new_number() -> str:
    """Of a copy; nobody guesses one."""
    letters = "".join(secrets.choice(_ALPHABET) for _ in range(4 * _GROUPS))
    return "-".join(letters[at : at + 4] for at in range(0, len(letters), 4))


def _told(release: Release) -> ToldBook:
    return tell_book(release, release.read_at.astimezone(VIETNAM_TIME).date(), _HOTLINE, _office_name)


def _statement(release: Release, told: ToldBook, content: BookContent, now: datetime) -> BookStatement:
    history, person = told.contributions.history, release.record.person
    months = (0, 0, 0)
    last = None
    if history is not None:
        counted = history.summary.months
        months = (counted.total, counted.compulsory, counted.voluntary)
        last = None if history.summary.last_month is None else str(history.summary.last_month)
    return BookStatement(
        book=new_number(),
        digest=digest_of(content_data(content)),
        number=masked_for_code(person.personal_number or told.number),
        months=months,
        last=last,
        made=int(now.timestamp()),
    )


def _office_name(code: str) -> str | None:
    found = _reference().offices.find_by_code(code)
    return None if found is None else found.name


@cache
def _reference() -> ReferenceData:
    return ReferenceData()
