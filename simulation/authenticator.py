"""An authenticator app on a phone: it takes a key in by QR, and shows a new code every half minute."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import cv2
import pyotp
import zxingcpp

STEP = timedelta(seconds=30)


class Authenticator:
    """``now`` is the phone's clock. The key that was scanned last is the one whose code is read out."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._entry: pyotp.TOTP | None = None

    def scan(self, picture: Path) -> str:
        """Take in the key that is shown in the picture; returns what the entry is called. ValueError for a
        picture with no such code.
        """
        for code in zxingcpp.read_barcodes(cv2.imread(str(picture))):
            if code.text.startswith("otpauth://"):
                entry = pyotp.parse_uri(code.text)
                if isinstance(entry, pyotp.TOTP):
                    self._entry = entry
                    return f"{entry.issuer} ({entry.name})"
        raise ValueError("no key for an authenticator app can be seen")

    @property
    def key(self) -> str:
        """As it would be typed."""
        return self._get().secret

    def code(self, *, steps: int = 0) -> str:
        """What is shown now, or so many steps later."""
        return self._get().at(self._now() + steps * STEP)

    def _get(self) -> pyotp.TOTP:
        if self._entry is None:
            raise ValueError("no key was scanned")
        return self._entry
