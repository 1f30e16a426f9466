"""``make test-machine``: both packages on a whole Debian 12 that boots in QEMU; needs root, apt and swtpm.

What a bare folder has not: systemd as the first process, a screen of the kernel's with its terminals, keys,
AppArmor, a TPM, polkit. Without KVM the machine has one slow core and takes hours of ours; what is told is
its own time. Pictures of its screen and its console stay. Any step that fails ends it with what was said.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from pathlib import Path

from installer.debian.__main__ import make_package
from installer.debian.contents import PACKAGES
from kiosk.version import VERSION
from tests.installer.bare import StepError, step
from tests.installer.machine_disk import make_machine_disk
from tests.installer.machine_session import try_power, try_session, try_update
from tests.installer.machine_set_up import set_up
from tests.installer.virtual_machine import PROGRAMS, has_kvm, running


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.installer.machine", description=__doc__)
    parser.add_argument("--built", type=Path, help="take the packages in this folder, do not build")
    parser.add_argument(
        "--base", type=Path, help="a bare Debian 12 as a tar file, which is fetched where it is not"
    )
    parser.add_argument(
        "--folder", type=Path, help="work in a new folder here (some 15 GB), where pictures and console stay"
    )
    parser.add_argument(
        "--without-central", action="store_true", help="the kiosk alone, not enrolled: a third of the time"
    )
    arguments = parser.parse_args()
    missing = [program for program in PROGRAMS if shutil.which(program) is None]
    if missing or os.geteuid() != 0:
        print(f"Needs root, and what has: {', '.join(missing) or '(nothing)'}", file=sys.stderr)
        print("apt-get install qemu-system-x86 swtpm mmdebstrap e2fsprogs", file=sys.stderr)
        return 2
    folder = Path(tempfile.mkdtemp(dir=arguments.folder, prefix="bhxh-machine-")).resolve()
    print(f"Pictures of its screen and its console: {folder}", flush=True)
    try:
        _try(
            folder,
            arguments.base or folder / "base.tar",
            arguments.built,
            central=not arguments.without_central,
        )
    except StepError as failed:
        print(f"FAILED  {failed}", file=sys.stderr)
        return 1
    return 0


def _try(folder: Path, base: Path, built: Path | None, *, central: bool) -> None:
    wanted = PACKAGES if central else ("bhxh-kiosk",)
    packages = {}
    for package in wanted:
        if built is not None:
            packages[package] = built / f"{package}_{VERSION}_amd64.deb"
            continue
        with step(f"build {package}"):
            packages[package] = make_package(package, folder, folder / "wheels", quick=True)
    disk = make_machine_disk(folder, base, packages)
    print(
        f"           {'on its own processor' if has_kvm() else 'without KVM: by its own clock'}", flush=True
    )
    with running(disk, folder) as machine:
        with step("boot"):
            machine.wait_for_boot()
        set_up(machine, packages, with_central=central)
        try_session(machine)
        try_update(machine)
        try_power(machine)
    disk.image.unlink()


if __name__ == "__main__":
    sys.exit(main())
