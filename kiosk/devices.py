"""The card place and the face place of the kiosk: a fresh check for every attempt, after the last one ended.

Opening and closing devices takes time, so each station does both on one thread of its own, in the order of
the calls; the calls themselves return at once.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from ekyc.errors import EkycError
from kiosk.clock import VIETNAM_TIME, Clock
from kiosk.settings import Settings
from kiosk.visit.person import Person

if TYPE_CHECKING:  # these bring OpenCV and cryptography along, which the first screen does not wait for
    import numpy as np
    from numpy.typing import NDArray

    from ekyc.card.reading import CardReading, Portrait
    from ekyc.card.typed_number import TypedNumber
    from ekyc.card_check import CardCheck, CardProgress
    from ekyc.chip.read_length import ReadLengths
    from ekyc.chip.transport import CardConnector
    from ekyc.chip.trust_store import TrustStore
    from ekyc.face.evidence import FaceEvidence
    from ekyc.face.flash import FlashColour
    from ekyc.face.frame_source import FrameSource
    from ekyc.face.limits import FaceLimits
    from ekyc.face.session import FaceProgress
    from ekyc.face.worker import FaceWorker
    from ekyc.face_check import FaceCheck

logger = logging.getLogger(__name__)

_JOIN_SECONDS = 2.0  # a reading that was cancelled ends within one APDU

OnFault = Callable[[EkycError], None]


@dataclass(frozen=True, slots=True)
class Hardware:
    """How devices are reached. Each is called for every attempt, so that a device may come and go."""

    card_connector: Callable[[], CardConnector | None]
    card_camera: Callable[[], FrameSource | None]
    face_camera: Callable[[], FrameSource]


class DeviceThread:
    """One thread that opens and closes a device in the order asked for."""

    def __init__(self, name: str) -> None:
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix=name)

    def do(self, work: Callable[[], object], on_fault: OnFault | None = None) -> None:
        self._pool.submit(self._run, work, on_fault)

    def close(self) -> None:
        self._pool.shutdown(wait=True)

    @staticmethod
    def _run(work: Callable[[], object], on_fault: OnFault | None) -> None:
        try:
            work()
        except EkycError as error:
            logger.info("device: %s", error)
            if on_fault is not None:
                on_fault(error)
        except Exception:
            logger.exception("a device could not be used because of a bug")
            if on_fault is not None:
                on_fault(
                    EkycError("internal_fault", "The device could not be used because of a program fault.")
                )


class CardStation:
    """Reads one card at a time. After ``cancel`` at most a callback that is already under way still comes."""

    def __init__(self, settings: Settings, hardware: Hardware, clock: Clock) -> None:
        self._settings = settings
        self._hardware = hardware
        self._clock = clock
        self._thread = DeviceThread("card-station")
        self._trust_store: TrustStore | None = None
        self._read_lengths: ReadLengths | None = None  # what this reader bears, kept between cards
        self._camera: FrameSource | None = None
        self._check: CardCheck | None = None

    def warm_up(self) -> None:
        """Load what a reading needs, so that the first one starts at once."""
        self._thread.do(self._load)

    def start(
        self,
        on_progress: Callable[[CardProgress], None],
        on_done: Callable[[CardReading], None],
        on_fault: OnFault,
    ) -> None:
        def begin() -> None:
            from ekyc.card_check import CardCheck

            self._end()
            self._check = CardCheck(
                self._hardware.card_connector(),
                self._load(),
                self._clock.now,
                on_progress=on_progress,
                on_done=on_done,
                on_fault=on_fault,
                frames=self._open_camera(),
                read_lengths=self._read_lengths,
                chip_deadline_seconds=self._settings.card.deadline_seconds,
                put_back_seconds=self._settings.card.put_back_seconds,
            )
            self._check.start()

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

    def cancel(self) -> None:
        self._thread.do(self._end)

    def close(self) -> None:
        self.cancel()
        self._thread.close()

    def _end(self) -> None:
        check, self._check = self._check, None
        if check is not None:
            check.forget()
            check.join(_JOIN_SECONDS)
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
            self._trust_store = TrustStore() if folder is None else TrustStore.from_folder(folder)
        return self._trust_store


class FaceStation:
    """Checks one face at a time against the card of the visit. The models stay loaded in a worker process."""

    def __init__(self, settings: Settings, hardware: Hardware) -> None:
        self._settings = settings
        self._hardware = hardware
        self._thread = DeviceThread("face-station")
        self._limits: FaceLimits | None = None
        self._worker: FaceWorker | None = None
        self._check: FaceCheck | None = None
        self._close_camera: Callable[[], None] = lambda: None

    def warm_up(self) -> None:
        """Load the face models in the background, so that they are ready when somebody comes."""
        self._thread.do(lambda: self._get_worker().start())

    @property
    def is_warm(self) -> bool:
        """Whether the models are loaded."""
        return self._worker is not None and self._worker.ready_seconds is not None

    def start(
        self,
        person: Person,
        on_preview: Callable[[NDArray[np.uint8]], None],
        on_progress: Callable[[FaceProgress], None],
        on_done: Callable[[FaceEvidence], None],
        on_fault: OnFault,
        *,
        on_flash: Callable[[str | None], None] | None = None,
    ) -> None:
        """``on_flash`` has a colour (``#RRGGBB``) shown on the whole screen, None ends it; without it there
        is no screen that could light the face.
        """
        reference = None if person.card is None else person.card.portrait
        attempt = person.face_attempts + 1

        def begin() -> None:
            self._end()
            self._check = self._open(reference, attempt, on_preview, on_flash)
            self._check.start(on_progress, on_done, on_fault)

        self._thread.do(begin, on_fault)

    @property
    def will_flash(self) -> bool:
        """Whether the next check shows coloured light, which people have to be told before."""
        from ekyc.face.flash import plan_flash

        limits = self._get_limits()
        light = self._settings.face.screen_light
        return plan_flash(limits.methods.colour_flash, True, light, limits.flash).run

    def skip_flash(self) -> None:
        """The person goes without coloured light in the check that runs or is about to."""

        def hand_over() -> None:
            if self._check is not None:
                self._check.skip_flash()

        self._thread.do(hand_over)

    def cancel(self) -> None:
        """End the check, close the camera and forget its frames."""
        self._thread.do(self._end)

    def close(self) -> None:
        self.cancel()
        self._thread.close()
        if self._worker is not None:
            self._worker.stop()

    def _open(
        self,
        reference: Portrait | None,
        attempt: int,
        on_preview: Callable[[NDArray[np.uint8]], None],
        on_flash: Callable[[str | None], None] | None,
    ) -> FaceCheck:
        from ekyc.face.camera import Camera
        from ekyc.face_check import FaceCheck, FaceCheckConfig

        camera = Camera(self._hardware.face_camera())
        end_preview = camera.subscribe(lambda frame: on_preview(frame.image))

        def close_camera() -> None:
            end_preview()
            camera.stop()

        def flash(colour: FlashColour | None) -> None:
            if on_flash is not None:
                on_flash(None if colour is None else colour.value)

        self._close_camera = close_camera
        config = FaceCheckConfig(self._get_limits(), screen_light=self._settings.face.screen_light)
        return FaceCheck(
            camera,
            self._get_worker(),
            reference,
            config,
            attempt=attempt,
            flash=None if on_flash is None else flash,
        )

    def _end(self) -> None:
        check, self._check = self._check, None
        if check is not None:
            check.cancel()
        close, self._close_camera = self._close_camera, lambda: None
        close()

    def _get_worker(self) -> FaceWorker:
        from ekyc.face.models import NetworkFile
        from ekyc.face.worker import FaceWorker

        if self._worker is None:
            file, sha256 = self._settings.face.network_file, self._settings.face.network_sha256
            network = None if file is None or sha256 is None else NetworkFile(file, sha256)
            self._worker = FaceWorker(self._get_limits(), network=network)
        return self._worker

    def _get_limits(self) -> FaceLimits:
        from ekyc.face.limits import load_limits

        if self._limits is None:
            face = self._settings.face
            limits = load_limits(matcher=face.matcher)
            matching = limits.matching if face.staff_present else limits.matching.without_staff()
            bands = {"match_limit": face.match_limit, "review_limit": face.review_limit}
            modes = dict(face.methods)
            self._limits = replace(
                limits,
                matching=replace(matching, **_given(bands)),
                methods=replace(limits.methods, **_given(modes)),
            )
        return self._limits


def _given(entries: Mapping[str, Any]) -> dict[str, Any]:
    """What the settings say; the rest is left to the dated limits."""
    return {name: value for name, value in entries.items() if value is not None}
