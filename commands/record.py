"""``record``: what a history of contributions comes to, JSON in and out; see ``docs/records.md``."""

from __future__ import annotations

import argparse

from commands.json_input import print_input_fault, read_json_input
from commands.json_output import print_json


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser("record", help="totals of a history of contributions, as JSON")
    commands = parser.add_subparsers(dest="record_command", required=True, metavar="COMMAND")
    summary = commands.add_parser("summary", help="totals, gaps and overlaps on a day")
    summary.add_argument("--input", metavar="FILE", help="a JSON object; - for standard input")
    summary.set_defaults(run=_run_summary)


def _run_summary(args: argparse.Namespace) -> int:
    from kiosk.benefits.errors import InputError
    from kiosk.benefits.inputs import read
    from kiosk.records.summary import SummaryInput, summarise

    try:
        asked = read(SummaryInput, read_json_input(args.input))
    except InputError as error:
        return print_input_fault(error)
    print_json(summarise(asked.contributions, asked.on).as_json())
    return 0
