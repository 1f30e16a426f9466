"""The kinds of notice that central sends, by topic: for who chooses while central cannot be asked."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from kiosk.contract.records import NoticeTopic

_FILE = Path(__file__).with_name("notice_kinds.toml")


@lru_cache(maxsize=1)
def shipped_kinds() -> Mapping[NoticeTopic, tuple[str, ...]]:
    """``notice_kinds.toml``."""
    with _FILE.open("rb") as file:
        return {NoticeTopic(topic): tuple(kinds) for topic, kinds in tomllib.load(file)["kinds"].items()}
