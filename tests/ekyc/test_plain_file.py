"""Whatever stands under a name: nobody is waited for, nothing without an end is read."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from ekyc.face.errors import FaceError, FaceFault
from ekyc.face.models import sha256_of
from ekyc.face.picture import MAX_FILE_BYTES, read_file
from ekyc.plain_file import NotAPlainFileError, open_plain_file


@pytest.fixture(params=["pipe", "device"])
def endless(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    if request.param == "device":
        return Path("/dev/zero")
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    return pipe


def _open_files() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


def test_a_file_and_a_link_to_it_are_read(tmp_path: Path) -> None:
    file, link = tmp_path / "file", tmp_path / "link"
    file.write_bytes(b"contents")
    link.symlink_to(file)
    for path in (file, link):
        with open_plain_file(path) as opened:
            assert opened.read() == b"contents"


def test_what_is_no_plain_file_is_refused_and_left_alone(endless: Path, tmp_path: Path) -> None:
    before = _open_files()
    for path, error in (
        (endless, NotAPlainFileError),
        (tmp_path, IsADirectoryError),
        (tmp_path / "none", FileNotFoundError),
    ):
        with pytest.raises(error):
            open_plain_file(path)
    assert _open_files() == before


@pytest.mark.parametrize(
    ("read", "fault"),
    [(read_file, FaceFault.FILE_UNREADABLE), (sha256_of, FaceFault.MODEL_MISSING)],
    ids=["picture", "network"],
)
def test_the_face_commands_read_no_file_without_an_end(
    endless: Path, read: Callable[[Path], object], fault: FaceFault
) -> None:
    with pytest.raises(FaceError) as caught:
        read(endless)
    assert caught.value.fault is fault


def test_a_picture_file_above_the_limit_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "sparse"
    with path.open("wb") as file:
        file.truncate(MAX_FILE_BYTES + 1)
    with pytest.raises(FaceError) as caught:
        read_file(path)
    assert caught.value.fault is FaceFault.IMAGE_TOO_LARGE
