"""``python -m kiosk.contract.pages FOLDER``: pages written from the models.

One for every kind of act, and beside the folder ``record.md`` for the record of a person.
"""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, JsonValue

from kiosk.contract.kinds import KINDS, ActKind
from kiosk.contract.records import RECORD_VERSION, Release


def page_of(kind: ActKind) -> str:
    """The page in Markdown; the same for the same models."""
    lines = [
        f"# `{kind.name}`, version {kind.version}",
        "",
        f"{kind.title.en} ({kind.title.vi}). Case numbers begin with `{kind.case_prefix}`.",
        "",
        "Written by `make api` from the model in `kiosk/contract/kinds/`, which central checks acts against.",
    ]
    return "\n".join([*lines, *_tables(kind.payload)]) + "\n"


def page_of_record() -> str:
    """The page of what central releases about a person."""
    lines = [
        f"# The record of a person, version {RECORD_VERSION}",
        "",
        "What central releases, see [../records.md](../records.md). Money is in whole đồng.",
        "",
        "Written by `make api` from the models in `kiosk/contract/records/`.",
    ]
    return "\n".join([*lines, *_tables(Release)]) + "\n"


def _tables(root: type[BaseModel]) -> list[str]:
    lines: list[str] = []
    for model in _models(root):
        lines += ["", f"## {model.__name__}", "", *_about(model)]
        lines += ["| field | type | meaning |", "| --- | --- | --- |"]
        lines += [
            f"| `{name}` | {_words(field.annotation)} | {field.description or ''} |"
            for name, field in model.model_fields.items()
        ]
    return lines


def _about(model: type[BaseModel]) -> list[str]:
    text = inspect.cleandoc(model.__dict__.get("__doc__") or "")
    return [*text.replace("``", "`").splitlines(), ""] if text else []


def _models(root: type[BaseModel]) -> list[type[BaseModel]]:
    """The payload and every part of it, each once, in the order in which they are named."""
    found: list[type[BaseModel]] = []
    waiting = [root]
    while waiting:
        model = waiting.pop(0)
        if model not in found:
            found.append(model)
            for field in model.model_fields.values():
                waiting += _parts_in(field.annotation)
    return found


def _parts_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in get_args(annotation):
        yield from _parts_in(inner)


_PLAIN: Mapping[Any, str] = {
    str: "text",
    int: "whole number",
    float: "number",
    bool: "true or false",
    date: "date",
    datetime: "instant",
    AwareDatetime: "instant",
    UUID: "UUID",
    type(None): "null",
    JsonValue: "any JSON",
}


def _words(annotation: Any) -> str:
    """The type as it travels, in JSON's terms."""
    if annotation in _PLAIN:
        return _PLAIN[annotation]
    inner = get_args(annotation)
    origin = get_origin(annotation)
    if closed := _closed_set(annotation):
        return " or ".join(f"`{each}`" for each in closed)
    if origin is Annotated:
        return _words(inner[0])
    if origin in (Union, UnionType):
        return " or ".join(_words(each) for each in inner)
    if origin in (tuple, dict):
        return f"list of {_words(inner[0])}" if origin is tuple else f"table of {_words(inner[1])}"
    return f"[{annotation.__name__}](#{annotation.__name__.lower()})"


def _closed_set(annotation: Any) -> tuple[object, ...]:
    """The values of a literal or an enumeration; none where it is neither."""
    if get_origin(annotation) is Literal:
        return get_args(annotation)
    is_enumeration = isinstance(annotation, type) and issubclass(annotation, StrEnum)
    return tuple(each.value for each in annotation) if is_enumeration else ()


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for kind in KINDS.values():
        (folder / f"{kind.name}.md").write_text(page_of(kind), "utf-8")
    (folder.parent / "record.md").write_text(page_of_record(), "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
