"""One identification of a card: QR code and chip together, in a thread of its own.

Of an ID card the QR code (seen by the camera or typed by a scanner), the typed number or, where the code
cannot be read, the machine readable zone gives the access key; of a passport always the zone. The chip gives
the identity. Where there is no chip reader or the chip refuses, what is printed alone ends the check with a
reading that says so; its worth is policy.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from ekyc.card.card_warnings import CardWarning
from ekyc.card.citizen_qr import CitizenQr, parse_citizen_qr
from ekyc.card.errors import CardError, CardErrorCode
from ekyc.card.mrz import Td1Mrz
from ekyc.card.mrz_image import View, read_mrz, read_passport_mrz
from ekyc.card.passport_mrz import Td3Mrz
from ekyc.card.personal_number import (
    PersonalNumber,
    card_access_number_of,
    parse_personal_number,
)
from ekyc.card.qr_decode import find_citizen_qr
from ekyc.card.reading import (
    CardReading,
    ShownDocument,
    SodSignature,
)
from ekyc.card.scanned_text import mended
from ekyc.card.wedge import WedgeBuffer, find_scan_damage
from ekyc.card_progress import CardPhase, CardProgress
from ekyc.chip.access import AccessKeys
from ekyc.chip.read_length import ReadLengths
from ekyc.chip.reader import (
    DEADLINE_SECONDS,
    VIETNAM_TIME,
    ChipProgress,
    ChipReader,
    read_through_lifts,
)
from ekyc.chip.transport import CardConnector, Transport
from ekyc.chip.trust_store import TrustStore
from ekyc.errors import EkycError
from ekyc.printed_card import (
    compare_print_with_chip,
    mrz_keys_from_qr,
    old_numbers_differ,
    reading_from_mrz,
    reading_from_qr,
)
from ekyc.printed_passport import compared_with_page, keys_from_passport, reading_from_passport

logger = logging.getLogger(__name__)

_T = TypeVar("_T")

_STEP_SECONDS = 0.04
MRZ_AFTER_SECONDS = 2.0  # of looking for a QR code in vain: the zone takes longer to read and proves no more
PUT_BACK_SECONDS = 20.0
_MIRRORED_EVERY = 4  # frames: a camera that mirrors is rare, and a look takes as long as the plain one
# The reader is not there: the QR code may still end the check.
_READER_ABSENT = frozenset(
    {CardErrorCode.NO_READER, CardErrorCode.UNKNOWN_READER, CardErrorCode.READER_SERVICE_UNAVAILABLE}
)
# The chip is there and will not open for anybody: the QR code may still end the check.
_CHIP_REFUSES = frozenset({CardErrorCode.ACCESS_REFUSED, CardErrorCode.ACCESS_KEY_NEEDED})


class FrameSource(Protocol):
    """The card camera. ``read`` gives the newest frame, BGR (h, w, 3) uint8, or None when there is none."""

    def read(self) -> NDArray[np.uint8] | None: ...


class CardCheck:
    """Start, listen, and at the end forget. Callbacks come from the check's own thread.

    Each :meth:`start` ends in exactly one ``on_done`` or ``on_fault``, or in neither after :meth:`cancel`.
    After a fault it may be started again: the QR code that was read stays known unless it opened nothing.
    """

    def __init__(
        self,
        connector: CardConnector | None,
        trust: TrustStore,
        now: Callable[[], datetime],
        *,
        on_progress: Callable[[CardProgress], None],
        on_done: Callable[[CardReading], None],
        on_fault: Callable[[EkycError], None],
        frames: FrameSource | None = None,
        read_lengths: ReadLengths | None = None,
        chip_deadline_seconds: float = DEADLINE_SECONDS,
        wait_seconds: float | None = None,
        put_back_seconds: float = PUT_BACK_SECONDS,
        mrz_after_seconds: float = MRZ_AFTER_SECONDS,
        lift_first: bool = False,
        document: ShownDocument = ShownDocument.ID_CARD,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        """``now`` is the aware wall clock. With ``lift_first`` nothing is read before the reader, or the
        camera where there is no reader, has seen no card for once.

        ``wait_seconds`` ends the wait for card and key with NO_CARD or QR_NOT_FOUND; None waits on.
        ``put_back_seconds`` is how long a lifted card may stay away before the check ends with CARD_REMOVED.
        """
        self._connector = connector
        self._trust = trust
        self._now = now
        self._on_progress = on_progress
        self._on_done = on_done
        self._on_fault = on_fault
        self._frames = frames
        self._read_lengths = read_lengths or ReadLengths()
        self._chip_deadline = chip_deadline_seconds
        self._wait_seconds = wait_seconds
        self._put_back_seconds = put_back_seconds
        self._mrz_after = mrz_after_seconds
        self._lift_first = lift_first
        self._document = document
        self._monotonic = monotonic
        self._lock = threading.Lock()
        self._wake = threading.Event()
        self._cancel = threading.Event()
        self._thread: threading.Thread | None = None
        self._qr: CitizenQr | None = None
        self._typed: PersonalNumber | None = None
        self._mrz: Td1Mrz | None = None
        self._passport: Td3Mrz | None = None
        self._scan = WedgeBuffer(monotonic)
        self._scanned: str | None = None  # a whole scan, not yet looked at
        self._searching_since: float | None = None  # for a QR code in frames
        self._frames_searched = 0
        self._without_chip = False
        self._progress: CardProgress | None = None
        self._seen: NDArray[np.uint8] | None = None  # the last frame, which need not be searched twice

    @property
    def _wants_passport(self) -> bool:
        return self._document is ShownDocument.PASSPORT

    @property
    def waits_for_lift(self) -> bool:
        return self._lift_first

    def start(self) -> None:
        """Begin, or begin again after the end. Raises RuntimeError while the check runs."""
        if self._thread is not None and self._thread.is_alive():
            raise RuntimeError("the card check is already running")
        self._cancel.clear()
        self._without_chip = False
        self._progress = None
        self._seen = None
        self._searching_since = None
        self._thread = threading.Thread(target=self._run, name="card-check", daemon=True)
        self._thread.start()

    def cancel(self) -> None:
        """Ask the thread to stop; no callback comes after it noticed."""
        self._cancel.set()
        self._wake.set()

    def join(self, seconds: float) -> bool:
        """Wait for the thread; True when it has ended."""
        if self._thread is not None:
            self._thread.join(seconds)
            return not self._thread.is_alive()
        return True

    def type_number(self, digits: str) -> None:
        """The personal number as the person typed it. Raises CardError PERSONAL_NUMBER_NOT_12_DIGITS."""
        number = parse_personal_number(digits)
        with self._lock:
            self._typed = number
        self._wake.set()

    def type_scan(self, keys: str | bytes) -> None:
        """What a scanner typed, in pieces of any size; its QR code counts like one that the camera saw.

        A scan that stops halfway or was changed by a keyboard layout ends the check with its SCAN_* fault.
        """
        with self._lock:
            whole = self._scan.feed(keys)
            if whole is not None:
                self._scanned = whole
        self._wake.set()

    def finish_without_chip(self) -> None:
        """End with the QR code alone, as soon as it is read."""
        self._without_chip = True
        self._wake.set()

    def forget(self) -> None:
        """Cancel, and drop everything known about the person."""
        self.cancel()
        with self._lock:
            self._qr = None
            self._typed = None
            self._mrz = self._passport = None
            self._scan.clear()
            self._scanned = None
            self._progress = None
            self._seen = None

    def _run(self) -> None:
        try:
            reading = self._identify()
        except CardError as error:
            self._tell(self._on_fault, error)
        except Exception as bug:  # noqa: BLE001 # a thread that died silently would leave the visit waiting
            # Only the kind is logged: the text of an unforeseen exception might hold what was on the card.
            logger.error("the card check ended in a bug: %s", type(bug).__name__)
            fault = EkycError("internal_fault", "The card could not be read because of a program fault.")
            self._tell(self._on_fault, fault)
        else:
            self._tell(self._on_done, reading)

    def _tell(self, callback: Callable[[_T], None], value: _T) -> None:
        if not self._cancel.is_set():
            callback(value)

    def _identify(self) -> CardReading:
        self._wait_until_lifted()
        started = self._monotonic()
        while not self._cancel.is_set():
            transport, absent = self._look_for_card()
            waiting = transport is None and absent is None
            self._report(CardPhase.WAITING_FOR_CARD if waiting else CardPhase.LOOKING_FOR_QR)
            self._look_for_qr()
            keys = self._access_keys()
            if transport is not None and keys is not None and not self._without_chip:
                return self._read_chip(transport, keys)
            printed = self._reading_from_print(absent)
            if printed is not None and (self._without_chip or absent is not None):
                return printed
            if absent is not None and (self._frames is None or self._typed is not None):
                raise absent
            if self._wait_seconds is not None and self._monotonic() - started >= self._wait_seconds:
                raise CardError(CardErrorCode.QR_NOT_FOUND if transport else CardErrorCode.NO_CARD)
            self._wake.wait(_STEP_SECONDS)
            self._wake.clear()
        raise CardError(CardErrorCode.CANCELLED)

    def _wait_until_lifted(self) -> None:
        while self._lift_first and not self._cancel.is_set():
            self._report(CardPhase.LIFT_CARD)
            transport, absent = self._look_for_card()
            self._lift_first = transport is not None or (absent is not None and self._sees_code())
            if self._lift_first:
                self._wake.wait(_STEP_SECONDS)
                self._wake.clear()

    def _sees_code(self) -> bool:
        """Whether a card's code is before the camera, or nothing can be said yet."""
        if self._frames is None:
            return False
        frame = self._frames.read()
        if frame is None or frame is self._seen:
            return True
        self._seen = frame
        if self._wants_passport:
            return read_passport_mrz(frame, monotonic=self._monotonic, views=(View.PLAIN,)) is not None
        return find_citizen_qr(frame, monotonic=self._monotonic, today=self._today()) is not None

    def _look_for_card(self) -> tuple[Transport | None, CardError | None]:
        """The card on the reader, or why there can be none."""
        if self._connector is None:
            return None, CardError(CardErrorCode.NO_READER)
        try:
            return self._connector.wait_for_card(0.0, self._cancel), None
        except CardError as error:
            if error.card_code not in _READER_ABSENT:
                raise
            return None, error

    def _look_for_qr(self) -> None:
        self._look_at_scan()
        if self._qr is not None or self._passport is not None or self._frames is None:
            return
        frame = self._frames.read()
        if frame is None or frame is self._seen:
            return
        self._seen = frame
        turn, self._frames_searched = self._frames_searched, self._frames_searched + 1
        if self._wants_passport:
            self._look_for_passport(frame)
            return
        qr = find_citizen_qr(frame, monotonic=self._monotonic, today=self._today(), turn=turn)
        if qr is not None:
            with self._lock:
                self._qr = qr
        else:
            self._look_for_mrz(frame)

    def _look_for_mrz(self, frame: NDArray[np.uint8]) -> None:
        if self._searching_since is None:
            self._searching_since = self._monotonic()
        if self._mrz is not None or self._monotonic() - self._searching_since < self._mrz_after:
            return
        mrz = read_mrz(frame, monotonic=self._monotonic, views=(self._view,))
        if mrz is not None:
            with self._lock:
                self._mrz = mrz

    def _look_for_passport(self, frame: NDArray[np.uint8]) -> None:
        mrz = read_passport_mrz(frame, monotonic=self._monotonic, views=(self._view,))
        if mrz is not None:
            with self._lock:
                self._passport = mrz

    @property
    def _view(self) -> View:
        return View.MIRRORED if self._frames_searched % _MIRRORED_EVERY == 0 else View.PLAIN

    def _look_at_scan(self) -> None:
        """Take over the QR code that a scanner typed. Raises CardError for a scan that was spoiled."""
        with self._lock:
            text, self._scanned = self._scanned, None
            text = text or self._scan.poll()
        if text is None or self._wants_passport:
            return
        damage = find_scan_damage(mended(text))
        if damage is not None:
            raise CardError(damage)
        qr = parse_citizen_qr(text, self._today())
        with self._lock:
            self._qr = qr

    def _access_keys(self) -> AccessKeys | None:
        """From the typed number when there is one: the person typed it because the QR code did not serve."""
        with self._lock:
            typed, qr, mrz, passport = self._typed, self._qr, self._mrz, self._passport
        if passport is not None:
            return keys_from_passport(passport)
        if typed is not None and (qr is None or qr.personal_number != typed):
            return AccessKeys(can=card_access_number_of(typed))
        if qr is not None:
            return AccessKeys(card_access_number_of(qr.personal_number), mrz_keys_from_qr(qr))
        if mrz is not None and mrz.personal_number is not None:
            return AccessKeys(card_access_number_of(mrz.personal_number), (mrz.key,))
        return None

    def _read_chip(self, transport: Transport, keys: AccessKeys) -> CardReading:
        reader = ChipReader(
            transport,
            keys,
            self._trust,
            self._now,
            on_progress=self._on_chip_progress,
            cancel=self._cancel,
            deadline_seconds=self._chip_deadline,
            read_lengths=self._read_lengths,
            monotonic=self._monotonic,
        )
        try:
            reading = read_through_lifts(reader, self._wait_until_put_back)
        except CardError as error:
            return self._without_chip_reading(error)
        if reading is None:
            return self._reading_without_lifted_chip()
        if reading.identity.document is not self._document:
            raise CardError(CardErrorCode.NOT_AN_IDENTITY_CARD)
        self._report(
            CardPhase.VERIFYING,
            chip_done=True,
            signature_done=reading.verdicts.sod_signature is not SodSignature.NOT_CHECKED,
        )
        return self._compared(reading)

    def _wait_until_put_back(self) -> Transport | None:
        """The card that is on the reader again; None when the person goes on without the chip.

        Raises CardError CARD_REMOVED when none comes in time.
        """
        self._report(CardPhase.PUT_CARD_BACK)
        until = self._monotonic() + self._put_back_seconds
        while not self._cancel.is_set():
            if self._without_chip and (self._qr is not None or self._passport is not None):
                return None
            transport, absent = self._look_for_card()
            if transport is not None:
                return transport
            if self._monotonic() >= until:
                raise absent or CardError(CardErrorCode.CARD_REMOVED)
            self._wake.wait(_STEP_SECONDS)
            self._wake.clear()
        raise CardError(CardErrorCode.CANCELLED)

    def _reading_without_lifted_chip(self) -> CardReading:
        printed = self._reading_from_print(None)
        if printed is None:
            raise CardError(CardErrorCode.CANCELLED)  # forgotten meanwhile
        return printed

    def _without_chip_reading(self, error: CardError) -> CardReading:
        """The QR code's reading where the chip refuses, else the fault. A key that failed is dropped."""
        printed = self._reading_from_print(error) if error.card_code in _CHIP_REFUSES else None
        if printed is not None:
            return printed
        if error.card_code is CardErrorCode.WRONG_ACCESS_KEY:
            with self._lock:  # the code may be that of another card that was shown before
                self._qr = None
                self._typed = None
                self._mrz = self._passport = None
        if error.card_code is CardErrorCode.NO_CARD:
            raise CardError(CardErrorCode.CARD_REMOVED) from None
        raise error

    def _reading_from_print(self, cause: CardError | None) -> CardReading | None:
        """What the print says without the chip, where enough of it was read."""
        with self._lock:
            qr, mrz, passport = self._qr, self._mrz, self._passport
        if qr is not None:
            return reading_from_qr(qr, self._today(), cause)
        if mrz is not None and mrz.full_name:
            return reading_from_mrz(mrz, self._today(), cause)
        if passport is not None and passport.full_name:
            return reading_from_passport(passport, self._today(), cause)
        return None

    def _compared(self, reading: CardReading) -> CardReading:
        with self._lock:
            passport = self._passport
        if passport is not None:
            return compared_with_page(reading, passport, self._today())
        warnings = reading.warnings
        if self._typed is not None and self._typed != reading.identity.personal_number:
            warnings += (CardWarning.TYPED_NUMBER_DIFFERS_FROM_CHIP.value,)
        if old_numbers_differ(self._qr, reading):
            warnings += (CardWarning.OLD_NUMBER_DIFFERS_FROM_PRINT.value,)
        compared = compare_print_with_chip(self._qr, reading)
        verdicts = replace(reading.verdicts, print_versus_chip=compared)
        return replace(reading, verdicts=verdicts, warnings=warnings)

    def _today(self) -> date:
        return self._now().astimezone(VIETNAM_TIME).date()

    def _on_chip_progress(self, progress: ChipProgress) -> None:
        self._report(
            CardPhase(progress.phase.value),
            file=progress.file,
            fraction=progress.fraction,
            chip_done=progress.phase.value == CardPhase.VERIFYING,
        )

    def _report(
        self,
        phase: CardPhase,
        *,
        file: str | None = None,
        fraction: float = 0.0,
        chip_done: bool = False,
        signature_done: bool = False,
    ) -> None:
        """Tell a change; the same progress is not told twice, nor any after a cancel."""
        progress = CardProgress(phase, file, fraction, self._qr is not None, chip_done, signature_done)
        if progress != self._progress and not self._cancel.is_set():
            self._progress = progress
            self._on_progress(progress)
