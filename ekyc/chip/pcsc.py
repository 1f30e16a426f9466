"""PC/SC readers through pyscard's thin layer, which gives the error codes that higher layers swallow."""

from __future__ import annotations

import time
import weakref
from collections.abc import Callable
from threading import Event

from smartcard import scard

from ekyc.card.errors import CardError, CardErrorCode
from ekyc.chip.apdu import ResponseApdu
from ekyc.chip.applications import has_identity_application
from ekyc.chip.slots import Slot, SlotChoice

BUSY_SECONDS = 3.0
_POLL_MILLISECONDS = 100  # how soon a cancel or a newly plugged reader is noticed

_GONE = frozenset(
    {
        scard.SCARD_W_REMOVED_CARD,
        scard.SCARD_W_RESET_CARD,
        scard.SCARD_W_UNPOWERED_CARD,
        scard.SCARD_E_NO_SMARTCARD,
        scard.SCARD_E_READER_UNAVAILABLE,
        scard.SCARD_E_UNKNOWN_READER,
        scard.SCARD_E_INVALID_HANDLE,
    }
)
_MUTE = frozenset({scard.SCARD_W_UNRESPONSIVE_CARD, scard.SCARD_E_PROTO_MISMATCH})
_NO_SERVICE = frozenset(
    {
        scard.SCARD_E_NO_SERVICE,
        scard.SCARD_E_SERVICE_STOPPED,
        scard.SCARD_E_INVALID_HANDLE,
        scard.SCARD_F_COMM_ERROR,
    }
)


def slots_now() -> tuple[Slot, ...]:
    """Every slot of the readers, with its card. Raises CardError READER_SERVICE_UNAVAILABLE."""
    context = _establish()
    try:
        states = [(reader, scard.SCARD_STATE_UNAWARE) for reader in _readers_of(context)]
        if not states:
            return ()
        code, states = scard.SCardGetStatusChange(context, 0, states)
        if code != scard.SCARD_S_SUCCESS:
            raise CardError(CardErrorCode.READER_SERVICE_UNAVAILABLE)
        return tuple(_slot(reader, state) for reader, state, _ in states)
    finally:
        scard.SCardReleaseContext(context)


def choose_readers(wanted: str | None, readers: tuple[str, ...]) -> tuple[str, ...]:
    """The readers that are meant: by full name, else by a part of it, for the end of a name changes with the
    port; all of them when none is wanted in particular.

    Raises CardError UNKNOWN_READER, or NO_READER where there is none at all.
    """
    if not readers:
        raise CardError(CardErrorCode.NO_READER if wanted is None else CardErrorCode.UNKNOWN_READER)
    if wanted is None or wanted in readers:
        return readers if wanted is None else (wanted,)
    meant = tuple(reader for reader in readers if wanted in reader)
    if not meant:
        raise CardError(CardErrorCode.UNKNOWN_READER)
    return meant


class PcscConnector:
    """A CardConnector over the readers of a name or part of a name, or over whichever reader has a card."""

    def __init__(self, reader_name: str | None = None) -> None:
        self._wanted = reader_name
        self._context: int | None = None
        self._release: Callable[[], object] = lambda: None
        self._slots = SlotChoice(self._holds_identity_card)

    @property
    def name(self) -> str:
        return self._wanted or "PC/SC"

    def wait_for_card(self, seconds: float, cancel: Event) -> PcscTransport | None:
        left = int(seconds * 1000)
        while True:
            found = self._look(min(left, _POLL_MILLISECONDS))
            left -= _POLL_MILLISECONDS
            if found is not None or left <= 0 or cancel.is_set():
                return found

    def close(self) -> None:
        """Let go of the service; also happens by itself when the connector is dropped. May be used again."""
        self._release()
        self._context = None

    def _look(self, milliseconds: int) -> PcscTransport | None:
        """A card now or within that time; the list of readers is taken anew, so plugging is noticed."""
        if self._context is None:
            self._context = _establish()
            # the service serves a limited number of contexts, and nobody must remember to close a connector
            self._release = weakref.finalize(self, scard.SCardReleaseContext, self._context)
        try:
            readers = choose_readers(self._wanted, _readers_of(self._context))
        except CardError as error:
            if error.card_code is CardErrorCode.READER_SERVICE_UNAVAILABLE:
                self.close()
            raise
        states = [(reader, scard.SCARD_STATE_UNAWARE) for reader in readers]
        code, states = scard.SCardGetStatusChange(self._context, 0, states)
        present = self._chosen(code, states)
        if present is None and milliseconds > 0 and code == scard.SCARD_S_SUCCESS:
            known = [(reader, state) for reader, state, _ in states]
            code, states = scard.SCardGetStatusChange(self._context, milliseconds, known)
            present = self._chosen(code, states)
        if code in _NO_SERVICE:
            self.close()
        return PcscTransport(present) if present is not None else None

    def _chosen(self, code: int, states: list[tuple[str, int, list[int]]]) -> str | None:
        if code != scard.SCARD_S_SUCCESS:
            return None
        return self._slots.choose([_slot(reader, state) for reader, state, _ in states])

    def _holds_identity_card(self, reader: str) -> bool:
        """Asked where several slots hold a card. One that cannot be asked now is asked again later."""
        line = PcscTransport(reader, busy_seconds=0.0)
        try:
            line.connect()
            return has_identity_application(
                lambda command: ResponseApdu.parse(line.transmit(command.encode()))
            )
        except CardError:
            return False
        finally:
            line.disconnect()


