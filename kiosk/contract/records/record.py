"""The record of one person, whole or the sections of it that were asked for."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import AwareDatetime, Field, model_validator

from kiosk.contract.base64_bytes import Base64Bytes
from kiosk.contract.records.benefits import Benefit, Payment, TimeUse
from kiosk.contract.records.cases import FiledCase
from kiosk.contract.records.contributions import Contribution
from kiosk.contract.records.health import CareDocument, CareEvent, HealthCard, HealthParticipation
from kiosk.contract.records.kept import KeptData
from kiosk.contract.records.notices import Notices
from kiosk.contract.records.parts import RecordPart
from kiosk.contract.records.person import BankAccount, KnownChild, Person, Relative
from kiosk.contract.wire import JPEG_HEAD, MAX_PAPER_BYTES, MAX_PAPER_PAGES, PDF_HEAD, content_sha256

RECORD_VERSION: Literal[1] = 1  # goes up when a reader of the one before would misread it


class Section(StrEnum):
    """What a reader may ask for apart; the person is always there."""

    CONTACT = "contact"  # phone and e-mail in clear
    CONTRIBUTIONS = "contributions"
    HEALTH = "health"
    BENEFITS = "benefits"
    CARE = "care"  # treatments: health data
    DOCUMENTS = "documents"
    ACCOUNTS = "accounts"
    FAMILY = "family"
    CHILDREN = "children"  # as the civil registry names them, which central asks then
    CASES = "cases"  # what became of the requests that the person has filed
    KEPT = "kept"  # what the person agreed to, and who has looked
    NOTICES = "notices"  # what central tells the person, and how they want to be told
    FINDING = "finding"  # whether there is one, and as whose (contract.finding); nothing else of it
    BOOK = "book"  # the electronic book too, made and signed of the contributions and benefits (IssuedBook)
    PAYMENTS = "payments"  # what was sent to the person once: benefits and refunds
    PHONES = "phones"  # nothing of the record: to look after those that show their codes (contract.smart_otp)


class PersonRecord(RecordPart):
    """Facts in the order of time. A section that was not asked for is None; an empty one has no facts."""

    version: Literal[1] = 1
    person: Person
    contributions: tuple[Contribution, ...] | None = None
    time_used: tuple[TimeUse, ...] | None = Field(None, description="with the contributions")
    health_participation: tuple[HealthParticipation, ...] | None = Field(None, description="with the cards")
    health_cards: tuple[HealthCard, ...] | None = None
    benefits: tuple[Benefit, ...] | None = None
    care: tuple[CareEvent, ...] | None = None
    documents: tuple[CareDocument, ...] | None = None
    bank_accounts: tuple[BankAccount, ...] | None = None
    relatives: tuple[Relative, ...] | None = None
    # Left out where nobody asked: a kiosk that does not know the section yet never meets it.
    cases: tuple[FiledCase, ...] | None = Field(
        None, max_length=50, exclude_if=lambda cases: cases is None, description="the newest first"
    )

    children: tuple[KnownChild, ...] | None = Field(
        None,
        max_length=50,
        exclude_if=lambda children: children is None,
        description="None too where the civil registry did not answer",
    )

    payments: tuple[Payment, ...] | None = Field(None, exclude_if=lambda payments: payments is None)
    kept: KeptData | None = Field(None, exclude_if=lambda kept: kept is None)
    notices: Notices | None = Field(None, exclude_if=lambda notices: notices is None)

    @model_validator(mode="after")
    def _entries_have_numbers_of_their_own(self) -> Self:
        numbers = [each.number for each in self.contributions or ()]
        if len(set(numbers)) != len(numbers):
            raise ValueError("two entries have one number")
        return self


class ResultPaper(RecordPart):
    """A paper on which somebody reads what their case came to. ``pages``: pictures of it (JPEG), so that it
    can be shown by who reads no PDF.
    """

    pdf: Base64Bytes
    pages: Annotated[tuple[Base64Bytes, ...], Field(min_length=1, max_length=MAX_PAPER_PAGES)]

    @model_validator(mode="after")
    def _is_a_small_paper(self) -> Self:
        if not self.pdf.startswith(PDF_HEAD) or len(self.pdf) > MAX_PAPER_BYTES:
            raise ValueError("not a PDF, or too large a one")
        if not all(page.startswith(JPEG_HEAD) for page in self.pages):
            raise ValueError("a page is no picture")
        return self

    @property
    def sha256(self) -> str:
        """By which it is known."""
        return content_sha256(self.pdf)


class IssuedBook(RecordPart):
    """The book as a PDF that central has signed (PAdES). ``number``: of this copy."""

    number: Annotated[str, Field(pattern=r"^[0-9A-Z]{4}(-[0-9A-Z]{4}){3}$")]
    pdf: Base64Bytes

    @model_validator(mode="after")
    def _is_a_small_paper(self) -> Self:
        if not self.pdf.startswith(PDF_HEAD) or len(self.pdf) > MAX_PAPER_BYTES:
            raise ValueError("not a PDF, or too large a one")
        return self


class Release(RecordPart):
    """What central hands out for one reading. ``withheld``: sections that the reader may not see, because the
    Ministry of Defence or of Public Security keeps them.
    """

    read_at: AwareDatetime
    record: PersonRecord
    withheld: Annotated[tuple[Section, ...], Field(max_length=len(Section))] = ()
    paper: ResultPaper | None = Field(
        None, exclude_if=lambda paper: paper is None, description="of one case, where it was asked for"
    )
    book: IssuedBook | None = Field(
        None,
        exclude_if=lambda book: book is None,
        description="where it was asked for; None too where another authority keeps it, or it was not made",
    )
