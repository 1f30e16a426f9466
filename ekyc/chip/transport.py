"""The seam to card readers: how APDUs travel, and how a card on the reader is noticed.

A vendor's reader joins by one class that offers :class:`CardConnector`.
"""

from __future__ import annotations

from threading import Event
from typing import Protocol


class Transport(Protocol):
    """One card on one reader. Methods are called from one thread at a time."""

    @property
    def name(self) -> str:
        """The reader's name, for people and for remembering what it bears."""
        ...

    def connect(self) -> bytes:
        """Power the card and return its answer to reset. Raises CardError NO_CARD or CARD_UNRESPONSIVE."""
        ...

    def transmit(self, apdu: bytes) -> bytes:
        """One command, one response with its status word at the end.

        Raises CardError CARD_REMOVED when the card is gone, TRANSPORT_FAILED when the reader would not carry
        this command (many cannot carry extended ones).
        """
        ...

    def disconnect(self) -> None:
        """Let go of the card and reset it, so that no open session stays on it. Harmless when repeated."""
        ...


class CardConnector(Protocol):
    """Something that cards are put on."""

    @property
    def name(self) -> str: ...

    def wait_for_card(self, seconds: float, cancel: Event) -> Transport | None:
        """The card that is on the reader now or comes within ``seconds``; None when none came or on cancel.

        A reader that is unplugged and plugged in again meanwhile is borne. Raises CardError NO_READER,
        UNKNOWN_READER or READER_SERVICE_UNAVAILABLE when there is nothing to wait for.
        """
        ...
