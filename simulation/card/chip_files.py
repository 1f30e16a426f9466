"""The chip's files: which of them may be selected when, and how READ BINARY answers."""

from __future__ import annotations

from simulation.card import der, files
from simulation.card.quirks import Quirks
from simulation.card.secure_channel import Command

Answer = tuple[bytes, int]  # data, status word

_OK = 0x9000
_FREE = frozenset({files.CARD_ACCESS, files.ATR_INFO})
_FINGERPRINTS = files.DATA_GROUP + 3


class FileSystem:
    def __init__(self, contents: dict[int, bytes], quirks: Quirks) -> None:
        self._contents = contents
        self._quirks = quirks
        self.reset()

    @property
    def readable_bytes(self) -> int:
        return sum(len(data) for file_id, data in self._contents.items() if file_id != _FINGERPRINTS)

    def reset(self) -> None:
        self._selected: bytes | None = None
        self._selected_denied = False
        self._in_master_file = False

    def select_master_file(self) -> Answer:
        self._in_master_file = self._quirks.knows_master_file or self._quirks.needs_master_file
        return b"", _OK if self._in_master_file else 0x6D00

    def select(self, file_id: int, *, opened: bool) -> Answer:
        """``opened``: access control is passed and the document application selected."""
        refusal = self._refusal(file_id, opened)
        if refusal is not None:
            return b"", refusal
        self._selected = self._contents.get(file_id)
        self._selected_denied = file_id == _FINGERPRINTS
        return b"", _OK if self._selected is not None else self._quirks.missing_status

    def _refusal(self, file_id: int, opened: bool) -> int | None:
        if file_id not in _FREE:
            return None if opened else 0x6982
        if file_id == files.CARD_ACCESS and not self._quirks.card_access_readable:
            return 0x6982
        hidden = self._quirks.needs_master_file and not self._in_master_file
        return 0x6A82 if hidden else None

    def read_binary(self, command: Command) -> Answer:
        return self._read(command.p1 << 8 | command.p2, command.le or 256)

    def read_binary_odd(self, command: Command) -> Answer:
        try:
            offset = int.from_bytes(der.split(command.data)[0x54], "big")
        except (KeyError, ValueError, IndexError):
            return b"", 0x6A80
        data, status = self._read(offset, command.le or 256)
        return (der.tlv(0x53, data), status) if data else (data, status)

    def _read(self, offset: int, length: int) -> Answer:
        selected = self._selected
        if selected is None or self._selected_denied:
            return b"", 0x6986 if selected is None else 0x6982
        refusal = self._length_refusal(length)
        if refusal is None and offset >= len(selected):
            refusal = 0x6B00
        if refusal is None and self._quirks.refuses_beyond_end and offset + length > len(selected):
            refusal = 0x6700
        if refusal is not None:
            return b"", refusal
        data = selected[offset : offset + length]
        if self._quirks.short_read is not None and len(data) > self._quirks.short_read:
            return data[: self._quirks.short_read], _OK
        return data, _OK if len(data) == length else 0x6282

    def _length_refusal(self, length: int) -> int | None:
        if length > self._quirks.greatest_read:
            return self._quirks.greatest_read_status
        corrected = self._quirks.corrected_read
        return 0x6C00 | corrected if corrected is not None and length > corrected else None
