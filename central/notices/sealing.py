"""What a notice is filled in with, sealed to its row: whoever reads the tables alone learns no amount, no
facility and no unit.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Mapping
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from central.keys.central_keys import CentralKeys
from central.keys.hashing import keyed_hash
from kiosk.language import Bilingual

_NONCE_BYTES = 12


class Content(BaseModel):
    """``values`` of a text that is the same in both languages are plain."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)
    values: Mapping[str, str | Bilingual] = Field(repr=False)
    beforehand: dict[str, str] = Field(default_factory=dict, repr=False)
    source: str | None = Field(None, repr=False)

    def fill(self, words: Bilingual) -> Bilingual:
        """Raises KeyError for a name that it has no value for."""

        def values(language: str) -> dict[str, str]:
            return {
                name: value if isinstance(value, str) else (value.vi if language == "vi" else value.en)
                for name, value in self.values.items()
            }

        return Bilingual(vi=words.vi.format_map(values("vi")), en=words.en.format_map(values("en")))


class ContentError(Exception):
    """It does not open: of another row, or under another key."""


class NoticeSeals:
    def __init__(self, keys: CentralKeys) -> None:
        self._hashing = keys.hashing
        self._cipher = AESGCM(hmac.new(keys.hashing, b"notices", hashlib.sha256).digest())

    def id_of(self, person: str, kind: str, key: str) -> UUID:
        """The id of what a person is told once: the same whoever works it out, and telling nothing."""
        return UUID(keyed_hash(self._hashing, "notice", person, kind, key)[:32], version=4)

    def seal(self, notice_id: UUID, content: Content) -> bytes:
        nonce = secrets.token_bytes(_NONCE_BYTES)
        plain = content.model_dump_json(exclude_defaults=True).encode()
        return nonce + self._cipher.encrypt(nonce, plain, notice_id.bytes)

    def open(self, notice_id: UUID, sealed: bytes) -> Content:
        """Raises ContentError."""
        try:
            plain = self._cipher.decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], notice_id.bytes)
            return Content.model_validate_json(plain)
        except (InvalidTag, ValidationError, ValueError):
            raise ContentError from None
