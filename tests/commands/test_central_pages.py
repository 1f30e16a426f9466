"""The demo's central as `make central` starts it, on PostgreSQL with two workers: from a kiosk's act to the
officer's page, the back office, and back to the kiosk and into the person's mail.
"""

from __future__ import annotations

import dataclasses
import json
import re
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyotp
import pytest

from kiosk.contract.wire import CodeChannel, CodeVerified
from tests.central.messages.test_address_proofs import ADDRESS, registration
from tests.central.pages.browser import Browser
from tests.commands.test_central import ROOT, command
from tests.patience import PATIENCE, until
from tests.sync_parts import Station, open_station


def started(process: subprocess.Popen[bytes]) -> dict[str, Any]:
    assert process.stdout is not None
    told: dict[str, Any] = json.loads(process.stdout.readline())
    return told


def heard(station: Station, url: str) -> list[str]:
    client = station.client(url)
    station.delivery(client).exchange()
    client.close()
    words = station.cases.of([row.act_id for row in station.outbox.rows()])
    return [each.state for each in words.values()]


def last_mail(browser: Browser) -> str:
    browser.open("/demo/mail")
    return str(browser.page.xpath("string(//article)"))


def proved(station: Station, url: str, browser: Browser) -> CodeVerified:
    """The person's address, by the code that was mailed to it."""
    client = station.client(url)
    sent = client.send_code(CodeChannel.EMAIL, ADDRESS, "vi")
    (code,) = re.findall(r"\b\d{6}\b", last_mail(browser))
    verified = client.verify_code(sent.challenge_id, code)
    client.close()
    return verified


@pytest.fixture
def postgresql_folder() -> Iterator[Path]:
    """As root the server runs as another user, who has to reach it."""
    folder = Path(tempfile.mkdtemp(prefix="bhxh-demo-"))
    folder.chmod(0o755)
    yield folder / "postgresql"
    shutil.rmtree(folder)


def test_the_demo_is_decided_in_the_browser(tmp_path: Path, postgresql_folder: Path) -> None:
    arguments = command("--port", "0", "--data", str(tmp_path / "central"), "--demo", "--json")
    arguments += ["--local-postgresql", str(postgresql_folder), "--workers", "2"]
    with subprocess.Popen(arguments, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        told = started(process)
        station = open_station(tmp_path / "kiosk.db")
        station.enrol(told["url"], told["enrolment_code"])
        browser = Browser.at(told["url"])
        act = registration(proved(station, told["url"], browser))
        station.recorder.record(dataclasses.replace(act, occurred_at=station.clock.now()))
        heard(station, told["url"])
        officer, supervisor, *others = told["pages"]["accounts"]
        assert len(others) == 2  # technician, auditor
        assert told["pages"]["url"] == f"{told['url']}/staff"
        assert supervisor["account"] != officer["account"] == told["staff"]["account"]
        code = pyotp.TOTP(officer["code_secret"]).now()
        assert browser.sign_in_as(officer["account"], officer["password"], code).url.path == "/staff"
        until(
            lambda: bool(browser.open("/staff")) and "Đăng ký tài khoản" in browser.text
        )  # judged meanwhile
        browser.open(str(browser.page.xpath("//tbody//th//a/@href")[0]))
        browser.send(browser.form("take"))
        browser.approve()
        until(lambda: heard(station, told["url"]) == ["done"])  # the demo's back office carries it out
        until(lambda: "đã giải quyết xong" in last_mail(browser))
        assert re.search(rf"{officer['account']}</a></h2><pre>\d{{6}}", browser.open("/demo/pages").text)
        browser.close()
        station.close()
        process.send_signal(signal.SIGTERM)
        output, errors = process.communicate(timeout=PATIENCE)
    assert (process.returncode, output, errors) == (0, b"", b"")
