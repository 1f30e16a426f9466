"""What the person signed in this journey. In memory only, as the answers that it is of."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Signature:
    """``mark``: of the answers that were signed, with which ``text`` ends. ``statement``: central's word."""

    mark: str
    text: str = field(repr=False)
    statement: str = field(repr=False)
    signed_at: datetime
