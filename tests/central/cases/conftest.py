from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from central.store.storage import open_storage
from tests.central.cases.parts import CaseRoom
from tests.manual_clock import ManualClock
from tests.ready_made import central_folder


@pytest.fixture
def room(tmp_path: Path, database_url: str | None, clock: ManualClock) -> Iterator[CaseRoom]:
    engine = open_storage(database_url or f"sqlite:///{central_folder(tmp_path) / 'central.db'}")
    yield CaseRoom(engine, tmp_path, clock)
    engine.dispose()
