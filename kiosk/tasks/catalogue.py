"""The catalogue: every task in its group, found by name, keyword and life event in both languages."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from kiosk.errors import BugError
from kiosk.forms.errors import FormError
from kiosk.forms.loading import first_fault
from kiosk.language import Bilingual, Language
from kiosk.reference.folding import SearchIndex
from kiosk.tasks.loading import read_task_files, under
from kiosk.tasks.proving import read_proved
from kiosk.tasks.service_ground import SHIPPED_LAW, Around
from kiosk.tasks.supplement.around import put_around, read_supplement_id, supplement_id
from kiosk.tasks.task import Offline, Task
from kiosk.toml import read_toml

_FOLDER = Path(__file__).parent
_GROUPS = _FOLDER / "groups.toml"
_LIFE_EVENTS = _FOLDER / "life_events.toml"
_MOST_PARTS = 4  # answers beside the tasks that a search finds
_MOST_MADE = 100  # tasks that are kept; they are made anew when they are asked for
SHIPPED = tuple(sorted({file.parent for file in _FOLDER.glob("*/**/*.toml")}))  # a folder a family


class Group(BaseModel):
    """One of the eight tiles of the home screen. ``by_life_event``: its list is parted by that."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    glyph: str
    name: Bilingual
    summary: Bilingual
    by_life_event: bool = False


