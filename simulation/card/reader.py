"""A card reader in software: cards are put on and taken off, and what goes over the line can be disturbed."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Event
from typing import Protocol

from ekyc.card.errors import CardError, CardErrorCode

NAME = "Simulated reader"
SILENT_SECONDS = 25.0  # until drivers give up on a chip

_CANCEL_POLL_SECONDS = 0.05


@dataclass(frozen=True, slots=True)
class LineFaults:
    """What goes wrong between reader and card."""

    lifted_after: int | None = None  # the card leaves after this many commands
    lifts: int = 1  # how often it does so
    put_back: Chip | None = None  # what comes back once somebody waits for a card
    extended_refused: bool = False  # the reader carries no extended command and no longer answer
    silent_at: int | None = None  # this command is not answered before ``answers`` is set
    answers: Event = field(default_factory=Event)
    longest_response: int = 65538  # the reader carries no longer one
    mutate: Callable[[int, bytes], bytes] | None = None  # (number of the command from 1, response) → response


class Chip(Protocol):
    """What a card is to a reader."""

    @property
    def atr(self) -> bytes: ...

    def reset(self) -> None: ...

    def process(self, apdu: bytes) -> bytes: ...


class SimulatedReader:
    """A CardConnector. ``insert`` and ``remove`` may be called from any thread."""

    def __init__(self, faults: LineFaults | None = None, name: str = NAME) -> None:
        self.name = name
        self.faults = faults or LineFaults()
        self._card: Chip | None = None
        self._lifts = 0
        self._changed = threading.Condition()

    def insert(self, card: Chip) -> None:
        with self._changed:
            card.reset()
            self._card = card
            self._changed.notify_all()

    def remove(self) -> None:
        with self._changed:
            self._card = None
            self._changed.notify_all()

    def lift_when_due(self, commands: int) -> None:
        if commands == self.faults.lifted_after and (
            self.faults.put_back is None or self._lifts < self.faults.lifts
        ):
            self._lifts += 1
            self.remove()

    @property
    def card(self) -> Chip | None:
        with self._changed:
            return self._card

    def wait_for_card(self, seconds: float, cancel: Event) -> SimulatedTransport | None:
        left = seconds
        with self._changed:
            if self._card is None and self._lifts and self.faults.put_back is not None:
                self.insert(self.faults.put_back)
            while self._card is None and left > 0 and not cancel.is_set():
                step = min(left, _CANCEL_POLL_SECONDS)
                self._changed.wait(step)
                left -= step
            return SimulatedTransport(self, self._card) if self._card is not None else None


class SimulatedTransport:
    """The line to the card that was on the reader when it was asked for."""

    def __init__(self, reader: SimulatedReader, card: Chip) -> None:
        self._reader = reader
        self._card = card
        self._count = 0

    @property
    def name(self) -> str:
        return self._reader.name

    def connect(self) -> bytes:
        if self._reader.card is not self._card:
            raise CardError(CardErrorCode.NO_CARD)
        self._card.reset()
        return self._card.atr

    def transmit(self, apdu: bytes) -> bytes:
        faults = self._reader.faults
        self._reader.lift_when_due(self._count)
        if self._reader.card is not self._card:
            raise CardError(CardErrorCode.CARD_REMOVED)
        if faults.extended_refused and len(apdu) > 5 and apdu[4] == 0:
            raise CardError(CardErrorCode.TRANSPORT_FAILED)
        self._count += 1
        if self._count == faults.silent_at:
            faults.answers.wait(SILENT_SECONDS)
        response = self._card.process(apdu)
        if len(response) > (258 if faults.extended_refused else faults.longest_response):
            raise CardError(CardErrorCode.TRANSPORT_FAILED)
        return faults.mutate(self._count, response) if faults.mutate else response

    def disconnect(self) -> None:
        self._card.reset()
