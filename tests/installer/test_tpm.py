"""The database key sealed to a TPM, a software one (swtpm), as `systemd-creds` does it for the service.

The host's own key is left out: it would be made on the machine that tests.
"""

from __future__ import annotations

import ctypes
import shutil
import socket
import struct
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from kiosk.clock import SystemClock
from kiosk.ledger import open_ledger
from kiosk.settings import load_settings
from local_db.keys import DEFAULT_CREDENTIAL, DatabaseKey
from tests.patience import PATIENCE, until

SWTPM, CREDS = shutil.which("swtpm") or "", shutil.which("systemd-creds") or ""
_BOOT_STATE = 7  # the register of Secure Boot, to which keys are sealed by default


def _has_everything() -> bool:
    with suppress(OSError):
        ctypes.CDLL("libtss2-tcti-swtpm.so.0")  # by which systemd speaks to it
        return bool(SWTPM and CREDS)
    return False


pytestmark = pytest.mark.skipif(not _has_everything(), reason="no swtpm, its TCTI library or systemd-creds")


@dataclass(frozen=True, slots=True)
class Tpm:
    port: int

    def extend(self, register: int, value: bytes) -> None:
        """TPM2_PCR_Extend (TPM 2.0 part 3, section 22.2) by an empty password, in the SHA-256 bank."""
        password = struct.pack(">IHBH", 0x40000009, 0, 0, 0)
        body = struct.pack(">II", register, len(password)) + password
        body += struct.pack(">IH", 1, 0x000B) + value.ljust(32, b"\0")
        command = struct.pack(">HII", 0x8002, 10 + len(body), 0x182) + body
        with socket.create_connection(("127.0.0.1", self.port), PATIENCE) as line:
            line.sendall(command)
            answer = line.recv(4096)
        assert struct.unpack(">HII", answer[:10])[2] == 0

    def creds(self, *arguments: str | Path) -> subprocess.CompletedProcess[bytes]:
        what, *more = map(str, arguments)
        device = f"--tpm2-device=swtpm:host=127.0.0.1,port={self.port}"
        command = [CREDS, what, device, f"--name={DEFAULT_CREDENTIAL}", *more]
        return subprocess.run(command, capture_output=True, timeout=PATIENCE, check=False)


def _two_ports() -> int:
    """A free one with a free one behind it: for commands and for control."""
    while True:
        with socket.create_server(("127.0.0.1", 0)) as first, suppress(OSError, OverflowError):
            port = int(first.getsockname()[1])
            with socket.create_server(("127.0.0.1", port + 1)):
                return port


@contextmanager
def running_tpm(folder: Path) -> Iterator[Tpm]:
    folder.mkdir()
    port = _two_ports()
    server, control = (f"type=tcp,port={each},bindaddr=127.0.0.1" for each in (port, port + 1))
    command = [SWTPM, "socket", "--tpm2", "--tpmstate", f"dir={folder}", "--server", server]
    command += ["--ctrl", control, "--flags", "not-need-init,startup-clear"]
    with subprocess.Popen(command) as process:
        try:
            until(lambda: _listens(port))
            yield Tpm(port)
        finally:
            process.terminate()


def _listens(port: int) -> bool:
    with suppress(OSError), socket.create_connection(("127.0.0.1", port), PATIENCE):
        return True
    return False


@pytest.fixture
def tpm(tmp_path: Path) -> Iterator[Tpm]:
    """Of a machine that has booted as it should."""
    with running_tpm(tmp_path / "tpm") as running:
        running.extend(_BOOT_STATE, b"our boot loader")
        yield running


@pytest.fixture
def sealed(tpm: Tpm, tmp_path: Path) -> Path:
    key, sealed = tmp_path / "key", tmp_path / "database-key.cred"
    key.write_bytes(DatabaseKey.generate().raw)
    done = tpm.creds("encrypt", "--with-key=tpm2", f"--tpm2-pcrs={_BOOT_STATE}", key, sealed)
    assert done.returncode == 0, done.stderr
    assert key.read_bytes() not in sealed.read_bytes()
    return sealed


def test_a_production_kiosk_opens_with_what_the_tpm_gives(
    tpm: Tpm, sealed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    credentials = tmp_path / "credentials"
    credentials.mkdir()
    given = tpm.creds("decrypt", sealed, credentials / DEFAULT_CREDENTIAL)
    assert given.returncode == 0, given.stderr
    assert (credentials / DEFAULT_CREDENTIAL).read_bytes() == (tmp_path / "key").read_bytes()
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(credentials))
    settings = load_settings(tmp_path / "none.toml", mode="production", data_folder=tmp_path / "data")
    ledger = open_ledger(settings, SystemClock())
    ledger.database.check_integrity()
    ledger.close()


def test_on_another_machine_the_disk_stays_closed(sealed: Path, tmp_path: Path) -> None:
    with running_tpm(tmp_path / "another") as another:
        another.extend(_BOOT_STATE, b"our boot loader")
        assert another.creds("decrypt", sealed, "-").returncode != 0


def test_after_another_boot_the_disk_stays_closed(tpm: Tpm, sealed: Path) -> None:
    assert tpm.creds("decrypt", sealed, "-").returncode == 0
    tpm.extend(_BOOT_STATE, b"somebody else's boot loader")
    refused = tpm.creds("decrypt", sealed, "-")
    assert refused.returncode != 0
    assert refused.stdout == b""
