"""The simulated card against counterparts that are not ours."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import serialization

from ekyc.chip.curves import NamedCurve, named_curves
from simulation.card import files
from simulation.card.certificate import Scheme
from simulation.card.chip import SimulatedCard
from simulation.card.issuer import Issuer
from simulation.card.plain_portrait import plain_portrait
from simulation.card.quirks import Quirks
from simulation.people import ADULT_WOMAN, PEOPLE, get_person

ANSWERS = Path(__file__).parents[2] / "ekyc" / "chip" / "data" / "icao_9303_11_known_answers.json"


@pytest.mark.parametrize("scheme", list(Scheme))
@pytest.mark.parametrize("content", ["security object", "master list"])
def test_openssl_verifies_what_the_issuer_signs(content: str, scheme: Scheme, tmp_path: Path) -> None:
    issuer = Issuer.create(scheme)
    signed = issuer.security_object({1: b"\x61\x00", 2: b"\x75\x00"})
    signed = signed[signed.index(b"\x30\x82") :]  # the file's own tag 77 taken off
    if content == "master list":
        signed = issuer.master_list([issuer.csca_der])
    (tmp_path / "signed.der").write_bytes(signed)
    authority = x509.load_der_x509_certificate(issuer.csca_der)
    (tmp_path / "csca.pem").write_bytes(authority.public_bytes(serialization.Encoding.PEM))
    command = ["openssl", "cms", "-verify", "-inform", "DER", "-in", "signed.der", "-CAfile", "csca.pem"]
    done = subprocess.run(  # our own arguments
        [*command, "-purpose", "any", "-binary", "-out", "content.der"],
        cwd=tmp_path,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    assert (tmp_path / "content.der").read_bytes().startswith(b"\x30")


@pytest.mark.parametrize("named", named_curves(), ids=lambda named: named.curve.name)
def test_curve_numbers_are_openssls(named: NamedCurve) -> None:
    curve = named.curve
    name = {"secp192r1": "prime192v1", "secp256r1": "prime256v1"}.get(curve.name, curve.name)
    done = subprocess.run(
        ["openssl", "ecparam", "-name", name, "-param_enc", "explicit", "-text", "-noout"],  # noqa: S607
        capture_output=True,
        check=True,
    )
    digits = "".join(done.stdout.decode().split()).replace(":", "")
    point = curve.encode(curve.generator).hex()
    for number in (curve.p, curve.a, curve.b, curve.n):
        assert f"{number:x}" in digits
    assert point in digits


def test_card_access_equals_that_of_vietnamese_cards() -> None:
    known = json.loads(ANSWERS.read_text(encoding="utf-8"))["vietnam_ef_card_access"]["value"]
    assert files.card_access(2, 13) == bytes.fromhex(known)


def test_nothing_is_read_without_access_control() -> None:
    card = SimulatedCard(ADULT_WOMAN, plain_portrait())
    assert card.process(bytes.fromhex("00A4040C07A0000002471001")) == b"\x90\x00"
    assert card.process(bytes.fromhex("00A4020C020101")) == b"\x69\x82"
    assert card.process(bytes.fromhex("00B0000008")) == b"\x69\x86"
    assert card.process(bytes.fromhex("00A4000C023F00")) == b"\x6d\x00"
    assert card.process(b"\x00") == b"\x67\x00"
    assert card.process(bytes.fromhex("0CB0000000")) == b"\x69\x88"


def test_answer_to_reset_has_a_right_check_byte() -> None:
    for extended in (True, False):
        atr = SimulatedCard(ADULT_WOMAN, plain_portrait(), quirks=Quirks(extended_length=extended)).atr
        check = 0
        for byte in atr[1:]:
            check ^= byte
        assert check == 0


def test_sample_people_are_distinct() -> None:
    assert len({person.personal_number for person in PEOPLE}) == len(PEOPLE)
    assert all(get_person(person.key) is person for person in PEOPLE)
