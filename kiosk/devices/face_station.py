"""The place where a person is looked at: camera, and the process that judges its pictures."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from kiosk.contract.kiosk_state import Device
from kiosk.devices.hardware import DeviceThread, Hardware, OnFault
from kiosk.devices.trying import CameraTrial
from kiosk.measured import find_measured_light
from kiosk.settings import Settings
from kiosk.visit.person import Person

if TYPE_CHECKING:  # these bring OpenCV and cryptography along, which the first screen does not wait for
    import numpy as np
    from numpy.typing import NDArray

    from ekyc.card.reading import Portrait
    from ekyc.face.evidence import FaceEvidence
    from ekyc.face.flash import FlashColour
    from ekyc.face.limits import FaceLimits
    from ekyc.face.session import FaceProgress
    from ekyc.face.worker import FaceWorker
    from ekyc.face_check import FaceCheck
    from kiosk.self_watch.outages import Outages

_UNREAD: float | None = -1.0  # what was measured here was not looked at yet
_JOIN_SECONDS = 2.0  # a reading that was cancelled ends within one APDU


class FaceStation:
    """Checks one face at a time against the card of the visit. The models stay loaded in a worker process."""

    def __init__(self, settings: Settings, hardware: Hardware, outages: Outages | None = None) -> None:
        """``outages`` hears of the camera's faults and of good use."""
        self._settings = settings
        self._hardware = hardware
        self._outages = outages
        self._thread = DeviceThread("face-station")
        self._trial = CameraTrial(self._thread, Device.CAMERA, hardware.face_camera, outages)
        self._limits: FaceLimits | None = None
        self._light = _UNREAD
        self._worker: FaceWorker | None = None
        self._check: FaceCheck | None = None
        self._close_camera: Callable[[], None] = lambda: None

    def warm_up(self) -> None:
        """Load the face models in the background, so that they are ready when somebody comes."""
        self._thread.do(self._find_light)
        self._thread.do(lambda: self._get_worker().start())

    @property
    def is_warm(self) -> bool:
        """Whether the models are loaded."""
        return self._worker is not None and self._worker.ready_seconds is not None

    @property
    def worker_restarts(self) -> int:
        """How often the process that judges pictures died or hung."""
        return 0 if self._worker is None else self._worker.restarts

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
        if self._outages is not None:
            on_fault = self._outages.hearing(Device.CAMERA, on_fault)

        def done(evidence: FaceEvidence) -> None:
            if self._outages is not None:
                self._outages.worked(Device.CAMERA)
            on_done(evidence)

        def begin() -> None:
            self._end()
            self._check = self._open(reference, attempt, on_preview, on_flash)
            self._check.start(on_progress, done, on_fault)

        self._thread.do(begin, on_fault)

    @property
    def will_flash(self) -> bool:
        """Whether the next check shows coloured light, which people have to be told before."""
        from ekyc.face.flash import plan_flash

        limits = self._get_limits()
        return plan_flash(limits.methods.colour_flash, True, self._find_light(), limits.flash).run

    def skip_flash(self) -> None:
        """The person goes without coloured light in the check that runs or is about to."""

        def hand_over() -> None:
            if self._check is not None:
                self._check.skip_flash()

        self._thread.do(hand_over)

    def try_camera(self) -> None:
        """Between visits: see whether a camera that failed works again."""
        self._trial.look()

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
        config = FaceCheckConfig(self._get_limits(), screen_light=self._find_light())
        return FaceCheck(
            camera,
            self._get_worker(),
            reference,
            config,
            attempt=attempt,
            flash=None if on_flash is None else flash,
        )

    def _find_light(self) -> float | None:
        """Of the screen over that of the room: as the settings say, or as it was measured here."""
        if self._settings.face.screen_light is not None:
            return self._settings.face.screen_light
        if self._light == _UNREAD:
            measured = find_measured_light(self._settings.data_folder)
            self._light = None if measured is None else measured.screen_light
        return self._light

    def follow_light(self, ratio: float) -> None:
        """It was measured anew here."""
        self._light = ratio

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
            face = self._settings.face
            file, sha256 = face.network_file, face.network_sha256
            network = None if file is None or sha256 is None else NetworkFile(file, sha256)
            self._worker = FaceWorker(
                self._get_limits(),
                network=network,
                ready_deadline=face.start_seconds,
                call_deadline=face.answer_seconds,
            )
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
