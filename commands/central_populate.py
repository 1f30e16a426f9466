"""``main.py central populate``: an invented country in the register of a central for trials."""

from __future__ import annotations

import argparse
from datetime import date, datetime
from typing import TYPE_CHECKING

from commands.central_faults import StartError
from commands.central_step import add_step

if TYPE_CHECKING:
    from central.assembly import Central
    from central.records.loading import Loaded

DEMO_PEOPLE = 100
DEMO_SEED = 1


def add_populate_command(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = add_step(commands, "populate", "fill an empty register with an invented country", _populate)
    parser.add_argument("--people", type=int, default=DEMO_PEOPLE, help="how many (default: %(default)s)")
    parser.add_argument(
        "--seed",
        type=int,
        default=DEMO_SEED,
        help="the same seed on the same day gives the same country (default: %(default)s)",
    )
    parser.add_argument(
        "--on", type=date.fromisoformat, metavar="DATE", help="the day on which it is so (default: today)"
    )


def _populate(central: Central, arguments: argparse.Namespace) -> dict[str, object]:
    if not central.settings.demo:
        raise StartError("not_a_demo", "Invented people belong into a central that was started with --demo.")
    if not central.record_writing.is_empty():
        raise StartError("register_not_empty", "There are people in the register already.")
    on = arguments.on or day_of(central.now())
    _check(arguments.people, on)
    loaded = populate(central, arguments.people, arguments.seed, on)
    return {
        "people": loaded.people,
        "contributions": loaded.contributions,
        "seed": arguments.seed,
        "on": on.isoformat(),
        "text": f"{loaded.people} invented people, with {loaded.contributions} entries of contributions.",
    }


def _check(people: int, on: date) -> None:
    from simulation.country import EARLIEST, MOST_PEOPLE

    if not 1 <= people <= MOST_PEOPLE:
        raise StartError("people_out_of_range", f"A country has between 1 and {MOST_PEOPLE} people.")
    if on < EARLIEST:
        raise StartError("date_too_early", f"A country is made for {EARLIEST} or later.")


def populate(central: Central, people: int, seed: int, on: date) -> Loaded:
    from central.records.loading import load
    from simulation.country import country

    return load(central.engine, country(seed, people, on), central.now)


def populate_demo(central: Central, people: int = DEMO_PEOPLE) -> None:
    """A small country where there is none yet; the same in whichever demo is started today."""
    if central.record_writing.is_empty():
        from central.records.loading import load
        from simulation.country.sought import sought

        on = day_of(central.now())
        populate(central, people, DEMO_SEED, on)
        load(central.engine, sought(on), central.now)


def day_of(now: datetime) -> date:
    """Today in Vietnam; the first possible day on a machine whose clock is behind it."""
    from kiosk.clock import VIETNAM_TIME
    from simulation.country import EARLIEST

    return max(now.astimezone(VIETNAM_TIME).date(), EARLIEST)
