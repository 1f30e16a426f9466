"""Pages that many forms ask alike stand in ``fragments/``, and a form takes them in by name::

    [[form.page]]
    include = "who_files"
    without = ["guardian"]      # pages, and options of its questions, that are left out here

The groups and conditions that the pages taken in name come along.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from kiosk.forms.errors import FormError

FRAGMENTS = Path(__file__).parent / "fragments"
_KEYS = {"include", "without"}


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
        if page.keys() - _KEYS or not isinstance(page.get("without", []), list):
            raise FormError(file, key, "include stands alone, or with a list without")
        fragment = _fragment(str(page["include"]))
        if fragment is None:
            raise FormError(file, f"{key}.include", f"no fragment is called {page['include']}")
        without = frozenset(page.get("without", ()))
        taken = [_trimmed(each, without) for each in fragment["page"] if each["id"] not in without]
        missed = without - set(_ids(fragment))
        if missed:
            raise FormError(file, f"{key}.without", f"the fragment has no {', '.join(sorted(missed))}")
        whole += taken
        used = {each["group"] for each in taken}
        groups = {**{name: words for name, words in fragment["group"].items() if name in used}, **groups}
        named = set(_named(taken))
        conditions = {
            **{name: each for name, each in fragment.get("condition", {}).items() if name in named},
            **conditions,
        }
    return {**data, "group": groups, "condition": conditions, "page": whole}


def _includes(page: object) -> bool:
    return isinstance(page, dict) and "include" in page


@cache
def _fragment(name: str) -> Mapping[str, Any] | None:
    file = FRAGMENTS / f"{name}.toml"
    return tomllib.loads(file.read_text("utf-8")) if file.parent == FRAGMENTS and file.is_file() else None


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
