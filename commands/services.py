"""``services``: the public services from outside, as JSON; ``docs/services.md`` shows examples."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from commands.json_input import input_fault, print_input_fault, read_json_input
from commands.json_output import EXIT_FAULT, print_json
from commands.services_file import add_file_parser
from commands.shipped_services import shipped_services

if TYPE_CHECKING:
    from kiosk.tasks.services.registry import ServiceRegistry


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser("services", help="the public services: who may file what, as JSON")
    commands = parser.add_subparsers(dest="services_command", required=True, metavar="COMMAND")
    listing = commands.add_parser("list", help="code, names, life events, who may file, assurance, validity")
    listing.set_defaults(run=_run_list)
    check = commands.add_parser("check", help="resolve every rule, paper, way and form of every file")
    check.set_defaults(run=_run_check)
    show = commands.add_parser("show", help="everything that is known of one service")
    show.add_argument("code", metavar="CODE", help="such as 9.14 or 1.001613.04")
    show.add_argument("--on", metavar="DATE", help="the terms in force on this day (today)")
    show.set_defaults(run=_run_show)
    eligibility = commands.add_parser("eligibility", help="may this be filed, with what, until when")
    eligibility.add_argument("code", metavar="CODE")
    eligibility.add_argument("--facts", metavar="FILE", help="a JSON object; - for standard input")
    eligibility.set_defaults(run=_run_eligibility)
    batch = commands.add_parser("batch", help='many at once: {"cases": [{"id", "service", "facts"}, …]}')
    batch.add_argument("--input", metavar="FILE", help="a JSON object; - for standard input")
    batch.set_defaults(run=_run_batch)
    add_file_parser(commands)


def _run_list(_args: argparse.Namespace) -> int:
    today = _today()
    print_json({"services": [each.listed(today) for each in shipped_services().services()]})
    return 0


def _run_check(_args: argparse.Namespace) -> int:
    """One line a fault, and exit 1 where there is any."""
    from kiosk.forms.errors import FormError

    try:
        faults = [*shipped_services().faults(), *_central_faults()]
    except FormError as error:
        faults = [str(error)]
    for fault in faults:
        print(fault)
    if faults:
        return EXIT_FAULT
    print(f"{len(shipped_services().services())} services: every reference is resolved in both languages")
    return 0


def _central_faults() -> Iterator[str]:
    """Where central's table of terms does not say what the files promise."""
    from central.cases.kinds.service_filed import services as terms_of_central

    terms = terms_of_central()
    for task in (each.task for each in shipped_services().services() if each.task.act):
        latest = max(task.answer_within, key=lambda term: term.valid_from, default=None)
        promised = (None, "working_days") if latest is None else (latest.days, latest.count)
        if task.id not in terms:
            yield f"{task.id}: central/cases/kinds/services.toml has no row for it"
        elif (terms[task.id].term.days, terms[task.id].term.count) != promised:
            yield f"{task.id}: central/cases/kinds/services.toml counts another term than answer_within"
        elif task.filing is not None and terms[task.id].account is not bool(task.filing.account):
            yield f"{task.id}: central/cases/kinds/services.toml and the form differ on account"


def _run_show(args: argparse.Namespace) -> int:
    from kiosk.benefits.errors import InputError
    from kiosk.benefits.months import parse_date

    try:
        service = shipped_services().get(args.code)
        day = _today() if args.on is None else parse_date(args.on)
    except InputError as error:
        return print_input_fault(error)
    except ValueError:
        return print_input_fault(
            InputError("impossible_date", "a possible date is expected, as YYYY-MM-DD", "on")
        )
    print_json(service.shown(day))
    return 0


def _run_eligibility(args: argparse.Namespace) -> int:
    from kiosk.benefits.errors import InputError

    try:
        facts = read_json_input(args.facts, "facts")
        print_json(shipped_services().decide(args.code, facts, _today()).as_json())
    except InputError as error:
        return print_input_fault(error)
    return 0


def _run_batch(args: argparse.Namespace) -> int:
    """Each case has its answer or its error; one bad case does not stop the others."""
    from kiosk.benefits.errors import InputError

    try:
        data = read_json_input(args.input)
        cases = data.get("cases") if isinstance(data, dict) else None
        if not isinstance(cases, list):
            raise InputError("missing_key", "a list of cases is expected", "cases")
    except InputError as error:
        return print_input_fault(error)
    services, today = shipped_services(), _today()
    print_json({"answers": [_case(services, case, index, today) for index, case in enumerate(cases)]})
    return 0


def _case(services: ServiceRegistry, case: object, index: int, today: date) -> dict[str, object]:
    from kiosk.benefits.errors import InputError

    if not isinstance(case, dict) or not {"service", "facts"} <= case.keys():
        fault = InputError("missing_key", "a case has id, service and facts", f"cases[{index}]")
        return {"id": case.get("id") if isinstance(case, dict) else None, **input_fault(fault)}
    try:
        answer = services.decide(str(case["service"]), case["facts"], today).as_json()
    except InputError as error:
        answer = input_fault(error)
    return {"id": case.get("id"), **answer}


def _today() -> date:
    from kiosk.clock import VIETNAM_TIME, SystemClock

    return SystemClock().now().astimezone(VIETNAM_TIME).date()
