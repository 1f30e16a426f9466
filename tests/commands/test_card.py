"""The card diagnostics as a technician's script sees them: one JSON object, a stable code, an exit code."""

from __future__ import annotations

import argparse
import json
import os
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
import segno

from commands import card
from commands.json_output import error_json, print_json
from simulation.card.degraded import Degradation, photograph
from simulation.card.health_card import new_health_qr_text, old_health_qr_text
from simulation.card.mrz_picture import card_back
from simulation.card.passport_picture import passport_frame
from simulation.card.qr_picture import qr_png
from simulation.passports import PASSPORTS, SamplePassport
from simulation.people import ADULT_WOMAN, CHILD, PEOPLE, SamplePerson
from tests.exclusive import alone_with


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, dict[str, Any]]:
    parser = argparse.ArgumentParser()
    card.add_parser(parser.add_subparsers(required=True))
    code = card.run(parser.parse_args(["card", *arguments]))
    shown = capsys.readouterr()
    assert not shown.err
    printed = json.loads(shown.out)
    assert isinstance(printed, dict)
    return code, printed


def fault(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    code, printed = run(capsys, *arguments)
    assert code == 1
    assert set(printed) == {"error"}
    assert printed["error"]["sentence"].endswith(".")
    return str(printed["error"]["code"])


def test_parse_qr(capsys: pytest.CaptureFixture[str]) -> None:
    code, printed = run(capsys, "parse-qr", CHILD.qr_text)
    assert code == 0
    assert printed["personal_number"] == CHILD.personal_number
    assert printed["full_name"] == CHILD.full_name
    assert printed["date_of_expiry"] == "2032-09-05"
    assert printed["mother_name"] == CHILD.mother_name
    assert fault(capsys, "parse-qr", "") == "qr_not_a_citizen_card"


def test_parse_qr_of_a_health_card(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "parse-qr", CHILD.qr_text)[1]["kind"] == "citizen_card"
    code, printed = run(capsys, "parse-qr", new_health_qr_text(ADULT_WOMAN, "DN4010123456789"))
    assert code == 0
    assert printed["kind"] == "health_card"
    assert printed["full_name"] == ADULT_WOMAN.full_name
    assert (printed["group"], printed["social_insurance_number"]) == ("DN", "0123456789")
    assert (printed["valid_from"], printed["five_years_from"]) == ("2026-01-01", "2027-01-01")
    cut = old_health_qr_text(ADULT_WOMAN, "0123456789")[:-1]
    assert fault(capsys, "parse-qr", cut) == "health_qr_not_recognized"


def test_decode_qr_tells_the_kind(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    citizen, health, other = tmp_path / "citizen.png", tmp_path / "health.png", tmp_path / "other.png"
    citizen.write_bytes(qr_png(ADULT_WOMAN))
    for path, text in ((health, new_health_qr_text(CHILD, "0123456789")), (other, "https://example.org")):
        segno.make(text, micro=False).save(str(path), scale=4)
    code, printed = run(capsys, "decode-qr", str(citizen), str(health), str(other))
    assert code == 0
    codes = [image["codes"][0] for image in printed["images"]]
    assert [found["kind"] for found in codes] == ["citizen_card", "health_card", None]
    assert codes[1]["health_card_qr"]["full_name"] == CHILD.full_name
    assert codes[2]["reason"] == "qr_not_a_citizen_card"


def test_read_mrz(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    back, empty = tmp_path / "back.png", tmp_path / "grey.png"
    cv2.imwrite(str(back), photograph(card_back(ADULT_WOMAN.mrz_lines), 0.4, Degradation(), seed=1))
    cv2.imwrite(str(empty), np.full((300, 500), 180, dtype=np.uint8))
    code, printed = run(capsys, "read-mrz", str(back))
    assert code == 0
    assert printed["images"][0]["lines"][:2] == list(ADULT_WOMAN.mrz_lines[:2])
    assert printed["images"][0]["personal_number"] == ADULT_WOMAN.personal_number
    assert printed["images"][0]["date_of_expiry"] == "2028-03-14"
    assert fault(capsys, "read-mrz", str(empty)) == "mrz_not_found"
    assert fault(capsys, "read-mrz", str(tmp_path / "none.png")) == "image_not_found"
    code, printed = run(capsys, "read-mrz", str(back), str(empty))
    assert code == 1
    assert printed["images"][1]["error"]["code"] == "mrz_not_found"


@pytest.mark.parametrize("passport", PASSPORTS, ids=lambda passport: passport.key)
def test_read_mrz_of_a_passport(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, passport: SamplePassport
) -> None:
    page = tmp_path / "page.png"
    cv2.imwrite(str(page), passport_frame(passport))
    code, printed = run(capsys, "read-mrz", str(page))
    (found,) = printed["images"]
    assert (code, found["kind"], found["lines"]) == (0, "passport", list(passport.mrz_lines))
    assert (found["issuing_state"], found["passport_number"]) == (passport.issuing_state, passport.number)
    assert found["date_of_expiry"] == passport.date_of_expiry.isoformat()
    assert "personal_number" not in found


def test_decode_qr(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    good, empty, text = tmp_path / "good.png", tmp_path / "empty.png", tmp_path / "text.png"
    good.write_bytes(qr_png(CHILD))
    empty.write_bytes(b"")
    text.write_text("no picture", encoding="utf-8")
    code, printed = run(capsys, "decode-qr", str(good))
    assert code == 0
    assert printed["images"][0]["codes"][0]["citizen_qr"]["full_name"] == CHILD.full_name
    assert fault(capsys, "decode-qr", str(empty)) == "image_empty"
    assert fault(capsys, "decode-qr", str(text)) == "image_unreadable"
    assert fault(capsys, "decode-qr", str(tmp_path)) == "image_not_found"
    code, printed = run(capsys, "decode-qr", str(good), str(empty))
    assert code == 1
    assert [("error" in row) for row in printed["images"]] == [False, True]


@pytest.mark.parametrize("person", PEOPLE, ids=lambda person: person.key)
def test_read_simulated(person: SamplePerson, capsys: pytest.CaptureFixture[str]) -> None:
    code, printed = run(capsys, "read", "--simulated", "--person", person.key)
    assert code == 0
    assert printed["identity"]["full_name"] == person.full_name
    assert printed["verdicts"]["access"] == "pace"
    assert printed["verdicts"]["chip_genuine"] == "yes"
    assert printed["apdu_count"] > 20
    assert printed["seconds"]["total"] > 0
    assert printed["portrait"]["media_type"] == "image/jpeg"


@pytest.mark.parametrize(
    ("variant", "trust", "genuine"),
    [("cloned", "trusted", "no"), ("untrusted", "unknown", "not_provable"), ("lifted", "trusted", "yes")],
)
def test_read_simulated_variants(
    variant: str, trust: str, genuine: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, printed = run(capsys, "read", "--simulated", "--variant", variant)
    assert code == 0
    assert printed["verdicts"]["issuer_trust"] == trust
    assert printed["verdicts"]["chip_genuine"] == genuine
    assert printed["chip_proof"] == ("none" if genuine == "no" else "chip_authentication")


def test_read_simulated_variants_that_fail(capsys: pytest.CaptureFixture[str]) -> None:
    assert fault(capsys, "read", "--simulated", "--variant", "swapped") == "card_changed"
    removed = ("read", "--simulated", "--variant", "removed", "--wait", "0")
    assert fault(capsys, *removed) == "card_removed"
    assert fault(capsys, "read", "--simulated", "--variant", "none") == "unknown_sample_card"


def test_read_simulated_with_keys(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert run(capsys, "read", "--simulated", "--can", ADULT_WOMAN.can)[0] == 0
    mrz = tmp_path / "mrz.txt"
    mrz.write_text("\n".join(ADULT_WOMAN.mrz_lines), encoding="ascii")
    assert run(capsys, "read", "--simulated", "--mrz", str(mrz))[0] == 0
    mrz.write_bytes("Nguyễn".encode())
    assert fault(capsys, "read", "--simulated", "--mrz", str(mrz)) == "mrz_file_not_found"
    mrz.write_bytes(b"")
    assert fault(capsys, "read", "--simulated", "--mrz", str(mrz)) == "mrz_malformed"
    assert fault(capsys, "read", "--simulated", "--mrz", str(tmp_path / "none")) == "mrz_file_not_found"


def test_read_with_wrong_keys(capsys: pytest.CaptureFixture[str]) -> None:
    assert fault(capsys, "read", "--simulated", "--can", "000000") == "wrong_access_key"
    assert fault(capsys, "read", "--simulated", "--can", "12x456") == "can_not_6_digits"
    assert fault(capsys, "read", "--simulated", "--can", "") == "can_not_6_digits"
    assert fault(capsys, "read", "--simulated", "--person", "nobody") == "unknown_sample_person"
    assert fault(capsys, "read") == "access_key_needed"


def test_read_from_a_reader_that_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    with alone_with("pcscd"):
        code = fault(capsys, "read", "--can", "123456", "--reader", "No such reader", "--wait", "0")
    assert code in {"reader_service_unavailable", "no_reader", "unknown_reader"}


@pytest.mark.parametrize(
    "arguments", [["card"], ["card", "read", "--can", "1", "--mrz", "x"], ["card", "decode-qr"]]
)
def test_usage_errors_exit_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    parser = argparse.ArgumentParser()
    card.add_parser(parser.add_subparsers(required=True))
    with pytest.raises(SystemExit) as caught:
        parser.parse_args(arguments)
    assert caught.value.code == 2
    assert "usage" in capsys.readouterr().err


def test_json_output(capsys: pytest.CaptureFixture[str]) -> None:
    print_json({"name": "Đặng", "n": 1})
    assert json.loads(capsys.readouterr().out) == {"name": "Đặng", "n": 1}
    assert error_json("some_code", "A sentence.") == 1
    assert json.loads(capsys.readouterr().out) == {"error": {"code": "some_code", "sentence": "A sentence."}}
    with pytest.raises(ValueError, match="JSON"):
        print_json({"n": float("nan")})


def test_a_folder_of_certificates_that_is_not_there(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    absent = str(tmp_path / "none")
    assert fault(capsys, "read", "--can", "123456", "--trust", absent) == "trust_folder_missing"


@pytest.mark.parametrize("seconds", ["nan", "inf", "-1", "1e300", "soon"])
def test_a_time_to_wait_that_is_none(seconds: str, capsys: pytest.CaptureFixture[str]) -> None:
    parser = argparse.ArgumentParser()
    card.add_parser(parser.add_subparsers(required=True))
    with pytest.raises(SystemExit) as caught:
        parser.parse_args(["card", "read", "--can", "123456", f"--wait={seconds}"])
    assert caught.value.code == 2
    assert "--wait" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [("read", "--mrz"), ("decode-qr",), ("read-mrz",)], ids=str)
def test_a_pipe_is_not_waited_for(
    arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    assert fault(capsys, *arguments, str(pipe)) in {"image_unreadable", "mrz_file_not_found"}
