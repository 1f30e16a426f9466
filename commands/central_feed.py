"""``main.py central feed``: what kiosks are told: dated tables, lists, policy, notices.

It works on the database of the same settings as the server, whether or not that runs.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from commands.central_step import add_step

if TYPE_CHECKING:
    from central.assembly import Central
    from central.feed.publishing import Published


def add_feed_command(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser(
        "feed",
        help="what kiosks are told: publish, list, withdraw",
        description="Dated tables, lists, words of papers, revocations, policy and notices.",
    )
    steps = parser.add_subparsers(metavar="STEP", required=True)
    publish = add_step(steps, "publish", "check files and give them to kiosks from a day on", _publish)
    publish.add_argument(
        "files", metavar="FILE", nargs="+", type=Path, help="of one kind, by their usual names"
    )
    publish.add_argument(
        "--effective-from", type=date.fromisoformat, required=True, metavar="DATE", help="in Vietnam"
    )
    add_step(steps, "list", "what is published, by kind and day", _list)
    withdraw = add_step(steps, "withdraw", "take one back: kiosks go back to what held before", _withdraw)
    withdraw.add_argument(
        "topic", choices=("benefits", "reference", "texts", "revocations", "policy", "notices")
    )
    withdraw.add_argument("key", metavar="KEY", help="its day, or the number of a notice")
    for each in (publish, withdraw):
        whom = each.add_mutually_exclusive_group()
        whom.add_argument("--office", metavar="CODE", help="for the kiosks of one office only")
        whom.add_argument("--kiosk", metavar="KIOSK", help="for one kiosk only")


def _publish(central: Central, arguments: argparse.Namespace) -> dict[str, object]:
    from central.feed.packages import read_files

    topic, texts = read_files(arguments.files)
    done, later = central.publishing.publish(
        topic, texts, arguments.effective_from, office_id=arguments.office, kiosk_id=arguments.kiosk
    )
    text = f"{done.topic} number {done.number} holds from {done.effective_from} on for {done.scope}."
    for each in later:
        text += (
            f"\nNumber {each.number} of {each.effective_from} takes its place then, without what is new in"
            " this one: publish that again for its day too."
        )
    return {"published": asdict(done), "later": [asdict(each) for each in later], "text": text}


def _list(central: Central, _arguments: argparse.Namespace) -> dict[str, object]:
    found = central.publishing.published()
    return {"published": [asdict(each) for each in found], "text": _table(found)}


def _table(found: Sequence[Published]) -> str:
    lines = [
        f"{each.topic:10} {each.key:12} number {each.number:<5} from {each.effective_from}"
        f"  for {each.scope:20} published {each.published_at:%Y-%m-%d %H:%M}  {each.chars} characters"
        for each in found
    ]
    return "\n".join(lines) or "Nothing is published: kiosks use what came with their release."


def _withdraw(central: Central, arguments: argparse.Namespace) -> dict[str, object]:
    from kiosk.contract.feed import Topic

    gone = central.publishing.withdraw(
        Topic(arguments.topic), arguments.key, office_id=arguments.office, kiosk_id=arguments.kiosk
    )
    return {"withdrawn": asdict(gone), "text": f"{gone.topic} {gone.key} is withdrawn."}
