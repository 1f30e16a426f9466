"""The place where papers are photographed, under a camera of its own or the one that also sees the card."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ekyc.errors import EkycError
from kiosk.contract.kiosk_state import Device
from kiosk.devices.hardware import DeviceThread, Hardware, OnFault
from kiosk.devices.trying import CameraTrial

if TYPE_CHECKING:  # brings OpenCV along, which the first screen does not wait for
    from ekyc.face.frame_source import FrameSource, Image
    from ekyc.papers.shot import PaperShot
    from kiosk.self_watch.outages import Outages

_FRAME_SECONDS = 0.1  # a paper lies still: ten pictures a second are enough
_LOOK_SECONDS = 0.3  # from one look for edges and faults to the next: a person moves no faster
_FRAMES_COMPARED = 5
_DEADLINE_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class Guidance:
    """``finding``: what to tell the person now, "" for nothing; ``ready``: the sheet lies well and still;
    ``outline``: its corners as shares of the frame, clockwise, x and y in turn, empty where none is known.
    """

    finding: str
    ready: bool
    outline: tuple[float, ...]


class DocumentStation:
    """Shows one paper at a time and takes its picture. After ``cancel`` at most a callback that is already
    under way still comes.
    """

    def __init__(self, hardware: Hardware, outages: Outages | None = None) -> None:
        """``outages`` hears of the camera's faults and of good use."""
        self._hardware = hardware
        self._outages = outages
        self._thread = DeviceThread("document-station")
        self._trial = CameraTrial(self._thread, Device.SCANNER, self._find, outages)
        self._watch: _Watch | None = None

    def start(
        self,
        on_preview: Callable[[Image], None],
        on_guidance: Callable[[Guidance], None],
        on_fault: OnFault,
    ) -> None:
        self.cancel()
        if self._outages is not None:
            on_fault = self._outages.hearing(Device.SCANNER, on_fault)
        watch = self._watch = _Watch()
        self._thread.do(lambda: watch.run(self._open(), on_preview, on_guidance), on_fault)

    def take(self, most_bytes: int) -> PaperShot:
        """*Blocking.* The sheet as a JPEG of at most ``most_bytes``, with what is wrong with it. Raises
        `EkycError`: ``picture_empty``, ``camera_lost``.
        """
        from ekyc.papers.shot import take_shot

        watch = self._watch
        if watch is None:
            raise EkycError("camera_lost", "The document camera is closed.")
        frames = watch.next_frames()
        if self._outages is not None:
            self._outages.worked(Device.SCANNER)
        return take_shot(frames, most_bytes)

    def try_camera(self) -> None:
        """Between visits: see whether a camera that failed works again."""
        self._trial.look()

    def cancel(self) -> None:
        watch, self._watch = self._watch, None
        if watch is not None:
            watch.stop()

    def close(self) -> None:
        self.cancel()
        self._thread.close()

    def _find(self) -> FrameSource | None:
        return (self._hardware.document_camera or self._hardware.card_camera)()

    def _open(self) -> FrameSource:
        camera = self._find()
        if camera is None:
            raise EkycError("camera_unavailable", "This kiosk has no document camera.")
        camera.open()
        return camera


class _Watch:
    """One stretch of looking at papers. No frame is kept once it has ended."""

    def __init__(self) -> None:
        self._fresh = threading.Condition()
        self._frames: deque[Image] = deque(maxlen=_FRAMES_COMPARED)
        self._seen = 0
        self._ended = threading.Event()

    def run(
        self,
        camera: FrameSource,
        on_preview: Callable[[Image], None],
        on_guidance: Callable[[Guidance], None],
    ) -> None:
        guide = _Guide()
        try:
            while not self._ended.is_set():
                frame = camera.read()
                if frame is not None:
                    with self._fresh:
                        self._frames.append(frame)
                        self._seen += 1
                        self._fresh.notify_all()
                    on_preview(frame)
                    guidance = guide.look(frame)
                    if guidance is not None and not self._ended.is_set():
                        on_guidance(guidance)
                self._ended.wait(_FRAME_SECONDS)
        finally:
            camera.close()
            self.stop()

    def next_frames(self) -> list[Image]:
        """The next few frames, all of them newer than this call."""
        deadline = time.monotonic() + _DEADLINE_SECONDS
        with self._fresh:
            wanted = self._seen + _FRAMES_COMPARED
            while self._seen < wanted:
                left = deadline - time.monotonic()
                if self._ended.is_set() or left <= 0:
                    raise EkycError("camera_lost", "The document camera sends no pictures.")
                self._fresh.wait(left)
            return list(self._frames)

    def stop(self) -> None:
        self._ended.set()
        with self._fresh:
            self._frames.clear()
            self._fresh.notify_all()


class _Guide:
    """Looks at a frame now and then, and says what follows for the person."""

    def __init__(self) -> None:
        from ekyc.papers.guidance import PaperGuide

        self._guide = PaperGuide()
        self._looked_at = float("-inf")

    def look(self, frame: Image) -> Guidance | None:
        """None: it is too early for another look."""
        from ekyc.papers.findings import look_at

        now = time.monotonic()
        if now - self._looked_at < _LOOK_SECONDS:
            return None
        look = look_at(frame)
        self._looked_at = now
        height, width = frame.shape[:2]
        self._guide.take(look, (width, height), now)
        outline = () if look.sheet is None else (look.sheet.corners / (width, height)).ravel().tolist()
        return Guidance(self._guide.finding or "", self._guide.ready, tuple(outline))
