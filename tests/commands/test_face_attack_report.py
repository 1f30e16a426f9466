"""``face attack-report`` over recordings of synthetic people and of attacks, made in a temporary folder."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import main
from commands.face.recorded import read_field_test
from ekyc.face.evidence import LivenessAction
from simulation.face.filming import film, record_pictures, record_video
from simulation.face.person import SyntheticPerson
from simulation.face.scene import Scene

pytestmark = pytest.mark.usefixtures("kept_worker")
_LEFT, _RIGHT = LivenessAction.TURN_LEFT, LivenessAction.TURN_RIGHT


@pytest.fixture(scope="module")
def sessions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sessions")
    genuine, attack = folder / "genuine", folder / "attack"
    record_video(genuine / "window" / "turn_left-01.avi", film(action=_LEFT))
    record_pictures(genuine / "turn_right-02", film(action=_RIGHT, person=SyntheticPerson.DRAWN_A))
    record_video(genuine / "lamp" / "turn_right-03.avi", film(action=_LEFT))  # did not do as asked
    record_video(attack / "print" / "turn_left-01.avi", film(Scene.FLAT_PHOTO, _LEFT))
    record_video(attack / "print" / "nobody.avi", film(Scene.NOBODY))
    record_video(attack / "screen" / "turn_right-01.avi", film(action=_LEFT))  # an older session, replayed
    record_video(attack / "screen" / "02.avi", film(action=_RIGHT))
    (attack / "screen" / "turn_left-03.mp4").write_text("no video")
    (attack / "screen" / "notes.txt").write_text("not meant")
    return folder


def _run(capfdbinary: pytest.CaptureFixture[bytes], *arguments: str | Path) -> tuple[int, dict[str, Any]]:
    code = main.main(["face", "attack-report", *map(str, arguments)])
    answer: dict[str, Any] = json.loads(capfdbinary.readouterr().out)
    return code, answer


def test_report_of_recorded_sessions(sessions: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    code, answer = _run(capfdbinary, sessions, "--json", "--fps", "12")
    assert code == 0
    printed, screen = answer["attacks"]["print"], answer["attacks"]["screen"]
    assert printed["apcer"] == {"errors": 0, "trials": 1, "rate": 0.0, "upper_bound_95": 1.0}
    assert (printed["sessions"], printed["apnrr"]["rate"]) == (2, 0.5)
    assert printed["reasons"] == {"flat_face": 1, "no_face": 1}
    assert (screen["apcer"]["errors"], screen["apcer"]["trials"]) == (1, 2)
    assert screen["reasons"] == {"wrong_direction": 1}
    assert answer["worst_species"] == "screen"
    genuine = answer["genuine"]
    assert (genuine["bpcer"]["errors"], genuine["bpcer"]["trials"]) == (1, 3)
    assert genuine["bpnrr"]["errors"] == 0
    by_condition = answer["genuine_by_condition"]
    assert {name: rates["bpcer"]["errors"] for name, rates in by_condition.items()} == {
        "": 0,
        "lamp": 1,
        "window": 0,
    }
    assert answer["unreadable_recordings"] == {"not_a_video": 1}
    assert answer["sessions_without_a_known_request"] == 2
    assert "claims no conformity" in answer["statement"]


def test_table_of_a_part_of_the_sessions(
    sessions: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "attack").mkdir()
    (tmp_path / "attack" / "print").symlink_to(sessions / "attack" / "print")
    assert main.main(["face", "attack-report", str(tmp_path), "--fps", "12"]) == 0
    output = capfd.readouterr()
    assert "worst species: print" in output.out
    assert "none tried" in output.out  # of genuine sessions
    assert "1 sessions do not say" in output.out
    words = " ".join(output.out.split())
    assert "It is not a test under ISO/IEC 30107-3, claims no conformity with it" in words
    assert output.err.endswith("sessions: 2 of 2\n")  # and a slow machine tells more on the way


def test_sessions_are_found_by_their_place_and_name(sessions: Path, tmp_path: Path) -> None:
    found = read_field_test(sessions)
    assert sorted((entry.kind, entry.asked) for entry in found.genuine) == [
        ("", _RIGHT),
        ("lamp", _RIGHT),
        ("window", _LEFT),
    ]
    pictures = next(entry.files for entry in found.genuine if not entry.kind)
    assert [path.name for path in pictures[:11]] == [f"frame{number}.jpg" for number in range(1, 12)]
    nested = tmp_path / "genuine" / "P01" / "lamp" / "blink_2"
    record_pictures(nested, film(Scene.NOBODY))
    assert [(entry.kind, entry.asked) for entry in read_field_test(tmp_path).genuine] == [
        ("P01", LivenessAction.BLINK)
    ]


def test_unusable_folders(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    (tmp_path / "file.avi").touch()
    for name, expected in (("none", "file_not_found"), ("file.avi", "not_a_folder"), (".", "no_sessions")):
        code, answer = _run(capfdbinary, tmp_path / name)
        assert (code, answer["error"]["code"]) == (1, expected)
