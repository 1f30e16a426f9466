"""What a technician is told about the card issuers and about chips that prove nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from ekyc.card.chip_proofs import ChipProofFinding, load_chip_proofs
from ekyc.card.reading import ChipProof
from kiosk.card_trust import TrustCode, TrustFinding, examine_chip_policy, examine_trust_store
from simulation.card.certificate import AUTHORITY
from simulation.card.issuer import Issuer, standing_issuer

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)


def examined(folder: Path, **files: bytes) -> TrustFinding:
    for name, contents in files.items():
        (folder / name.replace("_", ".")).write_bytes(contents)
    return examine_trust_store(folder, NOW)


def test_no_folder_and_an_absent_one_are_told(tmp_path: Path) -> None:
    for finding in (examine_trust_store(None, NOW), examine_trust_store(tmp_path / "none", NOW)):
        assert not finding.ok
        assert finding.code is TrustCode.NO_FOLDER
        assert "goes to staff" in finding.found.en
        assert finding.advice.vi


def test_issuers_and_their_dates(tmp_path: Path) -> None:
    finding = examined(tmp_path, csca_cer=standing_issuer().csca_der)
    assert finding.ok
    assert "Simulated CSCA" in finding.found.en
    assert "valid 2016-01-01 to 2045-01-01" in finding.found.en
    assert "no revocation list" in finding.found.en


@pytest.mark.parametrize(("days", "ok"), [(-3, False), (3, True)])
def test_the_age_of_the_revocation_list(days: int, ok: bool, tmp_path: Path) -> None:
    issuer = standing_issuer()
    due = NOW + timedelta(days=days)
    crl = issuer.revocation_list(revoke_signer=True, next_due=due)
    finding = examined(tmp_path, csca_cer=issuer.csca_der, list_crl=crl)
    assert finding.ok is ok
    assert f"next due {due:%Y-%m-%d}" in finding.found.en
    assert "1 entries" in finding.found.en
    assert ("overdue" in finding.found.en) is not ok
    assert finding.code is (TrustCode.GOOD if ok else TrustCode.REVOCATIONS_OVERDUE)
    assert bool(finding.advice.vi) is not ok


def test_issuers_of_other_states_alone(tmp_path: Path) -> None:
    abroad = Issuer.create(authority_form=replace(AUTHORITY, country="DE"))
    finding = examined(tmp_path, csca_cer=abroad.csca_der)
    assert not finding.ok
    assert "no issuer of Vietnam; issuers of 1 other states" in finding.found.en


def test_an_issuer_whose_time_is_over(tmp_path: Path) -> None:
    over = Issuer.create(authority_form=replace(AUTHORITY, until=datetime(2020, 1, 1, tzinfo=UTC)))
    finding = examined(tmp_path, csca_cer=over.csca_der)
    assert not finding.ok
    assert "none of them is valid today" in finding.found.en


def test_a_broken_file_is_named(tmp_path: Path) -> None:
    finding = examined(tmp_path, broken_cer=b"\x30\x05")
    assert not finding.ok
    assert "broken.cer" in finding.found.en


def test_what_a_silent_chip_means_is_said_in_words() -> None:
    told = examine_chip_policy(load_chip_proofs())
    assert told.ok
    assert told.found.en.count("not known whether every card proves its chip") == 2
    assert "card.chip_proofs" in told.found.en
    finding = ChipProofFinding(frozenset({ChipProof.CHIP_AUTHENTICATION}), date(2026, 12, 1), "specimens")
    known = load_chip_proofs().with_findings({"identity_card_2024": finding})
    assert "issued from 2024-07-01: cards of this kind prove their chip (chip authentication)" in (
        examine_chip_policy(known).found.en
    )
    none = ChipProofFinding(frozenset(), date(2026, 12, 1), "said by the ministry")
    settled = known.with_findings({"citizen_identity_card_2021": none})
    assert "the issuer's signature is enough (as of 2026-12-01)" in examine_chip_policy(settled).found.en
    assert "card.chip_proofs" not in examine_chip_policy(settled).found.en
