"""A paper photographed at the kiosk, or the answer that it is handed to staff."""

from __future__ import annotations

from json import dumps
from typing import Annotated, Self
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, JsonValue, ValidationError, model_validator

from kiosk.contract.attachments import sealed_size
from kiosk.contract.wire import AttachedFile
from kiosk.forms.context import Context
from kiosk.forms.kind import Choice, Kind, KindOptions, Typed, typed_list, typed_text
from kiosk.forms.order import Order
from kiosk.forms.question import Question
from kiosk.language import Bilingual, Language

MOST_PAGES = 20
MOST_FINDINGS = 8  # of one page
MOST_BYTES_OF_PAGE = 2_000_000  # a page of A4 at 300 dots an inch, as JPEG
MEDIA_TYPE = "image/jpeg"
_TO_STAFF = "staff"
_WORDS = {
    _TO_STAFF: Bilingual(vi="Tôi nộp bản giấy cho cán bộ", en="I will hand the paper to staff"),
}


class ScannedPage(BaseModel):
    """One page, sealed when it was taken: the name of the file, and what opens it.

    ``sha256`` and ``size`` (bytes) are of the sealed file, ``width`` and ``height`` (pixels) of the picture.
    ``findings``: what was wrong with it when the person kept it all the same (`ekyc.papers.findings`).
    ``key`` is kept in memory, in the draft that the card seals, and in the sealed act only.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    attachment_id: UUID
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    size: int = Field(ge=1)
    key: str = Field(repr=False, pattern=r"^[A-Za-z0-9_\-]{43}$")
    width: int = Field(ge=1)
    height: int = Field(ge=1)
    findings: Annotated[
        tuple[Annotated[str, Field(pattern=r"^[a-z_]{1,40}$")], ...], Field(max_length=MOST_FINDINGS)
    ] = ()

    @classmethod
    def read(cls, typed: str) -> Self | None:
        """What ``typed`` gave; None for anything else."""
        try:
            return cls.model_validate_json(typed)
        except ValidationError:
            return None

    @classmethod
    def find(cls, json: JsonValue) -> Self | None:
        """The same of its JSON form."""
        try:
            return cls.model_validate_json(dumps(json))
        except ValidationError:
            return None

    @property
    def typed(self) -> str:
        """As the field holds it."""
        return self.model_dump_json()


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


class DocumentScan(Kind[DocumentScanAnswer, DocumentScanOptions]):
    """Parts: ``pages``, a list of what `ScannedPage.typed` gives; ``choice``, "staff" for the paper itself,
    which counts while there are no pages.
    """

    name = "document_scan"
    parts = ("pages", "choice")
    choice_parts = ("choice",)
    hands_in_paper = True
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
        pages = tuple(self._page(each, number) for number, each in enumerate(encoded, start=1))
        if len({page.attachment_id for page in pages}) < len(pages):
            raise self.fault("same_page")
        return DocumentScanAnswer(pages=pages)

    def _page(self, typed: str, number: int) -> ScannedPage:
        page = ScannedPage.read(typed)
        if page is None:
            raise self.fault("unreadable", page=number)
        if page.size > sealed_size(MOST_BYTES_OF_PAGE):
            raise self.fault("too_large", page=number)
        return page

    def to_act(self, value: DocumentScanAnswer) -> JsonValue:
        """Without what opens the files: that stands in the act's list of attachments. ``findings`` stand with
        the pages that have some.
        """
        return {"to_staff": value.to_staff, "pages": [_in_act(page) for page in value.pages]}

    def attached(self, value: DocumentScanAnswer, question: Question) -> tuple[AttachedFile, ...]:
        return tuple(
            AttachedFile(
                attachment_id=page.attachment_id,
                sha256=page.sha256,
                size=page.size,
                media_type=MEDIA_TYPE,
                role=f"{question.id}.{number}",
                key=page.key,
            )
            for number, page in enumerate(value.pages, start=1)
        )

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
        return {"pages": [page.typed for page in value.pages]}

    def from_fact(self, fact: JsonValue, question: Question, context: Context) -> Typed:
        """Nothing: a paper is shown anew."""
        del fact, question, context
        return {}

    def choices(self, part: str, typed: Typed, question: Question, context: Context) -> tuple[Choice, ...]:
        del typed
        if part != "choice" or not self.options_of(question).staff_takes_paper:
            return ()
        return tuple(Choice(name, words.text(context.language)) for name, words in _WORDS.items())


def _in_act(page: ScannedPage) -> JsonValue:
    shown = {"attachment_id", "width", "height", *(("findings",) if page.findings else ())}
    json: JsonValue = page.model_dump(mode="json", include=shown)
    return json


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
