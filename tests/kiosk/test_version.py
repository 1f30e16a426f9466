"""A program that central's policy no longer takes begins no visit."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from kiosk.audit import AuditEvent
from kiosk.central_watch import CentralWatch
from kiosk.policy import Policy, PolicyError, policy_with
from kiosk.version import VERSION, is_older
from tests.manual_clock import ManualClock


def test_the_release_has_one_version() -> None:
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text("utf-8"))
    assert project["project"]["version"] == VERSION


@pytest.mark.parametrize(
    ("version", "than", "older"),
    [
        ("0.9.9", "0.10.0", True),
        ("0.10.0", "0.9.9", False),
        ("1.2.3", "1.2.3", False),
        ("1.2.3", "2.0.0", True),
    ],
)
def test_versions_are_compared_by_their_numbers(version: str, than: str, older: bool) -> None:
    assert is_older(version, than) is older


@pytest.mark.expects_log("program_too_old: central asks for 9999.0.0")
def test_what_central_asks_for_is_told_once_and_when_it_is_taken_back() -> None:
    audited: list[AuditEvent] = []
    watch = CentralWatch(ManualClock(), audited.append)
    for minimum in ("0.0.0", VERSION, "9999.0.0", "9999.0.0", VERSION):
        watch.ask_for_version(minimum)
    assert [(each.what, each.outcome) for each in audited] == [
        ("program.too_old", "asks-for-9999-0-0"),
        ("program.new_enough", f"asks-for-{VERSION}".replace(".", "-")),
    ]
    assert not watch.is_too_old


@pytest.mark.parametrize("wrong", ["1.0", "latest", "1.0.0-rc1", "99999.0.0"])
def test_a_minimum_that_is_no_version_is_refused(wrong: str) -> None:
    with pytest.raises(PolicyError, match=r"program\.minimum_version"):
        policy_with({"program": {"minimum_version": wrong}}, Policy())


def test_a_minimum_comes_by_the_policy() -> None:
    assert (
        policy_with({"program": {"minimum_version": "9999.0.0"}}, Policy()).program.minimum_version
        == "9999.0.0"
    )
