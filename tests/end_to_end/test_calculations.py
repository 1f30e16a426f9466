"""A whole kiosk calculates without a card: with the tables that central signed, and nothing of it is kept."""

from __future__ import annotations

import logging
from datetime import date
from pathlib import Path

import pytest

from central.embedded import EmbeddedCentral
from central.keys import public_jwk
from central.tables import sign_tables
from kiosk.app import Kiosk
from kiosk.benefits.parameters import SHIPPED_EDITION, shipped_tables
from kiosk.clock import VIETNAM_TIME, SystemClock
from kiosk.language import Language
from kiosk.law_tables import LawTables
from kiosk.places import EndReason
from tests.end_to_end.interrupted_kiosk import drafts_in, enrol_in, running_core, settings_in, settle

_NUMBER = SHIPPED_EDITION.number + 1


def _today() -> date:
    return SystemClock().now().astimezone(VIETNAM_TIME).date()


def _receive_tables(folder: Path, central: EmbeddedCentral) -> None:
    """As the feed or a technician hands them to the kiosk."""
    key = central.central.keys.receipt
    package = sign_tables(key, shipped_tables(), _NUMBER, _today())
    LawTables(settings_in(folder, central.url)).apply(package, (public_jwk(key),), _today())


def _calculate_household(kiosk: Kiosk) -> None:
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


def test_the_tables_of_central_are_used_from_the_next_start_on(tmp_path: Path) -> None:
    central = EmbeddedCentral(tmp_path / "central")
    central.start()
    try:
        enrol_in(tmp_path, central)
        _receive_tables(tmp_path, central)
        with running_core(settings_in(tmp_path, central.url)) as kiosk:
            kiosk.start_tables()
            settle(kiosk)
            assert kiosk.calculations.edition.number == _NUMBER
            _calculate_household(kiosk)
            found = kiosk.calculations.result(kiosk.navigator.visit)
            assert found.outcome == "amount"
            settle(kiosk)
            assert drafts_in(kiosk) == 0
            kiosk.navigator.next()
            kiosk.navigator.end(EndReason.FINISHED)
    finally:
        central.stop()


@pytest.mark.expects_log("the received tables are not used: tables_not_signed")
def test_tables_of_a_stranger_are_told_in_the_log_and_not_used(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    central, stranger = EmbeddedCentral(tmp_path / "central"), EmbeddedCentral(tmp_path / "stranger")
    central.start()
    stranger.start()
    try:
        enrol_in(tmp_path, central)
        _receive_tables(tmp_path, stranger)
        with running_core(settings_in(tmp_path, central.url)) as kiosk:
            kiosk.start_tables()
            settle(kiosk)
            assert kiosk.calculations.edition == SHIPPED_EDITION
    finally:
        central.stop()
        stranger.stop()
    assert [record.levelno for record in caplog.records if record.name == "kiosk.app"] == [logging.ERROR]
