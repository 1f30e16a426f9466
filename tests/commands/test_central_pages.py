"""The demo's central as it starts: from a kiosk's act to the officer's page, the back office, and back."""

from __future__ import annotations

import json
import re
import signal
import subprocess
from pathlib import Path
from typing import Any

import pyotp

from tests.central.pages.browser import Browser
from tests.commands.test_central import ROOT, command
from tests.patience import PATIENCE, until
from tests.sync_parts import Station, open_station, sample_act


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


def test_the_demo_is_decided_in_the_browser(tmp_path: Path) -> None:
    arguments = command("--port", "0", "--data", str(tmp_path / "central"), "--demo", "--json")
    with subprocess.Popen(arguments, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        told = started(process)
        station = open_station(tmp_path / "kiosk.db")
        station.enrol(told["url"], told["enrolment_code"])
        station.recorder.record(sample_act())
        heard(station, told["url"])
        officer, supervisor, *others = told["pages"]["accounts"]
        assert len(others) == 2  # technician, auditor
        assert told["pages"]["url"] == f"{told['url']}/staff"
        assert supervisor["account"] != officer["account"] == told["staff"]["account"]
        browser = Browser.at(told["url"])
        code = pyotp.TOTP(officer["code_secret"]).now()
        assert browser.sign_in_as(officer["account"], officer["password"], code).url.path == "/staff"
        until(
            lambda: bool(browser.open("/staff")) and "Đăng ký tài khoản" in browser.text
        )  # judged meanwhile
        browser.open(str(browser.page.xpath("//tbody//th//a/@href")[0]))
        browser.send(browser.form("take"))
        browser.send(browser.form("approve"))
        until(lambda: heard(station, told["url"]) == ["done"])  # the demo's back office carries it out
        assert re.search(rf"{officer['account']}</a></h2><pre>\d{{6}}", browser.open("/demo/pages").text)
        browser.close()
        station.close()
        process.send_signal(signal.SIGTERM)
        output, errors = process.communicate(timeout=PATIENCE)
    assert (process.returncode, output, errors) == (0, b"", b"")
