"""How long a registration takes a person: what they read, type, tap and do, and what the machine takes.

The person of the play reads each page once, down to what they tap on it, and types in its fields: four words
and one and a half keys a second. The goal is five minutes, from the first touch to the receipt; three where
staff help, whether they sign in fully or have helped somebody there a while ago. Staff type no faster, but
they know the pages: one that they fill in costs them a glance. What only the person does, the person reads.
What it would come to if staff read every word is told too.

A code is on its way while the person goes on; what is left of that when its page is there, is waited for. Who
is helped lays their card down while staff type what lets them in.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from commands.demo.transcript import STAFF

_WORDS_A_SECOND = 4.0
_KEYS_A_SECOND = 1.5
_SECONDS_A_TAP = 1.0
_GLANCE = 1.0  # s that staff need on a page that they see every day
_DEEDS = {  # s, by the page on which they are done
    "card": 5.0,  # the card laid down
    "face_prepare": 3.0,  # the place taken
    "phone_code": 3.0,  # the text message read
    "email_code": 10.0,  # the mail opened and read
    "staff_sign_in": 3.0,  # the app with the code opened
}
_ON_THE_WAY = {"phone_code": 5.0, "email_code": 10.0}  # s that the code takes to the phone, to the mailbox
_MEANWHILE = {"card": "staff_sign_in"}  # done by the person while staff do that
_NEEDLESS = {"register_assisted_again": "staff_sign_in"}  # who is on shift is asked for no code
_GOALS = {"register": 300.0, "register_assisted": 180.0, "register_assisted_again": 180.0}
_LAST = "receipt: state"  # what is played afterwards is not the registration
_LIMIT_SECONDS = 600  # also on a machine that has more to do


def _steps(task: str) -> list[dict[str, Any]]:
    with tempfile.TemporaryDirectory() as folder:
        command = [
            sys.executable,
            "main.py",
            "demo",
            "--task",
            task,
            "--offscreen",
            "--json",
            "--out",
            folder,
        ]
        subprocess.run(
            command, env=dict(os.environ), stdout=subprocess.DEVNULL, timeout=_LIMIT_SECONDS, check=True
        )
        told = json.loads((Path(folder) / task / "transcript.json").read_text("utf-8"))
    steps: list[dict[str, Any]] = told["steps"]
    last = max(place for place, step in enumerate(steps) if step["name"] == _LAST)
    return steps[: last + 1]


def seconds_of(step: dict[str, Any], deed: float, *, staff_read: bool = False) -> tuple[float, ...]:
    """Of a person: reading, typing, tapping, doing; and of the machine. ``staff_read``: every word, too."""
    reading, typing = step["words"] / _WORDS_A_SECOND, step["keys"] / _KEYS_A_SECOND
    if step["by"] == STAFF and not staff_read:
        reading = min(reading, _GLANCE)
    return reading, typing, step["taps"] * _SECONDS_A_TAP, deed, step["seconds"]


def timed(task: str, steps: Iterable[dict[str, Any]], *, staff_read: bool = False) -> list[tuple[float, ...]]:
    """By step, see `seconds_of`."""
    now, coming, done, rows = 0.0, dict[str, float](), set[str](), []
    for step in steps:
        at, deed = step["at"], 0.0
        coming |= {page: now + _DEEDS[page] for page, place in _MEANWHILE.items() if place == at}
        if at in _DEEDS and at not in done and at != _NEEDLESS.get(task):
            done.add(at)
            waiting = max(0.0, coming.get(at, now + _ON_THE_WAY.get(at, 0.0)) - now)
            deed = waiting if at in coming and at in _MEANWHILE else _DEEDS[at] + waiting
        rows.append(seconds_of(step, deed, staff_read=staff_read))
        now += sum(rows[-1])
        coming |= {page: now + _ON_THE_WAY[page] for page in step["codes"] if page in _ON_THE_WAY}
    return rows


def _print(task: str, steps: list[dict[str, Any]]) -> None:
    print(f"\n{task}: seconds, by step")
    print(f"{'until':<30}{'by':<8}{'read':>8}{'type':>8}{'tap':>8}{'do':>8}{'machine':>9}{'all':>8}")
    rows = timed(task, steps)
    for step, parts in zip(steps, rows, strict=True):
        numbers = "".join(f"{part:>8.1f}" for part in parts)
        print(f"{step['name']:<30}{step['by']:<8}{numbers}{sum(parts):>9.1f}")
    sums = [sum(parts[place] for parts in rows) for place in range(5)]
    print(f"{'all of it':<38}" + "".join(f"{part:>8.1f}" for part in sums) + f"{sum(sums):>9.1f}")
    if any(step["by"] == STAFF for step in steps):
        slow = sum(map(sum, timed(task, steps, staff_read=True)))
        print(f"staff need {_GLANCE:.0f} s for a page that they know; if they read every word: {slow:.1f} s")
    print(f"goal {_GOALS[task]:.0f} s: {'reached' if sum(sums) <= _GOALS[task] else 'not reached'}")


def main() -> None:
    for task in _GOALS:
        _print(task, _steps(task))


if __name__ == "__main__":
    main()
