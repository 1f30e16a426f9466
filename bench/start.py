"""From process start to the first screen, each time in a new process, as ``main.py run`` starts it."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.table import Row, print_table

RUNS = 7
_LIMIT_SECONDS = 60

# The clock CLOCK_MONOTONIC is one for all processes, so that the child can say when its picture was there.
_CHILD = """
import sys, time
import main
def on_window(kiosk):
    def shown():
        print(time.monotonic(), flush=True)
        kiosk.window.frameSwapped.disconnect(shown)
        from PySide6.QtCore import QCoreApplication
        QCoreApplication.quit()
    kiosk.window.frameSwapped.connect(shown, Qt.ConnectionType.QueuedConnection)
from ui.environment import prepare_environment
prepare_environment()
from PySide6.QtCore import Qt
import ui.app
run = ui.app.run_window
ui.app.run_window = lambda parts: run(parts, on_window)
sys.exit(main.main(["run", "--settings", sys.argv[1]]))
"""


def _first_screen_seconds(settings: Path) -> float:
    started = time.monotonic()
    process = subprocess.run(
        [sys.executable, "-c", _CHILD, str(settings)],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=_LIMIT_SECONDS,
        check=True,
    )
    return float(process.stdout.split()[0]) - started


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        settings = Path(folder) / "kiosk.toml"
        settings.write_text(
            f'mode = "development"\ndata_folder = "{folder}/data"\n'
            '[central]\nurl = "http://127.0.0.1:9"\n[screen]\nfull_screen = false\n',
            "utf-8",
        )
        _first_screen_seconds(settings)
        samples = tuple(_first_screen_seconds(settings) for _ in range(RUNS))
    print_table("Start", [Row("process start to first screen (target 1.5 s)", samples, "s")])


if __name__ == "__main__":
    main()
