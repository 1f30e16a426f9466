"""How much to ask for in one READ BINARY: lowered on any sign of trouble, and remembered by reader.

Many readers refuse commands or answers beyond 255 bytes, with errors that look like a lost card; some cards
promise lengths that they do not keep.
"""

from __future__ import annotations

# Bytes of file content. 223 is the most that fits a short answer under AES secure messaging; 160 and 112 are
# known to pass where even that fails.
LADDER = (2048, 1000, 223, 160, 112)
SHORT_START = 223


class ReadLengths:
    """The greatest length that has not yet made trouble, by reader name. Lives as long as the program."""

    def __init__(self, ladder: tuple[int, ...] = LADDER) -> None:
        self._ladder = ladder
        self._borne: dict[str, int] = {}

    def start(self, reader: str, *, extended: bool) -> int:
        wanted = self._ladder[0] if extended else min(SHORT_START, self._ladder[0])
        return min(wanted, self._borne.get(reader, wanted))

    def wants_probe(self, reader: str) -> bool:
        """Whether it is worth asking the card for extended lengths: not where the reader bears none."""
        return self._borne.get(reader, self._ladder[0]) > SHORT_START

    def lower(self, reader: str, failed: int, *, to_short: bool = False) -> int | None:
        """The next smaller length, remembered from now on; None when there is none left to try.

        ``to_short`` leaves out all that need extended length: the reader would not carry it at all.
        """
        limit = min(failed, SHORT_START + 1) if to_short else failed
        smaller = next((length for length in self._ladder if length < limit), None)
        if smaller is not None:
            self._borne[reader] = min(smaller, self._borne.get(reader, smaller))
        return smaller
