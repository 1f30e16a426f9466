"""Settings from a file and the environment; what is wrong is named."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from pydantic import ValidationError

from ekyc.card.chip_proofs import NoProofMeans
from kiosk.settings import Mode, Settings, load_settings


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
        ('[card.chip_proofs.card_of_1999]\nproofs = []\nas_of = 2026-12-01\nsource = "a guess"\n', "1999"),
        ('[card.chip_proofs.identity_card_2024]\nproofs = []\nsource = "a guess"\n', "as_of"),
        ("[card.chip_proofs.identity_card_2024]\nproofs = []\nas_of = 2026-12-01\n", "source"),
        (
            '[card.chip_proofs.identity_card_2024]\nproofs = []\nas_of = 2023-12-01\nsource = "measured"\n',
            "before",
        ),
        (
            '[card.chip_proofs.identity_card_2024]\nproofs = ["none"]\nas_of = 2026-12-01\n\n',
            "proofs",
        ),
        ("[idle]\nto_answer_seconds = 5\n", "to_answer_seconds"),
        ("no_such_setting = 1\n", "no_such_setting"),
        ("[central]\nurll = 'x'\n", "urll"),
        ("[central]\nurl = 'http://central.example.vn'\n", "https://"),
        ("[central]\nurl = 'http://127.0.0.1:8080'\n", "https://"),
        ("[central]\nurl = 'ftp://central.example.vn'\n", "url"),
    ],
)
def test_a_dangerous_or_unknown_setting_is_refused_by_name(tmp_path: Path, text: str, named: str) -> None:
    file = tmp_path / "kiosk.toml"
    file.write_text(text, "utf-8")
    with pytest.raises(ValidationError, match=named):
        load_settings(file)


def test_what_an_office_found_out_about_a_generation_of_cards(tmp_path: Path) -> None:
    file = tmp_path / "kiosk.toml"
    file.write_text(
        "[card.chip_proofs.identity_card_2024]\n"
        'proofs = ["chip_authentication"]\nas_of = 2026-12-01\nsource = "four specimens of the ministry"\n',
        "utf-8",
    )
    policy = load_settings(file).card.chip_proof_policy
    assert policy.no_proof_means(date(2025, 1, 1)) is NoProofMeans.MISSING
    assert policy.no_proof_means(date(2024, 1, 1)) is NoProofMeans.UNKNOWN
    default = load_settings(tmp_path / "none.toml").card.chip_proof_policy
    assert default.no_proof_means(date(2025, 1, 1)) is NoProofMeans.UNKNOWN


def test_what_one_file_says_holds_for_nothing_that_is_made_later(tmp_path: Path) -> None:
    file = tmp_path / "kiosk.toml"
    file.write_text("[speech]\ntones = false\n", "utf-8")
    assert not load_settings(file).speech.tones
    assert Settings().speech.tones
