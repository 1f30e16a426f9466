"""``main.py provision``: make a kiosk of this machine: settings, key at central, pinned keys of central.

By a code and settings that somebody has written, or by the ticket that ``main.py central enrol-code --qr``
gives: then the settings are written too.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic
from typing import TYPE_CHECKING

from commands.json_output import error_json, print_json
from commands.settings_argument import add_settings_argument, find_settings

if TYPE_CHECKING:
    from ekyc.face.frame_source import FrameSource
    from kiosk.contract.provisioning import Ticket
    from kiosk.settings import Settings
    from local_db.enrolment import Enrolment

SCAN_SECONDS = 120.0
_LEAST_INCHES, _MOST_INCHES = 10, 60
_ORIENTATIONS = ("upright", "lying")


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser(
        "provision",
        help="make a kiosk of this machine: settings, and enrolment at central",
        description="With --code the settings are there already. With --ticket or --scan they are written,"
        " from what central told and the answers to what only the technician knows.",
    )
    add_settings_argument(parser)
    ways = parser.add_mutually_exclusive_group(required=True)
    ways.add_argument("--code", help="the one-time code that staff got from central")
    ways.add_argument(
        "--ticket", metavar="TEXT", help="the text of central's QR; “-”: typed, or by a scanner"
    )
    ways.add_argument(
        "--scan",
        nargs="?",
        const="",
        metavar="CAMERA",
        help="hold central's QR before this camera (usual: that of the card, or of the face)",
    )
    parser.add_argument("--panel", type=_inches, metavar="INCHES", help="diagonal of the screen")
    parser.add_argument("--orientation", choices=_ORIENTATIONS, help="how the screen is mounted")
    parser.add_argument("--hotline", help="telephone that people are told")
    parser.add_argument(
        "--write", type=Path, metavar="FILE", help="where the settings go (usual: where they were)"
    )
    parser.add_argument(
        "--move",
        action="store_true",
        help="from another office: first as `main.py retire`, by the old settings",
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    from kiosk.clock import SystemClock
    from kiosk.errors import KnownError
    from kiosk.retiring import retire
    from local_db.errors import LocalDbError

    settings = find_settings(args)
    if settings is None:
        return 2
    try:
        ticket = _find_ticket(args, settings)
        written = None if ticket is None else _new_settings(args, ticket)
        if args.move:
            retire(settings, SystemClock())
        if written is not None:
            settings = _write(*written)
        code, keys = (args.code, "") if ticket is None else (ticket.code, ticket.keys)
        enrolment = _enrol(settings, code, keys)
    except (KnownError, LocalDbError) as error:
        return error_json(error.code, error.sentence)
    print_json(
        {
            "kiosk_id": enrolment.kiosk_id,
            "office_id": enrolment.office_id,
            "office_name": enrolment.office_name,
            "key_id": enrolment.kid,
        }
    )
    return 0


def _enrol(settings: Settings, code: str, keys: str) -> Enrolment:
    from kiosk.audit import AuditEvent
    from kiosk.clock import SystemClock
    from kiosk.ledger import open_ledger
    from kiosk.retiring import ENROLLED
    from kiosk.sync.enrolment import enrol

    clock = SystemClock()
    ledger = open_ledger(settings, clock)
    try:
        enrolment = enrol(ledger.central, ledger.credentials, code, keys)
        ledger.audit.record(AuditEvent(ENROLLED, clock.now(), actor="kiosk"), sealed=True)
    finally:
        ledger.close()
    return enrolment


def _find_ticket(args: argparse.Namespace, settings: Settings) -> Ticket | None:
    """None where there is only a code. Raises `KnownError`."""
    from kiosk.contract.provisioning import read_ticket

    if args.scan is not None:
        return _scan(args.scan or settings.card.camera or settings.face.camera)
    if args.ticket == "-":
        print("Scan or type the code of central: ", end="", file=sys.stderr, flush=True)
        return read_ticket(sys.stdin.readline())
    return None if args.ticket is None else read_ticket(args.ticket)


def _scan(camera: str) -> Ticket:
    """Raises `KnownError`."""
    from ekyc.errors import EkycError
    from ekyc.face.v4l2_camera import V4l2Camera
    from kiosk.errors import KnownError

    print(f"Hold the QR of central before {camera}.", file=sys.stderr)
    source = V4l2Camera(Path(camera), virtual_allowed=True)
    try:
        source.open()
        return scan_ticket(source)
    except EkycError as error:
        raise KnownError(error.code, error.sentence) from error
    finally:
        source.close()


def scan_ticket(source: FrameSource, seconds: float = SCAN_SECONDS) -> Ticket:
    """From an open camera. Raises `KnownError` ``ticket_not_seen``, ``ticket_malformed`` for another QR."""
    from ekyc.card.qr_decode import decode_qr
    from kiosk.contract.provisioning import read_ticket
    from kiosk.errors import KnownError

    until = monotonic() + seconds
    while monotonic() < until:
        frame = source.read()
        for payload in () if frame is None else decode_qr(frame):
            return read_ticket(payload.decode("utf-8", "replace"))
    raise KnownError("ticket_not_seen", f"No QR was seen within {seconds:.0f} seconds.")


def _new_settings(args: argparse.Namespace, ticket: Ticket) -> tuple[Path, str]:
    """Where the settings go, and the text of before with what the ticket says and the technician answers.
    Raises `KnownError` ``settings_wrong``.
    """
    from pydantic import ValidationError

    from kiosk.errors import KnownError
    from kiosk.settings import DEFAULT_FILES, load_settings
    from kiosk.settings_text import Value, with_values

    found = args.settings or next((each for each in DEFAULT_FILES if each.is_file()), DEFAULT_FILES[0])
    values: dict[tuple[str, str], Value] = {
        ("", "kiosk_id"): ticket.kiosk_id,
        ("office", "code"): ticket.office_id,
        ("office", "name"): ticket.office_name,
        ("central", "url"): ticket.url,
        **_answers(args),
    }
    text = with_values(found.read_text("utf-8") if found.is_file() else "", values)
    with TemporaryDirectory() as folder:
        tried = Path(folder) / "kiosk.toml"
        tried.write_text(text, "utf-8")
        try:
            load_settings(tried)
        except ValidationError as error:
            places = ", ".join(".".join(map(str, fault["loc"])) for fault in error.errors())
            raise KnownError("settings_wrong", f"What would be written is wrong: {places}.") from None
    return args.write or found, text


def _write(file: Path, text: str) -> Settings:
    """Raises `KnownError` ``settings_not_written``."""
    from kiosk.errors import KnownError
    from kiosk.settings import load_settings
    from local_db.durable_file import write_new_file

    try:
        write_new_file(file, text.encode())
        file.chmod(0o644)
    except OSError as error:
        raise KnownError("settings_not_written", f"{file}: {type(error).__name__}.") from error
    return load_settings(file)


def _answers(args: argparse.Namespace) -> dict[tuple[str, str], str | int | float | bool]:
    """What central does not know: asked for where somebody sits at the keyboard."""
    from ui.panels import PANELS

    sizes = "/".join(PANELS)
    panel = args.panel or float(_ask(f"Diagonal of the screen in inches ({sizes})", "27", _is_inches))
    mounted = args.orientation or _ask(
        "The screen is upright or lying", "upright", _ORIENTATIONS.__contains__
    )
    short, long = 1080, 1920
    answers: dict[tuple[str, str], str | int | float | bool] = {
        ("screen", "diagonal_inches"): panel,
        ("screen", "width"): short if mounted == "upright" else long,
        ("screen", "height"): long if mounted == "upright" else short,
    }
    if args.hotline:
        answers["office", "hotline"] = args.hotline
    return answers


def _inches(typed: str) -> float:
    """Raises ValueError, which argparse tells."""
    inches = float(typed)
    if not _LEAST_INCHES <= inches <= _MOST_INCHES:
        raise ValueError(typed)
    return inches


def _ask(question: str, usual: str, fits: Callable[[str], bool]) -> str:
    """``usual`` where nobody answers."""
    while sys.stdin.isatty():
        print(f"{question} [{usual}]: ", end="", file=sys.stderr, flush=True)
        answer = sys.stdin.readline().strip() or usual
        if fits(answer):
            return answer
    return usual


def _is_inches(typed: str) -> bool:
    try:
        _inches(typed)
    except ValueError:
        return False
    return True
