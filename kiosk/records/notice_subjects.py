"""The subjects that people choose the channels of, and the kinds of notice that tell of each: also for who
chooses while central cannot be asked.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

_FILE = Path(__file__).with_name("notice_subjects.toml")


@lru_cache(maxsize=1)
def shipped_subjects() -> Mapping[str, tuple[str, ...]]:
    """``notice_subjects.toml``: kinds by subject."""
    with _FILE.open("rb") as file:
        return {subject: tuple(kinds) for subject, kinds in tomllib.load(file)["subjects"].items()}


@lru_cache(maxsize=1)
def subject_of() -> Mapping[str, str]:
    """By kind. One that stands in none is newer than this kiosk: nobody is asked about it."""
    return {kind: subject for subject, kinds in shipped_subjects().items() for kind in kinds}
