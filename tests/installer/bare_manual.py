"""The way of docs/operations.md from a package to a green doctor, its commands as they stand there.

What a bare system has not is left out: reader, cameras, USB, sound, printer, a running systemd.
"""

from __future__ import annotations

import re
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from installer.debian.contents import ROOT
from tests.installer.bare import SCRATCH, BareSystem, StepError, find, step

MOST_SECONDS = (
    20 * 60.0
)  # by the clock, for somebody who has never seen it; the machine waits for nobody here

_NAME = "central.example.vn"
_TLS = "/etc/bhxh-central/tls"
_SETTINGS = "/etc/bhxh-kiosk/kiosk.toml"


def follow_the_manual(system: BareSystem, kiosk: Path, central_port: int) -> None:
    """In a system where central answers at that port behind a certificate of its own. Raises StepError."""
    began = time.monotonic()
    with step("the manual: apt install of the kiosk"):
        system.install(f"{SCRATCH}/{kiosk.name}", "alsa-utils")  # apt itself installs what is recommended
    with _in_front(system, central_port) as port:
        with step("the manual: central's code as a QR"):
            office = ("--office-id", "00100", "--office-name", "BHXH cơ sở Ba Đình")
            shown = system.run(
                "bhxh-central", "enrol-code", "KIOSK-07", *office, "--qr", f"https://{_NAME}:{port}"
            )
            ticket = shown.strip().splitlines()[-1]
        with step("the manual: provision"):
            # “An authority of one's own for central's certificate: ca_file first.”
            system.run("cp", "/usr/share/doc/bhxh-kiosk/examples/kiosk.toml", _SETTINGS)
            trusted = f's#^url = .*#&\\nca_file = "{_TLS}/central.pem"#'
            system.run("sed", "-i", trusted, _SETTINGS)
            told = _run_as_written(
                system, "bhxh-kiosk provision --scan --panel 27", "--scan", "--ticket", ticket
            )
            if "KIOSK-07" not in told:
                raise StepError(f"provision: {told}")
        with step("the manual: doctor"):
            told = _run_as_written(system, "bhxh-kiosk doctor --simulated-devices")
    took = time.monotonic() - began
    print(
        f"           {told.count('ok    ')} checks, all green, {took:.0f} s after the package was there",
        flush=True,
    )
    if took > MOST_SECONDS:
        raise StepError("the way to a green doctor is longer than twenty minutes")


def as_written(begins: str) -> str:
    """The command of the manual that begins so, without its remark. Raises StepError where there is none."""
    manual = (ROOT / "docs" / "operations.md").read_text("utf-8")
    found = re.search(rf"(?:^|`){re.escape(begins)}[^`\n#]*", manual, re.MULTILINE)
    if found is None:
        raise StepError(f"the manual has no command {begins}")
    return found[0].strip("` ")


def _run_as_written(system: BareSystem, begins: str, *instead: str) -> str:
    """It, with an argument of it and what stands in its place here, where there is no camera."""
    words = as_written(begins).split()
    if instead:
        place = words.index(instead[0])
        words[place : place + 1] = instead[1:]
    return system.run(*words)


@contextmanager
def _in_front(system: BareSystem, central_port: int) -> Iterator[int]:
    """nginx by the example, on a port of this machine's loopback."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
    site = system.folder / "etc/nginx/sites-enabled/bhxh-central"
    given = site.read_text("utf-8")
    taken = given.replace("listen 443 ssl;", f"listen 127.0.0.1:{port} ssl;")
    taken = taken.replace("    listen [::]:443 ssl;\n", "").replace(
        "127.0.0.1:8080", f"127.0.0.1:{central_port}"
    )
    site.write_text(taken, "utf-8")
    (system.folder / "etc/nginx/sites-enabled/default").unlink(missing_ok=True)
    with (system.folder / "etc/hosts").open("a", encoding="utf-8") as hosts:
        hosts.write(f"127.0.0.1 {_NAME}\n")
    system.run("chmod", "0644", f"{_TLS}/central.pem")
    system.run("chmod", "0755", "/etc/bhxh-central")
    command = (find("chroot"), str(system.folder), "nginx", "-g", "daemon off;")
    with subprocess.Popen(command, stdin=subprocess.DEVNULL) as nginx:
        try:
            _wait_for(port, nginx)
            yield port
        finally:
            nginx.terminate()
            nginx.wait(60)


def _wait_for(port: int, nginx: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and nginx.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise StepError("nginx does not listen")
