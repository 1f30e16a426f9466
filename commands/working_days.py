"""``working-days``: terms counted in working days, as the receipts and the services count them."""

from __future__ import annotations

import argparse

from commands.json_output import error_json, print_json
from kiosk.errors import KnownError
from kiosk.reference.reference_data import ReferenceData
from kiosk.reference.tables import read_date


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser("working-days", help="count working days, as JSON")
    commands = parser.add_subparsers(dest="working_days_command", required=True, metavar="COMMAND")
    add = commands.add_parser("add", help="the N-th working day after DATE, which is not counted itself")
    add.add_argument("date", metavar="DATE", help="such as 2026-11-18")
    add.add_argument("days", metavar="N")
    add.set_defaults(run=_run_add)


def _run_add(args: argparse.Namespace) -> int:
    try:
        start = read_date(args.date)
    except ValueError:
        return error_json("date_wrong", "DATE must be a date such as 2026-11-18.", "date")
    try:
        days = int(args.days)
    except ValueError:
        return error_json("days_wrong", "N must be a whole number of days.", "n")
    calendar = ReferenceData().calendar
    try:
        end = calendar.add_working_days(start, days)
    except KnownError as error:
        return error_json(error.code, error.sentence, "n" if calendar.covers(start) else "date")
    print_json(
        {
            "start": start.isoformat(),
            "working_days": days,
            "date": end.date.isoformat(),
            "confirmed": end.confirmed,
        }
    )
    return 0