class LifeEvent(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    name: Bilingual


@dataclass(frozen=True, slots=True)
class Part:
    """Of the list of a group. ``event``: what the tasks belong to; None where it is not parted by that."""

    event: LifeEvent | None
    tasks: tuple[Task, ...]


@dataclass(frozen=True, slots=True)
class Availability:
    """Whether a task can be begun now. ``reason`` says why not, or what is different today; None: nothing."""

    possible: bool
    reason: Bilingual | None = None


_NO_LINE = Bilingual(
    vi="Cần kết nối với máy chủ. Xin thử lại sau hoặc gọi cán bộ.",
    en="This needs the line to the central server. Please try later or call staff.",
)


_LATER = Bilingual(
    vi="Chưa kết nối được. Ông/bà để lại yêu cầu và nhận bản này sau.",
    en="There is no line now. You can leave the wish and get a copy later.",
)


def availability(task: Task, *, online: bool) -> Availability:
    if task.waits_for is not None:
        return Availability(possible=False, reason=task.waits_for)
    if not online and task.offline is Offline.NEEDS_LINE:
        later = is_had_later(task, online=online)
        return Availability(possible=later, reason=_LATER if later else _NO_LINE)
    return Availability(possible=True)


def is_had_later(task: Task, *, online: bool) -> bool:
    """Without a line another task is begun for it, by which a copy is asked for."""
    return not online and task.record is not None and task.record.later != ""


class Catalogue:
    def __init__(self, groups: Sequence[Group], tasks: Iterable[Task]) -> None:
        """Raises `BugError` when two tasks have one id or a task belongs to no group."""
        self.groups = tuple(groups)
        self._tasks: dict[str, Task] = {}
        self._made: dict[str, Task | None] = {}
        known = {group.id for group in groups}
        for task in tasks:
            if task.id in self._tasks or task.group not in known:
                raise BugError(f"task {task.id} stands there twice or in no group")
            self._tasks[task.id] = task
        self._parts = {part.id: part for task in self for part in task.parts}

    def __iter__(self) -> Iterator[Task]:
        return iter(self._tasks.values())

    def get(self, task_id: str) -> Task:
        """Also one that `supplement` made."""
        found = self.find(task_id)
        if found is None:
            raise BugError(f"there is no task {task_id}")
        return found

    def find(self, task_id: str) -> Task | None:
        return self._tasks.get(task_id) or self._parts.get(task_id) or self._find_made(task_id)

    def filed_with(self, kind: str, about: str | None) -> Task | None:
        """The task that a case came of: by what it is about, else the first that makes such acts, as cases of
        before do not say. Services always do.
        """
        if about is not None:
            return self._tasks.get(about)
        return next((task for task in self if task.act == kind and task.filing is None), None)

    def supplement(self, filed: Task, asked: Collection[str]) -> Task | None:
        """What asks for that much of the form of ``filed`` once more; None where it cannot ask for all."""
        base = next((task for task in self if task.supplements), None)
        return None if base is None else self.find(supplement_id(base, filed, asked))

    def _find_made(self, task_id: str) -> Task | None:
        """The same task at each call."""
        if task_id not in self._made:
            if len(self._made) >= _MOST_MADE:
                self._made.clear()
            self._made[task_id] = self._make(task_id)
        return self._made[task_id]

    def _make(self, task_id: str) -> Task | None:
        base_id, filed_id, asked = read_supplement_id(task_id) or ("", "", ())
        base, filed = self._tasks.get(base_id), self._tasks.get(filed_id)
        if base is None or filed is None or not base.supplements:
            return None
        return put_around(base, filed, asked)

    @property
    def without_card(self) -> Task | None:
        """What is offered, wherever a card is asked for, to who has none."""
        return next((task for task in self if task.without_card and task.is_offered), None)

    @property
    def offered_afterwards(self) -> tuple[Task, ...]:
        """After another task, to who has shown who they are."""
        return tuple(task for task in self if task.offered_afterwards and task.is_offered)

    def of_group(self, group_id: str) -> tuple[Task, ...]:
        """What can be done now first, then what is announced; otherwise in the order of the files."""
        tasks = [task for task in self if task.group == group_id and not task.supplements]
        return tuple(sorted(tasks, key=lambda task: not task.is_offered))

    def parts_of(self, group: Group) -> tuple[Part, ...]:
        """The same list, parted by life event where the group says so: each task under its first one, what
        has a number of the State's list before what stands beside it.
        """
        tasks = self.of_group(group.id)
        if not group.by_life_event:
            return (Part(None, tasks),)
        tasks = tuple(sorted(tasks, key=lambda task: (not task.is_offered, not task.id[0].isdigit())))
        known = {event.id for event in life_events()}
        none = Part(None, tuple(each for each in tasks if not known.intersection(each.life_events[:1])))
        parts = [
            Part(event, tuple(each for each in tasks if each.life_events[:1] == (event.id,)))
            for event in life_events()
        ]
        return tuple(part for part in (none, *parts) if part.tasks)

    def search(self, query: str, limit: int = 20) -> tuple[Task, ...]:
        """Best first, what can be done before what is only answered; words without accents, abbreviations and
        everyday words find the task too.
        """
        if not query.strip():
            return ()
        parts = self._index_of_parts.find(query, _MOST_PARTS)
        return (*self._index.find(query, limit - len(parts)), *parts)

    @cached_property
    def _index(self) -> SearchIndex[Task]:
        listed = [task for task in self if not task.supplements]
        return SearchIndex((task, _texts(task)) for task in sorted(listed, key=lambda t: not t.is_offered))

    @cached_property
    def _index_of_parts(self) -> SearchIndex[Task]:
        return SearchIndex((part, _texts(part)) for part in self._parts.values())


def _texts(task: Task) -> tuple[str, ...]:
    """What finds a task, the most telling first."""
    names = (task.name.text(language) for language in Language)
    summaries = (task.summary.text(language) for language in Language)
    codes = (code.code for code in task.codes)
    texts = (*names, *task.keywords, task.official_name, *summaries, *task.life_events, task.id, *codes)
    return tuple(dict.fromkeys(text for text in texts if text))


def load_catalogue(folders: Iterable[Path] = SHIPPED, around: Around = SHIPPED_LAW) -> Catalogue:
    """Every ``*.toml`` of the folders. Raises `FormError` for the first mistake.

    ``around``: the figures of the law and the calendar that public services are decided with. What is shipped
    is read once in a process and shared: it does not change while the program runs.
    """
    found = _shipped() if tuple(folders) == SHIPPED else _read(folders)
    return (
        found if around is SHIPPED_LAW else Catalogue(found.groups, [under(task, around) for task in found])
    )


@cache
def _shipped() -> Catalogue:
    return _read(SHIPPED)


def _read(folders: Iterable[Path]) -> Catalogue:
    groups = _read_groups()
    return Catalogue(groups, [task for folder in folders for task in _tasks_of(folder)])


def _tasks_of(folder: Path) -> list[Task]:
    files = _files(folder)
    return read_task_files(files) if folder in SHIPPED else [read_proved(file) for file in files]


def _files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.toml"), key=lambda file: [_number(part) for part in file.stem.split(".")])


def _number(part: str) -> tuple[int, str]:
    """So that 9.2 stands before 9.12."""
    return (int(part), "") if part.isdigit() else (0, part)


def _read_groups() -> tuple[Group, ...]:
    data = read_toml(_GROUPS)
    try:
        return tuple(Group.model_validate(row) for row in data["group"])
    except ValidationError as error:
        key, reason = first_fault(error)
        raise FormError(_GROUPS, key, reason) from error


@cache
def life_events() -> tuple[LifeEvent, ...]:
    """In the order in which lists are parted by them."""
    try:
        return tuple(LifeEvent.model_validate(row) for row in read_toml(_LIFE_EVENTS)["event"])
    except ValidationError as error:
        key, reason = first_fault(error)
        raise FormError(_LIFE_EVENTS, key, reason) from error
