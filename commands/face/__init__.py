"""``main.py face``: compare two pictures, check a recording, measure a matcher and the liveness check.

For technicians. Every fault is one JSON object on standard output and exit code 1.
"""

from __future__ import annotations

import argparse
from pathlib import Path

_ACTIONS = ("turn_left", "turn_right", "blink")
_MATCHERS = ("sface", "dlib", "dlib_file")


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser("face", help="compare faces, check recordings, measure how well both work")
    kinds = parser.add_subparsers(dest="face_command", required=True, metavar="WHAT")
    _add_compare(kinds)
    _add_check(kinds)
    _add_evaluate(kinds)
    _add_attack_report(kinds)
    for each in kinds.choices.values():
        each.add_argument("--limits", type=Path, metavar="FILE", help="another table of limits (TOML)")
        each.add_argument(
            "--matcher", choices=_MATCHERS, default="sface", help="which network compares (sface)"
        )
        each.add_argument(
            "--network", type=Path, metavar="FILE", help="its file, unless it is an installed one"
        )
        each.add_argument("--network-sha256", metavar="HEX", help="the checksum that the file must have")


def _add_compare(kinds: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    compare = kinds.add_parser("compare", help="how alike are the faces in two pictures")
    compare.add_argument("first", type=Path, metavar="A")
    compare.add_argument("second", type=Path, metavar="B")
    _accept_json(compare)
    compare.set_defaults(run=_run_compare)


def _add_check(kinds: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    check = kinds.add_parser("check", help="quality and liveness of a video, or of pictures in their order")
    check.add_argument("files", type=Path, nargs="+", metavar="VIDEO|IMAGE")
    check.add_argument("--action", choices=_ACTIONS, help="the action that the person was asked for")
    check.add_argument("--reference", type=Path, metavar="IMAGE", help="a portrait to match against")
    _add_rate(check)
    _accept_json(check)
    check.set_defaults(run=_run_check)


def _add_evaluate(kinds: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    evaluate = kinds.add_parser(
        "evaluate",
        help="error rates of the matcher on labelled pictures",
        description="FMR and FNMR at the bands and at other thresholds, equal error rate, numbers of pairs "
        "and what they allow to say. DIR holds one folder of pictures for each person; CSV holds lines "
        "'path_a,path_b,same' with paths relative to it and same = 1 or 0.",
    )
    evaluate.add_argument("labelled", type=Path, metavar="DIR|CSV")
    _choose_json(evaluate)
    evaluate.set_defaults(run=_run_evaluate)


def _add_attack_report(kinds: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    report = kinds.add_parser(
        "attack-report",
        help="error rates of the liveness check on recorded sessions",
        description="APCER of each attack species, BPCER and non-response rates. DIR holds genuine/ and "
        "attack/SPECIES/ with one video, or one folder of pictures, for each session; a name that begins "
        "with an action (turn_left-07.mp4) says what the person was asked for.",
    )
    report.add_argument("sessions", type=Path, metavar="DIR")
    _add_rate(report)
    _choose_json(report)
    report.set_defaults(run=_run_attack_report)


def _add_rate(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--fps", type=_rate, default=15.0, help="rate at which pictures were taken (15)")


def _accept_json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--json", action="store_true", help="the answer is always JSON; accepted for uniformity"
    )


def _choose_json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="one JSON object instead of the table")


def _rate(text: str) -> float:
    rate = float(text)
    if not 1.0 <= rate <= 240.0:
        raise argparse.ArgumentTypeError("a rate from 1 to 240 pictures a second")
    return rate


def _run_compare(args: argparse.Namespace) -> int:
    from commands.face.compare import run
    from commands.face.reporting import reported

    return reported(run, args)


def _run_check(args: argparse.Namespace) -> int:
    from commands.face.check import run
    from commands.face.reporting import reported

    return reported(run, args)


def _run_evaluate(args: argparse.Namespace) -> int:
    from commands.face.evaluate import run
    from commands.face.reporting import reported

    return reported(run, args)


def _run_attack_report(args: argparse.Namespace) -> int:
    from commands.face.attack_report import run
    from commands.face.reporting import reported

    return reported(run, args)
