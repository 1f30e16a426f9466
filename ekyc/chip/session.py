"""Sending commands to one card: counted, cancellable, before a deadline, protected once a session is open.

Cancel and deadline end the waiting for an answer too: see ``abandonable_line``.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from threading import Event

from ekyc.card.errors import CardError, CardErrorCode
from ekyc.chip.abandonable_line import AbandonableLine
from ekyc.chip.apdu import CommandApdu, ResponseApdu, get_response
from ekyc.chip.secure_messaging import SecureMessaging, SessionKeys
from ekyc.chip.transport import Transport

SW1_MORE_DATA = 0x61
MAX_PIECES = 256  # of one answer: more than the longest answer can have in pieces of 256 bytes


class ChipSession:
    """Every exchange with the chip goes through here."""

    def __init__(
        self,
        transport: Transport,
        cancel: Event,
        deadline_seconds: float,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._line = AbandonableLine(transport, self._find_reason_to_stop)
        self._cancel = cancel
        self._monotonic = monotonic
        self._end = monotonic() + deadline_seconds
        self._secure: SecureMessaging | None = None
        self.apdu_count = 0

    @property
    def secured(self) -> bool:
        return self._secure is not None and self._secure.alive

    def connect(self) -> bytes:
        """Power the card (again); an open session is gone afterwards. Returns the answer to reset."""
        self.close()
        self._check()
        return self._line.connect()

    def secure(self, keys: SessionKeys) -> None:
        """Protect everything from now on."""
        self.close()
        self._secure = SecureMessaging(keys)

    def close(self) -> None:
        """Forget the session keys."""
        if self._secure is not None:
            self._secure.close()
            self._secure = None

    def disconnect(self) -> None:
        """Forget the session keys and let go of the card; never waits for a chip that does not answer."""
        self.close()
        self._line.disconnect()

    def send(self, command: CommandApdu) -> ResponseApdu:
        """Raises CardError of the transport, SECURE_MESSAGING_FAILED, CANCELLED or DEADLINE_EXCEEDED."""
        self._check()
        if self._secure is None:
            return self._exchange(command)
        response = self._exchange(self._secure.protect(command))
        return self._secure.unprotect(response, odd_ins=bool(command.ins & 1))

    def _exchange(self, command: CommandApdu) -> ResponseApdu:
        """One command; where the line gives the answer in pieces, all of them (ISO/IEC 7816-4, 5.3.4)."""
        response = self._transmit(command)
        data = response.data
        for _ in range(MAX_PIECES):
            if response.status >> 8 != SW1_MORE_DATA:
                break
            self._check()
            response = self._transmit(get_response(response.status & 0xFF))
            if not response.data and response.status >> 8 == SW1_MORE_DATA:
                break  # a chip that promises and gives nothing
            data += response.data
        return ResponseApdu(data, response.status)

    def _transmit(self, command: CommandApdu) -> ResponseApdu:
        self.apdu_count += 1
        return ResponseApdu.parse(self._line.transmit(command.encode()))

    def _check(self) -> None:
        reason = self._find_reason_to_stop()
        if reason is not None:
            raise reason

    def _find_reason_to_stop(self) -> CardError | None:
        if self._cancel.is_set():
            return CardError(CardErrorCode.CANCELLED)
        if self._monotonic() >= self._end:
            return CardError(CardErrorCode.DEADLINE_EXCEEDED)
        return None
