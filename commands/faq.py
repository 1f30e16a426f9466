"""``faq``: whether the files of frequent questions can be used, and what they hold, as JSON."""

from __future__ import annotations

import argparse
from pathlib import Path

from commands.json_output import EXIT_FAULT, print_json
from kiosk.faq.questions import SHIPPED, Theme, read_theme, read_themes
from kiosk.forms.errors import FormError
from kiosk.tasks.catalogue import load_catalogue
from kiosk.tasks.frequent import unknown_tasks


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser(
        "faq", help="the frequent questions: check their files, list them, as JSON"
    )
    commands = parser.add_subparsers(dest="faq_command", required=True, metavar="COMMAND")
    check = commands.add_parser("check", help="read every file; exit code 1 and its faults if one has any")
    check.add_argument("paths", nargs="*", type=Path, metavar="FILE", help="these files instead")
    check.set_defaults(run=_run_check)
    listing = commands.add_parser("list", help="every question: its articles, since when, when reviewed")
    listing.set_defaults(run=_run_list)


def _run_check(args: argparse.Namespace) -> int:
    """Each file by itself, then that they fit together and lead to tasks that there are."""
    files = tuple(args.paths) or SHIPPED
    rows = [_check(file) for file in files]
    faults: list[str] = []
    if not any("fault" in row for row in rows):
        try:
            known = {task.id for task in load_catalogue() if task.is_offered}
            faults = list(unknown_tasks(read_themes(files), known))
        except FormError as error:
            faults = [str(error)]
    print_json({"files": rows, "faults": faults})
    return EXIT_FAULT if faults or any("fault" in row for row in rows) else 0


def _check(file: Path) -> dict[str, object]:
    try:
        theme = read_theme(file)
    except FormError as error:
        return {"file": error.file, "fault": {"key": error.key, "reason": error.reason}}
    return {"file": file.name, "theme": theme.id, "questions": len(theme.question)}


def _run_list(_args: argparse.Namespace) -> int:
    print_json({"themes": [_listed(theme) for theme in read_themes()]})
    return 0


def _listed(theme: Theme) -> dict[str, object]:
    return {
        "theme": theme.id,
        "questions": [
            {
                "id": each.id,
                "question": each.ask.model_dump(),
                "article": each.article,
                "since": each.since.isoformat(),
                "reviewed": each.reviewed.isoformat(),
                "leads_to": list(each.leads_to),
            }
            for each in theme.question
        ],
    }
