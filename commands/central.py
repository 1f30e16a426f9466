"""``main.py central``: the reference central server, until it is told to stop."""

from __future__ import annotations

import argparse
import json
import logging
import signal
import socket
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from commands.central_settings import add_settings_arguments, find_settings
from commands.json_output import EXIT_FAULT

if TYPE_CHECKING:
    from central.settings import CentralSettings


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser(
        "central",
        help="start the reference central server",
        description="Start the reference central server. It prints its address, which database it uses, and a"
        " one-time code by which one kiosk can enrol, and stops on SIGTERM or Ctrl-C. Each setting is taken"
        " from its argument, else from its environment variable BHXH_CENTRAL_…, else from the file.",
    )
    add_settings_arguments(parser)
    parser.add_argument(
        "--local-postgresql",
        type=Path,
        metavar="FOLDER",
        help="run a PostgreSQL of its own with its data there (needs the packages of `make setup-dev`)",
    )
    parser.add_argument(
        "--kiosk-id", default="KIOSK-01", help="kiosk that the code enrols (default: %(default)s)"
    )
    parser.add_argument("--office-id", default="000", help="code of its office (default: %(default)s)")
    parser.add_argument("--office-name", default="BHXH cơ sở (chưa đặt tên)", help="name of its office")
    parser.add_argument("--json", action="store_true", help="print one line of JSON instead of text")
    parser.set_defaults(run=run)


class _StartError(Exception):
    """Central cannot start; ``code`` is stable."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code
        self.sentence = sentence


def run(arguments: argparse.Namespace) -> int:
    """Serve until SIGTERM or SIGINT; exit code 0 after a clean stop, 1 when it cannot start."""
    stopping = threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: stopping.set())
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    settings = find_settings(arguments)
    if settings is None:
        return EXIT_FAULT
    try:
        with ExitStack() as stack:
            settings = _complete(settings, arguments, stack)
            listener = _listen(settings)
            stack.callback(listener.close)
            with _named_faults():
                code = _prepare(settings, arguments)
                wait = _start(settings, listener)
            _tell(arguments, settings, listener, code)
            wait(stopping)
    except _StartError as error:
        if arguments.json:
            print(json.dumps({"error": {"code": error.code, "sentence": error.sentence}}), flush=True)
        else:
            print(f"{error.code}: {error.sentence}", file=sys.stderr)
        return EXIT_FAULT
    return 0


@contextmanager
def _named_faults() -> Iterator[None]:
    from sqlalchemy.exc import SQLAlchemyError

    from central.migrate import SchemaError
    from central.workers import WorkersError

    try:
        yield
    except SQLAlchemyError as error:
        sentence = f"The database does not answer ({type(error).__name__})."
        raise _StartError("database_unusable", sentence) from error
    except SchemaError as error:
        raise _StartError(error.code, error.sentence) from error
    except OSError as error:
        raise _StartError(
            "data_folder_unusable", f"The data folder fails ({type(error).__name__})."
        ) from error
    except WorkersError as error:
        sentence = "A worker process does not come up; its log lines say why."
        raise _StartError("worker_unusable", sentence) from error


def _complete(settings: CentralSettings, arguments: argparse.Namespace, stack: ExitStack) -> CentralSettings:
    """With the database that it shall use, and never silently with a file."""
    url = settings.database_url
    if arguments.local_postgresql is not None:
        from commands.local_postgresql import local_postgresql

        try:
            url = stack.enter_context(local_postgresql(arguments.local_postgresql.absolute()))
        except ImportError as error:
            raise _StartError("package_missing", "A PostgreSQL of its own needs `make setup-dev`.") from error
    if url is None and not settings.demo:
        raise _StartError(
            "database_missing",
            "Name a PostgreSQL database (--database, BHXH_CENTRAL_DATABASE_URL), or --demo for a trial with a"
            " file.",
        )
    return settings.model_copy(update={"database_url": url, "data_dir": settings.data_dir.absolute()})


def _listen(settings: CentralSettings) -> socket.socket:
    from central.serving import listen

    try:
        return listen(settings.host, settings.port)
    except (OSError, OverflowError) as error:
        raise _StartError("address_unusable", f"Cannot listen there ({type(error).__name__}).") from error


def _prepare(settings: CentralSettings, arguments: argparse.Namespace) -> str:
    """Bring the database to its schema and make the keys, before any worker starts; a code for one kiosk."""
    from central.app import build_central

    central = build_central(settings)
    try:
        return central.devices.new_enrolment_code(
            arguments.kiosk_id, arguments.office_id, arguments.office_name
        )
    finally:
        central.engine.dispose()


def _start(settings: CentralSettings, listener: socket.socket) -> Callable[[threading.Event], None]:
    """Serve; what is returned waits for the event and then stops."""
    if settings.workers > 1:
        from central.workers import Workers

        workers = Workers(settings, listener)
        workers.start()
        return workers.run

    from central.app import create_app
    from central.serving import ServerThread

    server = ServerThread(create_app(settings), listener)
    server.start()

    def wait(stopping: threading.Event) -> None:
        stopping.wait()
        server.stop()

    return wait


def _tell(
    arguments: argparse.Namespace, settings: CentralSettings, listener: socket.socket, code: str
) -> None:
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    url = f"http://{host}:{listener.getsockname()[1]}"
    if arguments.json:
        told = {
            "url": url,
            "database": settings.database_label,
            "workers": settings.workers,
            "kiosk_id": arguments.kiosk_id,
            "enrolment_code": code,
        }
        print(json.dumps(told), flush=True)
        return
    print(f"Database: {settings.database_label}")
    if settings.smtp is None:
        print("Mails: shown at /demo/mail" if settings.demo else "Mails: no relay is set, codes are refused")
    print(f"Central listens on {url} with {settings.workers} worker{'s' * (settings.workers > 1)}")
    print(f"Enrolment code for {arguments.kiosk_id}: {code}", flush=True)
