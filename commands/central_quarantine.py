"""``main.py central quarantine``: acts that could not be worked on, what is in them, what becomes of them.

It works on the database and the keys of the same settings as the server, whether or not that runs.
"""

from __future__ import annotations

import argparse
import getpass
from dataclasses import asdict
from typing import TYPE_CHECKING

from commands.central_step import add_step

if TYPE_CHECKING:
    from central.assembly import Central
    from central.judging.quarantine import Entry, Quarantine


def add_quarantine_command(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser(
        "quarantine",
        help="acts that could not be worked on: list, show, again, answer",
        description="Acts that central has signed for and that could not be worked on. None is ever deleted.",
    )
    steps = parser.add_subparsers(metavar="STEP", required=True)
    listing = add_step(steps, "list", "list them, the oldest first", _list)
    listing.add_argument("--limit", type=int, default=100, help="how many (default: %(default)s)")
    listing.add_argument("--problem", help="only those with this problem")
    show = add_step(steps, "show", "show one", _show)
    _add_name(show)
    show.add_argument("--content", action="store_true", help="open it: shows a person's data, and is noted")
    looks = add_step(steps, "looks", "who has looked at what acts say, the newest first", _looks)
    looks.add_argument("--limit", type=int, default=100, help="how many (default: %(default)s)")
    again = add_step(steps, "again", "judge one again, or all with one problem", _again)
    which = again.add_mutually_exclusive_group(required=True)
    _add_name(which, nargs="?")
    which.add_argument("--problem", help="all with this problem, e.g. kind-unknown after an update")
    answer = add_step(steps, "answer", "close one that was dealt with in another way", _answer)
    _add_name(answer)
    answer.add_argument("text", help="what staff at the kiosk are told; never names a person")


def _add_name(parser: argparse._ActionsContainer, nargs: str | None = None) -> None:
    parser.add_argument("name", metavar="NUMBER", nargs=nargs, help="its case number, or the id of the act")


def _line(entry: Entry) -> str:
    number = entry.case_number or str(entry.act_id)
    return f"{number}  {entry.received_at:%Y-%m-%d %H:%M}  {entry.kiosk_id}  {entry.kind}  {entry.problem}"


def _quarantine(central: Central) -> Quarantine:
    from central.judging.quarantine import Quarantine

    return Quarantine(central.engine, central.keys, central.now)


def _list(central: Central, arguments: argparse.Namespace) -> dict[str, object]:
    quarantine = _quarantine(central)
    entries = quarantine.entries(arguments.limit, arguments.problem)
    text = "\n".join(_line(entry) for entry in entries) or "Nothing is in quarantine."
    return {"entries": [asdict(entry) for entry in entries], "text": text}


def _show(central: Central, arguments: argparse.Namespace) -> dict[str, object]:
    quarantine = _quarantine(central)
    entry = quarantine.get(arguments.name)
    told = asdict(entry)
    if arguments.content:
        central.looks.note(entry.act_id, getpass.getuser(), "quarantine show")
        content = quarantine.read(entry)
        told["content"] = (
            None
            if content is None
            else content.model_dump(mode="json", exclude={"attachments": {"__all__": {"key"}}})
        )
    told["text"] = "\n".join(f"{name}: {value}" for name, value in told.items())
    return told


def _looks(central: Central, arguments: argparse.Namespace) -> dict[str, object]:
    looks = central.looks.newest(arguments.limit)
    lines = [f"{each.at:%Y-%m-%d %H:%M}  {each.who}  {each.way}  {each.act_id}" for each in looks]
    return {"looks": [asdict(each) for each in looks], "text": "\n".join(lines) or "Nobody has looked yet."}


def _again(central: Central, arguments: argparse.Namespace) -> dict[str, object]:
    quarantine = _quarantine(central)
    if arguments.name is not None:
        entries = [quarantine.get(arguments.name)]
    else:
        entries = quarantine.entries(1_000_000, arguments.problem)
    queued = quarantine.judge_again(entries)
    return {"queued": queued, "text": f"{queued} to be judged again by the server."}


def _answer(central: Central, arguments: argparse.Namespace) -> dict[str, object]:
    quarantine = _quarantine(central)
    entry = quarantine.get(arguments.name)
    quarantine.answer(entry, arguments.text)
    return {"act_id": str(entry.act_id), "answered": True, "text": "Answered; the kiosk is told."}
