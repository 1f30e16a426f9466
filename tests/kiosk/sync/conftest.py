from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from central.embedded import EmbeddedCentral
from tests.ready_made import central_folder, kiosk_database
from tests.sync_parts import Station, open_station


@pytest.fixture
def central(tmp_path: Path) -> Iterator[EmbeddedCentral]:
    server = EmbeddedCentral(central_folder(tmp_path / "central"))
    server.start()
    yield server
    server.stop()


@pytest.fixture
def station(tmp_path: Path) -> Iterator[Station]:
    """A kiosk that was never enrolled."""
    opened = open_station(kiosk_database(tmp_path / "kiosk" / "kiosk.db"))
    yield opened
    opened.close()


@pytest.fixture
def enrolled(station: Station, central: EmbeddedCentral) -> Station:
    station.enrol(central.url, central.new_enrolment_code())
    return station
