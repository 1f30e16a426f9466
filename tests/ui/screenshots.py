"""Pictures of every screen and every page of the gallery in every look, with a page that shows them all:
``python -m tests.ui.screenshots FOLDER [--panel 21.5] [--shape landscape] [--look vi-150] [--only sign]``.

A state and a look are named as their pictures are; of a state the beginning will do. What the tests would
find wrong is told too, and makes the exit code 1; a name that no state begins with makes it 2, with those
that are near.
"""

from __future__ import annotations

import argparse
import html
import sys
from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from ui.environment import prepare_environment
from ui.panels import ORIENTATIONS, PANELS

if TYPE_CHECKING:
    from tests.ui.looks import Look

_STYLE = """
body { font: 16px sans-serif; margin: 24px; }
h2 { margin: 32px 0 8px; }
ul.faults { color: #8c1d18; }
div.looks { display: flex; flex-wrap: wrap; gap: 12px; align-items: flex-start; }
figure { margin: 0; }
img { width: 220px; border: 1px solid #5f6f7a; display: block; }
figcaption { font-size: 13px; }
"""
_MOST_NEAR, _LIKENESS = 5, 0.6


class UnknownNamesError(Exception):
    """What is asked for is no name of a state; the sentence says which, and what is near."""


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description="pictures of every screen in every look")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--panel", default="27", help="diagonal in inches")
    parser.add_argument("--shape", choices=ORIENTATIONS, help="one of them; both otherwise")
    parser.add_argument(
        "--only", nargs="+", default=[""], metavar="NAME", help="what begins with one of these names"
    )
    parser.add_argument(
        "--look", nargs="+", default=[], metavar="LOOK", help="these alone, such as vi-150 or en-100-contrast"
    )
    args = parser.parse_args(arguments)
    prepare_environment(offscreen=True)

    from PySide6.QtWidgets import QApplication

    from tests.ui.looks import ALL_LOOKS
    from ui.app import load_fonts

    if args.panel not in PANELS:
        print(f"There are panels of {', '.join(PANELS)} inches; not {args.panel}.", file=sys.stderr)
        return 2
    looks = tuple(look for look in ALL_LOOKS if not args.look or look.name in args.look)
    if foreign := set(args.look) - {look.name for look in looks}:
        known = ", ".join(look.name for look in ALL_LOOKS)
        print(f"There are the looks {known}; not {', '.join(sorted(foreign))}.", file=sys.stderr)
        return 2
    application = QApplication(sys.argv[:1])
    load_fonts()
    args.folder.mkdir(parents=True, exist_ok=True)
    faults: list[str] = []
    shapes = [args.shape] if args.shape else ORIENTATIONS
    only = tuple(map(_as_in_pictures, args.only))
    try:
        for found in _inspect(args.folder, args.panel, shapes, looks, only):
            faults += found
            _write_index(args.folder, args.panel, faults)
    except UnknownNamesError as unknown:
        print(unknown, file=sys.stderr)
        return 2
    del application
    print(f"{args.folder / 'index.html'} shows {len(list(args.folder.glob('*.png')))} pictures.")
    print("\n".join(faults))
    return 1 if faults else 0


def _inspect(
    folder: Path, name: str, shapes: Iterable[str], looks: tuple[Look, ...], only: tuple[str, ...]
) -> Iterator[list[str]]:
    """What is wrong, state by state; each state's pictures are in the folder then."""
    from kiosk.language import Language
    from tests.ui.devices.parts import USUAL_SCREEN
    from tests.ui.looks import GalleryInspection, Inspection
    from tests.ui.tour import tour
    from tests.ui.walk import open_kiosk
    from ui.gallery.window import GalleryWindow, page_names

    panel, page_by_page = PANELS[name], page_names()
    screen = {**USUAL_SCREEN, "diagonal_inches": panel.diagonal}
    for orientation in shapes:
        size = panel.size(orientation)
        with open_kiosk(size, screen=screen) as walk:
            inspection = Inspection(walk, folder, keep_all=True)
            passed = list(page_by_page)
            for state in tour(walk):
                passed.append(state)
                if not _as_in_pictures(state).startswith(only):
                    continue
                print(f"{panel.name} inches, {orientation}: {state}", flush=True)
                yield list(inspection.inspect(state, looks))
        check_names(only, passed)
        for language in Language:
            gallery = GalleryWindow(size, diagonal=panel.diagonal, language=language)
            pages = GalleryInspection(gallery, folder, language.value, diagonal=panel.diagonal, keep_all=True)
            for page in filter(lambda each: _as_in_pictures(each).startswith(only), page_by_page):
                print(f"{panel.name} inches, {orientation}, {language}: gallery {page}", flush=True)
                yield list(pages.inspect(page, looks))
            gallery.close()


def check_names(only: Sequence[str], passed: Sequence[str]) -> None:
    """Raises `UnknownNamesError`. ``passed``: the name of every state; only who has toured knows them."""
    names = list(map(_as_in_pictures, passed))
    told = []
    for name in only:
        if not any(each.startswith(name) for each in names):
            near = get_close_matches(name, names, _MOST_NEAR, _LIKENESS) or [
                each for each in names if any(part in each.split("_") for part in name.split("_"))
            ]
            told.append(f"No state is named {name}." + (f" Near are: {', '.join(near)}." if near else ""))
    if told:
        raise UnknownNamesError("\n".join(told))


def _as_in_pictures(name: str) -> str:
    """As `looks.picture_name` and the names of the files write it."""
    return name.replace(" ", "_")


def _write_index(folder: Path, panel: str, faults: list[str]) -> None:
    """One page that needs nothing but the pictures beside it."""
    states: dict[str, list[Path]] = {}
    for picture in sorted(folder.glob("*.png")):
        states.setdefault(picture.name.split("-", 1)[0], []).append(picture)
    parts = [
        f"<!doctype html><meta charset=utf-8><title>Screens, {panel} inches</title><style>{_STYLE}</style>"
    ]
    parts.append(f"<h1>Screens on {panel} inches</h1>")
    if faults:
        parts += ["<ul class=faults>", *(f"<li>{html.escape(fault)}</li>" for fault in faults), "</ul>"]
    for state, pictures in states.items():
        parts.append(f"<h2>{html.escape(state.replace('_', ' '))}</h2><div class=looks>")
        for picture in pictures:
            look = html.escape(picture.stem.split("-", 1)[1])
            name = html.escape(picture.name)
            parts.append(
                f"<figure><a href='{name}'><img loading=lazy src='{name}' alt='{look}'></a>"
                f"<figcaption>{look}</figcaption></figure>"
            )
        parts.append("</div>")
    (folder / "index.html").write_text("\n".join(parts), "utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
