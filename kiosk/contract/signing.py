"""What a person signs with their phone: words to be read, and under them a mark of all that the act holds.

The words are in the person's language and may be shortened; the mark is of every answer, so that none can be
changed behind them.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping

from pydantic import JsonValue

_MARK = "Mã nội dung: "
_GROUPS, _GROUP = 8, 4  # hexadecimal digits: 128 bits


def mark_of(service: str, form_version: str, answers: Mapping[str, JsonValue]) -> str:
    """The last line of what is signed."""
    held = json.dumps(
        [service, form_version, answers], ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )
    digits = hashlib.sha256(held.encode()).hexdigest()
    return _MARK + " ".join(digits[at : at + _GROUP] for at in range(0, _GROUPS * _GROUP, _GROUP))


def is_marked(text: str, mark: str) -> bool:
    return text.rpartition("\n")[2] == mark


def text_sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
