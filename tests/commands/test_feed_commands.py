"""``main.py central feed`` and ``main.py feed`` from outside: published, refused, received, in use."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from central.embedded import EmbeddedCentral
from kiosk.benefits.parameters import SHIPPED_EDITION
from kiosk.clock import SystemClock
from kiosk.ledger import open_ledger
from kiosk.settings import load_settings
from kiosk.sync.delivery import Delivery
from kiosk.sync.enrolment import enrol
from local_db.audit_log import AuditLog
from tests.commands.run_main import run_main
from tests.feed_parts import risen_levels
from tests.ready_made import central_folder


@pytest.fixture
def central(tmp_path: Path) -> Iterator[EmbeddedCentral]:
    server = EmbeddedCentral(central_folder(tmp_path / "central"))
    server.start()
    yield server
    server.stop()


def at_central(folder: Path, *arguments: str) -> tuple[int, Any]:
    ended = run_main("central", "feed", *arguments, "--data", str(folder / "central"), "--demo", "--json")
    assert ended.stderr == ""
    return ended.returncode, json.loads(ended.stdout)


def test_what_is_published_arrives_and_is_named(tmp_path: Path, central: EmbeddedCentral) -> None:
    levels, number = tmp_path / "levels.toml", SHIPPED_EDITION.number + 1
    levels.write_text("[[", "utf-8")
    code, told = at_central(tmp_path, "publish", str(levels), "--effective-from", "2026-01-01")
    assert (code, told["error"]["code"]) == (1, "tables_faulty")
    assert "levels" in told["error"]["sentence"]
    levels.write_text(risen_levels(), "utf-8")
    code, told = at_central(tmp_path, "publish", str(levels), "--effective-from", "2026-01-01")
    assert (code, told["published"]["number"]) == (0, number)
    assert [each["key"] for each in at_central(tmp_path, "list")[1]["published"]] == ["2026-01-01"]

    settings = tmp_path / "kiosk.toml"
    settings.write_text(
        f'mode = "development"\ndata_folder = "{tmp_path}/data"\n[central]\nurl = "{central.url}"\n', "utf-8"
    )
    ledger = open_ledger(load_settings(settings), SystemClock())
    enrol(ledger.central, ledger.credentials, central.new_enrolment_code())
    Delivery(
        ledger.outbox,
        ledger.credentials,
        ledger.central,
        SystemClock(),
        told=ledger.told,
        audit=AuditLog(ledger.database),
    ).exchange()
    ledger.close()
    ended = run_main("feed", "--settings", str(settings))
    shown = json.loads(ended.stdout)
    assert ended.returncode == 0
    assert shown["in_use"] == {"benefits": number, "reference": 0, "policy": 0, "revocations": 0, "texts": 0}
    assert [(each["topic"], each["number"]) for each in shown["received"]] == [("benefits", number)]
    assert shown["faults"] == []

    assert at_central(tmp_path, "withdraw", "benefits", "2026-01-01")[0] == 0
    assert at_central(tmp_path, "list")[1]["published"] == []
    assert at_central(tmp_path, "withdraw", "benefits", "2026-01-01")[1]["error"]["code"] == "not_known"
