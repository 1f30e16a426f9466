"""What the QR code on a book says: a few figures, signed, so that paper can be checked too.

A JWS (RFC 7515, compact) with the book's own key, behind the address of the page that checks it where central
has one. It names nobody: the number is masked, and whoever holds the paper compares the rest with it.
"""

from __future__ import annotations

import hashlib
import json
import re
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Annotated, Any, Literal

from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from joserfc import jws
from joserfc.jwk import ECKey
from pydantic import BaseModel, ConfigDict, Field

from central.books.certificates import BookKeys
from kiosk.contract.wire import SIGNATURE_ALGORITHM
from kiosk.masking import mask_number

STATEMENT_TYP = "bhxh-book+jwt"
MOST_CHARS = 1200  # of what was typed, or stands in a code
QUERY = "c"  # the parameter of the address
_COMPACT = re.compile(r"[A-Za-z0-9_-]{20,200}\.[A-Za-z0-9_-]{20,600}\.[A-Za-z0-9_-]{86}")
_DIGEST_BYTES = 16


class BookStatement(BaseModel):
    """Names of one letter: each costs room in the code. Months that count: in all, compulsory, voluntary."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, hide_input_in_errors=True)
    version: Annotated[Literal[1], Field(alias="v")] = 1
    book: Annotated[str, Field(alias="b", pattern=r"^[0-9A-Z]{4}(-[0-9A-Z]{4}){3}$")]
    digest: Annotated[str, Field(alias="d", pattern=r"^[A-Za-z0-9_-]{22}$", description="of what it says")]
    number: Annotated[str, Field(alias="n", pattern=r"^[0-9*]{0,12}$", repr=False, description="masked")]
    months: Annotated[tuple[int, int, int], Field(alias="m")]
    last: Annotated[str | None, Field(alias="l", pattern=r"^[0-9]{4}-[0-9]{2}$")] = None
    made: Annotated[int, Field(alias="t", ge=0, lt=1 << 40, description="seconds since 1970")]

    @property
    def made_at(self) -> datetime:
        return datetime.fromtimestamp(self.made, UTC)


def digest_of(content: Mapping[str, Any]) -> str:
    """Of what stands in a book: half of SHA-256, which nobody can make another content for."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return urlsafe_b64encode(hashlib.sha256(text.encode()).digest()[:_DIGEST_BYTES]).decode().rstrip("=")


def masked_for_code(number: str) -> str:
    """In letters that are short in a code."""
    return mask_number(number).replace("•", "*")


def shown_number(masked: str) -> str:
    return masked.replace("*", "•")


def sign_statement(statement: BookStatement, keys: BookKeys) -> str:
    key = ECKey.import_key(keys.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    header = {"alg": SIGNATURE_ALGORITHM, "typ": STATEMENT_TYP, "kid": keys.kid}
    return jws.serialize_compact(header, statement.model_dump_json(by_alias=True, exclude_none=True), key)


def qr_text(signed: str, address: str | None) -> str:
    """What the code holds: any phone opens the page that checks it."""
    return signed if address is None else f"{address}/verify?{QUERY}={signed}"


def find_compact(text: str) -> str | None:
    """The statement in what a code said, or somebody typed: None where there is none."""
    found = _COMPACT.search("".join(text[:MOST_CHARS].split()))
    return None if found is None else found[0]
