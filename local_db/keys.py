"""Where the key of the database comes from.

A key is 48 bytes: 32 of AES-256 key and 16 of SQLCipher salt, both random. Handing the raw key over spares
SQLCipher its password derivation (0.6 ms instead of about 100 ms for each connection).
"""

from __future__ import annotations

import os
import secrets
import stat
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from local_db.durable_file import write_new_file
from local_db.errors import LocalDbError, LocalDbErrorCode

KEY_BYTES = 48
DEFAULT_CREDENTIAL = "database-key"  # as installer/bhxh-kiosk.service hands it over


@dataclass(frozen=True, slots=True)
class DatabaseKey:
    raw: bytes = field(repr=False)

    def __post_init__(self) -> None:
        if len(self.raw) != KEY_BYTES:
            raise ValueError("a database key has 48 bytes")

    @classmethod
    def generate(cls) -> DatabaseKey:
        return cls(secrets.token_bytes(KEY_BYTES))

    def pragma(self) -> str:
        """The statement that must come first on every connection."""
        return f"PRAGMA key=\"x'{self.raw.hex()}'\""


class KeyProvider(Protocol):
    def get_database_key(self) -> DatabaseKey:
        """Raises LocalDbError (``key_missing``, ``key_unusable``, ``key_provider_refused``)."""
        ...


def parse_key(content: bytes, where: str) -> DatabaseKey:
    """Accept the 48 raw bytes or their 96 hex digits. Raises LocalDbError ``key_unusable``."""
    if len(content) == KEY_BYTES:
        return DatabaseKey(content)
    try:
        return DatabaseKey(bytes.fromhex(content.decode("ascii").strip()))
    except ValueError:
        raise LocalDbError(
            LocalDbErrorCode.KEY_UNUSABLE, f"The database key from {where} is not 48 bytes or 96 hex digits."
        ) from None


class FileKeyProvider:
    """For development, tests and the demo: the key lies in a file beside the data, which protects nothing.

    Made on first use with mode 0600. Refuses to work in production mode.
    """

    def __init__(self, path: Path, *, production: bool) -> None:
        self._path = path
        self._production = production

    def get_database_key(self) -> DatabaseKey:
        if self._production:
            raise LocalDbError(
                LocalDbErrorCode.KEY_PROVIDER_REFUSED,
                "A key file is for development only: in production the key comes from a systemd credential.",
            )
        if not self._path.exists():
            self._path.parent.mkdir(parents=True, exist_ok=True)
            write_new_file(self._path, DatabaseKey.generate().raw.hex().encode("ascii"))
        if os.name == "posix" and stat.S_IMODE(self._path.stat().st_mode) & 0o077:
            raise LocalDbError(
                LocalDbErrorCode.KEY_UNUSABLE,
                "Other users may read the database key file: set its mode to 0600.",
            )
        return parse_key(self._path.read_bytes(), "the key file")


class SystemdCredentialKeyProvider:
    """The key as systemd hands it to the service, decrypted by TPM and host key
    (``LoadCredentialEncrypted=``).
    """

    def __init__(self, name: str = DEFAULT_CREDENTIAL, environ: Mapping[str, str] | None = None) -> None:
        self._name = name
        self._environ = os.environ if environ is None else environ

    def get_database_key(self) -> DatabaseKey:
        folder = self._environ.get("CREDENTIALS_DIRECTORY")
        if not folder:
            raise LocalDbError(
                LocalDbErrorCode.KEY_MISSING,
                "systemd gave this process no credentials: start the kiosk by its service unit.",
            )
        try:
            content = (Path(folder) / self._name).read_bytes()
        except OSError:
            raise LocalDbError(
                LocalDbErrorCode.KEY_MISSING, f"The service unit loads no credential named {self._name}."
            ) from None
        return parse_key(content, "the systemd credential")
