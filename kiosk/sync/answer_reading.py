"""An answer as it comes over the line, bounded in what it may hold: a small one can inflate to anything."""

from __future__ import annotations

import zlib

from kiosk.sync.errors import SyncError, SyncErrorCode

MOST_ANSWER_BYTES = 8 << 20
"""Of an answer as it is read: receipts for a whole batch take a hundredth of it."""

_GZIP = zlib.MAX_WBITS | 16


class AnswerReading:
    """Takes the pieces in their order. Nothing beyond the limit is ever inflated or kept."""

    def __init__(self, encoding: str, most: int = MOST_ANSWER_BYTES) -> None:
        """``encoding`` as in Content-Encoding (RFC 9110, section 8.4). Raises SyncError
        ``central_answer_invalid`` for one that was not asked for.
        """
        self._most = most
        self._read = bytearray()
        self._inflate = zlib.decompressobj(_GZIP) if encoding.strip().lower() == "gzip" else None
        if self._inflate is None and encoding.strip().lower() not in ("", "identity"):
            raise SyncError(
                SyncErrorCode.ANSWER_INVALID, "Central's answer is encoded in a way that was not asked for."
            )

    def take(self, piece: bytes) -> None:
        """Raises SyncError (``central_answer_too_large``, ``central_answer_invalid``)."""
        left = self._most - len(self._read)
        try:
            plain = piece if self._inflate is None else self._inflate.decompress(piece, left + 1)
        except zlib.error:
            raise SyncError(
                SyncErrorCode.ANSWER_INVALID, "Central's answer is damaged: it cannot be inflated."
            ) from None
        if len(plain) > left:
            raise SyncError(
                SyncErrorCode.ANSWER_TOO_LARGE, f"Central's answer is larger than {self._most >> 20} MiB."
            )
        self._read += plain

    def body(self) -> bytes:
        """All that came. Raises SyncError ``central_answer_invalid`` when it was cut short."""
        if self._inflate is not None and not self._inflate.eof and self._read:
            raise SyncError(SyncErrorCode.ANSWER_INVALID, "Central's answer ends before its end.")
        return bytes(self._read)
