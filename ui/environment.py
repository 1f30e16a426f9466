"""The environment that Qt needs. Called before anything imports Qt, and imports nothing of it itself."""

from __future__ import annotations

import os

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
