"""Pages that many forms ask alike stand in ``fragments/``, and a form takes them in by name::

    [[form.page]]
    include = "who_files"
    without = ["guardian"]      # pages, and options of its questions, that are left out here
    when = { … }                # who meets the pages here, beside the conditions of their own

The groups and conditions that the pages taken in name come along.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from kiosk.forms.errors import FormError
from kiosk.forms.form_data import PageData, first_fault
from kiosk.toml import read_toml

FRAGMENTS = Path(__file__).parent / "fragments"
_KEYS = {"include", "without", "when"}


def with_included(data: Mapping[str, Any], file: Path | str) -> dict[str, Any]:
    """The table of a form with every fragment in its place. Raises `FormError` for one that there is not."""
    pages = data.get("page")
    if not isinstance(pages, list) or not any(map(_includes, pages)):
        return dict(data)
    groups, conditions, whole = dict(data.get("group", {})), dict(data.get("condition", {})), []
    for place, page in enumerate(pages):
        if not _includes(page):
            whole.append(page)
            continue
        key = f"form.page[{place}]"
        if page.keys() - _KEYS or not _is_well_formed(page):
            raise FormError(file, key, "beside include only when stands, and a list without")
        fragment = _fragment(str(page["include"]))
        if fragment is None:
            raise FormError(file, f"{key}.include", f"no fragment is called {page['include']}")
        without = frozenset(page.get("without", ()))
        missed = without - fragment.ids
        if missed:
            raise FormError(file, f"{key}.without", f"the fragment has no {', '.join(sorted(missed))}")
        taken = fragment.without(without)
        whole += (
            taken.pages if "when" not in page else [_met_when(page["when"], each) for each in taken.pages]
        )
        groups = {**taken.groups, **groups}
        conditions = {**taken.conditions, **conditions}
    return {**data, "group": groups, "condition": conditions, "page": whole}


def _is_well_formed(page: Mapping[str, Any]) -> bool:
    return isinstance(page.get("without", []), list) and isinstance(page.get("when", {}), dict)


def _met_when(when: dict[str, Any], page: PageData) -> PageData:
    """``when`` is checked where the page's condition is read."""
    return page.model_copy(update={"when": when if page.when is None else {"all": [when, page.when]}})


def _includes(page: object) -> bool:
    return isinstance(page, dict) and "include" in page


@dataclass(frozen=True, slots=True)
class _Taken:
    """Pages of a fragment, checked, and the groups and conditions that they name."""

    pages: tuple[PageData, ...]
    groups: Mapping[str, Any]
    conditions: Mapping[str, Any]


class _Fragment:
    """Many forms take the same pages: they are read once."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._data = read_toml(file)
        self.ids = frozenset(_ids(self._data))
        self._taken: dict[frozenset[str], _Taken] = {}

    def without(self, left_out: frozenset[str]) -> _Taken:
        if left_out not in self._taken:
            self._taken[left_out] = self._take(left_out)
        return self._taken[left_out]

    def _take(self, left_out: frozenset[str]) -> _Taken:
        pages = [_trimmed(each, left_out) for each in self._data["page"] if each["id"] not in left_out]
        groups, named = {each["group"] for each in pages}, set(_named(pages))
        return _Taken(
            tuple(self._checked(page, place) for place, page in enumerate(pages)),
            {name: words for name, words in self._data["group"].items() if name in groups},
            {name: each for name, each in self._data.get("condition", {}).items() if name in named},
        )

    def _checked(self, page: Mapping[str, Any], place: int) -> PageData:
        try:
            return PageData.model_validate(page)
        except ValidationError as error:
            key, reason = first_fault(error, f"page[{place}]")
            raise FormError(self._file, key, reason) from error


@cache
def _fragment(name: str) -> _Fragment | None:
    file = FRAGMENTS / f"{name}.toml"
    return _Fragment(file) if file.parent == FRAGMENTS and file.is_file() else None


def _trimmed(page: Mapping[str, Any], without: frozenset[str]) -> dict[str, Any]:
    """A page whose questions lack the options that are left out."""
    if not without:
        return dict(page)
    return {**page, "question": [_with_fewer_options(each, without) for each in page.get("question", ())]}


def _with_fewer_options(question: Mapping[str, Any], without: frozenset[str]) -> dict[str, Any]:
    options = question.get("options", {})
    if "items" not in options:
        return dict(question)
    items = [each for each in options["items"] if each["id"] not in without]
    return {**question, "options": {**options, "items": items}}


def _named(part: object) -> Iterator[str]:
    """Every condition that pages name, wherever it stands in them."""
    if isinstance(part, dict):
        if isinstance(part.get("named"), str):
            yield part["named"]
        yield from (name for each in part.values() for name in _named(each))
    elif isinstance(part, list):
        yield from (name for each in part for name in _named(each))


def _ids(fragment: Mapping[str, Any]) -> Iterator[str]:
    for page in fragment["page"]:
        yield page["id"]
        for question in page.get("question", ()):
            yield from (each["id"] for each in question.get("options", {}).get("items", ()))
