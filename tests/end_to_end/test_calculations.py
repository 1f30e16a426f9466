"""A whole kiosk calculates without a card: with the tables that central published, from their day on, between
visits; and nothing of it is kept.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from pypdf import PdfReader
from sqlalchemy import update

from central.embedded import EmbeddedCentral
from central.store.schema import feed_entry
from kiosk.app import Kiosk
from kiosk.benefits.parameters import SHIPPED_EDITION
from kiosk.contract.feed import Topic
from kiosk.language import Language
from kiosk.places import EndReason
from kiosk.settings import Settings
from local_db.audit_log import AuditLog
from tests.end_to_end.interrupted_kiosk import drafts_in, enrol_in, running_core, settings_in, settle
from tests.feed_parts import publish_levels
from tests.manual_clock import ManualClock
from tests.patience import PATIENCE, until
from tests.ready_made import central_folder

_BEFORE = datetime(2026, 12, 30, 3, tzinfo=UTC)
_AFTER = datetime(2027, 1, 2, 3, tzinfo=UTC)
_NEW_YEAR = date(2027, 1, 1)
_NUMBER = SHIPPED_EDITION.number + 1


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock(_BEFORE)


@pytest.fixture
def central(tmp_path: Path, clock: ManualClock) -> Iterator[EmbeddedCentral]:
    server = EmbeddedCentral(central_folder(tmp_path / "central"), now=clock.now)
    server.start()
    enrol_in(tmp_path, server, clock)
    yield server
    server.stop()


def _settings(folder: Path, central: EmbeddedCentral) -> Settings:
    settings = settings_in(folder, central.url)
    return settings.model_copy(
        update={"printer": settings.printer.model_copy(update={"folder": folder / "paper"})}
    )


@contextmanager
def _running(folder: Path, central: EmbeddedCentral, clock: ManualClock) -> Iterator[Kiosk]:
    with running_core(_settings(folder, central), clock) as kiosk:
        kiosk.start_tables()
        settle(kiosk)
        yield kiosk


def _received(kiosk: Kiosk, arrived: Callable[[], bool]) -> None:
    sync = kiosk.line.get().sync
    sync.wake()
    until(arrived)
    over = threading.Event()
    sync.send_now(lambda _status, _settled: over.set())
    assert over.wait(PATIENCE)  # the round is over that brought it: it is kept before it is told of
    settle(kiosk)
    settle(kiosk)


def _begin_household(kiosk: Kiosk) -> None:
    navigator = kiosk.navigator
    navigator.begin(Language.VIETNAMESE)
    navigator.choose("calculate_household")
    typed = {
        "house.members": {"text": "2"},
        "card.months": {"choice": "12"},
        "card.before": {"choice": "valid"},
    }
    while navigator.screen == "question":
        answers = navigator.journey.answers
        for question in navigator.page.questions:
            answers.type(question.id, typed[question.id])
        assert not answers.take_page(navigator.page, navigator.facts(), navigator.context())
        navigator.next()


def _first_figure(kiosk: Kiosk) -> str:
    return kiosk.calculations.result(kiosk.navigator.visit).figures[0].text.vi


def _entries(kiosk: Kiosk) -> int:
    return len(kiosk.line.get().told.entries())


def test_a_published_package_changes_the_answer_from_its_day_on_and_the_paper_names_it(
    tmp_path: Path, central: EmbeddedCentral, clock: ManualClock
) -> None:
    with _running(tmp_path, central, clock) as kiosk:
        publish_levels(central.central, _NEW_YEAR)
        _received(kiosk, lambda: _entries(kiosk) == 1)
        _begin_household(kiosk)
        before = _first_figure(kiosk)
        assert kiosk.calculations.edition == SHIPPED_EDITION
        clock.set_wall_clock(_AFTER)  # midnight passes in the middle of the visit
        settle(kiosk)
        assert kiosk.calculations.edition == SHIPPED_EDITION
        kiosk.navigator.end(EndReason.FINISHED)
        _begin_household(kiosk)
        assert kiosk.calculations.edition.number == _NUMBER
        assert _first_figure(kiosk) != before
        kiosk.calculations.print_result(kiosk.navigator.visit)
        (paper,) = (tmp_path / "paper").iterdir()
        said = " ".join(" ".join(page.extract_text() for page in PdfReader(paper).pages).split())
        assert f"Bảng số liệu số {_NUMBER}" in said
        assert "30/12/2026" in said
        settle(kiosk)
        assert drafts_in(kiosk) == 0
        assert AuditLog(kiosk.line.get().database).entries()[0].action == "estimate.printed"
        kiosk.navigator.end(EndReason.FINISHED)
    with _running(tmp_path, central, clock) as kiosk:  # again there after a restart
        assert kiosk.calculations.edition.number == _NUMBER


def test_what_comes_in_a_visit_waits_for_the_next(
    tmp_path: Path, central: EmbeddedCentral, clock: ManualClock
) -> None:
    with _running(tmp_path, central, clock) as kiosk:
        _begin_household(kiosk)
        publish_levels(central.central, date(2026, 12, 1))
        _received(kiosk, lambda: _entries(kiosk) == 1)
        assert kiosk.calculations.edition == SHIPPED_EDITION
        kiosk.navigator.end(EndReason.FINISHED)
        kiosk.navigator.begin(Language.VIETNAMESE)
        assert kiosk.calculations.edition.number == _NUMBER


@pytest.mark.expects_log(f"benefits number {_NUMBER + 1} is not used: tables_faulty")
def test_a_damaged_package_changes_nothing_and_staff_are_told(
    tmp_path: Path, central: EmbeddedCentral, clock: ManualClock
) -> None:
    publish_levels(central.central, date(2026, 12, 1))
    with _running(tmp_path, central, clock) as kiosk:
        _received(kiosk, lambda: kiosk.calculations.edition.number == _NUMBER)
    publish_levels(central.central, date(2026, 12, 2))  # while no kiosk can fetch it whole
    with central.central.engine.begin() as connection:  # what no checker of central would let through
        damaged = update(feed_entry).where(feed_entry.c.number == _NUMBER + 1)
        connection.execute(damaged.values(content='{"files": {"levels.toml": "[["}}'))
    with _running(tmp_path, central, clock) as kiosk:
        _received(kiosk, lambda: _entries(kiosk) == 2)
        kiosk.navigator.begin(Language.VIETNAMESE)
        assert kiosk.calculations.edition.number == _NUMBER
        assert "feed_refused" in [note.code for note in kiosk.look_around()]


def test_lists_and_policy_of_central_hold_from_the_next_visit_on(
    tmp_path: Path, central: EmbeddedCentral, clock: ManualClock
) -> None:
    from kiosk.reference.reference_data import SHIPPED

    banks = (SHIPPED / "banks.csv").read_text("utf-8").splitlines()
    shorter = "\n".join(banks[:-1]) + "\n"
    publishing, day = central.central.publishing, date(2026, 12, 1)
    with _running(tmp_path, central, clock) as kiosk:
        all_banks = len(kiosk.around.reference.banks.all())
        kiosk.navigator.begin(Language.VIETNAMESE)
        publishing.publish(Topic.REFERENCE, {"banks.csv": shorter}, day)
        policy = "[offline]\nmax_acts = 1\n[codes]\nby_text = false"
        publishing.publish(Topic.POLICY, {"policy.toml": policy}, day)
        _received(kiosk, lambda: _entries(kiosk) == 2)
        assert len(kiosk.around.reference.banks.all()) == all_banks
        assert kiosk.around.context(kiosk.navigator.visit).codes_by_text
        kiosk.navigator.end(EndReason.LEFT)
        kiosk.navigator.begin(Language.VIETNAMESE)
        assert len(kiosk.around.reference.banks.all()) == all_banks - 1
        assert kiosk.told.policies.current.offline.max_acts == 1
        assert kiosk.told.policies.current.offline.max_days == 7
        assert not kiosk.around.context(kiosk.navigator.visit).codes_by_text
        assert kiosk.told.lists.number == 1
