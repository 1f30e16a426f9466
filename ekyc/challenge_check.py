"""One chip's answer to a challenge of somebody who is not here, in a thread of its own."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable

from ekyc.card.errors import CardError, CardErrorCode
from ekyc.chip.access import AccessKeys
from ekyc.chip.challenge_answer import Agree, ChallengeAnswer, answer_challenge
from ekyc.chip.read_length import ReadLengths
from ekyc.chip.reader import DEADLINE_SECONDS, LIFTED
from ekyc.chip.transport import CardConnector, Transport
from ekyc.errors import EkycError

logger = logging.getLogger(__name__)

_STEP_SECONDS = 0.2


class ChallengeCheck:
    """Start, listen, and at the end forget. Callbacks come from the check's own thread.

    It ends in exactly one ``on_done`` or ``on_fault``, or in neither after :meth:`forget`. A card that is
    lifted is waited for.
    """

    def __init__(
        self,
        connector: CardConnector | None,
        keys: AccessKeys,
        challenge: bytes,
        *,
        on_card: Callable[[bool], None],
        on_done: Callable[[ChallengeAnswer], None],
        on_fault: Callable[[EkycError], None],
        agree: Agree | None = None,
        read_lengths: ReadLengths | None = None,
        wait_seconds: float = 60.0,
        chip_deadline_seconds: float = DEADLINE_SECONDS,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        """``on_card`` gets whether a card lies there, at every change. ``wait_seconds`` for one, in all, then
        NO_CARD. ``agree`` is called in the check's own thread, while the card is open.
        """
        self._connector = connector
        self._keys: AccessKeys | None = keys
        self._challenge = challenge
        self._agree = agree
        self._on_card = on_card
        self._on_done = on_done
        self._on_fault = on_fault
        self._read_lengths = read_lengths
        self._until = monotonic() + wait_seconds
        self._chip_deadline = chip_deadline_seconds
        self._monotonic = monotonic
        self._lies: bool | None = None
        self._cancel = threading.Event()
        self._thread = threading.Thread(target=self._run, name="challenge-check", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def forget(self) -> None:
        """No callback comes after the thread noticed."""
        self._cancel.set()
        self._keys = None

    def join(self, seconds: float) -> None:
        if self._thread.ident is not None:
            self._thread.join(seconds)

    def _run(self) -> None:
        try:
            answer = self._answer()
        except EkycError as error:
            self._tell_fault(error)
        except Exception as bug:  # noqa: BLE001 # a thread that died silently would leave the visit waiting
            # Only the kind is logged: the text of an unforeseen exception might hold what was on the card.
            logger.error("the answer to a challenge ended in a bug: %s", type(bug).__name__)
            self._tell_fault(EkycError("internal_fault", "The chip could not be asked: a program fault."))
        else:
            if not self._cancel.is_set():
                self._on_done(answer)

    def _tell_fault(self, error: EkycError) -> None:
        if not self._cancel.is_set():
            self._on_fault(error)

    def _answer(self) -> ChallengeAnswer:
        while True:
            transport, keys = self._wait_for_card(), self._keys
            if keys is None:
                raise CardError(CardErrorCode.CANCELLED)
            try:
                return answer_challenge(
                    transport,
                    keys,
                    self._challenge,
                    agree=self._agree,
                    cancel=self._cancel,
                    deadline_seconds=self._chip_deadline,
                    read_lengths=self._read_lengths,
                    monotonic=self._monotonic,
                )
            except CardError as error:
                if error.card_code not in LIFTED:
                    raise

    def _wait_for_card(self) -> Transport:
        if self._connector is None:
            raise CardError(CardErrorCode.NO_READER)
        while not self._cancel.is_set():
            transport = self._connector.wait_for_card(0.0, self._cancel)
            self._tell_lying(transport is not None)
            if transport is not None:
                return transport
            if self._monotonic() >= self._until:
                raise CardError(CardErrorCode.NO_CARD)
            self._cancel.wait(_STEP_SECONDS)
        raise CardError(CardErrorCode.CANCELLED)

    def _tell_lying(self, lies: bool) -> None:
        if lies is not self._lies and not self._cancel.is_set():
            self._lies = lies
            self._on_card(lies)
