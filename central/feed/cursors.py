"""Where a kiosk stands in the feed: a text that only central reads."""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass

from kiosk.contract.feed import MAX_CURSOR_CHARS

_MOST = 1 << 63


@dataclass(frozen=True, slots=True)
class FeedCursor:
    """``read``: up to which position, in the scopes everybody, office, device. ``begun``: when its snapshot
    was begun (`micros_of`); what was forgotten before then it never had to hear. ``whole``: still inside
    that.
    """

    read: tuple[int, int, int]
    begun: int
    whole: bool

    def text(self) -> str:
        plain = json.dumps([*self.read, self.begun, int(self.whole)], separators=(",", ":"))
        return urlsafe_b64encode(plain.encode("ascii")).rstrip(b"=").decode("ascii")


def read_cursor(text: str) -> FeedCursor | None:
    """None for a text that is no cursor of this version: its kiosk begins anew."""
    if not text.isascii() or len(text) > MAX_CURSOR_CHARS:
        return None
    try:
        numbers = json.loads(urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    except (ValueError, RecursionError):
        return None
    match numbers:
        case [all_read, office_read, device_read, begun, 0 | 1 as whole] if all(
            type(each) is int and 0 <= each < _MOST for each in (all_read, office_read, device_read, begun)
        ):
            return FeedCursor((all_read, office_read, device_read), begun, bool(whole))
    return None
