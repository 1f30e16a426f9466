"""One face check from "please stand here" to evidence, on a thread of its own.

The check takes the newest camera frame, has the worker analyse it, and lets the session decide what to say
next; at the end it has the best frames embedded and compared with the reference portrait. It decides nothing
about the person: that is ``ekyc.verification``.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from random import Random

from ekyc.card.reading import Portrait
from ekyc.errors import EkycError
from ekyc.face.camera import Camera, CameraState
from ekyc.face.capture import Shot
from ekyc.face.conclusion import Measured, conclude
from ekyc.face.errors import FaceError, FaceFault
from ekyc.face.evidence import FaceEvidence, LivenessOutcome
from ekyc.face.flash import Flash, FlashColour, FlashPlan, plan_flash
from ekyc.face.limits import FaceLimits
from ekyc.face.matching import Embedding, MatcherInfo
from ekyc.face.relief_rule import judge_relief
from ekyc.face.session import FacePhase, FaceProgress, FaceSession
from ekyc.face.worker import FaceWorker

_LOG = logging.getLogger(__name__)
_FRAME_WAIT = 0.1  # s; how soon a cancel is noticed when no frame comes

_WAITING = frozenset({CameraState.LOST, CameraState.FROZEN, CameraState.RECONNECTING})
_STANDING_FAULTS = frozenset({FaceFault.CAMERA_VIRTUAL, FaceFault.CAMERA_NOT_EXPECTED})
"""No waiting mends them: another camera stands where the configured one should."""


@dataclass(frozen=True, slots=True)
class FaceCheckConfig:
    limits: FaceLimits
    camera_patience: float = 10.0  # s that a lost camera gets to come back before the check gives up
    screen_light: float | None = None  # screen over room light at the face, measured here; None: not yet


class FaceCheck:
    """One attempt at a face check.

    Callbacks come from the check's thread; exactly one of ``on_done`` and ``on_fault`` is the last of them.

    ``reference`` is the portrait of the chip, or any picture's bytes, or None: then the match is
    ``not_comparable`` and staff decide. The camera may be running already (for the preview) and is left
    running. ``flash`` shows a colour on the whole screen (``FaceProgress.flash_colour`` says the same); None
    if there is no screen to light the face with. ``random`` is the system's unless a test hands in its own.
    """

    def __init__(
        self,
        camera: Camera,
        worker: FaceWorker,
        reference: Portrait | bytes | None,
        config: FaceCheckConfig,
        *,
        attempt: int = 1,
        random: Random | None = None,
        flash: Flash | None = None,
    ) -> None:
        self._camera = camera
        self._worker = worker
        self._reference = reference.data if isinstance(reference, Portrait) else reference
        self._config = config
        self._attempt = attempt
        self._clock = camera.clock
        self._random = random
        self._flash = flash
        self._shown: FlashColour | None = None
        self._flash_skipped = threading.Event()
        self._cancelled = threading.Event()
        self._thread: threading.Thread | None = None
        self._frames = 0
        self._seconds: dict[str, float] = {}

    def start(
        self,
        on_progress: Callable[[FaceProgress], None],
        on_done: Callable[[FaceEvidence], None],
        on_fault: Callable[[EkycError], None],
    ) -> None:
        """Begin; returns at once. A check can be started once."""
        if self._thread is not None:
            raise RuntimeError("a face check can be started only once")
        self._thread = threading.Thread(
            target=self._run, args=(on_progress, on_done, on_fault), name="face-check", daemon=True
        )
        self._thread.start()

    def cancel(self, timeout: float = 2.0) -> None:
        """End without a result: after this no callback comes, save one that is already running."""
        self._cancelled.set()
        if self._thread is not None and self._thread is not threading.current_thread():
            self._thread.join(timeout)

    def skip_flash(self) -> None:
        """Go without coloured light, before it or in the midst of it; from any thread."""
        self._flash_skipped.set()

    def _run(
        self,
        on_progress: Callable[[FaceProgress], None],
        on_done: Callable[[FaceEvidence], None],
        on_fault: Callable[[EkycError], None],
    ) -> None:
        def tell(progress: FaceProgress) -> None:
            if not self._cancelled.is_set():
                on_progress(progress)

        try:
            evidence = self._check(tell)
        except EkycError as error:
            _LOG.info("face check ended: %s", error.code)
            if not self._cancelled.is_set():
                on_fault(error)
            return
        except Exception as bug:  # noqa: BLE001 # a thread that died silently would leave the visit waiting
            # Only the kind is logged: the text of an unforeseen exception might hold what was seen.
            _LOG.error("the face check ended in a bug: %s", type(bug).__name__)
            if not self._cancelled.is_set():
                on_fault(
                    EkycError("internal_fault", "The face could not be checked because of a program fault.")
                )
            return
        finally:
            self._reference = None
            self._end_flash()
        if evidence is not None and not self._cancelled.is_set():
            tell(FaceProgress(FacePhase.DONE, fraction=1.0))
            on_done(evidence)

    def _check(self, tell: Callable[[FaceProgress], None]) -> FaceEvidence | None:
        tell(FaceProgress(FacePhase.STARTING))
        self._camera.start()
        started = self._clock()
        info = self._worker.wait_ready()
        reference = self._read_reference()
        self._mark("ready", started)
        watching = self._clock()
        session = self._watch(tell, watching)
        if session is None:
            return None
        self._mark("watching", watching)
        if not session.face_seen:
            raise FaceError(FaceFault.TIME_OUT)
        matching = self._clock()
        evidence = self._conclude(session, reference, info, tell)
        self._mark("matching", matching)
        return replace(evidence, seconds=dict(self._seconds)) if evidence is not None else None

    def _read_reference(self) -> Embedding | None:
        """The reference's embedding; None when there is none or it shows no single usable face."""
        if self._reference is None:
            return None
        try:
            return self._worker.read_portrait(self._reference).embedding
        except FaceError as error:
            if error.fault in (FaceFault.NOT_AN_IMAGE, FaceFault.EMPTY_FILE, FaceFault.IMAGE_TOO_LARGE):
                _LOG.warning("reference portrait cannot be used: %s", error.code)
                return None
            raise

    def _watch(self, tell: Callable[[FaceProgress], None], started: float) -> FaceSession | None:
        """Feed the session until its course is over; None if cancelled."""
        session = FaceSession(self._config.limits, started, self._random, self._plan_flash())
        tell(FaceProgress(FacePhase.POSITION))
        sequence, last_frame_at, progress = 0, started, FaceProgress(FacePhase.POSITION)
        while not self._cancelled.is_set():
            frame = self._camera.wait_newer(sequence, _FRAME_WAIT)
            state = self._camera.state
            if frame is None or state is CameraState.FROZEN:
                self._bear_with_camera(last_frame_at)
                if state in _WAITING and progress.camera_state is not state:
                    progress = replace(progress, camera_state=state)
                    tell(progress)
                continue
            sequence, last_frame_at = frame.sequence, self._clock()
            analysis = self._worker.analyse(frame.image)
            self._frames += 1
            if self._flash_skipped.is_set():
                session.skip_flash()
            progress = session.step(frame.image, analysis, frame.captured_at)
            tell(progress)
            self._show(session)
            if session.phase is FacePhase.MATCHING:
                return session
        return None

    def _plan_flash(self) -> FlashPlan:
        limits = self._config.limits
        mode, has_screen = limits.methods.colour_flash, self._flash is not None
        return plan_flash(mode, has_screen, self._config.screen_light, limits.flash)

    def _show(self, session: FaceSession) -> None:
        """Have the screen show what the session wants, and note when."""
        if self._flash is not None and session.flash_colour is not self._shown:
            self._shown = session.flash_colour
            self._flash(self._shown)
            session.flash_shown(self._shown, self._clock())

    def _end_flash(self) -> None:
        if self._flash is not None and self._shown is not None:
            self._shown = None
            self._flash(None)

    def _bear_with_camera(self, last_frame_at: float) -> None:
        """No frame came: wait on, unless the camera is gone for good."""
        state = self._camera.state
        if state is CameraState.FAULTY and self._camera.fault is not None:
            raise FaceError(self._camera.fault)
        if state is CameraState.ENDED:
            raise FaceError(FaceFault.RECORDING_ENDED)
        if self._camera.fault in _STANDING_FAULTS:
            raise FaceError(self._camera.fault)
        if self._clock() - last_frame_at > self._config.camera_patience:
            frozen = CameraState.FROZEN in (state, self._camera.last_failure)
            raise FaceError(FaceFault.CAMERA_FROZEN if frozen else FaceFault.CAMERA_LOST)

    def _conclude(
        self,
        session: FaceSession,
        reference: Embedding | None,
        info: MatcherInfo,
        tell: Callable[[FaceProgress], None],
    ) -> FaceEvidence | None:
        live = self._embed_all(session.best, tell)
        peaks = self._embed_all(session.peaks, None)
        limits = self._config.limits
        turns = session.turns if session.liveness.outcome is LivenessOutcome.PASSED else ()
        relief = judge_relief(turns, self._worker.relief, limits.relief, limits.methods.relief)
        if self._cancelled.is_set():
            return None
        evidence = conclude(session, Measured(reference, live, peaks, relief), info, limits)
        return replace(evidence, frames_used=self._frames, attempts=self._attempt)

    def _embed_all(
        self, shots: tuple[Shot, ...], tell: Callable[[FaceProgress], None] | None
    ) -> list[Embedding]:
        embeddings: list[Embedding] = []
        for number, shot in enumerate(shots):
            if self._cancelled.is_set():
                break
            if tell is not None:
                tell(FaceProgress(FacePhase.MATCHING, fraction=number / len(shots)))
            embeddings.append(self._worker.embed(shot.image, shot.face.box))
        return embeddings

    def _mark(self, step: str, since: float) -> None:
        self._seconds[step] = round(self._clock() - since, 3)
