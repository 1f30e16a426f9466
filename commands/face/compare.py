"""``main.py face compare A B``: how alike are the faces in two pictures, as one JSON object."""

from __future__ import annotations

import argparse

from commands.face.inputs import FaceTools, face_tools, read_one_face, read_whole_picture
from commands.face.reporting import match_json, measures_json
from commands.json_output import print_json
from ekyc.face.analysis import PortraitAnalysis
from ekyc.face.matching import compare

_FIRST, _SECOND = "the first picture", "the second picture"


def run(args: argparse.Namespace) -> int:
    with face_tools(args) as tools:
        data = read_whole_picture(args.first, _FIRST), read_whole_picture(args.second, _SECOND)
        tools.start()
        first = read_one_face(tools.worker, data[0], _FIRST)
        second = read_one_face(tools.worker, data[1], _SECOND)
        print_json(_comparison(tools, first, second))
    return 0


def _comparison(tools: FaceTools, first: PortraitAnalysis, second: PortraitAnalysis) -> dict[str, object]:
    live = [second.embedding] if second.embedding is not None else []
    match = compare(first.embedding, live, tools.worker.wait_ready(), tools.limits.matching)
    return {
        **match_json(match),
        "findings": {
            "a": [finding.value for finding in first.findings],
            "b": [finding.value for finding in second.findings],
        },
        "barred_by": {
            "a": [finding.value for finding in first.barred_by],
            "b": [finding.value for finding in second.barred_by],
        },
        "measures": {"a": measures_json(first.face), "b": measures_json(second.face)},
        "limits_version": tools.limits.version,
        "seconds": {"a": round(first.seconds, 3), "b": round(second.seconds, 3)},
    }
