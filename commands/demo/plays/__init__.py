"""What the simulated person asks for and answers: one file a task, named as the task is in the catalogue.

A file holds ``[answers]``: by question id, what is typed in each part of the field; and ``at``, an instant
for the clocks of kiosk and central, where the task can only be done at certain times. Questions without an
answer here are left as they are filled in beforehand. A file with several ``[[play]]``, or with a list of
``tasks`` that have plays of their own, is one visit that does them all; ``[[officer]]``
(``[[play.officer]]``) tells what an officer does with the case of an act before the next; answers to a page
of one's own cases supplement the one that waits. ``{tracking}`` stands for the tracking code of the
receipt before.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import cache
from pathlib import Path

from pydantic import AwareDatetime, BaseModel, ConfigDict, JsonValue

ALL, SERVICES, ACCOUNTS = "all", "services", "accounts"  # files with several
OWN_CASES = "my_cases"
_FOLDER = Path(__file__).parent


class Deed(BaseModel):
    """A change of a case (central's ``changes.toml``), with the reason that it needs, and what the person
    is asked for. ``time``: the months that the officer enters for the register; ``answer``: to a petition.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    change: str
    reason: str | None = None
    asked: tuple[str, ...] = ()
    time: Mapping[str, JsonValue] | None = None
    answer: str | None = None


class Play(BaseModel):
    """``officer``: what an officer at central does with the case before the person goes on;
    ``comes_again``: in a visit of its own; ``helped``: by a member of staff at the kiosk, ``on_shift``:
    who has helped somebody else there before; ``follow``: by
    page, the task that it leads to and the person does first, with answers of this play; ``types``: rather
    than have their record read; ``then``: what they look at in a visit of its own, once it is decided;
    ``search``: the words by which they find the task, instead of going by a tile.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    task_id: str
    answers: Mapping[str, Mapping[str, JsonValue]]
    at: AwareDatetime | None = None
    name: str = ""  # where a task is played in several ways
    officer: tuple[Deed, ...] = ()
    comes_again: bool = False
    helped: bool = False
    on_shift: bool = False
    passport: str = ""  # key of the one that the person shows instead of a card
    person: str = ""  # key of who comes, where it is not the usual one
    in_register: bool = True
    follow: Mapping[str, str] = {}
    types: bool = False
    then: tuple[str, ...] = ()
    search: str = ""

    @property
    def title(self) -> str:
        return self.name or self.task_id

    def address_of(self, channel: str) -> str:
        """Where a code for the channel goes."""
        return str(self.answers[channel]["text"])


@cache
def load_play(task_id: str) -> Play:
    data = tomllib.loads((_FOLDER / f"{task_id}.toml").read_text("utf-8"))
    return Play(task_id=task_id, **data)


def find_play(task_id: str) -> Play | None:
    """None for a task that nobody plays yet."""
    return load_play(task_id) if (_FOLDER / f"{task_id}.toml").is_file() else None


def decided(play: Play) -> tuple[Play, ...]:
    """The same, approved by an officer where the play tells nothing else; then who has a card looks at how it
    stands and what came of it.
    """
    deeds = play.officer or (Deed(change="take"), Deed(change="approve"))
    if play.passport or not play.in_register:  # to these no record is shown
        return (play.model_copy(update={"officer": deeds}),)
    afterwards = (Play(task_id=each, answers={}, comes_again=True, at=play.at) for each in play.then)
    return play.model_copy(update={"officer": deeds}), Play(task_id=OWN_CASES, answers={}), *afterwards


def load_plays(name: str) -> tuple[Play, ...]:
    """What one visit does: a single task, or those of a file with several."""
    data = tomllib.loads((_FOLDER / f"{name}.toml").read_text("utf-8"))
    if "tasks" in data:
        return tuple(map(load_play, data["tasks"]))
    if "play" not in data:
        return (load_play(name),)
    return tuple(Play(task_id=row.pop("task"), at=data.get("at"), **row) for row in data["play"])


def instant_of(plays: Iterable[Play]) -> datetime | None:
    """When they can be done. ValueError where no instant suits them all."""
    instants = {play.at for play in plays if play.at is not None}
    if len(instants) > 1:
        raise ValueError("these tasks cannot be played in one visit: each asks for another time")
    return instants.pop() if instants else None
