"""A camera whose time passes frame by frame: each is filmed when it is asked for, not when a clock says so.

However slow the machine is, the person before the camera is as quick as ever, no frame is missed, and no time
runs out that would not run out at twelve frames a second. However fast it is, nobody waits.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest

from ekyc.face.camera import Camera, CameraFrame
from ekyc.face.errors import FaceError
from ekyc.face.frame_source import FrameSource, Image
from simulation.face.camera import Gallery, SyntheticCamera
from simulation.face.person import SyntheticPerson

FPS = 12.0
_UNPACED = 1e6  # frames a second of a source that is asked instead of waiting itself
_STANDSTILL = 0.25  # s that pass more quickly while no new picture comes
_LOOK_AGAIN = 0.05  # s; how soon the capture thread notices that it should end


class FrameClock:
    """Seconds that pass only with frames."""

    def __init__(self) -> None:
        self._now = 1000.0

    def __call__(self) -> float:
        return self._now

    def pass_seconds(self, seconds: float) -> None:
        self._now += seconds


def unpaced(clock: FrameClock, person: SyntheticPerson = SyntheticPerson.ASTRONAUT) -> SyntheticCamera:
    """A synthetic person to be filmed by a stepped camera of the same clock."""
    return SyntheticCamera(person, fps=_UNPACED, clock=clock, gallery=_gallery())


@cache
def _gallery() -> Gallery:
    """Rendering a pose takes longer than analysing it, so all cameras share the pictures."""
    return Gallery()


def step_by_frames(
    patch: pytest.MonkeyPatch,
    person: SyntheticPerson = SyntheticPerson.ASTRONAUT,
    before_frame: Callable[[], None] = lambda: None,
) -> SyntheticCamera:
    """Every camera that a kiosk opens from now on is stepped; the person to stand before it."""
    clock = FrameClock()

    def stepped(source: FrameSource) -> SteppedCamera:
        return SteppedCamera(source, clock, before_frame=before_frame)

    patch.setattr("ekyc.face.camera.Camera", stepped)
    return unpaced(clock, person)


class SteppedCamera(Camera):
    """``before_frame`` is called on the thread that asks for a frame, before it is filmed."""

    def __init__(
        self,
        source: FrameSource,
        clock: FrameClock,
        *,
        before_frame: Callable[[], None] = lambda: None,
        lost_after: float = 2.0,
        frozen_after: float = 2.0,
        back_off: tuple[float, ...] = (0.05,),
    ) -> None:
        stepped = _OnDemand(source, clock, self._await_demand)
        super().__init__(
            stepped, clock=clock, lost_after=lost_after, frozen_after=frozen_after, back_off=back_off
        )
        self._before_frame = before_frame
        self._wanted_after = -1  # nobody has asked yet
        self._asked = self._served = 0

    def wait_newer(self, sequence: int, timeout: float) -> CameraFrame | None:
        self._before_frame()
        with self._changed:
            self._wanted_after = sequence
            self._asked += 1
            self._changed.notify_all()
        return super().wait_newer(sequence, timeout)

    def _await_demand(self) -> bool:
        """Once for every call of ``wait_newer`` that has to wait."""

        def wanted() -> bool:
            return self._served < self._asked and self._sequence <= self._wanted_after

        with self._changed:
            if not self._changed.wait_for(wanted, _LOOK_AGAIN):
                return False
            self._served = self._asked
            return True


class _OnDemand:
    """The source, filming only when ``asked`` says so."""

    def __init__(self, source: FrameSource, clock: FrameClock, asked: Callable[[], bool]) -> None:
        self._source = source
        self._clock = clock
        self._asked = asked
        self._last: Image | None = None
        self.live = source.live
        self.name = source.name

    def open(self) -> None:
        try:
            self._source.open()
        except FaceError:
            self._clock.pass_seconds(_STANDSTILL)
            raise

    def read(self) -> Image | None:
        if not self._asked():
            return None
        self._clock.pass_seconds(1 / FPS)
        image, before = self._source.read(), self._last
        self._last = image
        if image is None or image is before:
            self._clock.pass_seconds(_STANDSTILL)
        return image

    def close(self) -> None:
        self._source.close()
