"""One camera for one session: a capture thread, the latest frame for whoever asks, and a watchdog.

Drivers report an unplugged camera badly: ``read`` may block for ever, or hand out the last frame again and
again. So nobody trusts them: no new frame for a while means lost, the same picture for a while means frozen,
and a thread that hangs in the driver is left behind while a new one opens the camera again. When the driver
lets it go at last, the source is no longer its own: it hands in no frame and closes nothing.
"""

from __future__ import annotations

import logging
import threading
import time
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeVar

from ekyc.face.errors import FaceError, FaceFault
from ekyc.face.frame_source import FrameSource, Image

_LOG = logging.getLogger(__name__)
_BACK_OFF = (1.0, 2.0, 5.0)  # s before the first, the second and every further re-opening
_JOIN = 1.0  # s that a capture thread gets to end before it is left behind


class CameraState(StrEnum):
    CLOSED = "closed"
    OPENING = "opening"
    LIVE = "live"
    LOST = "lost"
    FROZEN = "frozen"
    RECONNECTING = "reconnecting"  # opened again after it was lost or frozen, no frame yet
    ENDED = "ended"  # a recording is over
    FAULTY = "faulty"  # a recording that cannot be read; ``Camera.fault`` says why


@dataclass(frozen=True, slots=True)
class CameraFrame:
    sequence: int  # from 1, rising
    captured_at: float  # monotonic s
    image: Image = field(repr=False)


_Told = TypeVar("_Told")
FrameListener = Callable[[CameraFrame], None]
StateListener = Callable[[CameraState], None]


class Camera:
    """Listeners are called on the camera's threads and must be quick; the image is theirs to read, not to
    change.
    """

    def __init__(
        self,
        source: FrameSource,
        *,
        clock: Callable[[], float] = time.monotonic,
        lost_after: float = 2.0,
        frozen_after: float = 2.0,
        back_off: tuple[float, ...] = _BACK_OFF,
    ) -> None:
        self._source = source
        self._clock = clock
        self._lost_after = lost_after
        self._frozen_after = frozen_after
        self._back_off = back_off
        self._changed = threading.Condition()
        self._state = CameraState.CLOSED
        self._latest: CameraFrame | None = None
        self._sequence = 0
        self._last_frame = 0.0  # when the source last gave a picture
        self._last_change = 0.0  # when the picture last differed from the one before
        self._checksum: int | None = None
        self._stopping = threading.Event()
        self._supervisor: threading.Thread | None = None
        self._current: _Capture | None = None
        self._frame_listeners: list[FrameListener] = []
        self._state_listeners: list[StateListener] = []
        self.fault: FaceFault | None = None  # why the source could not be opened or read, the last time
        self.last_failure: CameraState | None = None  # lost or frozen

    @property
    def name(self) -> str:
        return self._source.name

    @property
    def clock(self) -> Callable[[], float]:
        """The monotonic clock that ``captured_at`` is read from."""
        return self._clock

    @property
    def state(self) -> CameraState:
        return self._state

    def start(self) -> None:
        """Open the camera in the background; the state tells how it went.

        Does nothing when started already.
        """
        if self._supervisor is not None:
            return
        self._stopping.clear()
        self._supervisor = threading.Thread(target=self._supervise, name="camera", daemon=True)
        self._supervisor.start()

    def stop(self) -> None:
        """End capture, close the camera and forget the last frame. Safe to call twice."""
        supervisor, self._supervisor = self._supervisor, None
        self._stopping.set()
        with self._changed:
            self._changed.notify_all()
        if supervisor is not None and supervisor is not threading.current_thread():
            supervisor.join(_JOIN * 2)
        with self._changed:
            self._latest = None

    def latest(self) -> CameraFrame | None:
        return self._latest

    def wait_newer(self, sequence: int, timeout: float) -> CameraFrame | None:
        """The newest frame after ``sequence``, waiting for it at most ``timeout`` seconds."""
        with self._changed:
            self._changed.wait_for(
                lambda: self._newer(sequence) is not None or self._stopping.is_set(), timeout=timeout
            )
            return self._newer(sequence)

    def subscribe(self, listener: FrameListener) -> Callable[[], None]:
        """Call ``listener`` with every frame from now on; the function returned ends that."""
        self._frame_listeners = [*self._frame_listeners, listener]
        return lambda: self._drop_frame_listener(listener)

    def watch_state(self, listener: StateListener) -> Callable[[], None]:
        """Call ``listener`` with every new state; the function returned ends that."""
        self._state_listeners = [*self._state_listeners, listener]
        return lambda: self._drop_state_listener(listener)

    def _newer(self, sequence: int) -> CameraFrame | None:
        latest = self._latest
        return latest if latest is not None and latest.sequence > sequence else None

    def _drop_frame_listener(self, listener: FrameListener) -> None:
        self._frame_listeners = [entry for entry in self._frame_listeners if entry is not listener]

    def _drop_state_listener(self, listener: StateListener) -> None:
        self._state_listeners = [entry for entry in self._state_listeners if entry is not listener]

    def _supervise(self) -> None:
        failures = 0
        while not self._stopping.is_set():
            self._set_state(CameraState.OPENING if failures == 0 else CameraState.RECONNECTING)
            capture = _Capture(self._source, self._take, self._close_after)
            with self._changed:
                self._current = capture
                self._last_frame = self._last_change = self._clock()
            capture.start()
            frames_before = self._sequence
            end = self._watch(capture)
            capture.end()
            if end is None or end in (CameraState.ENDED, CameraState.FAULTY):
                break
            failures = failures + 1 if self._sequence == frames_before else 1
            self.last_failure = end
            self._set_state(end)
            _LOG.warning("camera %s; opening it again", end.value)
            self._stopping.wait(self._back_off[min(failures, len(self._back_off)) - 1])
        if self._stopping.is_set():
            self._set_state(CameraState.CLOSED)

    def _watch(self, capture: _Capture) -> CameraState | None:
        """Look after one opening of the camera; why it ended, None if it was stopped from outside."""
        while not self._stopping.is_set():
            with self._changed:
                self._changed.wait(0.1)
                # All three at once: whoever reads the clock later counts its own lateness as the camera's.
                now, last_frame, last_change = self._clock(), self._last_frame, self._last_change
            if capture.over.is_set():
                return self._settle(capture)
            if now - last_frame > self._lost_after:
                return CameraState.LOST
            if self._source.live and now - last_change > self._frozen_after:
                return CameraState.FROZEN
        return None

    def _settle(self, capture: _Capture) -> CameraState:
        self.fault = capture.fault
        if self._source.live:
            return CameraState.LOST
        state = CameraState.ENDED if capture.fault is None else CameraState.FAULTY
        self._set_state(state)
        return state

    def _take(self, capture: _Capture, image: Image) -> None:
        now = self._clock()
        checksum = zlib.crc32(image[::8].tobytes()) if self._source.live else None
        with self._changed:
            if capture is not self._current or self._stopping.is_set():
                return  # from a thread that was left behind
            self._last_frame = now
            if checksum is None or checksum != self._checksum:
                self._checksum = checksum
                self._last_change = now
            elif self._state is not CameraState.LIVE:
                return  # opened again, and still the old picture
            self._sequence += 1
            frame = self._latest = CameraFrame(self._sequence, now, image)
            self._changed.notify_all()
        self._set_state(CameraState.LIVE)
        for listener in self._frame_listeners:
            _tell(listener, frame)

    def _close_after(self, capture: _Capture) -> None:
        """Close the source, unless it was opened again since: then it belongs to that opening."""
        with self._changed:
            own = capture is self._current
        if own:
            self._source.close()

    def _set_state(self, state: CameraState) -> None:
        with self._changed:
            if state is self._state:
                return
            self._state = state
            self._changed.notify_all()
        for listener in self._state_listeners:
            _tell(listener, state)


