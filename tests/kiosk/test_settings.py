"""Settings from a file and the environment; what is wrong is named."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ValidationError

from kiosk.settings import Mode, load_settings


def test_file_then_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "kiosk.toml"
    file.write_text(
        'mode = "development"\nkiosk_id = "K7"\n[office]\nname = "BHXH cơ sở Mẫu"\n[central]\nurl = "http://a"\n',
        "utf-8",
    )
    monkeypatch.setenv("BHXH_CENTRAL__URL", "http://127.0.0.1:9")
    settings = load_settings(file)
    assert settings.mode is Mode.DEVELOPMENT
    assert settings.kiosk_id == "K7"
    assert settings.office.name == "BHXH cơ sở Mẫu"
    assert settings.central.url == "http://127.0.0.1:9"


def test_without_a_file_the_strict_mode_holds(tmp_path: Path) -> None:
    assert load_settings(tmp_path / "none.toml").mode is Mode.PRODUCTION


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("[face]\nmatch_limit = 0.96\n", "match_limit above 0.95"),
        ("[face]\nmatch_limit = 0.42\n", "match_limit below 0.6"),  # a band of dlib's, kept by mistake
        ("[face]\nstaff_present = false\nmatch_limit = 0.9\n", "match_limit above 0.85"),
        ('[face]\nmatcher = "dlib"\nmatch_limit = 0.6\n', "match_limit above 0.5"),
        ("[face]\nreview_limit = 0.6\n", "review_limit"),
        ('[face]\nmatcher = "dlib_file"\n', "network_file"),
        ('[face]\nmatcher = "dlib"\nnetwork_file = "/n.dat"\nnetwork_sha256 = "' + 64 * "0" + '"\n', "dlib"),
        ('[face]\nnetwork_file = "/n.onnx"\n', "network_file"),
        ('[face]\ncamera_identity = "webcam"\n', "camera_identity"),
        ('[face.methods]\nmoire = "enforced"\n', "moire"),
        ("[idle]\nto_answer_seconds = 5\n", "to_answer_seconds"),
        ("no_such_setting = 1\n", "no_such_setting"),
        ("[central]\nurll = 'x'\n", "urll"),
    ],
)
def test_a_dangerous_or_unknown_setting_is_refused_by_name(tmp_path: Path, text: str, named: str) -> None:
    file = tmp_path / "kiosk.toml"
    file.write_text(text, "utf-8")
    with pytest.raises(ValidationError, match=named):
        load_settings(file)
