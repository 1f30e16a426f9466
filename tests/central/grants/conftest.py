from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from sqlalchemy import select

from central.embedded import EmbeddedCentral
from central.grants.tables import grant_audit
from central.records.loading import load
from kiosk.contract.records import PersonRecord
from simulation.country import country
from tests.grant_parts import Desk, trusting
from tests.manual_clock import ManualClock
from tests.ready_made import central_folder
from tests.sync_parts import Station

LIMITS = {
    "per_minute_of_device": 3,
    "per_hour_of_device": 5,
    "people_per_hour_of_device": 2,
    "per_day_of_person": 4,
    "stated_per_day_of_person": 2,
}
Audited = Callable[[], list[tuple[str, str | None]]]


@cache
def families() -> tuple[tuple[PersonRecord, ...], ...]:
    return tuple(tuple(family) for family in country(1, 20, date(2026, 3, 2)))


@pytest.fixture
def database_url(on_postgresql: str) -> str:
    return on_postgresql


@pytest.fixture
def central(tmp_path: Path, database_url: str | None, clock: ManualClock) -> Iterator[EmbeddedCentral]:
    """With an invented register, which believes the issuer of the simulated cards."""
    server = EmbeddedCentral(
        central_folder(tmp_path / "central"),
        database_url=database_url,
        now=clock.now,
        grants=trusting(tmp_path, **LIMITS),
    )
    server.start()
    load(server.central.engine, families(), clock.now)
    yield server
    server.stop()


@pytest.fixture
def new_desk(
    central: EmbeddedCentral, new_station: Callable[[str], Station]
) -> Iterator[Callable[[str], Desk]]:
    opened: list[Desk] = []

    def make(kiosk_id: str) -> Desk:
        opened.append(Desk(new_station(kiosk_id), central))
        return opened[-1]

    yield make
    for desk in opened:
        desk.client.close()


@pytest.fixture
def desk(new_desk: Callable[[str], Desk]) -> Desk:
    return new_desk("KIOSK-01")


@pytest.fixture
def audited(central: EmbeddedCentral) -> Audited:
    """What the audit tells and why, in its order."""

    def read() -> list[tuple[str, str | None]]:
        query = select(grant_audit.c.what, grant_audit.c.code).order_by(grant_audit.c.entry)
        with central.central.engine.connect() as connection:
            return [(row.what, row.code) for row in connection.execute(query)]

    return read
