"""``benefits``: every calculator from outside, JSON in and JSON out; ``docs/benefits.md`` shows examples."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from datetime import date

from commands.json_input import input_fault, print_input_fault, read_json_input
from commands.json_output import EXIT_FAULT, error_json, print_json
from commands.settings_argument import add_settings_argument, find_settings


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser("benefits", help="calculate benefits and contributions, as JSON")
    parser.add_argument(
        "what",
        metavar="list|parameters|tables|batch|NAME",
        help="list the calculators or the figures, which tables this kiosk uses, or calculate",
    )
    parser.add_argument("--input", metavar="FILE", help="a JSON object; - for standard input")
    parser.add_argument("--on", metavar="DATE", help="parameters: only those in force on this day")
    add_settings_argument(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    from kiosk.benefits.errors import InputError

    try:
        if args.what == "list":
            return _list()
        if args.what == "parameters":
            return _parameters(args.on)
        if args.what == "tables":
            return _tables(args)
        data = read_json_input(args.input)
        return _batch(data) if args.what == "batch" else _one(args.what, data)
    except InputError as error:
        return print_input_fault(error)


def _list() -> int:
    from kiosk.benefits.registry import CALCULATORS

    rows = []
    for calculator in CALCULATORS.values():
        needed, optional = calculator.input_keys()
        rows.append(
            {
                "name": calculator.name,
                "vi": calculator.vi,
                "en": calculator.en,
                "needs": needed,
                "optional": optional,
            }
        )
    print_json({"calculators": rows})
    return 0


def _parameters(on: str | None) -> int:
    from kiosk.benefits.errors import InputError
    from kiosk.benefits.months import parse_date
    from kiosk.benefits.parameters import shipped_book

    try:
        rows = shipped_book().all() if on is None else shipped_book().in_force(parse_date(on))
    except ValueError:
        raise InputError("impossible_date", "a possible date is expected, as YYYY-MM-DD", "on") from None
    print_json({"parameters": [{**row.as_json(), "vi": row.vi, "en": row.en} for row in rows]})
    return 0


def _tables(args: argparse.Namespace) -> int:
    """Which tables this kiosk calculates with today."""
    from kiosk.clock import SystemClock
    from kiosk.errors import KnownError
    from kiosk.law_tables import LawTables
    from kiosk.ledger import open_ledger

    settings = find_settings(args)
    if settings is None:
        return 2
    tables, today = LawTables(), _today()
    try:
        ledger = open_ledger(settings, SystemClock())
    except KnownError as error:
        return error_json(error.code, error.sentence)
    tables.offer(ledger.told.entries("benefits"), today)
    ledger.close()
    tables.adopt(today)
    edition = tables.book.edition
    print_json(
        {
            "number": edition.number,
            "issued_on": edition.issued_on.isoformat(),
            "origin": "release" if edition.shipped else "central",
            "faults": [asdict(fault) for fault in tables.faults],
        }
    )
    return EXIT_FAULT if tables.faults else 0


def _one(name: str, data: object) -> int:
    from kiosk.benefits.engine import calculate

    print_json(calculate(name, data, _today()).as_json())
    return 0


def _batch(data: object) -> int:
    """Each case has its answer or its error; one bad case does not stop the others."""
    from kiosk.benefits.errors import InputError

    cases = data.get("cases") if isinstance(data, dict) else None
    if not isinstance(cases, list):
        raise InputError("missing_key", "a list of cases is expected", "cases")
    today = _today()
    print_json({"answers": [_case(case, index, today) for index, case in enumerate(cases)]})
    return 0


def _case(case: object, index: int, today: date) -> dict[str, object]:
    from kiosk.benefits.engine import calculate
    from kiosk.benefits.errors import InputError

    if not isinstance(case, dict) or not {"calculator", "input"} <= case.keys():
        raise InputError("missing_key", "a case has id, calculator and input", f"cases[{index}]")
    try:
        answer = calculate(str(case["calculator"]), case["input"], today).as_json()
    except InputError as error:
        answer = input_fault(error)
    return {"id": case.get("id"), **answer}


def _today() -> date:
    from kiosk.clock import VIETNAM_TIME, SystemClock

    return SystemClock().now().astimezone(VIETNAM_TIME).date()