def _tell(listener: Callable[[_Told], None], value: _Told) -> None:
    """Who looks at pictures does not end who takes them."""
    try:
        listener(value)
    except Exception as error:  # noqa: BLE001 - whatever it is, it is not about the camera
        _LOG.error("a listener to the camera met a program fault: %s", type(error).__name__)


class _Capture:
    """One opening of the source, read on its own thread until it ends."""

    def __init__(
        self,
        source: FrameSource,
        take: Callable[[_Capture, Image], None],
        close: Callable[[_Capture], None],
    ) -> None:
        self._source = source
        self._take = take
        self._close = close
        self._ending = threading.Event()
        self._thread = threading.Thread(target=self._run, name="camera-capture", daemon=True)
        self.over = threading.Event()
        self.fault: FaceFault | None = None

    def start(self) -> None:
        self._thread.start()

    def end(self) -> None:
        """Ask the thread to end; one that hangs in the driver is left behind, its frames are ignored."""
        self._ending.set()
        self._thread.join(_JOIN)

    def _run(self) -> None:
        try:
            self._source.open()
            while not self._ending.is_set():
                image = self._source.read()
                if image is not None:
                    self._take(self, image)
                elif not self._source.live:
                    break
                else:
                    self._ending.wait(0.01)  # the driver had no frame; do not spin
        except FaceError as error:
            self.fault = error.fault
        except Exception as error:  # noqa: BLE001 - the supervisor opens the camera again
            self.fault = FaceFault.CAMERA_LOST
            _LOG.error("reading the camera met a program fault: %s", type(error).__name__)
        finally:
            try:
                self._close(self)
            finally:
                self.over.set()
