"""Bytes in JSON: base64 of the standard alphabet with its padding, nothing beside it (RFC 4648, 3.3 and 4).

Pydantic's own type passes over whatever is outside the alphabet, so that many texts would be one file.
"""

from __future__ import annotations

import base64
from typing import Annotated

from pydantic import Base64Encoder, EncodedBytes
from pydantic_core import PydanticCustomError
from typing_extensions import override


class _Strict(Base64Encoder):
    @classmethod
    @override
    def decode(cls, data: bytes) -> bytes:
        try:
            return base64.b64decode(data, validate=True)
        except ValueError as error:
            raise PydanticCustomError("base64_decode", "no base64") from error


Base64Bytes = Annotated[bytes, EncodedBytes(encoder=_Strict)]
