"""The Qt environment of the kiosk. Must run before anything imports Qt, so it imports nothing of it."""

from __future__ import annotations

import os

# The software renderer needs no GPU and is what the tests see too; only the basic render loop is safe with
# Python objects in the scene (the threaded one deadlocks on the interpreter lock).
_ENVIRONMENT = {
    "QT_QUICK_BACKEND": "software",
    "QSG_RENDER_LOOP": "basic",
    "QT_QUICK_CONTROLS_STYLE": "Basic",
    "QT_ENABLE_HIGHDPI_SCALING": "0",
}


def prepare_environment() -> None:
    """Set the variables, overriding what the session may have set."""
    os.environ.update(_ENVIRONMENT)
