"""For every test: an offscreen Qt, no stray log line, a runtime folder of its own, repeatable chance."""

from __future__ import annotations

import atexit
import gc
import logging
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from functools import cache, partial
from inspect import unwrap
from typing import TYPE_CHECKING

import httpx
import pytest
from argon2 import PasswordHasher

import central.store.migrate
import local_db.migrate
from commands.logs import CHATTY
from tests.compiled_once import statements_compiled_once
from tests.fuzz import profiles
from tests.migrated_once import migrated_once
from tests.order import long_first
from tests.patience import PATIENCE
from ui.environment import prepare_environment

if TYPE_CHECKING:
    from ekyc.face.worker import FaceWorker

prepare_environment()  # before any Qt import, as main.py does it
os.environ["QT_QPA_PLATFORM"] = "offscreen"
for threads in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "OPENCV_FOR_THREADS_NUM"):
    os.environ[threads] = "1"  # every core has a test of its own: more threads would only wait for each other
os.environ["BHXH_CENTRAL_HTTP__STOP_SECONDS"] = str(round(PATIENCE))  # a busy machine stops slowly
for deadline in ("START_SECONDS", "ANSWER_SECONDS"):  # and its process for faces starts and answers slowly
    os.environ[f"BHXH_FACE__{deadline}"] = str(round(PATIENCE))
if "XDG_RUNTIME_DIR" not in os.environ:
    os.environ["XDG_RUNTIME_DIR"] = tempfile.mkdtemp(prefix="bhxh-test-runtime-")
    atexit.register(shutil.rmtree, os.environ["XDG_RUNTIME_DIR"], ignore_errors=True)


_LESS_OFTEN = (5_000, 20, 50)
"""When Python's cycle collector looks: the objects of thirteen thousand tests are many, and looking through
them time and again takes a tenth of the whole run.
"""


def pytest_configure(config: pytest.Config) -> None:
    gc.set_threshold(*_LESS_OFTEN)
    profiles.load(config.getoption("--hypothesis-profile") or profiles.REPEATABLE)
    if not hasattr(config, "workerinput"):  # workers tell the one process that has the terminal
        config.pluginmanager.register(_ToldAtOnce(config))


def pytest_collection_finish() -> None:
    gc.collect()
    gc.freeze()  # what stands now stays to the end


def pytest_unconfigure() -> None:
    gc.unfreeze()  # libraries count at the end what was not given back


class _ToldAtOnce:
    """What failed is written when it fails: a run that is ended from outside never comes to its summary."""

    def __init__(self, config: pytest.Config) -> None:
        self._config = config

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        terminal = self._config.pluginmanager.get_plugin("terminalreporter")
        if report.failed and terminal is not None:
            terminal.write_line(f"\n{report.nodeid} failed ({report.when})\n{report.longreprtext}")


@pytest.hookimpl(trylast=True)  # of those that are left by then
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Long tests first: one that is begun last leaves all workers but its own with nothing to do."""
    long = [item for item in items if item.get_closest_marker("long")]
    others = [item for item in items if not item.get_closest_marker("long")]
    items[:] = long_first(long, others, int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1")))


@pytest.fixture(scope="session")
def face_worker() -> Iterator[FaceWorker]:
    """The face models take a second to load: one process of them for all tests that need no other."""
    from ekyc.face.limits import load_limits
    from ekyc.face.worker import FaceWorker

    worker = FaceWorker(load_limits(), ready_deadline=PATIENCE, call_deadline=PATIENCE)
    worker.wait_ready()
    yield worker
    worker.stop()


@pytest.fixture(scope="session", autouse=True)
def _certificates_read_once() -> Iterator[None]:
    """The world's authorities: httpx reads them for each client anew, also for one that never speaks TLS, and
    that takes longer than most requests.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("httpx._transports.default.create_ssl_context", cache(httpx.create_ssl_context))
        yield


@pytest.fixture(scope="session", autouse=True)
def _patient_connections() -> Iterator[None]:
    """Four seconds are long for a counter, and short for a test that waits for others on a busy machine."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("kiosk.sync.http_line._CONNECT_SECONDS", PATIENCE)
        yield


@pytest.fixture(scope="session", autouse=True)
def _made_once() -> Iterator[None]:
    """Schemas and compiled statements of the many databases that tests make."""
    with pytest.MonkeyPatch.context() as patch, statements_compiled_once():
        for migrate in (central.store.migrate, local_db.migrate):
            patch.setattr(migrate, "_upgrade", migrated_once(migrate._upgrade))
        yield


@pytest.fixture
def migrated_for_real(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every new database by its migrations: for what is about them."""
    for migrate in (central.store.migrate, local_db.migrate):
        monkeypatch.setattr(migrate, "_upgrade", unwrap(migrate._upgrade))


@pytest.fixture
def quick_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Argon2 is slow on purpose: a fifth of what tests of the staff pages take."""
    quick = partial(PasswordHasher, time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr("central.staff.accounts.PasswordHasher", quick)
    monkeypatch.setattr("kiosk.authentication.staff.PasswordHasher", quick)
    monkeypatch.setattr("central.staff.web_access._PASSES", 1)
    monkeypatch.setattr("central.staff.web_access._KIBIBYTES", 8)


@pytest.fixture(autouse=True)
def _no_unexpected_log_lines(
    request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture
) -> Iterator[None]:
    """A test that logs a warning or worse fails, unless ``@pytest.mark.expects_log("pattern")`` names it.
    What a command has made quieter for its process is as before for the next test.
    """
    yield
    for name in CHATTY:
        logging.getLogger(name).setLevel(logging.NOTSET)
    patterns = [pattern for mark in request.node.iter_markers("expects_log") for pattern in mark.args]
    lines = [
        f"{record.name}: {record.getMessage()}"
        for when in ("setup", "call", "teardown")
        for record in caplog.get_records(when)
        if record.levelno >= logging.WARNING
    ]
    unexpected = [line for line in lines if not any(re.search(pattern, line) for pattern in patterns)]
    assert not unexpected, f"unexpected log lines: {unexpected}"
