"""The disk of the trial's machine: a bare Debian 12 with a kernel, and fetched what our packages want."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from tests.installer.bare import BareSystem, find, step
from tests.installer.virtual_machine import Disk, make_disk

PACKAGES_FOLDER = "/srv/packages"
SOURCES = Path("/etc/apt/sources.list.d/debian.sources")

_SYSTEM = (
    *("linux-image-amd64", "systemd-sysv", "udev", "dbus", "libpam-systemd", "kbd"),
    *("apparmor", "apparmor-utils", "openssl"),
)
_OTHERS = ("postgresql", "nginx")


def make_machine_disk(folder: Path, base: Path, packages: dict[str, Path]) -> Disk:
    """In ``folder``, from a bare system in a tar file, which is fetched where it is not. No package of ours
    is installed yet: that is done in the machine, which has no network for it.
    """
    if not base.exists():
        with step("fetch a bare Debian 12"):
            command = (find("mmdebstrap"), "--quiet", "--variant=minbase", "bookworm", base, SOURCES)
            subprocess.run(command, check=True)
    root = folder / "root"
    root.mkdir()
    subprocess.run((find("tar"), "--extract", "--numeric-owner", "-f", base, "-C", root), check=True)
    with _entered(root) as system:
        system.run("apt-get", "update", "-qq")
        with step("install a kernel and what makes a machine of it"):
            system.install(*_SYSTEM)
        kept = root / PACKAGES_FOLDER[1:]
        kept.mkdir(parents=True)
        for file in packages.values():
            shutil.copyfile(file, kept / file.name)
        with step("fetch what the packages depend on"):
            ours = [f"{PACKAGES_FOLDER}/{file.name}" for file in packages.values()]
            # With what is recommended, as somebody has it who types the command.
            system.run("apt-get", "install", "-qq", "-y", "--download-only", *ours, *_OTHERS)
    with step("write its disk"):
        disk = make_disk(root, folder)
    shutil.rmtree(root)
    return disk


@contextmanager
def _entered(root: Path) -> Iterator[BareSystem]:
    """Its services are not started, and apt keeps what it fetches."""
    policy, keep = root / "usr/sbin/policy-rc.d", root / "etc/apt/apt.conf.d/90keep"
    policy.write_text("#!/bin/sh\nexit 101\n", "utf-8")
    policy.chmod(0o755)
    keep.write_text('Binary::apt::APT::Keep-Downloaded-Packages "true";\n', "utf-8")
    for of_a_container in (root / "etc/apt/apt.conf.d").glob("docker-*"):
        of_a_container.unlink()
    with ExitStack() as stack:
        for name in ("proc", "sys", "dev"):
            # Private: what is mounted in here is mounted nowhere else.
            subprocess.run((find("mount"), "--bind", "--make-private", f"/{name}", root / name), check=True)
            stack.callback(subprocess.run, (find("umount"), "--lazy", root / name), check=True)
        yield BareSystem(root)
    policy.unlink()
