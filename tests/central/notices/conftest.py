from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from central.keys.central_keys import CentralKeys, load_keys
from central.store.storage import open_storage
from tests.manual_clock import ManualClock


@pytest.fixture
def database_url(on_postgresql: str) -> str:
    return on_postgresql


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    engine = open_storage(database_url)
    yield engine
    engine.dispose()


@pytest.fixture
def keys(tmp_path: Path, clock: ManualClock) -> CentralKeys:
    return load_keys(tmp_path / "keys")
