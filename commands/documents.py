"""``documents show``: a template as a page, for whoever mends it. Made-up data, or those of a JSON file."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kiosk.documents.typesetting import Json

_FONTS = Path(__file__).parents[1] / "ui" / "fonts"
_MADE_AT = datetime(2026, 11, 23, 2, 5, tzinfo=UTC)  # always the same, so that two pages can be compared


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser("documents", help="look at the templates of receipts and forms")
    commands = parser.add_subparsers(dest="documents_command", required=True, metavar="COMMAND")
    show = commands.add_parser("show", help="set a template as PDF, with made-up data or those of a file")
    show.add_argument("template", metavar="TEMPLATE", help="receipt, tk1_ts, mau_so_2 …")
    show.add_argument("--data", metavar="FILE", type=Path, help="JSON with what the template is given")
    show.add_argument("--print-data", action="store_true", help="print the made-up data as such a file")
    show.add_argument("--out", metavar="FILE", type=Path, help="the PDF to write (TEMPLATE.pdf)")
    show.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    from commands.document_samples import sample_data
    from kiosk.documents.errors import PrintingError, TemplateError
    from kiosk.documents.typesetting import render

    try:
        data = _read(args.data) if args.data else sample_data(args.template)
    except (OSError, ValueError) as error:
        print(f"The data cannot be read: {error}", file=sys.stderr)
        return 2
    if args.print_data:
        print(json.dumps(data, ensure_ascii=False, indent=2))
        return 0
    out: Path = args.out or Path(f"{args.template}.pdf")
    try:
        out.write_bytes(render(args.template, data, _FONTS, _MADE_AT))
    except TemplateError as error:
        print(f"{error.sentence}\n{error.explanation}", file=sys.stderr)
        return 1
    except (PrintingError, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    print(f"{out} is written.")
    return 0


def _read(file: Path) -> dict[str, Json]:
    data = json.loads(file.read_text(encoding="utf-8"))
    if not isinstance(data, dict):
        raise ValueError(f"{file} holds no JSON object")
    return data
