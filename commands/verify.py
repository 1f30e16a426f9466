"""``verify``: whether an electronic social insurance book is genuine, without a line."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from commands.json_output import EXIT_FAULT, error_json, print_json
from kiosk.errors import KnownError

if TYPE_CHECKING:
    from central.books.trust import Trust
    from central.verification.finding import Checked

_TRUST = Path("/etc/bhxh-kiosk/books")


class _CannotCheckError(KnownError):
    """There is nothing to check, or nothing to check it with."""


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser(
        "verify",
        help="whether an electronic insurance book is genuine",
        description="Check a book: a PDF, a picture of its code, or what the code says. Exit code 0: valid.",
    )
    parser.add_argument("book", metavar="FILE|QR", help="a file, or the text of a code; - reads that text")
    parser.add_argument(
        "--trust",
        type=Path,
        default=_TRUST,
        metavar="FOLDER",
        help=f"certificates and what was withdrawn, as central exports them (default {_TRUST})",
    )
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Exit code 0 for a book that holds, 1 for any other answer and where nothing can be checked."""
    try:
        trust = _read_trust(args.trust)
        found = _check(args.book, trust)
    except _CannotCheckError as error:
        if args.json:
            return error_json(error.code, error.sentence)
        print(error.sentence)
        return EXIT_FAULT
    _tell_json(found, trust) if args.json else _tell(found, trust)
    return 0 if found.verdict == "valid" else EXIT_FAULT


def _read_trust(folder: Path) -> Trust:
    from central.books.trust import read_trust

    try:
        trust = read_trust(folder)
    except (OSError, ValueError):
        raise _CannotCheckError("trust_unreadable", f"The certificates in {folder} cannot be read.") from None
    if not trust.anchors:
        raise _CannotCheckError(
            "no_trust",
            f"There are no certificates in {folder}: take those of central's page /verify, or"
            " `main.py central books trust --out FOLDER`, and name the folder by --trust.",
        )
    return trust


def _check(book: str, trust: Trust) -> Checked:
    from central.http.problems import ProblemError
    from central.verification.checking import MOST_BYTES, check_file
    from central.verification.examining import examine_text

    now = datetime.now(UTC)
    text = input() if book == "-" else book
    if book == "-" or not _is_file(book):
        if book != "-" and not text.count("."):
            raise _CannotCheckError("no_such_file", "There is no such file.")
        return examine_text(text, trust, now)
    try:
        with Path(book).open("rb") as file:
            content = file.read(MOST_BYTES + 1)
        return check_file(content, trust, now)
    except OSError:
        raise _CannotCheckError("file_unreadable", "The file cannot be read.") from None
    except ProblemError:
        raise _CannotCheckError("busy", "Too much is checked at once: try again.") from None


def _is_file(name: str) -> bool:
    try:
        return Path(name).is_file()
    except OSError:  # the text of a code is no name of a file
        return False


def _tell_json(found: Checked, trust: Trust) -> None:
    told_at = trust.withdrawn.told_at
    print_json(
        {
            **found.model_dump(mode="json", exclude_none=True),
            "withdrawn_as_of": None if told_at is None else told_at.isoformat(),
        }
    )


def _tell(found: Checked, trust: Trust) -> None:
    from central.verification.words import advice, lines_of, words_of
    from kiosk.clock import moment_text

    words, more = words_of(found.verdict), advice(found)
    print(f"{words.title.vi} · {words.title.en}\n{words.text.vi}\n{words.text.en}")
    for label, value in lines_of(found):
        print(f"  {label.vi} · {label.en}: {value.vi}")
    if more is not None:
        print(f"{more.vi}\n{more.en}")
    told_at = trust.withdrawn.told_at
    if told_at is None:
        print("Danh sách thu hồi: không có. · No list of withdrawn copies is at hand.")
    else:
        print(f"Danh sách thu hồi · Withdrawn copies as of: {moment_text(told_at)}")
