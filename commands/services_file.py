"""``services file``: a service filed without screens, against an embedded central."""

from __future__ import annotations

import argparse
import json
import logging
from pathlib import Path
from typing import TYPE_CHECKING

from commands.fresh_folder import make_fresh
from commands.json_input import print_input_fault, read_json_input
from commands.json_output import error_json, print_json

if TYPE_CHECKING:
    from commands.demo.headless import Filed, Given, Stopped
    from commands.demo.world import World
    from kiosk.tasks.services.registry import PublicService


def add_file_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser("file", help="file it without screens: act, papers and case number")
    parser.add_argument("code", metavar="CODE")
    parser.add_argument("--person", default="adult_woman", metavar="KEY", help="a simulated person")
    parser.add_argument(
        "--answers", metavar="FILE", help="a JSON object by question id; - for standard input (as its demo)"
    )
    parser.add_argument(
        "--out", type=Path, default=Path("out/filed"), metavar="FOLDER", help="act and papers (out/filed)"
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    from commands.shipped_services import shipped_services
    from kiosk.benefits.errors import InputError
    from kiosk.errors import KnownError

    try:
        service = shipped_services().get(args.code)
        if not service.task.act:
            raise InputError("staff_files_it", "staff file this service; a kiosk only leads to them", "code")
        given = None if args.answers is None else _given(read_json_input(args.answers, "answers"))
        print_json(_file(service, args.person, given, args.out))
    except InputError as error:
        return print_input_fault(error)
    except KnownError as error:
        return error_json(error.code, error.sentence)
    except TimeoutError as error:  # a machine that is too busy: once more may do
        return error_json("too_slow", f"the central that was started here did not answer in time: {error}")
    return 0


def _given(data: object) -> Given:
    from kiosk.benefits.errors import InputError

    if not isinstance(data, dict):
        raise InputError("wrong_type", "an object by question id is expected", "answers")
    return data


def _file(service: PublicService, person: str, given: Given | None, out: Path) -> dict[str, object]:
    from commands.demo.headless import HeadlessVisit
    from commands.demo.plays import find_play
    from commands.demo.world import World, clock_for
    from commands.logs import configure_logging
    from kiosk.benefits.errors import InputError
    from simulation.people import PEOPLE, get_person

    configure_logging(logging.WARNING)
    if person not in {each.key for each in PEOPLE}:
        raise InputError("unknown_person", "there is no such simulated person", "person")
    play = find_play(service.task.id)
    if given is None:
        if play is None:
            raise InputError("no_answers", "no demo answers for this service: give --answers", "answers")
        given = {name: dict(typed) for name, typed in play.answers.items()}
    folder = out / service.task.id
    if not make_fresh(folder):
        raise InputError("folder_in_use", "the folder for this service holds other things", "out")
    world = World(folder, person=get_person(person), clock=clock_for([] if play is None else [play]))
    world.start()
    try:
        kiosk = world.new_kiosk()
        kiosk.start()
        try:
            filed = HeadlessVisit(world, kiosk).file(service.task.id, given)
            return _told(service, world, filed, folder)
        finally:
            kiosk.close()
    finally:
        world.stop()


def _told(service: PublicService, world: World, filed: Filed | Stopped, folder: Path) -> dict[str, object]:
    from commands.demo.headless import Stopped

    if isinstance(filed, Stopped):
        return {
            "service": service.task.id,
            "filed": False,
            "stopped_by": filed.page.id.removeprefix("stop."),
            "article": filed.page.article,
            "sentences": list(filed.told),
        }
    stored = world.central.stored_act(filed.recorded.act_id)
    papers = {name: str(printed.rename(folder / f"{name}.pdf")) for name, printed in filed.papers.items()}
    (folder / "act.json").write_text(json.dumps(stored, ensure_ascii=False, indent=2), "utf-8")
    return {
        "service": service.task.id,
        "filed": True,
        "act_id": str(filed.recorded.act_id),
        "case_number": stored["case_number"],
        "act": str(folder / "act.json"),
        "papers": papers,
    }
