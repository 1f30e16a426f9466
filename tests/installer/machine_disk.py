"""The disk of the trial's machine: a bare Debian 12 with a kernel, and fetched what our packages want."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.installer.bare import policy_of, step, unpack_bare_system, with_kernels_folders
from tests.installer.virtual_machine import Disk, make_disk

PACKAGES_FOLDER = "/srv/packages"

_SYSTEM = (
    *("linux-image-amd64", "systemd-sysv", "udev", "dbus", "libpam-systemd", "kbd"),
    *("apparmor", "apparmor-utils", "openssl"),
)
_OTHERS = ("postgresql", "nginx")


def make_machine_disk(folder: Path, base: Path, packages: dict[str, Path]) -> Disk:
    """In ``folder``, from a bare system in a tar file, which is fetched where it is not. No package of ours
    is installed yet: that is done in the machine, which has no network for it.
    """
    root = folder / "root"
    unpack_bare_system(base, root)
    for of_a_container in (root / "etc/apt/apt.conf.d").glob("docker-*"):
        of_a_container.unlink()
    with with_kernels_folders(root) as system:
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
    policy_of(root).unlink()
    with step("write its disk"):
        disk = make_disk(root, folder)
    shutil.rmtree(root)
    return disk
