"""``face evaluate`` over pictures of synthetic people in temporary folders."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any

import cv2
import pytest
from hypothesis import given
from hypothesis import strategies as st

import main
from commands.face.labelled import read_labelled
from ekyc.errors import EkycError
from ekyc.face.models import get_model_files
from simulation.face.camera import SyntheticCamera
from simulation.face.person import SyntheticPerson
from simulation.face.portrait import reference_portrait
from simulation.face.scene import Scene
from tests.patience import PATIENCE

pytestmark = pytest.mark.usefixtures("kept_worker")
_PEOPLE = (SyntheticPerson.ASTRONAUT, SyntheticPerson.HOPPER, SyntheticPerson.DRAWN_A)


@pytest.fixture(scope="module")
def faces(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three persons with two pictures each, and what such folders collect besides."""
    folder = tmp_path_factory.mktemp("faces")
    for number, person in enumerate(_PEOPLE):
        own = folder / f"P{number:02}"
        own.mkdir()
        (own / "chip.jp2").write_bytes(reference_portrait(person))
        cv2.imwrite(str(own / "live.png"), SyntheticCamera(person).film(0.0))
    shutil.copy(folder / "P00" / "live.png", folder / "P00" / "live (copy).PNG")
    cv2.imwrite(str(folder / "P01" / "wall.png"), SyntheticCamera(scene=Scene.NOBODY).film(0.0))
    (folder / "P02" / "broken.jpg").write_text("no picture")
    (folder / "P02" / "Thumbs.db").write_text("not meant")
    (folder / "P03").mkdir()
    (folder / "readme.txt").write_text("not a person")
    return folder


def _run(capfdbinary: pytest.CaptureFixture[bytes], *arguments: str | Path) -> tuple[int, dict[str, Any]]:
    code = main.main(["face", "evaluate", *map(str, arguments)])
    answer: dict[str, Any] = json.loads(capfdbinary.readouterr().out)
    return code, answer


