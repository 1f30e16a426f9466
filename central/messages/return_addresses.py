"""The address to which a mail comes back that cannot be delivered: one for each mail (VERP), so that a report
names the mail by where it arrives, however the server that made it writes its reports.

``returns+TOKEN@office.vn``: the id of the mail with a keyed hash, in letters that survive a change of case.
Nobody who was not sent that mail can make one.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
from uuid import UUID

_TAG_BYTES = 10
_ID_BYTES = 16
_TOKEN_LETTERS = 42  # base32 of both; with a name of 20 letters below the 64 of RFC 5321, 4.5.3.1.1


class ReturnAddresses:
    """``address``: the mailbox into which the relay delivers whatever has such a token behind a plus."""

    def __init__(self, hashing_key: bytes, address: str) -> None:
        self._key = hmac.new(hashing_key, b"return addresses", hashlib.sha256).digest()
        self._local, _, self._domain = address.partition("@")
        token = f"([a-z2-7]{{{_TOKEN_LETTERS}}})"
        self._pattern = re.compile(
            rf"(?<![\w.+-]){re.escape(self._local)}\+{token}@{re.escape(self._domain)}(?![\w.-])",
            re.IGNORECASE | re.ASCII,
        )

    def of(self, message_id: UUID) -> str:
        token = base64.b32encode(message_id.bytes + self._tag(message_id.bytes)).rstrip(b"=")
        return f"{self._local}+{token.decode('ascii').lower()}@{self._domain}"

    def find(self, text: str) -> UUID | None:
        """The mail whose address stands in a header; None: none of ours."""
        for token in self._pattern.findall(text):
            padded = token.upper() + "=" * (-len(token) % 8)
            content = base64.b32decode(padded)
            number, tag = content[:_ID_BYTES], content[_ID_BYTES:]
            if hmac.compare_digest(tag, self._tag(number)):
                return UUID(bytes=number)
        return None

    def _tag(self, number: bytes) -> bytes:
        return hmac.new(self._key, number, hashlib.sha256).digest()[:_TAG_BYTES]
