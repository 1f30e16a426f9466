"""A book of an invented person, signed once in a process by keys of its own."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from central.books.certificates import BookKeys, open_book_keys, trust_of
from central.books.content import content_of
from central.books.signing import sign_pdf
from central.books.statement import (
    BookStatement,
    digest_of,
    masked_for_code,
    qr_text,
    sign_statement,
)
from central.books.trust import Trust
from kiosk.contract.records import Release
from kiosk.documents.book import BookContent, BookPaper, content_data, render_book
from kiosk.records.book import tell_book
from tests.kiosk.documents.receipts import FONTS
from tests.ui.devices.records import ON, odd_record

NUMBER = "ABCD-EFGH-JKMN-PQRS"
NOW = datetime(2026, 11, 22, 17, 5, tzinfo=UTC)


@dataclass(frozen=True)
class Signed:
    keys: BookKeys
    trust: Trust
    unsigned: bytes = field(repr=False)
    pdf: bytes = field(repr=False)
    code: str = field(repr=False)


@cache
def content() -> BookContent:
    release = Release(read_at=NOW, record=odd_record())
    return content_of(tell_book(release, ON, "1900 9068", lambda _code: None))


def statement(keys: BookKeys) -> str:
    said = BookStatement(
        book=NUMBER,
        digest=digest_of(content_data(content())),
        number=masked_for_code("001185000011"),
        months=(312, 200, 112),
        last="2026-10",
        made=int(NOW.timestamp()),
    )
    return qr_text(sign_statement(said, keys), "https://books.example.vn")


@cache
def signed() -> Signed:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        keys = open_book_keys(folder, NOW)
        code = statement(keys)
        unsigned = render_book(BookPaper(content(), NUMBER, code, keys.signer_name, NOW), FONTS)
        return Signed(keys, trust_of(folder), unsigned, sign_pdf(unsigned, keys, NUMBER, NOW), code)
