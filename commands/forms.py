"""``forms``: whether the files of tasks and their forms can be used, and everything that they can say."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from commands.json_output import EXIT_FAULT, error_json, print_json
from kiosk.forms.errors import FormError
from kiosk.forms.review import FaultRow, faults_of_form, faults_of_kinds
from kiosk.tasks.catalogue import SHIPPED
from kiosk.tasks.proving import read_proved
from kiosk.tasks.task import Task


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser("forms", help="check the files of tasks, list what they can say, as JSON")
    commands = parser.add_subparsers(dest="forms_command", required=True, metavar="COMMAND")
    check = commands.add_parser("check", help="read every file; exit code 1 and its faults if one has any")
    check.set_defaults(run=_run_check)
    faults = commands.add_parser("faults", help="every sentence about an answer that cannot be right")
    faults.set_defaults(run=_run_faults)
    for each in (check, faults):
        each.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="files or folders instead")


def _run_check(args: argparse.Namespace) -> int:
    files = list(_files(args.paths))
    if not files:
        return error_json("no_files", "There is no task's file at these places.", "path")
    rows = [_check(file) for file in files]
    print_json({"files": rows})
    return EXIT_FAULT if any("fault" in row for row in rows) else 0


def _run_faults(args: argparse.Namespace) -> int:
    try:
        tasks = [read_proved(file) for file in _files(args.paths)]
    except FormError as error:
        return error_json(error.code, error.sentence)
    print_json(
        {
            "kinds": [_fault_json(row) for row in faults_of_kinds()],
            "tasks": {task.id: [_fault_json(row) for row in faults_of_form(task.form)] for task in tasks},
        }
    )
    return 0


def _files(paths: list[Path]) -> Iterator[Path]:
    for path in paths or SHIPPED:
        yield from sorted(path.glob("*.toml")) if path.is_dir() else [path]


def _check(file: Path) -> dict[str, object]:
    try:
        task = read_proved(file)
    except FormError as error:
        return {"file": error.file, "fault": {"key": error.key, "reason": error.reason}}
    return {"file": file.name, **_task_json(task)}


def _task_json(task: Task) -> dict[str, object]:
    return {
        "task": task.id,
        "pages": len(task.form.pages),
        "questions": len(list(task.form.questions())),
        "printed_forms": [form.template for form in task.documents],
    }


def _fault_json(row: FaultRow) -> dict[str, object]:
    return {"owner": row.owner, "fault": row.fault, "vi": row.words.vi, "en": row.words.en}
