"""One face check from "please stand here" to evidence, on a thread of its own.

The check takes the newest camera frame, has the worker analyse it, and lets the session decide what to say
next; at the end it has the best frames embedded and compared with the reference portrait. It decides nothing
about the person: that is ``ekyc.verification``.
"""

from __future__ import annotations

import logging
import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import cast

import cv2

from ekyc.card.reading import Portrait
from ekyc.errors import EkycError
from ekyc.face.camera import Camera, CameraState
from ekyc.face.capture import Shot
from ekyc.face.errors import FaceError, FaceFault
from ekyc.face.evidence import FaceEvidence, Finding
from ekyc.face.frame_source import Image
from ekyc.face.identity import confirm_identity
from ekyc.face.limits import FaceLimits
from ekyc.face.liveness import Chooser
from ekyc.face.matching import Embedding, MatcherInfo, compare
from ekyc.face.session import FacePhase, FaceProgress, FaceSession
from ekyc.face.worker import FaceWorker

_LOG = logging.getLogger(__name__)
_FRAME_WAIT = 0.1  # s; how soon a cancel is noticed when no frame comes
_PORTRAIT_QUALITY = 88  # JPEG
_PORTRAIT_HEIGHT = 640  # px at most

_CAMERA_FAULTS = {CameraState.LOST: FaceFault.CAMERA_LOST, CameraState.FROZEN: FaceFault.CAMERA_FROZEN}


@dataclass(frozen=True, slots=True)
class FaceCheckConfig:
    limits: FaceLimits
    camera_patience: float = 10.0  # s that a lost camera gets to come back before the check gives up


class FaceCheck:
    """One attempt at a face check.

    Callbacks come from the check's thread; exactly one of ``on_done`` and ``on_fault`` is the last of them.

    ``reference`` is the portrait of the chip, or any picture's bytes, or None: then the match is
    ``not_comparable`` and staff decide. The camera may be running already (for the preview) and is left
    running.
    """

    def __init__(
        self,
        camera: Camera,
        worker: FaceWorker,
        reference: Portrait | bytes | None,
        config: FaceCheckConfig,
        *,
        attempt: int = 1,
        clock: Callable[[], float] = time.monotonic,
        choose: Chooser = secrets.choice,
    ) -> None:
        self._camera = camera
        self._worker = worker
        self._reference = reference.data if isinstance(reference, Portrait) else reference
        self._config = config
        self._attempt = attempt
        self._clock = clock
        self._choose = choose
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
        finally:
            self._reference = None
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
        session = FaceSession(self._config.limits, started, self._choose)
        tell(FaceProgress(FacePhase.POSITION))
        sequence, last_frame_at = 0, started
        while not self._cancelled.is_set():
            frame = self._camera.wait_newer(sequence, _FRAME_WAIT)
            if frame is None or self._camera.state is CameraState.FROZEN:
                self._bear_with_camera(last_frame_at)
                continue
            sequence, last_frame_at = frame.sequence, self._clock()
            analysis = self._worker.analyse(frame.image)
            self._frames += 1
            progress = session.step(frame.image, analysis, frame.captured_at)
            tell(progress)
            if session.phase is FacePhase.MATCHING:
                return session
        return None

    def _bear_with_camera(self, last_frame_at: float) -> None:
        """No frame came: wait on, unless the camera is gone for good."""
        state = self._camera.state
        if state is CameraState.FAULTY and self._camera.fault is not None:
            raise FaceError(self._camera.fault)
        if state is CameraState.ENDED:
            raise FaceError(FaceFault.RECORDING_ENDED)
        if self._clock() - last_frame_at > self._config.camera_patience:
            raise FaceError(_CAMERA_FAULTS.get(state, FaceFault.CAMERA_LOST))

    def _conclude(
        self,
        session: FaceSession,
        reference: Embedding | None,
        info: MatcherInfo,
        tell: Callable[[FaceProgress], None],
    ) -> FaceEvidence | None:
        live = self._embed_all(session.best, tell)
        peaks = self._embed_all(tuple(session.peaks), None)
        if self._cancelled.is_set():
            return None
        limits = self._config.limits
        liveness = confirm_identity(session.liveness, live, peaks, limits.liveness.max_identity_distance)
        best = session.best[0] if session.best else None
        findings: tuple[Finding, ...] = best.findings if best is not None else session.findings
        return FaceEvidence(
            findings=findings,
            liveness=liveness,
            match=compare(reference, live, info, limits.matching),
            portrait_jpeg=portrait_of(best) if best is not None else b"",
            frames_used=self._frames,
            attempts=self._attempt,
        )

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


def portrait_of(shot: Shot) -> bytes:
    """Head and shoulders of a frame as JPEG bytes, 3:4, at most 640 px high, encoded in memory."""
    box = shot.face.box
    height, width = shot.image.shape[:2]
    x, y = box.centre
    half_height = min(box.height * 1.15, height / 2)
    half_width = half_height * 0.75
    left, right = max(0, round(x - half_width)), min(width, round(x + half_width))
    top, bottom = max(0, round(y - half_height)), min(height, round(y + half_height))
    crop = shot.image[top:bottom, left:right]
    if crop.shape[0] > _PORTRAIT_HEIGHT:
        scale = _PORTRAIT_HEIGHT / crop.shape[0]
        crop = cast("Image", cv2.resize(crop, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA))
    _, encoded = cv2.imencode(".jpg", crop, [cv2.IMWRITE_JPEG_QUALITY, _PORTRAIT_QUALITY])
    return encoded.tobytes()
