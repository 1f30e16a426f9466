"""A paper that a person takes home by e-mail instead of printing it."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import AfterValidator, AwareDatetime, BaseModel, Field, model_validator

from kiosk.contract.base64_bytes import Base64Bytes
from kiosk.contract.wire import MAX_PAPER_BYTES, PDF_HEAD, WIRE, EmailAddress

_PDF_IN_BASE64 = "^JVBERi(0=|[0-3][A-Za-z0-9+/]([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?)$"


def _check_small(pdf: bytes) -> bytes:
    if not pdf.startswith(PDF_HEAD) or len(pdf) > MAX_PAPER_BYTES:
        raise ValueError("not a PDF, or too large a one")
    return pdf


SmallPdf = Annotated[
    Base64Bytes,
    AfterValidator(_check_small),
    Field(
        description=f"A PDF of at most {MAX_PAPER_BYTES} bytes",
        json_schema_extra={"pattern": _PDF_IN_BASE64, "maxLength": (MAX_PAPER_BYTES + 2) // 3 * 4},
    ),
]


MAX_CALENDAR_BYTES = 32 << 10
_CALENDAR_HEAD = b"BEGIN:VCALENDAR"
_CALENDAR_IN_BASE64 = "^QkVHSU46VkNBTEVOREFS"


def _check_calendar(file: bytes) -> bytes:
    if not file.startswith(_CALENDAR_HEAD) or len(file) > MAX_CALENDAR_BYTES:
        raise ValueError("not a file for calendars, or too large a one")
    return file


CalendarFile = Annotated[
    Base64Bytes,
    AfterValidator(_check_calendar),
    Field(
        description=f"An iCalendar file (RFC 5545) of at most {MAX_CALENDAR_BYTES} bytes",
        json_schema_extra={
            "pattern": _CALENDAR_IN_BASE64,
            "maxLength": (MAX_CALENDAR_BYTES + 2) // 3 * 4,
        },
    ),
]


class PaperMail(BaseModel):
    """``kind`` decides what central writes beside the paper; the kiosk sends no words of its own.
    ``calendar``: of a reminder alone, the same for calendars.
    """

    model_config = WIRE
    kind: Literal["estimate", "result", "card", "book", "notices", "reminder"]
    address: EmailAddress = Field(repr=False)
    language: Annotated[str, Field(pattern=r"^(vi|en)$")] = "vi"
    pdf: Annotated[SmallPdf, Field(repr=False)]
    calendar: Annotated[CalendarFile | None, Field(repr=False)] = None

    @model_validator(mode="after")
    def _calendar_of_reminders(self) -> Self:
        if (self.calendar is None) is (self.kind == "reminder"):
            raise ValueError("a reminder comes with its calendar file, and nothing else does")
        return self


class PaperMailed(BaseModel):
    model_config = WIRE
    sent_at: AwareDatetime
