"""A tree of files and a control file become one Debian package, by ``dpkg-deb``."""

from __future__ import annotations

import gzip
import hashlib
import os
import shutil
import subprocess
from email.utils import formatdate
from pathlib import Path

from installer.debian.contents import ROOT, folder_of

MAINTAINER = "BHXH kiosk <kiosk@bhxh.example.vn>"

_SCRIPTS = ("preinst", "postinst", "prerm", "postrm")


def add_documents(package: str, version: str, epoch: int, tree: Path) -> None:
    """Copyright, changelog and the exceptions of lintian, where Debian's policy wants them."""
    documents = tree / "usr" / "share" / "doc" / package
    documents.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(folder_of(package) / "copyright", documents / "copyright")
    entry = f"{package} ({version}) bookworm; urgency=medium\n\n  * See CHANGELOG.md.\n\n"
    entry += f" -- {MAINTAINER}  {formatdate(epoch, localtime=False)}\n"
    _write_packed(documents / "changelog.gz", entry.encode())
    _write_packed(documents / "CHANGELOG.md.gz", (ROOT / "CHANGELOG.md").read_bytes())
    overrides = tree / "usr" / "share" / "lintian" / "overrides" / package
    overrides.parent.mkdir(parents=True)
    shutil.copyfile(folder_of(package) / "lintian-overrides", overrides)


def build(package: str, version: str, epoch: int, tree: Path, out: Path, *, quick: bool = False) -> Path:
    """Write ``PACKAGE_VERSION_amd64.deb`` into ``out``. The same tree and ``epoch`` give the same bytes.

    ``quick`` packs less. Raises CalledProcessError.
    """
    control = tree / "DEBIAN"
    control.mkdir()
    size = sum(_occupied(path) for path in tree.rglob("*"))
    text = (folder_of(package) / "control").read_text("utf-8")
    filled = text.format(version=version, maintainer=MAINTAINER, installed_size=size)
    (control / "control").write_text(filled, "utf-8")
    files = [path for path in sorted(tree.rglob("*")) if path.is_file() and not path.is_symlink()]
    files = [path for path in files if control not in path.parents]
    names = [str(path.relative_to(tree)) for path in files]
    sums = (f"{_md5(path)}  {name}\n" for path, name in zip(files, names, strict=True))
    (control / "md5sums").write_text("".join(sums), "utf-8")
    settings = [f"/{name}\n" for name in names if name.startswith("etc/")]
    if settings:
        (control / "conffiles").write_text("".join(settings), "utf-8")
    for name in _SCRIPTS:
        script = folder_of(package) / name
        if script.exists():
            filled = script.read_text("utf-8").replace("@VERSION@", version)
            (control / name).write_text(filled, "utf-8")
            (control / name).chmod(0o755)
    for path in (tree, *tree.rglob("*")):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or os.access(path, os.X_OK) else 0o644)
    out.mkdir(parents=True, exist_ok=True)
    file = out / f"{package}_{version}_amd64.deb"
    # As many threads each time: the blocks of the packed file follow their number.
    packing = ("-Zzstd", "-z1", "--threads-max=1") if quick else ("-Zxz", "-z6", "--threads-max=2")
    command = ("dpkg-deb", "--root-owner-group", *packing, "--build", tree, file)
    environment = os.environ | {"SOURCE_DATE_EPOCH": str(epoch)}
    subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=True)
    return file


def _write_packed(file: Path, content: bytes) -> None:
    file.write_bytes(gzip.compress(content, 9, mtime=0))


def _occupied(path: Path) -> int:
    """In KiB, as Debian counts: a whole one for each file, link and folder."""
    return -(-path.stat().st_size // 1024) if path.is_file() and not path.is_symlink() else 1


def _md5(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, lambda: hashlib.md5(usedforsecurity=False)).hexdigest()
