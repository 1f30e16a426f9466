from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from PIL import Image as PillowImage

import main
from ekyc.face.evidence import LivenessAction
from ekyc.face.frame_source import Image
from simulation.face.camera import SyntheticCamera
from simulation.face.filming import FPS, film, record_video
from simulation.face.head import HeadPose
from simulation.face.person import SyntheticPerson
from simulation.face.portrait import reference_portrait
from simulation.face.scene import Scene, Stage

pytestmark = pytest.mark.usefixtures("kept_worker")
_FRAMES = round(2.4 * FPS)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("faces")
    for person in (SyntheticPerson.ASTRONAUT, SyntheticPerson.HOPPER):
        (folder / f"{person.value}.jp2").write_bytes(reference_portrait(person))
    record_video(folder / "left.avi", film(action=LivenessAction.TURN_LEFT))
    record_video(folder / "flat.avi", film(Scene.FLAT_PHOTO, LivenessAction.TURN_LEFT))
    for name, scene in (("live", Scene.PERSON), ("nobody", Scene.NOBODY), ("two", Scene.TWO_PEOPLE)):
        cv2.imwrite(str(folder / f"{name}.png"), SyntheticCamera(scene=scene).film(0.0))
    (folder / "empty.jpg").touch()
    (folder / "text.jpg").write_text("no picture\n" * 50)
    (folder / "cut.png").write_bytes((folder / "live.png").read_bytes()[:5000])
    _add_oddities(folder)
    return folder


def _add_oddities(folder: Path) -> None:
    """What else people hand to a program that asks for a picture."""
    record_video(folder / "empty_room.avi", film(Scene.NOBODY))
    (folder / "folder.jpg").mkdir()
    PillowImage.open(folder / "live.png").save(folder / "whole.jpg")
    (folder / "cut.jpg").write_bytes((folder / "whole.jpg").read_bytes()[:20_000])
    (folder / "text.mp4").write_text("no video\n" * 50)
    (folder / "cut.avi").write_bytes((folder / "left.avi").read_bytes()[:200])
    PillowImage.new("RGB", (1, 1)).save(folder / "dot.png")
    PillowImage.new("1", (8000, 8000)).save(folder / "huge.png")
    PillowImage.new("1", (1, 9000)).save(folder / "thin.png")
    frames = [PillowImage.new("RGB", (64, 64), (shade, shade, shade)) for shade in (0, 120, 240)]
    frames[0].save(folder / "moving.gif", save_all=True, append_images=frames[1:])


def _run(capfdbinary: pytest.CaptureFixture[bytes], *arguments: str | Path) -> tuple[int, dict[str, Any]]:
    code = main.main(["face", *map(str, arguments)])
    answer: dict[str, Any] = json.loads(capfdbinary.readouterr().out)
    return code, answer


