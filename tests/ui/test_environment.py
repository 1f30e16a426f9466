from __future__ import annotations

import subprocess
import sys

import pytest

_PROGRAM = """
import linecache, sys
from ui.environment import prepare_environment
if {prepared}:
    prepare_environment()
import PySide6.QtCore
from kiosk.clock import VIETNAM_TIME
print(any(name.endswith("clock.py") for name in linecache.cache))
"""


@pytest.mark.parametrize("prepared", [True, False])
def test_no_source_is_read_when_a_module_is_imported(prepared: bool) -> None:
    program = _PROGRAM.format(prepared=prepared)
    said = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == str(not prepared)
