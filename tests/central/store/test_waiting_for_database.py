"""A central that starts while its database recovers, or stands by, waits and says so in one line."""

from __future__ import annotations

import logging
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy.exc import OperationalError

from central.store.storage import wait_for_database
from tests.faults.two_databases import primary_and_standby
from tests.patience import PATIENCE, until


def lines(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [each.getMessage() for each in caplog.records if each.levelno >= logging.WARNING]


@pytest.mark.expects_log("the database takes no connections")
def test_it_waits_until_the_standby_takes_writes(caplog: pytest.LogCaptureFixture) -> None:
    with primary_and_standby() as pair, ThreadPoolExecutor(1) as threads:
        wait_for_database(pair.url)
        assert lines(caplog) == []
        pair.primary.kill()
        waiting = threads.submit(wait_for_database, pair.url, PATIENCE)
        until(lambda: lines(caplog) != [])
        assert not waiting.done()
        pair.standby.promote()
        waiting.result(PATIENCE)
    assert len(lines(caplog)) == 1


@pytest.mark.expects_log("the database takes no connections")
def test_it_does_not_wait_for_ever() -> None:
    with pytest.raises(OperationalError):
        wait_for_database("postgresql+psycopg://nobody@/central?host=/nowhere", seconds=0)
