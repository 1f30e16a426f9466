"""The environment that Qt needs, and how its bindings are imported. Called before anything imports Qt."""

from __future__ import annotations

import os
from importlib import import_module

# The software renderer draws the same picture on every machine, also in tests, and delivers every camera
# frame where a software OpenGL drops half of them. The basic loop keeps Python off the render thread: with
# the threaded loop a paint and a grab can wait for each other for ever.
_REQUIRED = {
    "QT_QUICK_BACKEND": "software",
    "QSG_RENDER_LOOP": "basic",
    "QT_QUICK_CONTROLS_STYLE": "Basic",
    "QT_ENABLE_HIGHDPI_SCALING": "0",  # sizes come from the panel's diagonal in the settings
}


def prepare_environment(offscreen: bool = False) -> None:
    """Set what the renderer needs; ``offscreen`` for machines without a display, as in tests and the demo."""
    os.environ.update(_REQUIRED)
    if offscreen:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    _leave_sources_unread()


def _leave_sources_unread() -> None:
    """The bindings read the source of every module that is imported after them, and keep it, to see whether
    it may use their switchable names (``from __feature__``). Nothing here does: a tenth of the time until the
    first screen, and 50 MB.
    """
    import_module("PySide6.QtCore")
    vars(import_module("shibokensupport.feature"))["_mod_uses_pyside"] = _uses_no_feature


def _uses_no_feature(module: object) -> bool:
    del module
    return False
