"""Whether an act's evidence carries a change of where money goes: a table, ``strong_evidence.toml``.

What a kiosk concluded is not looked at: a verdict without its findings carries nothing.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from kiosk.contract.kinds.parts import ActPayload

_FILE = Path(__file__).with_name("strong_evidence.toml")


class _Table(BaseModel):
    """By field of the part the words that suffice."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    identity: dict[str, tuple[str, ...]]
    card: dict[str, tuple[str, ...]]
    face: dict[str, tuple[str, ...]]


def is_strong(payload: ActPayload) -> bool:
    """The chip's own portrait was there to be compared with, and every line of the table holds."""
    if payload.face is None or payload.card is None or payload.card.portrait_sha256 is None:
        return False
    table = _table()
    parts = ((payload.identity, table.identity), (payload.card, table.card), (payload.face, table.face))
    return all(getattr(part, name) in words for part, lines in parts for name, words in lines.items())


@cache
def _table() -> _Table:
    return _Table.model_validate(tomllib.loads(_FILE.read_text("utf-8")))
