"""Screenshots of every screen for people to look at: ``python -m tests.ui.gallery FOLDER [SCREEN …]``.

Options by environment-free arguments: ``--sizes``, ``--languages``, ``--scales``, ``--contrast``.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from ui.environment import prepare_environment


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description="screenshots of every screen")
    parser.add_argument("folder", type=Path)
    parser.add_argument("screens", nargs="*")
    parser.add_argument("--sizes", nargs="+", default=["portrait", "landscape"])
    parser.add_argument("--languages", nargs="+", default=["vi", "en"])
    parser.add_argument("--scales", nargs="+", type=float, default=[1.0])
    parser.add_argument("--contrast", action="store_true", help="the high-contrast theme")
    args = parser.parse_args(arguments)
    prepare_environment(offscreen=True)

    from PySide6.QtGui import QGuiApplication

    from tests.ui.walk import LANDSCAPE, PORTRAIT, SCREENS, open_kiosk, reach
    from ui.app import load_fonts

    application = QGuiApplication(sys.argv[:1])
    load_fonts()
    args.folder.mkdir(parents=True, exist_ok=True)
    sizes = {"portrait": PORTRAIT, "landscape": LANDSCAPE}
    for screen in args.screens or SCREENS:
        for size in args.sizes:
            with open_kiosk(sizes[size]) as walk:
                reach(walk, screen)
                for language in args.languages:
                    for scale in args.scales:
                        walk.dress(language, scale, high_contrast=args.contrast)
                        name = f"{screen}-{size}-{language}-{round(scale * 100)}"
                        walk.look(args.folder / f"{name}{'-contrast' if args.contrast else ''}.png")
    del application
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
