from __future__ import annotations

import time
from pathlib import Path

import cv2
import numpy as np
import pytest

from ekyc.face.errors import FaceError, FaceFault
from ekyc.face.frame_source import LONGEST_SIDE, FrameSource, Image, fit
from ekyc.face.image_sequence import ImageSequence
from ekyc.face.v4l2_camera import V4l2Camera
from ekyc.face.video_file import VideoFile, frame_rate


def _picture(number: int, width: int = 64, height: int = 48) -> Image:
    return np.full((height, width, 3), 10 * number + 20, dtype=np.uint8)


@pytest.fixture
def video(tmp_path: Path) -> Path:
    path = tmp_path / "five.avi"
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"MJPG"), 50.0, (64, 48))
    for number in range(5):
        writer.write(_picture(number))
    writer.release()
    return path


@pytest.fixture
def pictures(tmp_path: Path) -> list[Path]:
    paths = [tmp_path / f"{number}.png" for number in range(5)]
    for number, path in enumerate(paths):
        cv2.imwrite(str(path), _picture(number))
    return paths


def _read_all(source: FrameSource, most: int) -> list[float]:
    source.open()
    levels: list[float] = []
    while len(levels) < most and (image := source.read()) is not None:
        levels.append(round(float(image.mean()) / 10) * 10)
    source.close()
    return levels


def test_a_video_plays_once_or_over_and_over(video: Path) -> None:
    assert _read_all(VideoFile(video, paced=False), 99) == [20, 30, 40, 50, 60]
    assert _read_all(VideoFile(video, paced=False, loop=True), 7) == [20, 30, 40, 50, 60, 20, 30]


def test_pictures_play_once_or_over_and_over(pictures: list[Path]) -> None:
    assert _read_all(ImageSequence(pictures, paced=False), 99) == [20, 30, 40, 50, 60]
    assert _read_all(ImageSequence(pictures, paced=False, loop=True), 7) == [20, 30, 40, 50, 60, 20, 30]


def test_recordings_keep_their_pace(video: Path, pictures: list[Path]) -> None:
    assert frame_rate(video) == 50.0
    for source in (VideoFile(video), ImageSequence(pictures, fps=50.0)):
        started = time.monotonic()
        assert len(_read_all(source, 99)) == 5
        assert time.monotonic() - started >= 4 / 50.0 - 0.005
        assert not source.live


def test_a_closed_source_gives_no_frames(video: Path, pictures: list[Path]) -> None:
    for source in (VideoFile(video), ImageSequence(pictures), V4l2Camera(Path("/dev/v4l/by-id/none"))):
        assert source.read() is None
        source.close()


def test_files_that_are_no_recordings(tmp_path: Path, pictures: list[Path]) -> None:
    empty, text = tmp_path / "empty.mp4", tmp_path / "text.jpg"
    empty.touch()
    text.write_text("not a picture\n" * 40)
    cases: list[tuple[FrameSource, FaceFault]] = [
        (VideoFile(tmp_path / "none.mp4"), FaceFault.FILE_NOT_FOUND),
        (VideoFile(empty), FaceFault.EMPTY_FILE),
        (VideoFile(text), FaceFault.NOT_A_VIDEO),
        (ImageSequence([]), FaceFault.FILE_NOT_FOUND),
        (ImageSequence([text, *pictures]), FaceFault.NOT_AN_IMAGE),
        (ImageSequence([*pictures, tmp_path / "none.png"]), FaceFault.FILE_NOT_FOUND),
        (V4l2Camera(tmp_path / "none"), FaceFault.CAMERA_UNAVAILABLE),
        (V4l2Camera(text), FaceFault.CAMERA_UNAVAILABLE),
    ]
    for source, fault in cases:
        with pytest.raises(FaceError) as caught:
            source.open()
        assert caught.value.fault is fault, source.name


def test_frames_are_shrunk_to_what_the_worker_takes() -> None:
    assert fit(_picture(1)).shape == (48, 64, 3)
    assert fit(_picture(1, 3840, 2160)).shape == (LONGEST_SIDE * 9 // 16, LONGEST_SIDE, 3)
    assert fit(_picture(1, 10, 4000)).shape == (LONGEST_SIDE, 5, 3)
