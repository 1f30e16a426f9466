"""``main.py central``: the reference central server, until it is told to stop."""

from __future__ import annotations

import argparse
import json
import signal
import socket
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from commands.central_books import add_book_commands
from commands.central_case import add_case_command
from commands.central_demo import OFFICE, surround
from commands.central_devices import add_device_commands
from commands.central_faults import StartError, complete, named_faults, tell_fault
from commands.central_feed import add_feed_command
from commands.central_keys import add_key_commands
from commands.central_notices import add_notice_command
from commands.central_packages import add_package_command
from commands.central_pages import pages_json, pages_line, prepare_pages
from commands.central_partitions import add_partition_command
from commands.central_populate import DEMO_PEOPLE, add_populate_command, day_of, populate_demo
from commands.central_quarantine import add_quarantine_command
from commands.central_settings import find_settings, settings_arguments
from commands.central_staff import DemoOfficer, add_staff_command, demo_line, prepare_demo
from commands.json_output import EXIT_FAULT
from kiosk.errors import KnownError

if TYPE_CHECKING:
    from central.operations.metrics import Metrics
    from central.operations.stop_sign import StopSign
    from central.settings import CentralSettings
    from central.staff.web_access import WebAccess


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser(
        "central",
        parents=[settings_arguments()],
        help="start the reference central server",
        description="Start the reference central server. It prints its address, which database it uses, and"
        " with --demo a one-time code by which one kiosk can enrol, and stops on SIGTERM or Ctrl-C. Each"
        " setting is taken from its argument, else from its environment variable BHXH_CENTRAL_…, else from"
        " the file. The subcommands work on the same data, whether or not the server runs.",
    )
    parser.add_argument(
        "--local-postgresql",
        type=Path,
        metavar="FOLDER",
        help="run a PostgreSQL of its own with its data there (needs the packages of `make setup-dev`)",
    )
    parser.add_argument(
        "--kiosk-id", default="KIOSK-01", help="kiosk that the demo's code enrols (default: %(default)s)"
    )
    parser.add_argument(
        "--office-id", default=OFFICE["code"], help="code of its office (default: %(default)s)"
    )
    parser.add_argument("--office-name", default=OFFICE["name"], help="name of its office")
    parser.add_argument("--json", action="store_true", help="print one line of JSON instead of text")
    parser.set_defaults(run=run)
    commands = parser.add_subparsers(metavar="SUBCOMMAND")
    add_device_commands(commands)
    add_key_commands(commands)
    add_book_commands(commands)
    add_quarantine_command(commands)
    add_case_command(commands)
    add_package_command(commands)
    add_partition_command(commands)
    add_feed_command(commands)
    add_staff_command(commands)
    add_populate_command(commands)
    add_notice_command(commands)


def run(arguments: argparse.Namespace) -> int:
    """Serve until SIGTERM or SIGINT; exit code 0 after a clean stop, 1 when it cannot start."""
    from central.operations.stop_sign import StopSign

    with StopSign() as stopping:
        stopping.follow(signal.SIGTERM, signal.SIGINT)
        return _serve(arguments, stopping)


def _serve(arguments: argparse.Namespace, stopping: StopSign) -> int:
    from central.operations.log_lines import begin_log

    begin_log()
    settings = find_settings(arguments)
    if settings is None:
        return EXIT_FAULT
    try:
        with ExitStack() as stack:
            settings = complete(settings, arguments, stack)
            listener = _listen(settings)
            bound = listener.getsockname()[1]
            stack.callback(listener.close)
            with named_faults():
                if settings.demo:
                    settings = surround(settings, stack, day_of(datetime.now(UTC)), DEMO_PEOPLE)
                demo = _prepare(settings, arguments)
                wait, port = _start(settings, listener, stack)
            _tell(arguments, settings, bound, demo, port)
            wait(stopping)
    except KnownError as error:
        return tell_fault(arguments, error)
    return 0


def _listen(settings: CentralSettings) -> socket.socket:
    from central.operations.serving import listen

    try:
        return listen(settings.host, settings.port)
    except (OSError, OverflowError) as error:
        raise StartError("address_unusable", f"Cannot listen there ({type(error).__name__}).") from error


@dataclass(frozen=True, slots=True)
class _Demo:
    """What the demo tells at its start, and no other central."""

    enrolment_code: str
    officer: DemoOfficer
    pages: list[WebAccess]


def _prepare(settings: CentralSettings, arguments: argparse.Namespace) -> _Demo | None:
    """Bring the database to its schema and make the keys, before any worker starts. The demo has a small
    country, a code for one kiosk and one officer ready; anywhere else they come only when somebody asks.
    """
    from central.assembly import build_central

    central = build_central(settings)
    try:
        if not settings.demo:
            return None
        office_id, office_name = arguments.office_id, arguments.office_name
        populate_demo(central)
        code = central.enrolments.new_code(arguments.kiosk_id, office_id, office_name)
        officer = prepare_demo(central, office_id)
        return _Demo(code, officer, prepare_pages(central, office_id))
    finally:
        central.engine.dispose()


def _start(
    settings: CentralSettings, listener: socket.socket, stack: ExitStack
) -> tuple[Callable[[StopSign], None], int | None]:
    """Serve. What waits for the event and then stops, and the port of the metrics."""
    if settings.workers > 1:
        from central.operations.metrics import adding_up
        from central.workers import Workers

        stack.enter_context(adding_up())
        port = _serve_metrics(settings, None, stack)
        workers = Workers(settings, listener)
        workers.start()
        return workers.run, port

    from central.app import create_app
    from central.operations.serving import ServerThread

    app = create_app(settings)
    port = _serve_metrics(settings, app.state.central.metrics, stack)
    server = ServerThread(app, listener)
    server.start()

    def wait(stopping: StopSign) -> None:
        stopping.wait()
        server.stop()

    return wait, port


def _serve_metrics(settings: CentralSettings, counted: Metrics | None, stack: ExitStack) -> int | None:
    from central.operations.metrics import serving_metrics

    try:
        return stack.enter_context(serving_metrics(settings, counted))
    except (OSError, OverflowError) as error:
        told = f"Cannot serve metrics there ({type(error).__name__})."
        raise StartError("address_unusable", told) from error


def _tell(
    arguments: argparse.Namespace,
    settings: CentralSettings,
    bound: int,
    demo: _Demo | None,
    metrics_port: int | None,
) -> None:
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    url = f"http://{host}:{bound}"
    if arguments.json:
        told = {
            "url": url,
            "database": settings.database_label,
            "workers": settings.workers,
            "metrics_port": metrics_port,
        }
        if demo is not None:
            told |= {
                "kiosk_id": arguments.kiosk_id,
                "enrolment_code": demo.enrolment_code,
                "staff": demo.officer.as_json(),
                "pages": pages_json(url, demo.pages),
            }
        print(json.dumps(told), flush=True)
        return
    print(f"Database: {settings.database_label}")
    if metrics_port is not None:
        print(f"Metrics: port {metrics_port} of {settings.metrics_host}")
    if settings.smtp is None:
        print("Mails: shown at /demo/mail" if settings.demo else "Mails: no relay is set, codes are refused")
    if demo is not None:
        print(f"Enrolment code for {arguments.kiosk_id}: {demo.enrolment_code}")
        print(demo_line(settings, demo.officer))
        print(pages_line(url, demo.pages))
    print(
        f"Central listens on {url} with {settings.workers} worker{'s' * (settings.workers > 1)}", flush=True
    )
