"""Where in an act something lies, in words that people know: the label of the question that asked for it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from kiosk.language import Bilingual, same

if TYPE_CHECKING:
    from kiosk.tasks.task import Task

_FILE = Path(__file__).with_name("act_places.toml")
T = TypeVar("T")
_BY_QUESTION = ("answers.", "proofs.")  # maps of an act whose keys are ids of questions


@lru_cache(maxsize=1)
def _read() -> Mapping[str, Mapping[str, Any]]:
    with _FILE.open("rb") as file:
        return tomllib.load(file)


class ActPlaces:
    def __init__(self, tasks: Iterable[Task]) -> None:
        self._labels: dict[str, dict[str, Bilingual]] = {}
        tasks = tuple(tasks)
        for task in tasks:
            asking = tasks if task.supplements else (task,)  # a supplement asks what any of them does
            labels = {each.id: each.label for other in asking for each in other.form.questions()}
            self._labels.setdefault(task.act, {}).update(labels)

    def words(self, kind: str, detail: str) -> Bilingual:
        """``detail`` as central gives it: places by names of fields, with ", " between them. What nobody has
        words for stays as it is.
        """
        labels = self._labels.get(kind, {})
        told = list(dict.fromkeys(self._place(each, labels) for each in detail.split(", ")))
        return Bilingual(vi=", ".join(each.vi for each in told), en=", ".join(each.en for each in told))

    @staticmethod
    def _place(place: str, labels: Mapping[str, Bilingual]) -> Bilingual:
        asked = place
        for begin in _BY_QUESTION:
            asked = asked.removeprefix(begin)
        if (found := _longest(asked, labels)) is not None:
            return found
        fixed = _longest(place, _read())
        if fixed is None:
            return same(place)
        question = fixed.get("question")
        if question is None:
            return Bilingual.model_validate(fixed)
        return labels.get(question, same(place))


def _longest(place: str, known: Mapping[str, T]) -> T | None:
    """What is known of the place, or of what holds it."""
    while place not in known:
        place, dot, _ = place.rpartition(".")
        if not dot:
            return None
    return known[place]
