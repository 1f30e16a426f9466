"""The place where a card is put down: reader, and the camera that sees its codes."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING

from ekyc.card.reading import IdentitySource, ShownDocument
from ekyc.card_watch import CardWatch
from ekyc.errors import EkycError
from kiosk.clock import VIETNAM_TIME, Clock
from kiosk.contract.kiosk_state import Device
from kiosk.devices.hardware import DeviceThread, Hardware, OnFault
from kiosk.settings import Settings
from kiosk.workers import Workers

if TYPE_CHECKING:  # these bring OpenCV and cryptography along, which the first screen does not wait for
    from ekyc.card.reading import CardReading, Identity
    from ekyc.card.typed_number import TypedNumber
    from ekyc.card_check import CardCheck
    from ekyc.card_progress import CardProgress
    from ekyc.challenge_check import ChallengeCheck
    from ekyc.chip.challenge_answer import Agree, ChallengeAnswer
    from ekyc.chip.read_length import ReadLengths
    from ekyc.chip.trust_store import TrustStore
    from ekyc.face.frame_source import FrameSource
    from kiosk.self_watch.outages import Outages

logger = logging.getLogger(__name__)

_JOIN_SECONDS = 2.0  # a reading that was cancelled ends within one APDU


class CardStation:
    """Reads one card at a time. After ``cancel`` at most a callback that is already under way still comes.

    No card is read that lay there before the visit began, nor one that was read, before it was lifted: what
    somebody left behind is not shown to the next person.
    """

    def __init__(
        self,
        settings: Settings,
        hardware: Hardware,
        clock: Clock,
        workers: Workers | None = None,
        outages: Outages | None = None,
    ) -> None:
        """``outages`` hears of the reader's faults and of good use."""
        self._settings = settings
        self._hardware = hardware
        self._clock = clock
        self._outages = outages
        self._thread = DeviceThread("card-station")
        self._watch = CardWatch(
            hardware.card_connector, self._on_lying, start_thread=(workers or Workers()).start
        )
        self._on_card: Callable[[bool], None] = lambda _lies: None
        self._lies = False  # as the watch saw it last
        self._read = False  # the check that runs has read its card
        self._left_behind = False  # the card on the reader may not be read before it was lifted
        self._trust_store: TrustStore | None = None
        self._received_lists: tuple[bytes, ...] = ()  # revocations that central has sent
        self._read_lengths: ReadLengths | None = None  # what this reader bears, kept between cards
        self._camera: FrameSource | None = None
        self._check: CardCheck | None = None
        self._answering: ChallengeCheck | None = None

    def watch(self, on_card: Callable[[bool], None]) -> None:
        """From now on ``on_card`` gets, from any thread, whether a card lies on the reader, at every change;
        while one is read it does not.
        """

        def begin() -> None:
            self._on_card = on_card
            self._watch.start()

        self._thread.do(begin)

    def begin_visit(self) -> None:
        """A card that was seen lying there already may be somebody else's."""
        self._left_behind = self._lies

    def follow_revocations(self, lists: tuple[bytes, ...]) -> None:
        """From the next card on believe these besides those in the folder of issuers."""

        def take() -> None:
            if lists != self._received_lists:
                self._received_lists, self._trust_store = lists, None
                self._load()

        self._thread.do(take)

    def warm_up(self) -> None:
        """Load what a reading needs, so that the first one starts at once."""
        self._thread.do(self._load)

    def start(
        self,
        on_progress: Callable[[CardProgress], None],
        on_done: Callable[[CardReading], None],
        on_fault: OnFault,
        document: ShownDocument = ShownDocument.ID_CARD,
    ) -> None:
        on_fault = self._heard(on_fault)

        def begin() -> None:
            from ekyc.card_check import CardCheck

            self._end()
            self._watch.stop()
            self._check = CardCheck(
                self._hardware.card_connector(),
                self._load(),
                self._clock.now,
                on_progress=on_progress,
                on_done=lambda reading: self._on_read(reading, on_done),
                on_fault=on_fault,
                frames=self._open_camera(),
                read_lengths=self._read_lengths,
                chip_deadline_seconds=self._settings.card.deadline_seconds,
                put_back_seconds=self._settings.card.put_back_seconds,
                lift_first=self._left_behind,
                document=document,
            )
            self._check.start()

        self._thread.do(begin, on_fault)

    def answer(
        self,
        identity: Identity,
        challenge: bytes,
        on_card: Callable[[bool], None],
        on_done: Callable[[ChallengeAnswer], None],
        on_fault: OnFault,
        *,
        agree: Agree | None = None,
    ) -> None:
        """Have the chip that ``identity`` was read from in this visit answer a challenge. ``on_card`` gets
        whether a card lies there, at every change; another one's chip does not open.
        ``agree`` is called in a thread of the check, for a chip without a key to sign with.
        """

        on_fault = self._heard(on_fault)

        def begin() -> None:
            from ekyc.challenge_check import ChallengeCheck
            from ekyc.printed_card import keys_of_read_chip

            self._end()
            self._watch.stop()
            self._answering = ChallengeCheck(
                self._hardware.card_connector(),
                keys_of_read_chip(identity),
                challenge,
                on_card=on_card,
                on_done=on_done,
                on_fault=on_fault,
                agree=agree,
                read_lengths=self._read_lengths,
                wait_seconds=self._settings.card.answer_seconds,
                chip_deadline_seconds=self._settings.card.deadline_seconds,
            )
            self._answering.start()

        self._thread.do(begin, on_fault)

    def type_number(self, digits: str) -> None:
        """The 12 digits of the card, typed: the other way to the chip's access number."""

        def hand_over() -> None:
            if self._check is not None:
                self._check.type_number(digits)

        self._thread.do(hand_over)

    def type_scan(self, keys: str | bytes) -> None:
        """What a scanner that types as a keyboard sent, in pieces of any size and without an end."""

        def hand_over() -> None:
            if self._check is not None:
                self._check.type_scan(keys)

        self._thread.do(hand_over)

    def go_on_without_chip(self) -> None:
        """The chip is mute or missing: end with the QR alone, which sends the visit to staff review."""

        def hand_over() -> None:
            if self._check is not None:
                self._check.finish_without_chip()

        self._thread.do(hand_over)

    @property
    def sees_qr(self) -> bool:
        """Whether a camera looks for the QR code now: without one there is no way on without the chip."""
        return self._camera is not None

    def inspect_number(self, digits: str) -> TypedNumber:
        """What the 0 to 12 digits typed so far say, and what cannot be right in them."""
        from ekyc.card.typed_number import inspect_typed_number

        return inspect_typed_number(digits, self._clock.now().astimezone(VIETNAM_TIME).date())

    def try_reader(self) -> None:
        """Between visits: tell of the reader as it was last seen while nobody read a card."""
        if self._outages is None:
            return
        if (fault := self._watch.fault) is not None:
            self._outages.failed(Device.READER, fault)
        elif self._outages.is_doubtful(Device.READER):
            self._outages.worked(Device.READER)

    def _heard(self, on_fault: OnFault) -> OnFault:
        return on_fault if self._outages is None else self._outages.hearing(Device.READER, on_fault)

    def cancel(self) -> None:
        self._thread.do(self._end)

    def close(self) -> None:
        self._thread.do(self._end)
        self._thread.do(self._watch.stop)
        self._thread.close()

    def _on_read(self, reading: CardReading, on_done: Callable[[CardReading], None]) -> None:
        self._read = True
        if self._outages is not None and reading.source is IdentitySource.CHIP:
            self._outages.worked(Device.READER)
        on_done(reading)

    def _on_lying(self, lies: bool) -> None:
        """From the watch's thread, which the station's may be waiting for."""
        self._lies = lies
        if not lies:
            self._left_behind = False
        self._on_card(lies)

    def _end(self) -> None:
        check, self._check = self._check, None
        if check is not None:
            check.forget()
            check.join(_JOIN_SECONDS)
            self._left_behind = self._read or check.waits_for_lift
            self._read = False
            self._watch.start()
        answering, self._answering = self._answering, None
        if answering is not None:
            answering.forget()
            answering.join(_JOIN_SECONDS)
            self._watch.start()
        camera, self._camera = self._camera, None
        if camera is not None:
            camera.close()

    def _open_camera(self) -> FrameSource | None:
        """The camera that looks for the QR. Without it the digits are typed, so its absence is no fault."""
        camera = self._hardware.card_camera()
        if camera is None:
            return None
        try:
            camera.open()
        except EkycError as error:
            logger.warning("card camera: %s", error)
            return None
        self._camera = camera
        return camera

    @property
    def is_warm(self) -> bool:
        return self._trust_store is not None

    def _load(self) -> TrustStore:
        import ekyc.card_check  # noqa: F401 - so that the first card does not wait for it
        from ekyc.chip.read_length import ReadLengths
        from ekyc.chip.trust_store import TrustStore

        if self._read_lengths is None:
            self._read_lengths = ReadLengths()
        if self._trust_store is None:
            folder = self._settings.card.csca_folder
            store = TrustStore() if folder is None else TrustStore.from_folder(folder)
            self._trust_store = store.with_lists(self._received_lists)
        return self._trust_store
