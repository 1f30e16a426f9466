"""How the face commands tell what they found: faults as one JSON object, results as plain values."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import asdict

from commands.json_output import error_json
from ekyc.errors import EkycError
from ekyc.face.analysis import FrameFace
from ekyc.face.error_rates import ErrorRate
from ekyc.face.evidence import MatchResult


def reported(command: Callable[[argparse.Namespace], int], args: argparse.Namespace) -> int:
    """Run ``command``; a fault of the world, or Ctrl-C, becomes the error object and exit code 1."""
    try:
        return command(args)
    except EkycError as error:
        return error_json(error.code, error.sentence)
    except KeyboardInterrupt:
        return error_json("cancelled", "Cancelled from the keyboard; nothing was reported.")


def match_json(match: MatchResult) -> dict[str, object]:
    return {
        "verdict": match.band.value,
        "distance": None if match.distance is None else round(match.distance, 4),
        "bands": {"match_limit": match.match_limit, "review_limit": match.review_limit},
        "matcher": match.matcher,
        "model_sha256": match.model_sha256,
    }


def measures_json(face: FrameFace | None) -> dict[str, float] | None:
    if face is None:
        return None
    return {name: round(value, 4) for name, value in asdict(face.measures).items()}


def rate_json(rate: ErrorRate) -> dict[str, object]:
    return {
        "errors": rate.errors,
        "trials": rate.trials,
        "rate": None if rate.rate is None else round(rate.rate, 6),
        "upper_bound_95": round(rate.upper_bound, 6),
    }


def rate_text(rate: ErrorRate) -> str:
    """The rate, what it may be at most (two significant digits), errors of trials; at most 26 characters."""
    if rate.rate is None:
        return "none tried"
    bound = f"≤{100 * rate.upper_bound:.2g}%" if rate.upper_bound < 0.995 else "≤100%"
    return f"{rate.rate:.2%} {bound:>7} {f'{rate.errors}/{rate.trials}':>8}"
