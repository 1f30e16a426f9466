"""Where versions come from: a signed repository, at an address or in a folder on a stick, read by apt.

apt checks the signature of the repository by our key alone, that its time has not run out, and each package
by what was signed (apt-secure(8)). Its lists are fetched anew each time: what was there proves nothing.
"""

from __future__ import annotations

import subprocess
import tomllib
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from installer.updating.updater import UpdateError

PACKAGE = "bhxh-kiosk"
SUITE, COMPONENT = "stable", "main"

_SECONDS = 3600.0  # for a package over a slow line
_OF_SIGNATURE = (
    "BADSIG",
    "NO_PUBKEY",
    "EXPKEYSIG",
    "REVKEYSIG",
    "ERRSIG",
    "NODATA",
    "not signed",
    "clearsigned",
)
_OF_TIME = ("is expired", "is not valid yet")
_OF_CONTENT = ("Hash Sum mismatch", "unexpected size", "has not the same")


@dataclass(frozen=True, slots=True)
class Source:
    """``address``: as apt knows it. ``key``: the file of the public key that has to have signed."""

    address: str
    key: Path

    @classmethod
    def of_folder(cls, folder: Path, key: Path) -> Source:
        return cls(f"copy:{quote(str(folder.resolve()))}", key)

    @classmethod
    def of_settings(cls, file: Path, key: Path) -> Source:
        """``repository = "https://…"`` in /etc/bhxh-kiosk/update.toml. Raises UpdateError."""
        try:
            address = tomllib.loads(file.read_text("utf-8"))["repository"]
        except (OSError, KeyError, ValueError):
            raise UpdateError("no_repository", f"{file} names no repository.") from None
        if not isinstance(address, str) or any(each.isspace() for each in address):
            raise UpdateError("no_repository", f"{file}: repository is no address.")
        return cls(address, key)


class Repository:
    def __init__(self, source: Source, folder: Path, more: tuple[str, ...] = ()) -> None:
        """``folder``: empty, for what is fetched. ``more``: further options of apt."""
        self._source = source
        self._folder = folder
        self._more = more

    def versions(self) -> list[str]:
        """Those that it offers, the newest first, as far as its signature holds. Raises UpdateError."""
        if not self._source.key.is_file():
            raise UpdateError("no_key", f"{self._source.key} is missing: no repository is believed without.")
        lists = self._folder / "lists"
        (lists / "partial").mkdir(parents=True)
        (self._folder / "cache").mkdir()
        place = f"deb [arch=amd64 signed-by={self._source.key}] {self._source.address} {SUITE} {COMPONENT}\n"
        (self._folder / "repository.list").write_text(place, "utf-8")
        self._run("apt-get", "--error-on=any", "update")
        offered = self._run("apt-cache", "madison", PACKAGE)
        found = [line.split("|")[1].strip() for line in offered.splitlines() if line.count("|") == 2]
        return list(dict.fromkeys(found))

    def fetch(self, version: str) -> Path:
        """The file of the package, as it was signed. Raises UpdateError."""
        self._run("apt-get", "download", f"{PACKAGE}={version}")
        (file,) = self._folder.glob(f"{PACKAGE}_*.deb")
        return file

    def _run(self, program: str, *arguments: str) -> str:
        options = (
            f"Dir::Etc::SourceList={self._folder}/repository.list",
            "Dir::Etc::SourceParts=/dev/null",
            f"Dir::State::Lists={self._folder}/lists",
            f"Dir::Cache={self._folder}/cache",
            "Acquire::Languages=none",
            "Acquire::AllowInsecureRepositories=false",
            "Acquire::AllowWeakRepositories=false",
            "APT::Get::AllowUnauthenticated=false",
            "Acquire::Check-Valid-Until=true",
            "Acquire::Check-Date=true",
            "Acquire::AllowDowngradeToInsecureRepositories=false",
            *self._more,
        )
        command = (program, "-q", *(part for each in options for part in ("-o", each)), *arguments)
        try:
            done = subprocess.run(
                command,
                cwd=self._folder,
                env={"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL": "C.UTF-8"},
                stdin=subprocess.DEVNULL,
                capture_output=True,
                text=True,
                timeout=_SECONDS,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired):
            raise UpdateError("repository_unreachable", f"{program} does not come to its end.") from None
        if done.returncode:
            raise _fault_of(done.stdout + done.stderr)
        return done.stdout


def _fault_of(said: str) -> UpdateError:
    for words, code, sentence in (
        (_OF_CONTENT, "package_altered", "What was fetched is not what was signed: nothing of it is used."),
        (
            _OF_TIME,
            "repository_expired",
            "The signature is not of this time: fetch a newer copy, and look at the clock.",
        ),
        (_OF_SIGNATURE, "signature_wrong", "The repository is not signed by our key: nothing of it is used."),
    ):
        if any(word in said for word in words):
            return UpdateError(code, sentence)
    lines = [line for line in said.splitlines() if line.startswith(("E:", "W:"))]
    return UpdateError("repository_unreachable", f"The repository cannot be read: {' '.join(lines)[-300:]}")


def install(file: Path) -> None:
    """Let apt put the package here, with what it depends on. What runs goes on. Raises UpdateError."""
    command = ("apt-get", "-qq", "-y", "--no-install-recommends", "-o", "Dpkg::Options::=--force-confold")
    given = {
        "PATH": "/usr/sbin:/usr/bin:/sbin:/bin",
        "LC_ALL": "C.UTF-8",
        "DEBIAN_FRONTEND": "noninteractive",
    }
    done = subprocess.run(
        (*command, "install", str(file)),
        env=given,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        lines = [line for line in (done.stdout + done.stderr).splitlines() if line.startswith("E:")]
        raise UpdateError("not_installed", f"apt does not install it: {' '.join(lines)[-300:]}")
