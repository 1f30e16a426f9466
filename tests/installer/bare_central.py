"""The package of central in a bare system: on PostgreSQL, behind nginx, a kiosk by the manual, the purge."""

from __future__ import annotations

import http.client
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from kiosk.version import VERSION
from tests.installer.bare import (
    PATIENCE_OF_A_BUSY_MACHINE,
    SCRATCH,
    BareSystem,
    StepError,
    find,
    install_package,
    look_for_libraries,
    step,
)
from tests.installer.bare_manual import follow_the_manual


def try_central(system: BareSystem, packages: dict[str, Path]) -> None:
    install_package(system, "bhxh-central", packages["bhxh-central"])
    _use_central(system, packages["bhxh-kiosk"])


def _use_central(system: BareSystem, kiosk: Path) -> None:
    look_for_libraries(system, f"/opt/bhxh-central/{VERSION}")
    examples, settings = "/usr/share/doc/bhxh-central/examples", "/etc/bhxh-central"
    with step("install PostgreSQL and nginx"):
        system.install("postgresql", "nginx-light", "openssl")
    system.run("cp", f"{examples}/postgresql.conf", "/etc/postgresql/15/main/conf.d/bhxh-central.conf")
    system.run("pg_ctlcluster", "15", "main", "start")
    try:
        as_postgres = ("runuser", "-u", "postgres", "--")
        system.run(*as_postgres, "createuser", "bhxh-central")
        system.run(
            *as_postgres,
            "createdb",
            "--owner=bhxh-central",
            "--encoding=UTF8",
            "--template=template0",
            "central",
        )
        if system.run(*as_postgres, "psql", "-tAc", "SHOW log_error_verbosity").strip() != "terse":
            raise StepError("PostgreSQL has not taken the settings")
        system.run(
            "install",
            "-m",
            "0640",
            "-g",
            "bhxh-central",
            f"{examples}/central.toml",
            f"{settings}/central.toml",
        )
        _try_nginx(system, examples)
        shutil.copyfile(kiosk, system.folder / SCRATCH[1:] / kiosk.name)
        with _serving(system) as port:
            follow_the_manual(system, kiosk, port)
        system.run("apt-get", "purge", "-qq", "-y", "bhxh-kiosk")
    finally:
        system.run("pg_ctlcluster", "15", "main", "stop", "--mode=fast")
    with step("purge: the keys stay, and it says so"):
        told = system.run("apt-get", "purge", "-qq", "-y", "bhxh-central")
    if "These stay" not in told or not (system.folder / "var/lib/bhxh-central/keys").is_dir():
        raise StepError(f"the keys are gone: {told}")
    shutil.rmtree(system.folder / "var/lib/bhxh-central")
    shutil.rmtree(system.folder / settings[1:])
    left = {
        name
        for name in system.files()
        if "bhxh-central" in name and not name.startswith(("etc/nginx", "etc/postgresql"))
    }
    if left:
        raise StepError(f"the purge left {sorted(left)}")


@contextmanager
def _serving(system: BareSystem) -> Iterator[int]:
    """Central started as its unit does, ready, on this port; SIGTERM ends it cleanly."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
    started = ("/opt/bhxh-central/current/bhxh-central", "--port", str(port), "--workers", "2")
    user = ("setpriv", "--reuid=bhxh-central", "--regid=bhxh-central", "--init-groups")
    command = (find("chroot"), str(system.folder), *user, *started, "--metrics-port", "0")
    given = {"PATH": "/usr/bin:/bin", "HOME": "/var/lib/bhxh-central", "LC_ALL": "C.UTF-8"}
    with subprocess.Popen(
        command, env=given, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    ) as process:
        try:
            with step("central is ready on PostgreSQL"):
                ready = _is_ready(port, process)
            if ready:
                yield port
        finally:
            process.terminate()
            said, _ = process.communicate(timeout=PATIENCE_OF_A_BUSY_MACHINE)
    if not ready or process.returncode != 0:
        raise StepError(f"central ended with {process.returncode}: {said[-4000:]}")


def _is_ready(port: int, process: subprocess.Popen[str]) -> bool:
    deadline = time.monotonic() + PATIENCE_OF_A_BUSY_MACHINE
    while time.monotonic() < deadline and process.poll() is None:
        with suppress(OSError, http.client.HTTPException):
            line = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            line.request("GET", "/v1/ready")
            if line.getresponse().status == http.HTTPStatus.OK:
                return True
        time.sleep(0.2)
    return False


def _try_nginx(system: BareSystem, examples: str) -> None:
    tls = "/etc/bhxh-central/tls"
    system.run("mkdir", tls)
    made = (
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-subj",
        "/CN=central.example.vn",
        "-addext",
        "subjectAltName=DNS:central.example.vn",
        "-days",
        "2",
    )
    system.run(*made, "-keyout", f"{tls}/central.key", "-out", f"{tls}/central.pem")
    system.run("cp", f"{examples}/nginx.conf", "/etc/nginx/sites-enabled/bhxh-central")
    with step("nginx takes the example"):
        system.run("nginx", "-t")
