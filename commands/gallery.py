"""``gallery``: every component and every kind of question in every state, in a window or as pictures."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.language import Language
from ui.environment import prepare_environment

if TYPE_CHECKING:
    from PySide6.QtGui import QGuiApplication

_SIZES = {"portrait": (1080, 1920), "landscape": (1920, 1080)}


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser("gallery", help="show every component and every kind of question")
    parser.add_argument("names", nargs="*", metavar="NAME", help="kinds, or components; all when left out")
    parser.add_argument("--out", type=Path, metavar="FOLDER", help="write pictures there instead of showing")
    parser.add_argument("--sizes", nargs="+", choices=sorted(_SIZES), default=["portrait"])
    parser.add_argument("--languages", nargs="+", choices=[*Language], default=["vi"])
    parser.add_argument("--scales", nargs="+", type=float, choices=[1.0, 1.25, 1.5], default=[1.0])
    parser.add_argument("--contrast", action="store_true", help="the high-contrast theme")
    parser.set_defaults(run=_run)


def _run(args: argparse.Namespace) -> int:
    prepare_environment(offscreen=args.out is not None)
    from ui.gallery.window import page_names

    unknown = sorted(set(args.names) - set(page_names()))
    if unknown:
        print(f"The gallery shows {', '.join(page_names())}; not {', '.join(unknown)}.", file=sys.stderr)
        return 2
    from PySide6.QtGui import QGuiApplication

    from ui.app import load_fonts

    application = QGuiApplication(sys.argv[:1])
    load_fonts()
    return _show(application, args) if args.out is None else _picture(args)


def _show(application: QGuiApplication, args: argparse.Namespace) -> int:
    """One window, in the first of the looks asked for."""
    from PySide6.QtCore import QSize

    from ui.gallery.window import GalleryWindow

    gallery = GalleryWindow(
        QSize(*_SIZES[args.sizes[0]]),
        language=Language(args.languages[0]),
        text_scale=args.scales[0],
        high_contrast=args.contrast,
    )
    if args.names:
        gallery.show(args.names[0])
    code = application.exec()
    gallery.close()
    return code


def _picture(args: argparse.Namespace) -> int:
    from PySide6.QtCore import QSize

    from ui.gallery.pictures import picture_page
    from ui.gallery.window import GalleryWindow, page_names

    args.out.mkdir(parents=True, exist_ok=True)
    for size in args.sizes:
        for language in args.languages:
            for scale in args.scales:
                gallery = GalleryWindow(
                    QSize(*_SIZES[size]),
                    language=Language(language),
                    text_scale=scale,
                    high_contrast=args.contrast,
                )
                for name in args.names or page_names():
                    look = f"{size}-{language}-{round(scale * 100)}{'-contrast' if args.contrast else ''}"
                    picture_page(gallery, name, args.out / f"{name}-{look}.png")
                gallery.close()
    return 0