class PcscTransport:
    """One card on one PC/SC reader."""

    def __init__(self, reader: str, busy_seconds: float = BUSY_SECONDS) -> None:
        """``busy_seconds`` is how long to wait for another program to let go of the card."""
        self._reader = reader
        self._busy_seconds = busy_seconds
        self._context: int | None = None
        self._card: int | None = None
        self._protocol = 0

    @property
    def name(self) -> str:
        return self._reader

    def connect(self) -> bytes:
        self.disconnect()
        self._context = _establish()
        code, card, protocol = self._connect_when_free(self._context)
        if code != scard.SCARD_S_SUCCESS:
            self.disconnect()
            raise _connect_fault(code)
        self._card, self._protocol = card, protocol
        code, _, _, _, atr = scard.SCardStatus(card)
        if code != scard.SCARD_S_SUCCESS:
            self.disconnect()
            raise _connect_fault(code)
        return bytes(atr)

    def _connect_when_free(self, context: int) -> tuple[int, int, int]:
        """Other programs look at every card that is put on, and mostly let go of it soon."""
        until = time.monotonic() + self._busy_seconds
        while True:
            code, card, protocol = scard.SCardConnect(
                context,
                self._reader,
                scard.SCARD_SHARE_EXCLUSIVE,
                scard.SCARD_PROTOCOL_T0 | scard.SCARD_PROTOCOL_T1,
            )
            if code != scard.SCARD_E_SHARING_VIOLATION or time.monotonic() >= until:
                return int(code), card, int(protocol)
            time.sleep(_POLL_MILLISECONDS / 1000)

    def transmit(self, apdu: bytes) -> bytes:
        if self._card is None:
            raise CardError(CardErrorCode.CARD_REMOVED)
        pci = scard.SCARD_PCI_T0 if self._protocol == scard.SCARD_PROTOCOL_T0 else scard.SCARD_PCI_T1
        code, response = scard.SCardTransmit(self._card, pci, list(apdu))
        if code == scard.SCARD_S_SUCCESS:
            return bytes(response)
        # Drivers report a length that they cannot carry and a lifted card by the same code: ask which it was.
        if code in _GONE or not self._card_is_there():
            raise CardError(CardErrorCode.CARD_REMOVED)
        raise CardError(CardErrorCode.TRANSPORT_FAILED)

    def disconnect(self) -> None:
        if self._card is not None:
            scard.SCardDisconnect(self._card, scard.SCARD_RESET_CARD)
            self._card = None
        if self._context is not None:
            scard.SCardReleaseContext(self._context)
            self._context = None

    def _card_is_there(self) -> bool:
        states = [(self._reader, scard.SCARD_STATE_UNAWARE)]
        code, states = scard.SCardGetStatusChange(self._context, 0, states)
        return code == scard.SCARD_S_SUCCESS and _slot(*states[0][:2]).holds_card


def _establish() -> int:
    code, context = scard.SCardEstablishContext(scard.SCARD_SCOPE_USER)
    if code != scard.SCARD_S_SUCCESS:
        raise CardError(CardErrorCode.READER_SERVICE_UNAVAILABLE)
    return int(context)


def _readers_of(context: int) -> tuple[str, ...]:
    code, readers = scard.SCardListReaders(context, [])
    if code == scard.SCARD_E_NO_READERS_AVAILABLE:
        return ()
    if code != scard.SCARD_S_SUCCESS:
        raise CardError(CardErrorCode.READER_SERVICE_UNAVAILABLE)
    return tuple(readers)


def _slot(reader: str, state: int) -> Slot:
    return Slot(
        reader, bool(state & scard.SCARD_STATE_PRESENT), bool(state & scard.SCARD_STATE_MUTE), mark=state
    )


def _connect_fault(code: int) -> CardError:
    if code in _GONE:
        return CardError(CardErrorCode.NO_CARD)
    if code in _MUTE:
        return CardError(CardErrorCode.CARD_UNRESPONSIVE)
    if code == scard.SCARD_E_SHARING_VIOLATION:
        return CardError(CardErrorCode.CARD_IN_USE)
    return CardError(CardErrorCode.TRANSPORT_FAILED)
