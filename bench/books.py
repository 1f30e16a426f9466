"""Electronic books of 45 years by month: how long central makes, signs and checks one; and its size."""

from __future__ import annotations

import tempfile
from datetime import UTC, date, datetime
from itertools import count
from pathlib import Path

from bench.table import Row, print_table, timed
from central.books.certificates import open_book_keys, trust_of
from central.books.content import content_of
from central.books.signing import sign_pdf
from central.books.statement import BookStatement, digest_of, qr_text, sign_statement
from central.verification.checking import check_file
from central.verification.examining import examine, examine_text
from kiosk.contract.records import Contribution, Employer, Fund, Person, PersonRecord, Region, Release
from kiosk.documents.book import BookContent, BookPaper, content_data, render_book
from kiosk.records.book import tell_book

_FONTS = Path(__file__).parents[1] / "ui" / "fonts"
_NOW = datetime(2026, 11, 23, 2, 5, tzinfo=UTC)
_NUMBER = "0000-0000-0000-0000"
_YEARS = range(1981, 2026)
_ADDRESS = "https://bhxh.example.vn"


def _release(number: int) -> Release:
    """Reported month by month; the wage rises each year and the work changes each fifth."""
    funds = (Fund.COMPULSORY, Fund.UNEMPLOYMENT, Fund.ACCIDENT, Fund.HEALTH)
    entries = [
        Contribution(
            number=1 + 12 * at + month,
            from_month=f"{year}-{month + 1:02}",
            to_month=f"{year}-{month + 1:02}",
            funds=funds,
            employer=Employer(
                code=f"TA{at // 5:04}", name=f"Công ty Dệt may Nguyễn Trãi {at // 5}", region=Region.I
            ),
            position="Công nhân may",
            wage=1_000_000 + number + 150_000 * at,
            recorded_on=date(2026, 1, 1),
        )
        for at, year in enumerate(_YEARS)
        for month in range(12)
    ]
    person = Person(
        personal_number="001060000017",
        full_name="Nguyễn Thị Thùy Dương",
        date_of_birth=date(1960, 1, 17),
        sex="female",
    )
    record = PersonRecord(person=person, contributions=tuple(entries), time_used=(), benefits=())
    return Release(read_at=_NOW, record=record)


def _content(number: int) -> BookContent:
    return content_of(tell_book(_release(number), _NOW.date(), "1900 9068", lambda _code: None))


def main() -> None:
    """Prints one table."""
    numbers = count()
    with tempfile.TemporaryDirectory() as name:
        keys = open_book_keys(Path(name), _NOW)
        trust = trust_of(Path(name))
    said = BookStatement(
        book=_NUMBER,
        digest=digest_of(content_data(_content(0))),
        number="001******017",
        months=(540, 540, 0),
        last="2025-12",
        made=int(_NOW.timestamp()),
    )
    code = qr_text(sign_statement(said, keys), _ADDRESS)

    def made() -> bytes:
        paper = BookPaper(_content(next(numbers)), _NUMBER, code, keys.signer_name, _NOW)
        return render_book(paper, _FONTS)

    unsigned = made()
    signed = sign_pdf(unsigned, keys, _NUMBER, _NOW)
    print_table(
        "Electronic books (45 years, reported by month)",
        [
            timed("words and paper (PDF/A, PDF/UA)", made, 12),
            timed("signature (PAdES B-B)", lambda: sign_pdf(unsigned, keys, _NUMBER, _NOW), 20),
            timed("check of the file", lambda: examine(signed, trust, _NOW), 50),
            timed("the same in a process without rights", lambda: check_file(signed, trust, _NOW), 8),
            timed("check of the code", lambda: examine_text(code, trust, _NOW), 50),
            Row("size of the signed file", (len(signed) / 1024,), "kB"),
            Row("letters in the code", (float(len(code)),), ""),
        ],
    )


if __name__ == "__main__":
    main()
