"""How much to ask for in one READ BINARY: lowered on any sign of trouble, and remembered by reader.

Many readers refuse commands or answers beyond 255 bytes, with errors that look like a lost card; some cards
promise lengths that they do not keep.
"""

from __future__ import annotations

# Bytes of file content. 223 is the most that fits a short answer under AES secure messaging; 160 and 112 are
# known to pass where even that fails, and some chips refuse above 100 or less.
LADDER = (2048, 1000, 223, 160, 112, 96, 64, 32)
SHORT_START = 223
LONG = 8192  # for long files, where reader and chip have just borne the first of the ladder
_LEAST_OF_A_READER = 112  # below it lie limits of chips, which say so; a lost session is no sign of them


class ReadLengths:
    """The greatest length that has not yet made trouble, by reader name. Lives as long as the program."""

    def __init__(self, ladder: tuple[int, ...] = LADDER) -> None:
        self._ladder = ladder
        self._borne: dict[str, int] = {}
        self._without_long: set[str] = set()

    def start(self, reader: str, *, extended: bool) -> int:
        wanted = self._ladder[0] if extended else min(SHORT_START, self._ladder[0])
        return min(wanted, self._borne.get(reader, wanted))

    def wants_probe(self, reader: str) -> bool:
        """Whether it is worth asking the card for extended lengths: not where the reader bears none."""
        return self._borne.get(reader, self._ladder[0]) > SHORT_START

    def find_long(self, reader: str, borne: int) -> int | None:
        """A longer length to go on with once ``borne`` was; None where it is not worth trying."""
        worth_it = borne == LADDER[0] and reader not in self._without_long
        return LONG if worth_it else None

    def forgo_long(self, reader: str) -> None:
        self._without_long.add(reader)

    def after_refusal(self, failed: int) -> int | None:
        """The next smaller length for a chip that refused by its status word; says nothing of the reader."""
        return next((length for length in self._ladder if length < failed), None)

    def after_breakdown(self, reader: str, failed: int, *, to_short: bool = False) -> int | None:
        """The next smaller length where the session broke, remembered from now on; None: none left to try.

        ``to_short`` leaves out all that need extended length: the reader would not carry it at all.
        """
        limit = min(failed, SHORT_START + 1) if to_short else failed
        smaller = next((one for one in self._ladder if _LEAST_OF_A_READER <= one < limit), None)
        if smaller is not None:
            self._borne[reader] = min(smaller, self._borne.get(reader, smaller))
        return smaller
