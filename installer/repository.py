"""``python -m installer.repository FOLDER PACKAGE.deb… --key KEY``: a signed repository for apt.

What apt wants of one (Debian wiki, “DebianRepository/Format”), and no more: one suite, one part, one
architecture. The key is the caller's, in gpg's keeping.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import subprocess
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

from installer.updating.repository import COMPONENT, SUITE

DAYS = 365  # so long its signature is believed: who holds a kiosk back with an old copy cannot do so for ever
_PACKAGES = f"{COMPONENT}/binary-amd64/Packages"


def make_repository(folder: Path, packages: list[Path], key: str, *, days: int = DAYS) -> None:
    """Add the packages to those that are there, and sign all. Raises CalledProcessError."""
    pool, suite = folder / "pool", folder / "dists" / SUITE
    pool.mkdir(parents=True, exist_ok=True)
    (suite / _PACKAGES).parent.mkdir(parents=True, exist_ok=True)
    for package in packages:
        if not (pool / package.name).exists() or not package.samefile(pool / package.name):
            shutil.copyfile(package, pool / package.name)
    listed = "\n".join(_entry(file, folder) for file in sorted(pool.glob("*.deb"))).encode()
    (suite / _PACKAGES).write_bytes(listed)
    (suite / "Release").write_text(_release(listed, days), "utf-8")
    signing = ("gpg", "--batch", "--yes", "--quiet", "--local-user", key, "--digest-algo", "SHA512")
    signed = suite / "InRelease.next"
    subprocess.run((*signing, "--clearsign", "--output", signed, suite / "Release"), check=True)
    os.replace(signed, suite / "InRelease")


def _entry(file: Path, folder: Path) -> str:
    command = ("dpkg-deb", "--field", file)
    fields = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    with file.open("rb") as content:
        digest = hashlib.file_digest(content, "sha256").hexdigest()
    place = f"Filename: {file.relative_to(folder)}\nSize: {file.stat().st_size}\nSHA256: {digest}\n"
    return f"{fields.rstrip()}\n{place}"


def _release(listed: bytes, days: int) -> str:
    now = datetime.now(UTC)
    told = {
        "Origin": "BHXH kiosk",
        "Suite": SUITE,
        "Codename": SUITE,
        "Architectures": "amd64",
        "Components": COMPONENT,
        "Date": format_datetime(now, usegmt=True),
        "Valid-Until": format_datetime(now + timedelta(days=days), usegmt=True),
        "SHA256": f"\n {hashlib.sha256(listed).hexdigest()} {len(listed)} {_PACKAGES}",
    }
    return "".join(f"{name}: {value}\n" for name, value in told.items())


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m installer.repository", description=__doc__, allow_abbrev=False
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("packages", type=Path, nargs="*", metavar="PACKAGE.deb")
    parser.add_argument("--key", required=True, help="of gpg: a fingerprint")
    parser.add_argument("--days", type=int, default=DAYS, help=f"until it has to be signed anew ({DAYS})")
    asked = parser.parse_args()
    make_repository(asked.folder, asked.packages, asked.key, days=asked.days)


if __name__ == "__main__":
    main()
