"""Versions from a signed repository, by apt, gpg and dpkg-deb: what was altered is refused."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from installer.repository import make_repository
from installer.updating.repository import Repository, Source
from installer.updating.updater import UpdateError

PROGRAMS = ("gpg", "gpgv", "gpgconf", "apt-get", "apt-cache", "dpkg-deb")
pytestmark = pytest.mark.skipif(
    any(shutil.which(each) is None for each in PROGRAMS), reason="apt, gpg or dpkg-deb is not installed"
)
CONTROL = "Package: bhxh-kiosk\nVersion: {version}\nArchitecture: amd64\nMaintainer: A <a@example.vn>\n"
CONTROL += "Description: a trial\n"
UNCONFINED = ("APT::Sandbox::User=root",)  # folders of tests are closed to apt's own user


@dataclass(frozen=True)
class Signer:
    key: str
    file: Path


def new_signer(home: Path, name: str) -> Signer:
    command = [
        "gpg",
        "--batch",
        "--quiet",
        "--passphrase",
        "",
        "--quick-generate-key",
        name,
        "ed25519",
        "sign",
    ]
    subprocess.run(command, check=True, capture_output=True)
    file = home / f"{name.split('@', maxsplit=1)[0]}.asc"
    told = subprocess.run(["gpg", "--armor", "--export", name], check=True, capture_output=True)  # noqa: S607
    file.write_bytes(told.stdout)
    return Signer(name, file)


@pytest.fixture(scope="module")
def signers() -> Iterator[tuple[Signer, Signer]]:
    """Ours and somebody else's. The agent's socket wants a short path."""
    with tempfile.TemporaryDirectory(prefix="bhxh-gpg-") as home, pytest.MonkeyPatch.context() as patch:
        patch.setenv("GNUPGHOME", home)
        yield new_signer(Path(home), "release@example.vn"), new_signer(Path(home), "other@example.vn")
        subprocess.run(["gpgconf", "--kill", "all"], check=True)  # noqa: S607


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    made = []
    for version in ("0.2.0", "0.10.0"):
        tree = tmp_path_factory.mktemp("tree")
        (tree / "DEBIAN").mkdir()
        (tree / "DEBIAN" / "control").write_text(CONTROL.format(version=version), "utf-8")
        file = tree.parent / f"bhxh-kiosk_{version}_amd64.deb"
        command = ["dpkg-deb", "--root-owner-group", "-Znone", "--build", str(tree), str(file)]
        subprocess.run(command, check=True, capture_output=True)
        made.append(file)
    return made


@pytest.fixture
def stick(tmp_path: Path, signers: tuple[Signer, Signer], packages: list[Path]) -> Path:
    folder = tmp_path / "a stick"
    make_repository(folder, packages, signers[0].key)
    return folder


def repository(stick: Path, signer: Signer, tmp_path: Path) -> Repository:
    folder = tmp_path / "fetched"
    folder.mkdir()
    return Repository(Source.of_folder(stick, signer.file), folder, UNCONFINED)


def refused(stick: Path, signer: Signer, tmp_path: Path) -> str:
    with pytest.raises(UpdateError) as caught:
        repository(stick, signer, tmp_path).versions()
    return caught.value.code


def test_what_was_signed_is_offered_the_newest_first_and_fetched(
    stick: Path, signers: tuple[Signer, Signer], packages: list[Path], tmp_path: Path
) -> None:
    found = repository(stick, signers[0], tmp_path)
    assert found.versions() == ["0.10.0", "0.2.0"]
    assert found.fetch("0.2.0").read_bytes() == packages[0].read_bytes()
    with pytest.raises(UpdateError):
        found.fetch("0.3.0")


def test_an_altered_package_is_refused(stick: Path, signers: tuple[Signer, Signer], tmp_path: Path) -> None:
    (file,) = (stick / "pool").glob("*_0.2.0_*")
    content = bytearray(file.read_bytes())
    content[-1] ^= 1
    file.write_bytes(content)
    found = repository(stick, signers[0], tmp_path)
    found.versions()
    with pytest.raises(UpdateError) as caught:
        found.fetch("0.2.0")
    assert caught.value.code == "package_altered"
    assert list((tmp_path / "fetched").glob("*.deb")) == []


@pytest.mark.parametrize(
    ("file", "code"), [("InRelease", "signature_wrong"), ("main/binary-amd64/Packages", "package_altered")]
)
def test_an_altered_list_is_refused(
    stick: Path, signers: tuple[Signer, Signer], tmp_path: Path, file: str, code: str
) -> None:
    listed = stick / "dists" / "stable" / file
    listed.write_bytes(listed.read_bytes().replace(b"amd64", b"amd65", 1))
    assert refused(stick, signers[0], tmp_path) == code


def test_a_list_without_a_signature_is_refused(
    stick: Path, signers: tuple[Signer, Signer], tmp_path: Path
) -> None:
    (stick / "dists" / "stable" / "InRelease").unlink()
    assert refused(stick, signers[0], tmp_path) == "signature_wrong"


def test_somebody_elses_signature_is_refused(
    stick: Path, signers: tuple[Signer, Signer], tmp_path: Path
) -> None:
    assert refused(stick, signers[1], tmp_path) == "signature_wrong"


def test_an_old_copy_is_refused(stick: Path, signers: tuple[Signer, Signer], tmp_path: Path) -> None:
    make_repository(stick, [], signers[0].key, days=-1)
    assert refused(stick, signers[0], tmp_path) == "repository_expired"


def test_without_a_key_nothing_is_believed(stick: Path, tmp_path: Path) -> None:
    assert refused(stick, Signer("", tmp_path / "none.asc"), tmp_path) == "no_key"


@pytest.mark.parametrize("content", ["", "repository = 1", 'repository = "https://a b"', "repository ="])
def test_settings_that_name_no_address(tmp_path: Path, content: str) -> None:
    file = tmp_path / "update.toml"
    file.write_text(content, "utf-8")
    with pytest.raises(UpdateError) as caught:
        Source.of_settings(file, tmp_path / "key.asc")
    assert caught.value.code == "no_repository"
    file.write_text('repository = "https://packages.example.vn/kiosk"', "utf-8")
    assert Source.of_settings(file, tmp_path).address == "https://packages.example.vn/kiosk"
