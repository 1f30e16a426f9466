"""One argument for each setting of central; what is not given leaves environment and file as they are."""

from __future__ import annotations

import argparse
import sys
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import UnionType
from typing import TYPE_CHECKING, Any, get_args, get_origin

if TYPE_CHECKING:
    from pydantic import BaseModel

    from central.settings import CentralSettings

_PREFIX = "setting:"
_SHORT: dict[tuple[str, ...], str] = {("data_dir",): "--data", ("database_url",): "--database"}


@dataclass(frozen=True, slots=True)
class Leaf:
    """One setting: its names from the outside in, its type, and what to tell about it."""

    path: tuple[str, ...]
    kind: type
    help: str
    default: object

    @property
    def option(self) -> str:
        return _SHORT.get(self.path, "--" + "-".join(self.path).replace("_", "-"))

    @property
    def is_secret(self) -> bool:
        """Arguments can be read by every user of the machine: such a setting has none."""
        from pydantic import SecretStr

        return self.kind is SecretStr


def _inner_type(annotation: Any) -> Any:
    """``X`` of ``X | None``."""
    if get_origin(annotation) is UnionType or len(get_args(annotation)) > 1:
        return next(each for each in get_args(annotation) if each is not type(None))
    return annotation


def leaves(model: type[BaseModel], within: tuple[str, ...] = ()) -> Iterator[Leaf]:
    """Every single setting of ``model``."""
    from pydantic import BaseModel

    for name, field in model.model_fields.items():
        kind = _inner_type(field.annotation)
        if issubclass(kind, BaseModel):
            yield from leaves(kind, (*within, name))
        else:
            default = None if field.is_required() else field.default
            yield Leaf((*within, name), kind, field.description or "", default)


@cache
def settings_arguments() -> argparse.ArgumentParser:
    """The parent of each parser that takes ``--settings FILE`` and an argument for each setting that is not
    secret. Some forty subcommands share it: each argument is made once.
    """
    from central.settings import DEFAULT_FILE, CentralSettings

    parser = argparse.ArgumentParser(add_help=False)
    parser.add_argument(
        "--settings",
        type=Path,
        metavar="FILE",
        default=argparse.SUPPRESS,  # a subcommand without it leaves that of the command as it is
        help=f"settings file (TOML; default: {DEFAULT_FILE})",
    )
    for leaf in leaves(CentralSettings):
        if leaf.is_secret:
            continue
        told = leaf.help if leaf.default is None else f"{leaf.help} (default: {leaf.default})"
        common: dict[str, Any] = {
            "dest": _PREFIX + ".".join(leaf.path),
            "default": argparse.SUPPRESS,
            "help": told,
        }
        if leaf.kind is bool:
            parser.add_argument(leaf.option, action=argparse.BooleanOptionalAction, **common)
        else:
            parser.add_argument(leaf.option, type=leaf.kind, metavar=leaf.path[-1].upper(), **common)
    return parser


def given_settings(arguments: argparse.Namespace) -> dict[str, Any]:
    """The settings among the arguments, nested as ``load_settings`` wants them."""
    given: dict[str, Any] = {}
    for name, value in vars(arguments).items():
        if name.startswith(_PREFIX):
            *outer, last = name.removeprefix(_PREFIX).split(".")
            place = given
            for part in outer:
                place = place.setdefault(part, {})
            place[last] = value
    return given


def find_settings(arguments: argparse.Namespace) -> CentralSettings | None:
    """The settings, or None after saying on stderr which of them is wrong."""
    from pydantic import ValidationError

    from central.settings import load_settings

    file: Path | None = getattr(arguments, "settings", None)
    if file is not None and not file.is_file():
        print(f"The settings file {file} does not exist.", file=sys.stderr)
        return None
    try:
        return load_settings(given_settings(arguments), file)
    except (tomllib.TOMLDecodeError, OSError) as error:
        print(f"The settings file cannot be read ({type(error).__name__}).", file=sys.stderr)
        return None
    except ValidationError as error:
        for fault in error.errors():
            print(f"The setting {_place(fault)} is wrong: {fault['msg']}", file=sys.stderr)
        return None


def _place(fault: Mapping[str, Any]) -> str:
    return ".".join(str(part) for part in fault["loc"])
