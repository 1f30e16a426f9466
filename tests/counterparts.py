"""Foreign programs that tests talk to. One that is missing fails the test in CI and skips it elsewhere."""

from __future__ import annotations

import os
from typing import NoReturn

import pytest


def missing(reason: str) -> NoReturn:
    if os.environ.get("CI"):
        pytest.fail(f"{reason}, and CI must not do without it")
    pytest.skip(reason)
