"""The key as Windows seals it, with functions in the place of crypt32.dll: what they get and give back."""

from __future__ import annotations

import ctypes
import sys
from pathlib import Path
from typing import Any

import pytest

from local_db.dpapi import DataBlob, Dpapi, DpapiKeyProvider, system_dpapi
from local_db.errors import LocalDbError, LocalDbErrorCode
from local_db.keys import KEY_BYTES

_MASK = 0x5A


def content_of(reference: Any) -> bytes:
    blob = reference._obj
    return ctypes.string_at(blob.data, blob.size)


class Windows:
    """Seals by turning bits, for one account; keeps the memory that it gave out until that is freed."""

    def __init__(self, account: bytes = b"kiosk") -> None:
        self._account = account
        self.fails = False
        self.given_out: list[ctypes.Array[ctypes.c_ubyte]] = []
        self.flags: set[int] = set()
        self.freed = 0

    def CryptProtectData(self, *given: Any) -> int:  # noqa: N802
        content, _, entropy, _, _, flags, out = given
        return self._answer(flags, out, self._account + content_of(entropy) + content_of(content))

    def CryptUnprotectData(self, *given: Any) -> int:  # noqa: N802
        sealed, _, entropy, _, _, flags, out = given
        head = self._account + content_of(entropy)
        opened = bytes(each ^ _MASK for each in content_of(sealed))
        if not opened.startswith(head):
            return 0
        return self._answer(flags, out, bytes(each ^ _MASK for each in opened.removeprefix(head)))

    def LocalFree(self, memory: Any) -> None:  # noqa: N802
        del memory
        self.freed += 1

    def _answer(self, flags: int, out: Any, content: bytes) -> int:
        self.flags.add(flags)
        if self.fails:
            return 0
        buffer = (ctypes.c_ubyte * len(content))(*(each ^ _MASK for each in content))
        self.given_out.append(buffer)
        blob: DataBlob = out._obj
        blob.size = len(content)
        blob.data = ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ubyte))
        return 1


@pytest.fixture
def windows() -> Windows:
    return Windows()


def provider(folder: Path, windows: Windows) -> DpapiKeyProvider:
    return DpapiKeyProvider(folder / "database-key.dpapi", folder / "kiosk.db", Dpapi(windows, windows))


def test_a_key_is_made_once_and_opens_for_the_same_account(tmp_path: Path, windows: Windows) -> None:
    first = provider(tmp_path, windows).get_database_key()
    assert len(first.raw) == KEY_BYTES
    assert first.raw not in (tmp_path / "database-key.dpapi").read_bytes()
    assert provider(tmp_path, windows).get_database_key() == first
    assert windows.flags == {1}  # nobody is asked anything
    assert windows.freed == len(windows.given_out)
    assert not any(any(each) for each in windows.given_out)  # overwritten before it was given back


def test_another_account_does_not_open_it(tmp_path: Path, windows: Windows) -> None:
    provider(tmp_path, windows).get_database_key()
    with pytest.raises(LocalDbError) as caught:
        provider(tmp_path, Windows(b"somebody else")).get_database_key()
    assert caught.value.code == LocalDbErrorCode.KEY_UNUSABLE


def test_no_new_key_is_made_beside_a_database_of_another(tmp_path: Path, windows: Windows) -> None:
    (tmp_path / "kiosk.db").touch()
    with pytest.raises(LocalDbError) as caught:
        provider(tmp_path, windows).get_database_key()
    assert caught.value.code == LocalDbErrorCode.KEY_MISSING
    assert not (tmp_path / "database-key.dpapi").exists()


def test_what_windows_refuses_to_seal_is_no_key(tmp_path: Path, windows: Windows) -> None:
    windows.fails = True
    with pytest.raises(LocalDbError) as caught:
        provider(tmp_path, windows).get_database_key()
    assert caught.value.code == LocalDbErrorCode.KEY_UNUSABLE
    assert not (tmp_path / "database-key.dpapi").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="there it is the real one")
def test_elsewhere_it_is_refused_by_name() -> None:
    with pytest.raises(LocalDbError) as caught:
        system_dpapi()
    assert caught.value.code == LocalDbErrorCode.KEY_PROVIDER_REFUSED
