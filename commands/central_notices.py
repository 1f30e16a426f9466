"""``main.py central notices``: what people are to be told on a day, worked out at once."""

from __future__ import annotations

import argparse
from datetime import date
from typing import TYPE_CHECKING

from commands.central_step import add_step

if TYPE_CHECKING:
    from central.assembly import Central


def add_notice_command(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    step = add_step(commands, "notices", "work out what people are to be told on a day", _produce)
    step.add_argument(
        "--day", type=date.fromisoformat, metavar="DATE", help="of which day (default: today in Vietnam)"
    )


def _produce(central: Central, arguments: argparse.Namespace) -> dict[str, object]:
    """Until the day is done, or Ctrl-C: a later call goes on where this one was stopped."""
    from commands.interrupt import held_ctrl_c
    from commands.progress import Progress
    from kiosk.clock import VIETNAM_TIME

    day = arguments.day or central.now().astimezone(VIETNAM_TIME).date()
    progress = Progress("Parts of the register", central.producing.parts_left(day))
    done = central.producing.some(day)
    try:
        with held_ctrl_c() as interrupt:
            while not done.finished:
                progress.step()
                interrupt.check()
                done = central.producing.some(day)
    except KeyboardInterrupt:
        pass  # told below; what was worked out stands
    finally:
        progress.close()
    state = "The day is done" if done.finished else "Stopped; the next call goes on from here"
    return {
        "day": day.isoformat(),
        "people": done.people,
        "notices": done.notices,
        "finished": done.finished,
        "text": f"{state}: {done.people} people, {done.notices} new notices.",
    }
