from __future__ import annotations

import stat
from pathlib import Path

import pytest

from local_db.errors import LocalDbError, LocalDbErrorCode
from local_db.keys import DatabaseKey, FileKeyProvider, SystemdCredentialKeyProvider


def test_file_provider_makes_a_private_key_once(tmp_path: Path) -> None:
    path = tmp_path / "keys" / "db.key"
    first = FileKeyProvider(path, production=False).get_database_key()
    again = FileKeyProvider(path, production=False).get_database_key()
    assert first == again
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [each.name for each in path.parent.iterdir()] == ["db.key"]


def test_file_provider_refuses_production(tmp_path: Path) -> None:
    with pytest.raises(LocalDbError) as caught:
        FileKeyProvider(tmp_path / "db.key", production=True).get_database_key()
    assert caught.value.code == LocalDbErrorCode.KEY_PROVIDER_REFUSED
    assert not (tmp_path / "db.key").exists()


def test_file_provider_refuses_a_key_that_others_may_read(tmp_path: Path) -> None:
    path = tmp_path / "db.key"
    provider = FileKeyProvider(path, production=False)
    provider.get_database_key()
    path.chmod(0o644)
    with pytest.raises(LocalDbError) as caught:
        provider.get_database_key()
    assert caught.value.code == LocalDbErrorCode.KEY_UNUSABLE


@pytest.mark.parametrize("content", [bytes(range(48)), bytes(range(48)).hex().encode() + b"\n"])
def test_systemd_credential_raw_or_hex(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "the-key").write_bytes(content)
    provider = SystemdCredentialKeyProvider("the-key", {"CREDENTIALS_DIRECTORY": str(tmp_path)})
    assert provider.get_database_key() == DatabaseKey(bytes(range(48)))


@pytest.mark.parametrize("content", [b"", bytes(47), b"zz" * 48, b"00" * 47])
def test_systemd_credential_of_another_form_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "the-key").write_bytes(content)
    provider = SystemdCredentialKeyProvider("the-key", {"CREDENTIALS_DIRECTORY": str(tmp_path)})
    with pytest.raises(LocalDbError) as caught:
        provider.get_database_key()
    assert caught.value.code == LocalDbErrorCode.KEY_UNUSABLE


def test_missing_credentials_are_named(tmp_path: Path) -> None:
    for environ in ({}, {"CREDENTIALS_DIRECTORY": str(tmp_path)}):
        with pytest.raises(LocalDbError) as caught:
            SystemdCredentialKeyProvider("the-key", environ).get_database_key()
        assert caught.value.code == LocalDbErrorCode.KEY_MISSING


def test_key_never_shows(tmp_path: Path) -> None:
    key = DatabaseKey.generate()
    assert key.raw.hex() not in repr(key)
    with pytest.raises(ValueError, match="48 bytes"):
        DatabaseKey(b"short")
