"""``main.py face``: compare two pictures, check a recording. For technicians; always one JSON object."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from commands.json_output import error_json, print_json

if TYPE_CHECKING:
    from ekyc.face.analysis import FrameFace, PortraitAnalysis
    from ekyc.face.evidence import MatchResult
    from ekyc.face.frame_source import FrameSource
    from ekyc.face.limits import FaceLimits
    from ekyc.face.matching import Embedding
    from ekyc.face.recording import RecordingReport
    from ekyc.face.worker import FaceWorker

_ACTIONS = ("turn_left", "turn_right", "blink")


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser("face", help="compare two pictures of faces, or check a recording of one")
    kinds = parser.add_subparsers(dest="face_command", required=True, metavar="WHAT")
    compare = kinds.add_parser("compare", help="how alike are the faces in two pictures")
    compare.add_argument("first", type=Path, metavar="A")
    compare.add_argument("second", type=Path, metavar="B")
    check = kinds.add_parser("check", help="quality and liveness of a video, or of pictures in their order")
    check.add_argument("files", type=Path, nargs="+", metavar="VIDEO|IMAGE")
    check.add_argument("--action", choices=_ACTIONS, help="the action that the person was asked for")
    check.add_argument("--reference", type=Path, metavar="IMAGE", help="a portrait to match against")
    check.add_argument("--fps", type=_rate, default=15.0, help="rate at which the pictures were taken (15)")
    for each in (compare, check):
        each.add_argument(
            "--json", action="store_true", help="the answer is always JSON; accepted for uniformity"
        )
        each.add_argument("--limits", type=Path, metavar="FILE", help="another table of limits (TOML)")
    compare.set_defaults(run=run_compare)
    check.set_defaults(run=run_check)


def run_compare(args: argparse.Namespace) -> int:
    from ekyc.face.errors import FaceError

    try:
        with _worker(args.limits) as (worker, limits):
            data = [_picture(args.first, "the first picture"), _picture(args.second, "the second picture")]
            first = _portrait(worker, data[0], "the first picture")
            second = _portrait(worker, data[1], "the second picture")
            print_json(_comparison(worker, limits, first, second))
    except FaceError as error:
        return error_json(error.code, error.sentence)
    return 0


def run_check(args: argparse.Namespace) -> int:
    from ekyc.face.errors import FaceError
    from ekyc.face.evidence import LivenessAction
    from ekyc.face.recording import check_recording

    os.environ.setdefault("OPENCV_FFMPEG_LOGLEVEL", "-8")  # FFmpeg's remarks would stand beside the JSON
    asked = LivenessAction(args.action) if args.action is not None else None
    try:
        source, fps = _source(args.files, args.fps)
        with _worker(args.limits) as (worker, limits):
            reference = None
            if args.reference is not None:
                picture = _picture(args.reference, "the reference")
                reference = _portrait(worker, picture, "the reference").embedding
            report = check_recording(source, fps, worker, limits, asked)
            print_json(_report(worker, limits, report, reference))
    except FaceError as error:
        return error_json(error.code, error.sentence)
    return 0


@contextmanager
def _worker(limits_file: Path | None) -> Iterator[tuple[FaceWorker, FaceLimits]]:
    from ekyc.face.limits import DEFAULT_FILE, load_limits
    from ekyc.face.worker import FaceWorker

    limits = load_limits(limits_file or DEFAULT_FILE)
    worker = FaceWorker(limits)  # starts with the first picture that can be read
    try:
        yield worker, limits
    finally:
        worker.stop()


def _picture(path: Path, which: str) -> bytes:
    """The bytes of a whole picture. Every fault names the picture by its place, not by its name."""
    from ekyc.face.errors import FaceError
    from ekyc.face.picture import decode_picture, read_file

    try:
        data = read_file(path)
        decode_picture(data)  # before the worker loads its models for nothing
    except FaceError as error:
        raise FaceError(error.fault, which) from error
    return data


def _portrait(worker: FaceWorker, picture: bytes, which: str) -> PortraitAnalysis:
    """The one face of a picture. Raises FaceError ``no_face`` or ``several_faces``."""
    from ekyc.face.errors import FaceError, FaceFault

    analysis = worker.read_portrait(picture)
    if analysis.faces != 1:
        raise FaceError(FaceFault.SEVERAL_FACES if analysis.faces else FaceFault.NO_FACE, which)
    return analysis


def _source(files: list[Path], fps: float) -> tuple[FrameSource, float]:
    """One file may be a video or a picture; several are pictures in their order."""
    from ekyc.face.errors import FaceError, FaceFault
    from ekyc.face.image_sequence import ImageSequence
    from ekyc.face.picture import read_picture
    from ekyc.face.video_file import VideoFile, frame_rate

    if len(files) == 1:
        try:
            read_picture(files[0])
        except FaceError as error:
            if error.fault not in (FaceFault.NOT_AN_IMAGE, FaceFault.IMAGE_TOO_LARGE):
                raise
            return VideoFile(files[0], paced=False), frame_rate(files[0])
    return ImageSequence(files, fps=fps, paced=False), fps


def _comparison(
    worker: FaceWorker, limits: FaceLimits, first: PortraitAnalysis, second: PortraitAnalysis
) -> dict[str, object]:
    from ekyc.face.matching import compare

    live = [second.embedding] if second.embedding is not None else []
    match = compare(first.embedding, live, worker.wait_ready(), limits.matching)
    return {
        **_match(match),
        "findings": {
            "a": [finding.value for finding in first.findings],
            "b": [finding.value for finding in second.findings],
        },
        "measures": {"a": _measures(first.face), "b": _measures(second.face)},
        "limits_version": limits.version,
        "seconds": {"a": round(first.seconds, 3), "b": round(second.seconds, 3)},
    }


def _report(
    worker: FaceWorker, limits: FaceLimits, report: RecordingReport, reference: Embedding | None
) -> dict[str, object]:
    from ekyc.face.identity import confirm_identity
    from ekyc.face.matching import compare

    live = [worker.embed(shot.image, shot.face.box) for shot in report.best]
    peaks = [worker.embed(shot.image, shot.face.box) for shot in report.widest]
    liveness = confirm_identity(report.liveness, live, peaks, limits.liveness.max_identity_distance)
    match = compare(reference, live, worker.wait_ready(), limits.matching) if reference is not None else None
    analysis = sorted(report.analysis_seconds)
    reasons = [*liveness.reasons]
    if report.good_frames == 0:
        reasons.append("no_good_frame")
    if match is not None and match.band.value != "match":
        reasons.append(match.band.value)
    info = worker.wait_ready()
    return {
        "frames_read": report.frames_read,
        "frames_used": report.frames_with_one_face,
        "quality": {
            "good_frames": report.good_frames,
            "findings": {finding.value: count for finding, count in report.findings.items()},
            "best_frame": _measures(report.best[0].face) if report.best else None,
        },
        "liveness": {
            "outcome": liveness.outcome.value,
            "actions": [action.value for action in liveness.actions],
            "reasons": list(liveness.reasons),
        },
        "match": _match(match) if match is not None else None,
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


def _match(match: MatchResult) -> dict[str, object]:
    return {
        "verdict": match.band.value,
        "distance": None if match.distance is None else round(match.distance, 4),
        "bands": {"match_limit": match.match_limit, "review_limit": match.review_limit},
        "matcher": match.matcher,
        "model_sha256": match.model_sha256,
    }


def _measures(face: FrameFace | None) -> dict[str, float] | None:
    if face is None:
        return None
    return {name: round(value, 4) for name, value in asdict(face.measures).items()}


def _rate(text: str) -> float:
    rate = float(text)
    if not 1.0 <= rate <= 240.0:
        raise argparse.ArgumentTypeError("a rate from 1 to 240 pictures a second")
    return rate
