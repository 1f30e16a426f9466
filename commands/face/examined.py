"""A recording looked at as the kiosk looks at a person: course, liveness, the faces that would be matched."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from commands.face.inputs import FaceTools, InterruptibleSource, open_recording
from ekyc.face.evidence import LivenessAction, LivenessResult
from ekyc.face.identity import confirm_identity
from ekyc.face.matching import Embedding
from ekyc.face.recording import RecordingReport, check_recording


@dataclass(frozen=True, slots=True)
class ExaminedRecording:
    report: RecordingReport
    liveness: LivenessResult  # with the identity of the acting and the matched face confirmed
    live: tuple[Embedding, ...] = field(repr=False)  # of the best frames


def examine(
    files: Sequence[Path],
    fps: float,
    asked: LivenessAction | None,
    tools: FaceTools,
) -> ExaminedRecording:
    """Raises FaceError as ``open_recording`` and ``check_recording`` do."""
    worker, limits = tools.worker, tools.limits
    source, rate = open_recording(files, fps)
    tools.start()
    report = check_recording(InterruptibleSource(source, tools.interrupt), rate, worker, limits, asked)
    live = tuple(worker.embed(shot.image, shot.face.box) for shot in report.best)
    peaks = [worker.embed(shot.image, shot.face.box) for shot in report.widest]
    liveness = confirm_identity(
        report.liveness, live, peaks, worker.wait_ready(), limits.liveness.max_identity_distance
    )
    return ExaminedRecording(report, liveness, live)