def test_folders_of_persons(faces: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    code, answer = _run(capfdbinary, faces, "--json")
    assert code == 0
    assert answer["persons"] == 3
    pictures = answer["pictures"]
    assert (pictures["files"], pictures["copies"], pictures["ignored_files"]) == (9, 1, 1)
    assert pictures["reasons"] == {"no_face": 1, "not_an_image": 1}
    assert pictures["failure_to_acquire"]["errors"] == 2
    assert answer["pairs"] == {"genuine": 3, "impostor": 12, "skipped": 13}
    at_match = answer["bands"]["match_limit"]
    assert at_match["threshold"] == 0.90
    assert at_match["fmr"] == {"errors": 0, "trials": 12, "rate": 0.0, "upper_bound_95": 0.25}
    assert at_match["fnmr"]["trials"] == 3
    assert [row["threshold"] for row in answer["thresholds"]] == sorted(
        row["threshold"] for row in answer["thresholds"]
    )
    assert answer["eer"]["rate"] == 0.0
    assert answer["genuine_in_bands"] == {"match": 3, "review": 0, "no_match": 0}
    assert len(answer["model_sha256"]) == 64
    assert "independent" in answer["caution"]


def test_the_table_names_no_file_and_progress_goes_beside_it(
    faces: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert main.main(["face", "evaluate", str(faces)]) == 0
    output = capfd.readouterr()
    assert "0.900 match limit" in output.out
    assert "1.100 review limit" in output.out
    assert "0/12" in output.out
    assert "equal error rate 0.00% at" in output.out
    assert "P00" not in output.out + output.err
    assert output.err.endswith("pictures: 9 of 9\n")  # and a slow machine tells more on the way


def test_pairs_in_a_csv(faces: Path, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    shutil.copytree(faces, tmp_path / "set")
    pairs = tmp_path / "pairs.csv"
    lines = [
        "path_a,path_b,same",
        "set/P00/chip.jp2, set/P00/live.png, 1",
        "set/P00/live.png,set/P00/chip.jp2,yes",
        "set/P00/live.png,set/P00/live (copy).PNG,true",
        "",
        "set/P00/live.png,set/P01/live.png,0",
        "set/P00/live.png,set/P02/broken.jpg,0",
        "set/P00/live.png,set/P02/gone.jpg,no",
    ]
    pairs.write_text("\r\n".join(lines), encoding="utf-8-sig")
    code, answer = _run(capfdbinary, pairs, "--json")
    assert code == 0
    assert answer["pairs"] == {"genuine": 1, "impostor": 1, "skipped": 2}
    assert answer["pictures"]["copies"] == 1
    assert answer["pictures"]["reasons"] == {"not_an_image": 1, "file_not_found": 1}
    assert answer["persons"] is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (b"a.png,b.png\n", "invalid_pairs"),
        (b"a.png,b.png,maybe\n", "invalid_pairs"),
        (b"a.png,./a.png,1\n", "invalid_pairs"),
        (b"\xff\xfe\x00", "invalid_pairs"),
        (b"a.png,b.png,1\nb.png,a.png,0\n", "labels_contradict"),
        (b"path_a,path_b,same\n", "nothing_to_compare"),
        (b'"a.png,b.png,1\n', "invalid_pairs"),
        (b"a\x00.png,b.png,1\n", "invalid_pairs"),
        (b"x" * 200_000 + b",b.png,1\n", "invalid_pairs"),
        (b"", "nothing_to_compare"),
    ],
    ids=[
        "columns",
        "label",
        "itself",
        "binary",
        "contradiction",
        "header only",
        "quote",
        "NUL",
        "long field",
        "empty",
    ],
)
def test_unusable_pairs(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes], text: bytes, code: str
) -> None:
    path = tmp_path / "pairs.csv"
    path.write_bytes(text)
    exit_code, answer = _run(capfdbinary, path)
    assert (exit_code, answer["error"]["code"]) == (1, code)


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (["--network", "net.dat"], "network_incomplete"),
        (["--matcher", "dlib_file"], "network_incomplete"),
        (["--matcher", "sface", "--network", "none.onnx", "--network-sha256", "0" * 64], "model_missing"),
        (
            ["--matcher", "dlib_file", "--network", __file__, "--network-sha256", "0" * 64],
            "network_unexpected",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_another_network_that_cannot_be_used(
    faces: Path, capfdbinary: pytest.CaptureFixture[bytes], options: list[str], code: str
) -> None:
    exit_code, answer = _run(capfdbinary, faces, *options)
    assert (exit_code, answer["error"]["code"]) == (1, code)


def test_a_network_in_dlibs_format_has_bands_of_its_own(
    faces: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    """The package's own network again, as if it were somebody else's."""
    network = get_model_files().recognition
    checksum = hashlib.sha256(network.read_bytes()).hexdigest()
    options = ("--matcher", "dlib_file", "--network", network, "--network-sha256", checksum.upper())
    code, answer = _run(capfdbinary, faces, "--json", *options)
    assert (code, answer["model_sha256"]) == (0, checksum)
    assert answer["bands"]["match_limit"]["threshold"] == 0.40
    assert answer["matcher"].startswith(network.name)


def test_unusable_folders(faces: Path, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    code, answer = _run(capfdbinary, tmp_path / "none")
    assert (code, answer["error"]["code"]) == (1, "file_not_found")
    code, answer = _run(capfdbinary, tmp_path)
    assert (code, answer["error"]["code"]) == (1, "nothing_to_compare")
    for name in ("A", "B"):
        (tmp_path / name).mkdir()
        shutil.copy(faces / "P00" / "chip.jp2", tmp_path / name)
    code, answer = _run(capfdbinary, tmp_path)
    assert (code, answer["error"]["code"]) == (1, "labels_contradict")


_cell = st.text(st.sampled_from('ab/.,"\n\r\0 01é'), max_size=6)


@given(st.one_of(st.binary(max_size=60), st.lists(_cell, max_size=9).map(",".join).map(str.encode)))
def test_any_text_is_a_list_of_pairs_or_a_named_fault(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "pairs.csv"
        path.write_bytes(data)
        with suppress(EkycError):
            found = read_labelled(path)
            assert len(set(found.files)) == len(found.files) >= 2


def test_one_person_alone_has_no_false_matches(
    faces: Path, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    shutil.copytree(faces / "P00", tmp_path / "set" / "P00")
    code, answer = _run(capfdbinary, tmp_path / "set", "--json")
    assert code == 0
    assert answer["eer"] is None
    assert answer["bands"]["match_limit"]["fmr"] == {
        "errors": 0,
        "trials": 0,
        "rate": None,
        "upper_bound_95": 1.0,
    }


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C of a console cannot be sent to one process")
def test_ctrl_c_ends_it_without_a_traceback(faces: Path, tmp_path: Path) -> None:
    """As a terminal sends it: to the whole process group, the worker included."""
    picture = (faces / "P00" / "live.png").read_bytes()
    (tmp_path / "P").mkdir()
    for number in range(200):  # more than can be done before the signal; every file differs
        (tmp_path / "P" / f"{number}.png").write_bytes(picture + bytes([number]))
    command = [sys.executable, "-c", _SLOW_TERMINAL, "face", "evaluate", str(tmp_path)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as process:
        assert process.stderr is not None
        told = process.stderr.readline()
        os.killpg(process.pid, signal.SIGINT)
        output, errors = process.communicate(timeout=PATIENCE)
    assert told.startswith("pictures: ")
    assert process.returncode == 1
    assert json.loads(output)["error"]["code"] == "cancelled"
    assert "Traceback" not in errors


# Every step is told at once, so that the test knows when the work has begun.
_SLOW_TERMINAL = """
import sys
import commands.progress
import main
from ekyc.face.models import get_model_files
commands.progress._ELSEWHERE = 0.0
sys.exit(main.main(sys.argv[1:]))
"""
