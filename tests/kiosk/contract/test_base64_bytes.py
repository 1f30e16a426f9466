"""Files in JSON have one spelling: what is no base64 is refused, not passed over."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from kiosk.contract.base64_bytes import Base64Bytes

FILES = TypeAdapter[bytes](Base64Bytes)


@given(st.binary(max_size=60))
def test_what_is_written_is_read(content: bytes) -> None:
    assert FILES.validate_json(FILES.dump_json(content)) == content


@pytest.mark.parametrize("text", ["JVBERi0*xLjc=", "JVBERi0xLjc", "JVBERi0x Ljc=", "JVBERi0xLj_c", "=", "ả"])
def test_what_is_no_base64_is_refused(text: str) -> None:
    with pytest.raises(ValidationError, match="no base64"):
        FILES.validate_python(text)
