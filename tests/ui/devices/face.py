"""A face check that finds what the test says."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from ekyc.errors import EkycError
from ekyc.face.camera import CameraState
from ekyc.face.evidence import (
    FaceEvidence,
    Finding,
    LivenessAction,
    LivenessOutcome,
    LivenessResult,
    MatchBand,
    MatchResult,
)
from ekyc.face.session import FacePhase, FaceProgress
from kiosk.visit.person import Person


def face_evidence(
    band: MatchBand = MatchBand.MATCH,
    *,
    live: bool = True,
    attempt: int = 1,
    reason: str = "too_slow",
    findings: tuple[Finding, ...] = (),
) -> FaceEvidence:
    outcome = LivenessOutcome.PASSED if live else LivenessOutcome.FAILED
    return FaceEvidence(
        findings=findings,
        liveness=LivenessResult(outcome, (LivenessAction.TURN_LEFT,), () if live else (reason,)),
        match=MatchResult(band, 0.3, "test", "0" * 64, 0.42, 0.6),
        portrait_jpeg=b"",
        attempts=attempt,
    )


class TestFace:
    __test__ = False

    def __init__(self) -> None:
        self.started = 0
        self.cancelled = 0
        self.will_flash = True
        self.flash_skipped = 0
        self.on_flash: Callable[[str | None], None] = lambda _colour: None
        self.on_preview: Callable[[NDArray[np.uint8]], None] = lambda _frame: None
        self.on_progress: Callable[[FaceProgress], None] = lambda _progress: None
        self.on_done: Callable[[FaceEvidence], None] = lambda _evidence: None
        self.on_fault: Callable[[EkycError], None] = lambda _error: None

    def start(
        self,
        person: Person,
        on_preview: Callable[[NDArray[np.uint8]], None],
        on_progress: Callable[[FaceProgress], None],
        on_done: Callable[[FaceEvidence], None],
        on_fault: Callable[[EkycError], None],
        *,
        on_flash: Callable[[str | None], None] | None = None,
    ) -> None:
        assert person.card is not None
        assert on_flash is not None
        self.on_flash = on_flash
        self.started += 1
        self.on_preview, self.on_progress = on_preview, on_progress
        self.on_done, self.on_fault = on_done, on_fault

    def progress(
        self,
        phase: FacePhase,
        action: LivenessAction | None = None,
        fraction: float = 0.0,
        *,
        finding: Finding | None = None,
        camera_state: CameraState = CameraState.LIVE,
        oval_at: float = 0.5,
    ) -> None:
        self.on_progress(
            FaceProgress(phase, finding, action, fraction, camera_state=camera_state, oval_at=oval_at)
        )

    def skip_flash(self) -> None:
        self.flash_skipped += 1

    def cancel(self) -> None:
        self.cancelled += 1
