"""``main.py face evaluate DIR|CSV``: how often the matcher errs on labelled pictures."""

from __future__ import annotations

import argparse
import hashlib
import sys
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from textwrap import wrap

from commands.face.inputs import FaceTools, face_tools
from commands.face.labelled import AcquiredPicture, LabelledDistances, file_fault, read_labelled
from commands.face.reporting import rate_json, rate_text
from commands.json_output import print_json
from commands.progress import Progress
from ekyc.face.error_rates import ErrorRate
from ekyc.face.errors import FaceError
from ekyc.face.evaluation import BandShares, Evaluation, RatesAt, evaluate
from ekyc.face.limits import FaceLimits
from ekyc.face.matching import MatcherInfo
from ekyc.face.picture import read_file
from ekyc.face.worker import FaceWorker

_WIDTH = 72
_CAUTION = (
    "Upper bounds hold for independent pairs. Pairs that share a picture or a person are not independent: "
    "the true bounds lie higher, and they say nothing about people unlike those pictured."
)


@dataclass(frozen=True, slots=True)
class _Measured:
    pictures: list[AcquiredPicture]
    ignored_files: int
    distances: LabelledDistances
    evaluation: Evaluation
    info: MatcherInfo
    limits: FaceLimits

    @property
    def failure(self) -> ErrorRate:
        """Failure to acquire: pictures without an embedding."""
        return ErrorRate(self.faults.total(), len(self.pictures))

    @property
    def faults(self) -> Counter[str]:
        return Counter(picture.fault for picture in self.pictures if picture.fault is not None)


def run(args: argparse.Namespace) -> int:
    started = time.monotonic()
    labelled = read_labelled(args.labelled)
    with face_tools(args) as tools:
        tools.start()
        pictures = _acquire_all(tools, labelled.files)
        info, limits = tools.worker.wait_ready(), tools.limits
    distances = labelled.distances(pictures)
    bands = limits.matching
    evaluation = evaluate(distances.genuine, distances.impostor, bands.match_limit, bands.review_limit)
    measured = _Measured(pictures, labelled.ignored_files, distances, evaluation, info, limits)
    if args.json:
        print_json({**_report(measured), "seconds": round(time.monotonic() - started, 3)})
    else:
        print(_table(measured))
    return 0


def _acquire_all(tools: FaceTools, files: tuple[Path, ...]) -> list[AcquiredPicture]:
    """Every picture looked at and embedded once."""
    progress = Progress("pictures", len(files), sys.stderr)
    pictures = []
    try:
        for file in files:
            tools.interrupt.check()
            pictures.append(_acquire(tools.worker, file))
            progress.step()
    finally:
        progress.close()
    return pictures


def _acquire(worker: FaceWorker, file: Path) -> AcquiredPicture:
    checksum = None
    try:
        data = read_file(file)
        checksum = hashlib.sha256(data).hexdigest()
        analysis = worker.read_portrait(data)
    except FaceError as error:
        fault = file_fault(error)
        if fault is None:
            raise
        return AcquiredPicture(checksum, None, fault)
    if analysis.embedding is not None:
        return AcquiredPicture(checksum, analysis.embedding)
    fault = analysis.barred_by[0].value if analysis.barred_by else "several_faces"
    return AcquiredPicture(checksum, None, fault)


def _report(measured: _Measured) -> dict[str, object]:
    evaluation, distances = measured.evaluation, measured.distances
    equal = evaluation.equal_error_rate
    at_match, at_review = evaluation.bands
    meeting = None
    if equal is not None:
        meeting = {"rate": round(equal.rate, 6), "threshold": round(equal.threshold, 4)}
    return {
        "pictures": {
            "files": len(measured.pictures),
            "ignored_files": measured.ignored_files,
            "copies": distances.copies,
            "failure_to_acquire": rate_json(measured.failure),
            "reasons": dict(measured.faults.most_common()),
        },
        "persons": distances.persons,
        "pairs": {
            "genuine": evaluation.genuine_pairs,
            "impostor": evaluation.impostor_pairs,
            "skipped": distances.skipped_pairs,
        },
        "bands": {"match_limit": _rates_json(at_match), "review_limit": _rates_json(at_review)},
        "thresholds": [_rates_json(rates) for rates in evaluation.table],
        "eer": meeting,
        "genuine_in_bands": _shares_json(evaluation.genuine),
        "impostor_in_bands": _shares_json(evaluation.impostor),
        "matcher": measured.info.name,
        "model_sha256": measured.info.model_sha256,
        "limits_version": measured.limits.version,
        "caution": _CAUTION,
    }


def _rates_json(rates: RatesAt) -> dict[str, object]:
    return {
        "threshold": rates.threshold,
        "fmr": rate_json(rates.false_match),
        "fnmr": rate_json(rates.false_non_match),
    }


def _shares_json(shares: BandShares) -> dict[str, int]:
    return {"match": shares.match, "review": shares.review, "no_match": shares.no_match}


def _table(measured: _Measured) -> str:
    evaluation, distances, info = measured.evaluation, measured.distances, measured.info
    persons = "" if distances.persons is None else f" of {distances.persons} persons"
    equal = evaluation.equal_error_rate
    meeting = "needs pairs of both kinds"
    if equal is not None:
        meeting = f"{equal.rate:.2%} at {equal.threshold:.3f}"
    at_match, at_review = evaluation.bands
    faults = "".join(f"; {count} {code}" for code, count in measured.faults.most_common())
    lines = [
        f"Matcher {info.name}, model {info.model_sha256[:12]}, limits {measured.limits.version}",
        f"{len(measured.pictures)} pictures{persons}; {evaluation.genuine_pairs} genuine and "
        f"{evaluation.impostor_pairs} impostor pairs; {distances.copies} left out as copies",
        f"failure to acquire {rate_text(measured.failure).strip()}{faults}",
        f"equal error rate {meeting}",
        "",
        f"{'distance':<20}{'FMR, 95 % bound, errors':>26}{'FNMR, 95 % bound, errors':>26}",
        _line(f"{at_match.threshold:.3f} match limit", at_match),
        _line(f"{at_review.threshold:.3f} review limit", at_review),
        *[_line(f"{rates.threshold:.3f}", rates) for rates in evaluation.table],
        "",
        *wrap(_CAUTION, _WIDTH),
    ]
    return "\n".join(lines)


def _line(label: str, rates: RatesAt) -> str:
    return f"{label:<20}{rate_text(rates.false_match):>26}{rate_text(rates.false_non_match):>26}"
