"""``main.py face check VIDEO|IMAGES``: quality, liveness and match of a recording, as one JSON object."""

from __future__ import annotations

import argparse
from pathlib import Path

from commands.face.examined import ExaminedRecording, examine
from commands.face.inputs import FaceTools, face_tools, read_one_face, read_whole_picture
from commands.face.reporting import match_json, measures_json
from commands.json_output import print_json
from ekyc.face.analysis import PortraitAnalysis
from ekyc.face.evidence import LivenessAction, MatchBand
from ekyc.face.limits import FaceLimits
from ekyc.face.matching import compare
from ekyc.face.worker import FaceWorker

_REFERENCE = "the reference"


def run(args: argparse.Namespace) -> int:
    asked = LivenessAction(args.action) if args.action is not None else None
    with face_tools(args) as tools:
        reference = _read_reference(tools, args.reference) if args.reference is not None else None
        examined = examine(args.files, args.fps, asked, tools)
        print_json(_report(tools.worker, tools.limits, examined, reference))
    return 0


def _read_reference(tools: FaceTools, path: Path) -> PortraitAnalysis:
    picture = read_whole_picture(path, _REFERENCE)
    tools.start()
    return read_one_face(tools.worker, picture, _REFERENCE)


def _report(
    worker: FaceWorker,
    limits: FaceLimits,
    examined: ExaminedRecording,
    reference: PortraitAnalysis | None,
) -> dict[str, object]:
    report, liveness, info = examined.report, examined.liveness, worker.wait_ready()
    match = None
    if reference is not None:
        match = compare(reference.embedding, examined.live, info, limits.matching)
    analysis = sorted(report.analysis_seconds)
    reasons = [*liveness.reasons]
    if report.good_frames == 0:
        reasons.append("no_good_frame")
    if match is not None and match.band is not MatchBand.MATCH:
        reasons.append(match.band.value)
    return {
        "frames_read": report.frames_read,
        "frames_used": report.frames_with_one_face,
        "quality": {
            "good_frames": report.good_frames,
            "findings": {finding.value: count for finding, count in report.findings.items()},
            "best_frame": measures_json(report.example.face) if report.example else None,
        },
        "liveness": {
            "outcome": liveness.outcome.value,
            "actions": [action.value for action in liveness.actions],
            "reasons": list(liveness.reasons),
        },
        "relief": {
            "outcome": report.relief.outcome.value,
            "mode": report.relief.mode.value,
            **report.relief.scores,
        },
        "match": match_json(match) if match is not None else None,
        "reasons": reasons,
        "matcher": info.name,
        "model_sha256": info.model_sha256,
        "limits_version": limits.version,
        "seconds": {
            "whole": round(report.seconds, 3),
            "analysis_median": round(analysis[len(analysis) // 2], 4),
            "analysis_longest": round(analysis[-1], 4),
        },
    }
