"""``main.py central``: the reference central server, until it is told to stop."""

from __future__ import annotations

import argparse
import json
import logging
import signal
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from commands.json_output import EXIT_FAULT

if TYPE_CHECKING:
    from central.settings import CentralSettings


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser(
        "central",
        help="start the reference central server",
        description="Start the reference central server. It prints its address and a one-time code by which"
        " one kiosk can enrol, and stops on SIGTERM or Ctrl-C.",
    )
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: %(default)s)")
    parser.add_argument(
        "--port", type=int, default=8080, help="port, 0 for a free one (default: %(default)s)"
    )
    parser.add_argument(
        "--data",
        type=Path,
        default=Path("var/central"),
        help="folder of keys and demo mails (default: %(default)s)",
    )
    parser.add_argument(
        "--database", metavar="URL", help="PostgreSQL URL; default: an SQLite file in the folder"
    )
    parser.add_argument(
        "--demo", action="store_true", help="show mails at /demo/mail and stored acts to anybody on the line"
    )
    parser.add_argument(
        "--kiosk-id", default="KIOSK-01", help="kiosk that the code enrols (default: %(default)s)"
    )
    parser.add_argument("--office-id", default="000", help="code of its office (default: %(default)s)")
    parser.add_argument("--office-name", default="BHXH cơ sở (chưa đặt tên)", help="name of its office")
    parser.add_argument("--json", action="store_true", help="print one line of JSON instead of text")
    parser.set_defaults(run=run)


def _settings(arguments: argparse.Namespace) -> CentralSettings:
    from central.settings import CentralSettings

    return CentralSettings(
        data_dir=arguments.data.absolute(), database_url=_psycopg_url(arguments.database), demo=arguments.demo
    )


def _psycopg_url(url: str | None) -> str | None:
    """PostgreSQL URLs as people write them name no driver."""
    for scheme in ("postgresql://", "postgres://"):
        if url is not None and url.startswith(scheme):
            return "postgresql+psycopg://" + url.removeprefix(scheme)
    return url


def _fault(arguments: argparse.Namespace, code: str, sentence: str) -> int:
    if arguments.json:
        print(json.dumps({"error": {"code": code, "sentence": sentence}}), flush=True)
    else:
        print(f"{code}: {sentence}", file=sys.stderr)
    return EXIT_FAULT


def run(arguments: argparse.Namespace) -> int:
    """Serve until SIGTERM or SIGINT; exit code 0 after a clean stop, 1 when it cannot start."""
    from sqlalchemy.exc import SQLAlchemyError

    from central.app import create_app
    from central.migrate import SchemaError
    from central.serving import ServerThread, listen

    stopping = threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: stopping.set())
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    try:
        listener = listen(arguments.host, arguments.port)
    except (OSError, OverflowError) as error:
        return _fault(arguments, "address_unusable", f"Cannot listen there ({type(error).__name__}).")
    try:
        app = create_app(_settings(arguments))
        server = ServerThread(app, listener)
        server.start()
    except SQLAlchemyError as error:
        listener.close()
        return _fault(
            arguments, "database_unusable", f"The database does not answer ({type(error).__name__})."
        )
    except SchemaError as error:
        listener.close()
        return _fault(arguments, error.code, error.sentence)
    except OSError as error:
        listener.close()
        return _fault(arguments, "data_folder_unusable", f"The data folder fails ({type(error).__name__}).")
    host = f"[{arguments.host}]" if ":" in arguments.host else arguments.host
    url = f"http://{host}:{listener.getsockname()[1]}"
    code = app.state.central.devices.new_enrolment_code(
        arguments.kiosk_id, arguments.office_id, arguments.office_name
    )
    if arguments.json:
        print(json.dumps({"url": url, "kiosk_id": arguments.kiosk_id, "enrolment_code": code}), flush=True)
    else:
        print(f"Central listens on {url}\nEnrolment code for {arguments.kiosk_id}: {code}", flush=True)
    stopping.wait()
    server.stop()
    return 0
