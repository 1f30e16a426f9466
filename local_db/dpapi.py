"""The key of the database on Windows: sealed by DPAPI to the account of the kiosk, in a file beside the data.

CryptProtectData and CryptUnprotectData of crypt32.dll: https://learn.microsoft.com/windows/win32/api/dpapi/
It protects against who takes the disk, not against who can sign in as the kiosk.
"""

from __future__ import annotations

import ctypes
from pathlib import Path
from typing import Any, Protocol

from local_db.durable_file import write_new_file
from local_db.errors import LocalDbError, LocalDbErrorCode
from local_db.keys import DatabaseKey, parse_key

_UI_FORBIDDEN = 0x1  # CRYPTPROTECT_UI_FORBIDDEN: a kiosk asks nobody
_ENTROPY = b"bhxh-kiosk database-key"  # what another program of the same account seals does not open as ours


class DataBlob(ctypes.Structure):
    """DATA_BLOB of dpapi.h."""

    _fields_ = (("size", ctypes.c_uint32), ("data", ctypes.POINTER(ctypes.c_ubyte)))


class Crypt32(Protocol):
    """The functions that are used of crypt32.dll; each returns 0 when it failed."""

    def CryptProtectData(self, *arguments: Any) -> int: ...  # noqa: N802 - its name
    def CryptUnprotectData(self, *arguments: Any) -> int: ...  # noqa: N802 - its name


class Kernel32(Protocol):
    def LocalFree(self, memory: Any) -> Any: ...  # noqa: N802 - its name


class Dpapi:
    """``seal`` and ``open`` for the account that runs this. Raises LocalDbError ``key_unusable``."""

    def __init__(self, crypt32: Crypt32, kernel32: Kernel32) -> None:
        self._crypt32 = crypt32
        self._kernel32 = kernel32

    def seal(self, content: bytes) -> bytes:
        given, entropy, sealed = _blob(content), _blob(_ENTROPY), DataBlob()
        done = self._crypt32.CryptProtectData(
            ctypes.byref(given), None, ctypes.byref(entropy), None, None, _UI_FORBIDDEN, ctypes.byref(sealed)
        )
        return self._taken(done, sealed, "Windows did not seal the database key.")

    def open(self, sealed: bytes) -> bytes:
        given, entropy, opened = _blob(sealed), _blob(_ENTROPY), DataBlob()
        done = self._crypt32.CryptUnprotectData(
            ctypes.byref(given), None, ctypes.byref(entropy), None, None, _UI_FORBIDDEN, ctypes.byref(opened)
        )
        return self._taken(
            done, opened, "Windows does not open the database key: it belongs to another account or machine."
        )

    def _taken(self, done: int, blob: DataBlob, otherwise: str) -> bytes:
        """What the system has put there, which is overwritten and given back."""
        if not done:
            raise LocalDbError(LocalDbErrorCode.KEY_UNUSABLE, otherwise)
        content = ctypes.string_at(blob.data, blob.size)
        ctypes.memset(blob.data, 0, blob.size)
        self._kernel32.LocalFree(blob.data)
        return content


class DpapiKeyProvider:
    """The key in ``path``, made on first use as long as there is no ``database`` that another has closed."""

    def __init__(self, path: Path, database: Path, dpapi: Dpapi | None = None) -> None:
        self._path = path
        self._database = database
        self._dpapi = dpapi

    def get_database_key(self) -> DatabaseKey:
        dpapi = self._dpapi or system_dpapi()
        if not self._path.exists():
            if self._database.exists():
                raise LocalDbError(LocalDbErrorCode.KEY_MISSING, f"{self._path.name} is gone; put it back.")
            self._path.parent.mkdir(parents=True, exist_ok=True)
            write_new_file(self._path, dpapi.seal(DatabaseKey.generate().raw))
        return parse_key(dpapi.open(self._path.read_bytes()), self._path.name)


def system_dpapi() -> Dpapi:
    """Raises LocalDbError ``key_provider_refused`` elsewhere than on Windows."""
    load = getattr(ctypes, "WinDLL", None)
    if load is None:
        raise LocalDbError(LocalDbErrorCode.KEY_PROVIDER_REFUSED, "DPAPI is there on Windows only.")
    return Dpapi(load("crypt32"), load("kernel32"))


def _blob(content: bytes) -> DataBlob:
    buffer = (ctypes.c_ubyte * len(content)).from_buffer_copy(content)
    return DataBlob(len(content), ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ubyte)))
