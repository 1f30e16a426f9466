"""Whose parent somebody is comes from the civil registry, while the person waits."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import update

from central.connectors.sandbox import Faults, SandboxData, sandbox
from central.embedded import EmbeddedCentral
from central.records.loading import load
from central.records.tables import person
from central.settings import ConnectorSettings
from kiosk.contract.records import Differing, Found, FoundChild, Section
from tests.central.grants.conftest import families
from tests.grant_parts import Desk, trusting
from tests.manual_clock import ManualClock
from tests.ready_made import central_folder

CHILDREN = frozenset({Section.CHILDREN})
UP, DOWN = Faults(), Faults(down_every=1)


@pytest.fixture
def central(
    tmp_path: Path, database_url: str, clock: ManualClock, request: pytest.FixtureRequest
) -> Iterator[EmbeddedCentral]:
    """With a civil registry that knows the invented register, unless its faults hinder it; None: without."""
    known = SandboxData.of(record for family in families() for record in family)
    faults: Faults | None = request.param
    with sandbox(known, faults) as served:
        server = EmbeddedCentral(
            central_folder(tmp_path / "central"),
            database_url=database_url,
            now=clock.now,
            grants=trusting(tmp_path),
            connectors=ConnectorSettings(url=None if faults is None else served.url),
        )
        server.start()
        load(server.central.engine, families(), clock.now)
        yield server
        server.stop()


@pytest.mark.parametrize("central", [UP], indirect=True)
def test_the_children_are_those_whom_the_civil_registry_names(desk: Desk) -> None:
    told = desk.read(desk.ask(sections=CHILDREN)).record
    (son,) = told.children or ()
    assert (son.date_of_birth, son.full_name.split()[0]) == (date(2023, 5, 8), "Phạm")
    assert told.relatives is None
    assert told.contributions is None


@pytest.mark.parametrize("central", [UP], indirect=True)
def test_what_the_register_has_of_a_child_is_told_to_who_asks_for_it_too(
    desk: Desk, central: EmbeddedCentral
) -> None:
    (son,) = desk.read(desk.ask(sections=CHILDREN)).record.children or ()
    assert "finding" not in son.model_dump()  # an older kiosk does not know it
    with central.central.engine.begin() as connection:
        mine = person.c.personal_number == son.personal_number
        connection.execute(update(person).where(mine).values(full_name="Phạm Văn Khác"))
    (son,) = desk.read(desk.ask(sections=CHILDREN | {Section.FINDING})).record.children or ()
    assert son.finding == FoundChild(found=Found.NUMBER, differs=(Differing.NAME,))


@pytest.mark.parametrize("central", [UP], indirect=True)
def test_who_does_not_ask_is_not_told(desk: Desk) -> None:
    assert desk.read(desk.ask()).record.children is None


@pytest.mark.parametrize("central", [DOWN, None], indirect=True)
def test_a_registry_that_does_not_answer_leaves_them_unknown(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    assert desk.read(desk.ask(sections=CHILDREN)).record.children is None
    warned = [record.args for record in caplog.records if record.levelname == "WARNING"]
    assert warned in ([], [("unavailable",)])
    caplog.clear()
