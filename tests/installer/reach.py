"""Which distributions the modules of a program import, also those that they import later."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

from installer.debian.contents import ROOT
from installer.debian.wheels import normalised


def imported_from(first: Iterable[str]) -> dict[str, set[str]]:
    """Each distribution (PEP 503 name) that is reached from these modules, and the modules that import it."""
    distributions = packages_distributions()
    found: dict[str, set[str]] = {}
    known: set[str] = set()
    waiting = list(first)
    while waiting:
        module = waiting.pop()
        if module in known or (file := _file_of(module)) is None:
            continue
        known.add(module)
        for name in _imports(ast.parse(file.read_text("utf-8"))):
            waiting += _and_what_holds_it(name)
            for distribution in distributions.get(name.partition(".")[0], ()):
                found.setdefault(normalised(distribution), set()).add(module)
    return found


def modules_in(folder: str) -> list[str]:
    files = (ROOT / folder).rglob("*.py")
    return [
        ".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__") for file in files
    ]


def _file_of(module: str) -> Path | None:
    place = ROOT.joinpath(*module.split("."))
    return next((file for file in (place.with_suffix(".py"), place / "__init__.py") if file.is_file()), None)


def _and_what_holds_it(name: str) -> list[str]:
    parts = name.split(".")
    return [".".join(parts[: end + 1]) for end in range(len(parts))]


def _imports(node: ast.AST) -> Iterator[str]:
    """Not what is there for types alone."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.If) and ast.unparse(child.test) == "TYPE_CHECKING":
            continue
        if isinstance(child, ast.Import):
            yield from (each.name for each in child.names)
        elif isinstance(child, ast.ImportFrom) and child.module:
            yield from (f"{child.module}.{each.name}" for each in child.names)
        else:
            yield from _imports(child)
