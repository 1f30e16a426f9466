"""Scripted sessions: who stands before the camera and what they do, from the honest person to each attack."""

from __future__ import annotations

from enum import StrEnum

from ekyc.face.evidence import LivenessAction
from ekyc.face.flash import FlashColour
from ekyc.face.session import FacePhase, FaceProgress
from simulation.face.camera import SyntheticCamera
from simulation.face.person import SyntheticPerson
from simulation.face.scene import Scene


class Script(StrEnum):
    GENUINE = "genuine"
    FLAT_PHOTO = "flat_photo"
    BENT_PHOTO = "bent_photo"
    SCREEN_REPLAY = "screen_replay"  # shows the asked turns, as a puppeteered picture would
    OLD_FLASH = "old_flash"  # the same, with the colours of an earlier session in the picture
    FROZEN_FRAMES = "frozen_frames"
    LOOPED_FRAMES = "looped_frames"
    WRONG_ORDER = "wrong_order"
    TOO_SLOW = "too_slow"
    SWAPPED_BEFORE_ACTING = "swapped_before_acting"
    SWAPPED_AFTER_ACTING = "swapped_after_acting"
    SECOND_FACE = "second_face"
    MASK = "mask"
    DARK = "dark"
    BLURRED = "blurred"
    UNPLUGGED = "unplugged"


_SCENES = {
    Script.FLAT_PHOTO: Scene.FLAT_PHOTO,
    Script.BENT_PHOTO: Scene.BENT_PHOTO,
    Script.SCREEN_REPLAY: Scene.SCREEN_REPLAY,
    Script.OLD_FLASH: Scene.SCREEN_REPLAY,
    Script.MASK: Scene.MASK,
    Script.DARK: Scene.DARK,
    Script.BLURRED: Scene.BLURRED,
}
_OTHER_TURN = {
    LivenessAction.TURN_LEFT: LivenessAction.TURN_RIGHT,
    LivenessAction.TURN_RIGHT: LivenessAction.TURN_LEFT,
    LivenessAction.BLINK: LivenessAction.BLINK,
}
_EARLIER = (
    FlashColour.GREEN,
    FlashColour.MAGENTA,
    FlashColour.CYAN,
    FlashColour.YELLOW,
    FlashColour.BLUE,
    FlashColour.WHITE,
)
_EARLIER_SECONDS = 0.4


class ScriptedPerson:
    """Follows a face check's progress as the script has it; ``hear`` may come from any thread."""

    def __init__(
        self,
        camera: SyntheticCamera,
        script: Script = Script.GENUINE,
        impostor: SyntheticPerson = SyntheticPerson.DRAWN_A,
    ) -> None:
        self._camera = camera
        self._script = script
        self._impostor = impostor
        self._heard: LivenessAction | None = None
        self._lit: FlashColour | None = None
        self._phase: FacePhase | None = None
        if script in _SCENES:
            camera.show(_SCENES[script])

    def hear(self, progress: FaceProgress, at: float | None = None) -> None:
        """``at``: the moment on the camera's clock, now if None."""
        if progress.phase is not self._phase:
            self._phase = progress.phase
            self._enter(progress.phase, at)
        if progress.flash_colour is not self._lit:
            self._lit = progress.flash_colour
            self._camera.light(self._lit, at)
        if progress.action is not self._heard:
            self._heard = progress.action
            if progress.action is not None:
                self._act(progress.action, at)

    def _enter(self, phase: FacePhase, at: float | None) -> None:
        camera = self._camera
        match self._script, phase:
            case Script.SWAPPED_BEFORE_ACTING, FacePhase.ACTION:
                camera.show(Scene.PERSON, self._impostor)
            case Script.SWAPPED_AFTER_ACTING, FacePhase.FLASH:
                camera.show(Scene.PERSON, self._impostor)
            case Script.SECOND_FACE, FacePhase.ACTION:
                camera.show(Scene.TWO_PEOPLE)
            case Script.OLD_FLASH, FacePhase.FLASH:
                camera.replay_light(_EARLIER, _EARLIER_SECONDS, at)
            case Script.FROZEN_FRAMES, FacePhase.ACTION:
                camera.freeze()
            case Script.LOOPED_FRAMES, FacePhase.ACTION:
                camera.loop()
            case Script.UNPLUGGED, FacePhase.ACTION:
                camera.unplug()
            case _:
                return

    def _act(self, action: LivenessAction, at: float | None) -> None:
        if self._script is Script.WRONG_ORDER:
            self._camera.act(_OTHER_TURN[action], at)
        elif self._script is not Script.TOO_SLOW:
            self._camera.act(action, at)
