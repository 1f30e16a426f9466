"""What was found of something that is to be a book."""

from __future__ import annotations

from enum import StrEnum

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field


class Verdict(StrEnum):
    VALID = "valid"
    CHANGED = "changed"  # since it was signed
    UNKNOWN_SIGNER = "unknown-signer"
    WITHDRAWN = "withdrawn"  # the book, or the key that signed it
    EXPIRED = "expired"  # the signer's certificate holds no more: a new copy is needed
    UNSIGNED = "unsigned"  # a PDF without signature, a picture without such a code
    UNREADABLE = "unreadable"  # nothing that could be a book: no PDF, encrypted, damaged, too large


class Says(BaseModel):
    """What the code of a book says by itself; the number is masked."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    number: str = Field(repr=False)
    months: tuple[int, int, int] = Field(description="that count: in all, compulsory, voluntary")
    last: str | None = None


class Checked(BaseModel):
    """``book``: its number. ``signed_at``: as the signer states it. ``says``: of a code only."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    verdict: Verdict
    form: str = Field("", description="pdf, code; empty where neither was found")
    book: str | None = None
    signer: str | None = None
    kid: str | None = None
    signed_at: AwareDatetime | None = None
    says: Says | None = Field(None, repr=False)
