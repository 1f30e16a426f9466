"""A paper photographed at the kiosk, or the answer that it is handed to staff."""

from __future__ import annotations

import hashlib
from base64 import b64decode, b64encode
from typing import Annotated, Self

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    JsonValue,
    PlainSerializer,
    model_validator,
)

from kiosk.forms.context import Context
from kiosk.forms.kind import Choice, Kind, KindOptions, Order, Typed, typed_list, typed_text
from kiosk.forms.question import Question
from kiosk.language import Bilingual, Language

MOST_PAGES = 2
# What one sealed act bears beside its other answers, until scans travel apart from it: 512 KiB compressed,
# and base64 does not compress below the bytes that it stands for.
_MOST_BYTES_OF_PAGE, _MOST_BYTES = 300_000, 450_000
_TO_STAFF = "staff"
_WORDS = {
    _TO_STAFF: Bilingual(vi="Tôi nộp bản giấy cho cán bộ", en="I will hand the paper to staff"),
}


def _decode(content: object) -> object:
    return b64decode(content, validate=True) if isinstance(content, str) else content


def _encode(content: bytes) -> str:
    return b64encode(content).decode("ascii")


JpegBytes = Annotated[bytes, BeforeValidator(_decode), PlainSerializer(_encode, when_used="json")]


class ScannedPage(BaseModel):
    """One page. ``width`` and ``height`` in pixels; in JSON ``jpeg`` is base64 (RFC 4648, section 4)."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    jpeg: JpegBytes = Field(repr=False, max_length=_MOST_BYTES_OF_PAGE)
    sha256: str
    width: int
    height: int

    @classmethod
    def of(cls, jpeg: bytes) -> Self:
        """ValueError for bytes that are no JPEG."""
        size = jpeg_size(jpeg)
        if size is None:
            raise ValueError("not a JPEG")
        return cls(jpeg=jpeg, sha256=hashlib.sha256(jpeg).hexdigest(), width=size[0], height=size[1])

    @model_validator(mode="after")
    def _true_to_its_bytes(self) -> Self:
        if hashlib.sha256(self.jpeg).hexdigest() != self.sha256:
            raise ValueError("the digest is not of this page")
        if jpeg_size(self.jpeg) != (self.width, self.height):
            raise ValueError("the size is not of this page")
        return self


class DocumentScanAnswer(BaseModel):
    """Pages in their order, or ``to_staff``: the paper is handed over."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    pages: Annotated[tuple[ScannedPage, ...], Field(max_length=MOST_PAGES)] = ()
    to_staff: bool = False

    @model_validator(mode="after")
    def _one_of_both(self) -> Self:
        if self.to_staff == bool(self.pages):
            raise ValueError("either pages or the paper itself")
        return self


class DocumentScanOptions(KindOptions):
    """``paper``: what is scanned: ``{ vi = "Giấy khai sinh", en = "Birth certificate" }``."""

    paper: Bilingual
    pages_most: int = Field(1, ge=1, le=MOST_PAGES)
    staff_takes_paper: bool = True  # whether handing it to staff is an answer

    @property
    def most_bytes_of_page(self) -> int:
        return min(_MOST_BYTES_OF_PAGE, _MOST_BYTES // self.pages_most)


class DocumentScan(Kind[DocumentScanAnswer, DocumentScanOptions]):
    """Parts: ``pages``, a list of JPEGs as base64; ``choice``, "staff" for the paper itself, which counts
    while there are no pages.
    """

    name = "document_scan"
    parts = ("pages", "choice")
    choice_parts = ("choice",)
    options = DocumentScanOptions
    value_type = DocumentScanAnswer
    order = Order.NONE

    def parse(self, typed: Typed, question: Question, context: Context) -> DocumentScanAnswer:
        del context
        options, encoded = self.options_of(question), typed_list(typed, "pages")
        if not encoded:
            if typed_text(typed, "choice") == _TO_STAFF and options.staff_takes_paper:
                return DocumentScanAnswer(to_staff=True)
            raise self.fault("none", paper=options.paper)
        if len(encoded) > options.pages_most:
            raise self.fault("too_many", most=options.pages_most)
        pages = tuple(
            self._page(each, number, options.most_bytes_of_page)
            for number, each in enumerate(encoded, start=1)
        )
        if len({page.sha256 for page in pages}) < len(pages):
            raise self.fault("same_page")
        return DocumentScanAnswer(pages=pages)

    def _page(self, encoded: str, number: int, most_bytes: int) -> ScannedPage:
        try:
            jpeg = b64decode(encoded, validate=True)
        except ValueError:
            raise self.fault("unreadable", page=number) from None
        if len(jpeg) > most_bytes:
            raise self.fault("too_large", page=number)
        try:
            return ScannedPage.of(jpeg)
        except ValueError:
            raise self.fault("unreadable", page=number) from None

    def show(self, value: DocumentScanAnswer, question: Question, context: Context) -> str:
        del question
        if value.to_staff:
            return _WORDS[_TO_STAFF].text(context.language)
        return _show_count(len(value.pages), context.language)

    def mask(self, value: DocumentScanAnswer, question: Question, context: Context) -> str:
        return f"•••••• ({self.show(value, question, context)})"

    def type_out(self, value: DocumentScanAnswer, question: Question) -> Typed:
        del question
        if value.to_staff:
            return {"choice": _TO_STAFF}
        return {"pages": [_encode(page.jpeg) for page in value.pages]}

    def from_fact(self, fact: JsonValue, question: Question, context: Context) -> Typed:
        """Nothing: a paper is shown anew."""
        del fact, question, context
        return {}

    def choices(self, part: str, typed: Typed, question: Question, context: Context) -> tuple[Choice, ...]:
        del typed
        if part != "choice" or not self.options_of(question).staff_takes_paper:
            return ()
        return tuple(Choice(name, words.text(context.language)) for name, words in _WORDS.items())


def _show_count(pages: int, language: Language) -> str:
    if language is Language.VIETNAMESE:
        return f"Đã chụp {pages} trang"
    return "1 page scanned" if pages == 1 else f"{pages} pages scanned"


def jpeg_size(content: bytes) -> tuple[int, int] | None:
    """Width and height in pixels from the frame header (ITU-T T.81, B.2.2); None for what is no JPEG."""
    if content[:2] != b"\xff\xd8" or content[-2:] != b"\xff\xd9":
        return None
    place = 2
    while place + 9 <= len(content) and content[place] == 0xFF:
        marker, length = content[place + 1], int.from_bytes(content[place + 2 : place + 4], "big")
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):  # tables and an extension
            height, width = (int.from_bytes(content[place + at : place + at + 2], "big") for at in (5, 7))
            return (width, height) if width and height else None
        place += 2 + max(length, 2)
    return None
