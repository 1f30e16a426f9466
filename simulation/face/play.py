"""Plays scripted sessions on a clock of their own: every frame is analysed in turn, and nobody waits."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from ekyc.face.conclusion import Measured, conclude
from ekyc.face.evidence import FaceEvidence, LivenessOutcome
from ekyc.face.flash import FlashPlan
from ekyc.face.limits import FaceLimits
from ekyc.face.matching import Embedding
from ekyc.face.relief_rule import judge_relief
from ekyc.face.session import FacePhase, FaceProgress, FaceSession
from ekyc.face.worker import FaceWorker
from simulation.face.camera import Gallery, SyntheticCamera
from simulation.face.person import SyntheticPerson
from simulation.face.portrait import reference_portrait
from simulation.face.script import Script, ScriptedPerson

_LONGEST = 120.0  # s; a session that has not ended by then never will


@dataclass(frozen=True)
class Played:
    session: FaceSession
    evidence: FaceEvidence
    progress: list[FaceProgress]
    seconds: float  # on the camera's clock


class Player:
    """One worker for many sessions. The same arguments give the same evidence."""

    def __init__(self, worker: FaceWorker, limits: FaceLimits, *, fps: float = 12.0) -> None:
        self._worker = worker
        self._limits = limits
        self._fps = fps
        self._gallery = Gallery()
        self._portraits: dict[SyntheticPerson, Embedding | None] = {}

    def play(
        self,
        script: Script,
        *,
        seed: int = 1,
        flash: FlashPlan | None = None,
        limits: FaceLimits | None = None,
        person: SyntheticPerson = SyntheticPerson.ASTRONAUT,
        skip_flash: bool = False,
    ) -> Played:
        """``seed`` draws actions, colours and noise; the screen is as bright as ``flash`` says."""
        limits = limits or self._limits
        light = flash.light if flash is not None and flash.light is not None else 0.25
        camera = SyntheticCamera(person, seed=seed, screen_light=light, gallery=self._gallery)
        scripted = ScriptedPerson(camera, script)
        session = FaceSession(limits, 0.0, Random(seed), flash)
        progress, at = [FaceProgress(FacePhase.POSITION)], 0.0
        while session.phase is not FacePhase.MATCHING:
            at += 1 / self._fps
            if at > _LONGEST:
                raise RuntimeError("the scripted session does not end")
            image = camera.film(at)
            step = session.step(image, self._worker.analyse(image), at)
            if step.flash_colour is not progress[-1].flash_colour:
                session.flash_shown(step.flash_colour, at)
                if skip_flash:
                    session.skip_flash()
            progress.append(step)
            scripted.hear(step, at)
        return Played(session, self._conclude(session, person, limits), progress, at)

    def _conclude(self, session: FaceSession, person: SyntheticPerson, limits: FaceLimits) -> FaceEvidence:
        if person not in self._portraits:
            self._portraits[person] = self._worker.read_portrait(reference_portrait(person)).embedding
        live = [self._worker.embed(shot.image, shot.face.box) for shot in session.best]
        peaks = [self._worker.embed(shot.image, shot.face.box) for shot in session.peaks]
        turns = session.turns if session.liveness.outcome is LivenessOutcome.PASSED else ()
        relief = judge_relief(turns, self._worker.relief, limits.relief, limits.methods.relief)
        measured = Measured(self._portraits[person], live, peaks, relief)
        return conclude(session, measured, self._worker.wait_ready(), limits)