def test_compare_tells_people_apart(folder: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    code, answer = _run(capfdbinary, "compare", folder / "astronaut.jp2", folder / "live.png")
    assert (code, answer["verdict"]) == (0, "match")
    assert answer["distance"] <= 0.6
    assert answer["bands"] == {"match_limit": 0.9, "review_limit": 1.1}
    assert answer["findings"] == {"a": [], "b": []}
    assert len(answer["model_sha256"]) == 64
    code, answer = _run(capfdbinary, "compare", folder / "astronaut.jp2", folder / "hopper.jp2")
    assert (code, answer["verdict"]) == (0, "no_match")


def _half(picture: Image) -> Image:
    return picture[:, 280:]


def _covered(picture: Image) -> Image:
    covered = picture.copy()
    covered[:, :305] = 128
    return covered


def _blurred(picture: Image) -> Image:
    return np.asarray(cv2.GaussianBlur(picture, (0, 0), 6), dtype=np.uint8)


def _as_it_is(picture: Image) -> Image:
    return picture


@pytest.mark.parametrize(
    ("pose", "spoilt", "finding"),
    [
        (HeadPose(lids=1.0), _as_it_is, "eyes_closed"),
        (HeadPose(), _half, "cut_off"),
        (HeadPose(lids=1.0), _half, "cut_off"),
        (HeadPose(), _covered, "uneven_light"),
        (HeadPose(), _blurred, "blurred"),
    ],
)
def test_what_is_found_against_a_picture_bars_the_comparison(  # noqa: PLR0917 - fixtures
    folder: Path,
    tmp_path: Path,
    capfdbinary: pytest.CaptureFixture[bytes],
    pose: HeadPose,
    spoilt: Callable[[Image], Image],
    finding: str,
) -> None:
    picture = Stage(SyntheticPerson.ASTRONAUT, 640, 480).render(Scene.PERSON, pose)
    cv2.imwrite(str(tmp_path / "spoilt.png"), spoilt(picture))
    code, answer = _run(capfdbinary, "compare", folder / "astronaut.jp2", tmp_path / "spoilt.png")
    assert (code, answer["verdict"], answer["distance"]) == (0, "not_comparable", None)
    assert answer["barred_by"]["a"] == []
    assert finding in answer["barred_by"]["b"]
    assert finding in answer["findings"]["b"]


def test_a_recording_without_a_good_frame_is_not_matched(
    folder: Path, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    record_video(tmp_path / "dark.avi", film(Scene.DARK))
    code, answer = _run(capfdbinary, "check", tmp_path / "dark.avi", "--reference", folder / "astronaut.jp2")
    assert (code, answer["quality"]["good_frames"], answer["match"]["verdict"]) == (0, 0, "not_comparable")
    assert answer["quality"]["best_frame"]["luminance"] < 0.25


def test_check_of_a_recorded_turn(folder: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    code, answer = _run(capfdbinary, "check", folder / "left.avi", "--reference", folder / "astronaut.jp2")
    assert code == 0
    assert answer["liveness"] == {"outcome": "passed", "actions": ["turn_left"], "reasons": []}
    assert answer["match"]["verdict"] == "match"
    assert answer["reasons"] == []
    assert answer["frames_read"] == answer["frames_used"] == _FRAMES
    assert answer["quality"]["good_frames"] >= 12
    assert set(answer["quality"]["findings"]) == {"turn_to_camera"}
    assert answer["seconds"]["analysis_median"] > 0


@pytest.mark.parametrize(
    ("file", "action", "reason"),
    [("left.avi", "turn_right", "wrong_direction"), ("flat.avi", "turn_left", "flat_face")],
)
def test_check_against_the_action_that_was_asked(
    folder: Path, capfdbinary: pytest.CaptureFixture[bytes], file: str, action: str, reason: str
) -> None:
    code, answer = _run(capfdbinary, "check", folder / file, "--action", action)
    assert code == 0
    assert answer["liveness"] == {"outcome": "failed", "actions": [action], "reasons": [reason]}
    assert answer["reasons"] == [reason]


def test_check_of_a_single_picture(folder: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    code, answer = _run(capfdbinary, "check", folder / "live.png")
    assert (code, answer["frames_read"], answer["quality"]["good_frames"]) == (0, 1, 1)
    assert answer["liveness"]["outcome"] == "not_done"


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("compare", "live.png", "nobody.png"), "no_face"),
        (("compare", "two.png", "live.png"), "several_faces"),
        (("compare", "empty.jpg", "live.png"), "empty_file"),
        (("compare", "text.jpg", "live.png"), "not_an_image"),
        (("compare", "cut.png", "live.png"), "not_an_image"),
        (("compare", "none.png", "live.png"), "file_not_found"),
        (("check", "nobody.png"), "no_face"),
        (("check", "two.png", "two.png"), "several_faces"),
        (("check", "live.png", "text.jpg"), "not_an_image"),
        (("check", "text.jpg"), "not_a_video"),
        (("check", "empty.jpg"), "empty_file"),
        (("check", "none.mp4"), "file_not_found"),
        (("compare", "folder.jpg", "live.png"), "file_unreadable"),
        (("compare", "cut.jpg", "live.png"), "not_an_image"),
        (("compare", "dot.png", "live.png"), "no_face"),
        (("compare", "thin.png", "live.png"), "no_face"),
        (("compare", "huge.png", "live.png"), "image_too_large"),
        (("compare", "moving.gif", "live.png"), "not_an_image"),
        (("compare", "left.avi", "live.png"), "not_an_image"),
        (("compare", "live.png", "two.png"), "several_faces"),
        (("check", "folder.jpg"), "file_unreadable"),
        (("check", "live.png", "folder.jpg"), "file_not_found"),
        (("check", "cut.jpg"), "not_an_image"),
        (("check", "cut.avi"), "not_a_video"),
        (("check", "dot.png"), "no_face"),
        (("check", "huge.png"), "image_too_large"),
        (("check", "live.png", "huge.png"), "image_too_large"),
        (("check", "moving.gif"), "no_face"),
        (("check", "text.mp4"), "not_a_video"),
        (("check", "empty_room.avi"), "no_face"),
        (("check", "left.avi", "--reference", "nobody.png"), "no_face"),
        (("check", "left.avi", "--reference", "folder.jpg"), "file_unreadable"),
        (("check", "live.png", "--limits", "none.toml"), "file_not_found"),
        (("check", "live.png", "--limits", "text.jpg"), "invalid_limits"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_bad_input_is_an_error_object(
    folder: Path,
    capfdbinary: pytest.CaptureFixture[bytes],
    monkeypatch: pytest.MonkeyPatch,
    arguments: tuple[str, ...],
    code: str,
) -> None:
    monkeypatch.chdir(folder)
    exit_code, answer = _run(capfdbinary, *arguments)
    assert exit_code == 1
    assert set(answer) == {"error"}
    assert answer["error"]["code"] == code
    assert answer["error"]["sentence"].endswith(".")


@pytest.mark.parametrize(
    ("arguments", "exit_code"), [(("compare", "live.png", "astronaut.jp2"), 0), (("check", "cut.avi"), 1)]
)
def test_on_the_command_line(folder: Path, arguments: tuple[str, ...], exit_code: int) -> None:
    """Nothing but the answer: no remark of a decoder, no trace of the worker."""
    run = subprocess.run(
        [sys.executable, Path("main.py").resolve(), "face", *arguments],
        capture_output=True,
        check=False,
        cwd=folder,
    )
    assert (run.returncode, run.stderr) == (exit_code, b"")
    assert json.loads(run.stdout)


@pytest.mark.parametrize(
    "arguments", [["face"], ["face", "compare", "a"], ["face", "check", "a", "--fps", "0"]]
)
def test_wrong_usage(arguments: list[str], capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main.main(arguments)
    assert caught.value.code == 2
    assert "usage" in capfd.readouterr().err
