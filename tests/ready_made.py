"""Empty databases in the schema of this version: made once in a process, then copied.

What is not about migrations need not migrate anew in every test.
"""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path

from central.store.storage import open_storage
from local_db.database import open_database
from local_db.keys import DatabaseKey

KEY = DatabaseKey(bytes(range(48)))


def central_folder(folder: Path) -> Path:
    """The folder of a central that never ran, with its database; left alone where there is one."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    _write(folder / "central.db", _central())
    return folder


def kiosk_database(path: Path) -> Path:
    """The file of a kiosk's database under ``KEY``; left alone where there is one."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    _write(path, _kiosk())
    return path


def _write(path: Path, content: bytes) -> None:
    if not path.exists():
        path.touch(0o600)
        path.write_bytes(content)


@cache
def _central() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "central.db"
        open_storage(f"sqlite:///{path}").dispose()
        return path.read_bytes()


@cache
def _kiosk() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "kiosk.db"
        open_database(path, KEY).close()
        return path.read_bytes()
