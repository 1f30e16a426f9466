"""Each setting from the file, the environment and an argument, and which of them comes first."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr, ValidationError

from central.settings import ENVIRONMENT_PREFIX, NESTED_DELIMITER, CentralSettings, load_settings
from commands.central_settings import Leaf, find_settings, given_settings, leaves, settings_arguments

LEAVES = list(leaves(CentralSettings))
BESIDE = {"smtp": {"host": "relay.vn", "sender": "no-reply@bhxh.vn"}}  # of every relay


def samples(leaf: Leaf) -> tuple[str, str, str]:
    """Three values as they are written, none of them the default."""
    if leaf.kind is bool:
        other = "false" if leaf.default else "true"
        return other, other, other
    if leaf.kind in (int, float):
        return "11", "12", "13"
    if leaf.path == ("database_url",):
        return "postgresql+psycopg://h/a", "postgresql+psycopg://h/b", "postgresql+psycopg://h/c"
    if leaf.path in (("connectors", "url"), ("books", "address")):
        return "https://a", "https://b", "https://c"
    if leaf.path in (("alarms", "mail_to"), ("bounces", "address")):
        return "a@bhxh.vn", "b@bhxh.vn", "c@bhxh.vn"
    return "/a", "/b", "/c"


def as_kind(leaf: Leaf, written: str) -> object:
    return written == "true" if leaf.kind is bool else leaf.kind(written)


def toml(leaf: Leaf, written: str) -> str:
    *outer, name = leaf.path
    value = written if leaf.kind in (bool, int, float) else f'"{written}"'
    own = f"{name} = {value}\n"
    if not outer:
        return own
    beside = {key: text for key, text in BESIDE.get(outer[0], {}).items() if key != name}
    return f"[{outer[0]}]\n" + own + "".join(f'{key} = "{text}"\n' for key, text in beside.items())


@pytest.fixture(autouse=True)
def _only_what_a_test_sets(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [each for each in os.environ if each.startswith(ENVIRONMENT_PREFIX)]:
        monkeypatch.delenv(name)


def value_of(settings: CentralSettings, leaf: Leaf) -> object:
    value: Any = settings
    for name in leaf.path:
        value = getattr(value, name)
    return value


def parsed(*arguments: str) -> argparse.Namespace:
    return argparse.ArgumentParser(parents=[settings_arguments()]).parse_args(arguments)


@pytest.mark.parametrize("leaf", LEAVES, ids=lambda leaf: ".".join(leaf.path))
def test_each_setting_from_file_environment_and_argument(
    leaf: Leaf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_file, in_environment, in_argument = samples(leaf)
    file = tmp_path / "central.toml"
    file.write_text(toml(leaf, in_file), "utf-8")
    assert value_of(load_settings({}, file), leaf) == as_kind(leaf, in_file)
    variable = ENVIRONMENT_PREFIX + NESTED_DELIMITER.join(leaf.path).upper()
    if leaf.kind is bool:  # two values only: the environment takes the file's back
        in_environment = "false" if in_file == "true" else "true"
    monkeypatch.setenv(variable, in_environment)
    assert value_of(load_settings({}, file), leaf) == as_kind(leaf, in_environment)
    if leaf.is_secret:
        with pytest.raises(SystemExit):
            parsed(leaf.option, in_argument)
        return
    if leaf.kind is bool:
        given = parsed(leaf.option if in_argument == "true" else f"--no-{leaf.option.removeprefix('--')}")
    else:
        given = parsed(leaf.option, in_argument)
    assert value_of(load_settings(given_settings(given), file), leaf) == as_kind(leaf, in_argument)


def test_an_argument_that_is_not_given_overrides_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BHXH_CENTRAL_DATABASE_URL", "postgresql://db.vn/central")
    monkeypatch.setenv("BHXH_CENTRAL_DEMO", "true")
    settings = find_settings(parsed())
    assert settings is not None
    assert settings.demo
    assert settings.database_url == "postgresql+psycopg://db.vn/central"


def test_the_settings_of_a_kiosk_are_not_those_of_central(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BHXH_CENTRAL__URL", "https://central.vn")
    assert load_settings({}) == CentralSettings()


@pytest.mark.parametrize(
    ("url", "label"),
    [
        ("postgresql://bhxh:geheim@db.vn:5433/central?password=geheim", "PostgreSQL central at db.vn:5433"),
        ("postgres://bhxh:geheim@/central?host=/run/postgresql", "PostgreSQL central at /run/postgresql"),
        ("postgresql:///central", "PostgreSQL central at this machine"),
        (None, "SQLite var/central/central.db"),
    ],
)
def test_which_database_it_is_can_be_told_without_its_password(url: str | None, label: str) -> None:
    settings = CentralSettings(database_url=url)
    assert settings.database_label == label
    assert "geheim" not in repr(settings)


@pytest.mark.parametrize("url", ["", "mysql://h/geheim", "postgresql://u:geheim@h:port/db"])
def test_what_is_no_database_is_refused_without_its_password(url: str) -> None:
    with pytest.raises(ValidationError) as caught:
        load_settings({"database_url": url})
    assert "geheim" not in str([fault["msg"] for fault in caught.value.errors()])


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("no_such_setting = 1\n", "no_such_setting"),
        ('[smtp]\nhost = "relay.vn"\n', "smtp.sender"),
        ("port = 70000\n", "port"),
        ("port = \n", "cannot be read"),
    ],
)
def test_a_wrong_setting_is_named(
    content: str, told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "central.toml"
    file.write_text(content, "utf-8")
    assert find_settings(parsed("--settings", str(file))) is None
    assert told in capsys.readouterr().err


def test_secrets_are_not_shown() -> None:
    assert "geheim" not in repr(CentralSettings(staff_token=SecretStr("geheim")))
