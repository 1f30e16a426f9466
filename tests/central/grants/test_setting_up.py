"""What an office sets: issuers and policy; and chips that are no chips."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from central.assembly import build_central
from central.grants.chip_proof import prove
from central.grants.policy import PolicyError, load_policy
from central.grants.trust import TrustError, TrustFolder
from central.http.problems import ProblemError
from central.settings import CentralSettings, GrantSettings
from ekyc.chip.certificates import Certificate
from ekyc.chip.trust_store import TrustStore
from ekyc.verification import Reason
from kiosk.contract.grants import ChipEvidence, ChipStrength
from kiosk.contract.records import Section
from kiosk.visit.record_request import chip_evidence
from simulation.card.issuer import standing_issuer
from simulation.people import ADULT_WOMAN
from tests.grant_parts import VISIT, answer_of, card_of, trusting
from tests.manual_clock import START

CHALLENGE = bytes(range(8))
NONE: frozenset[Reason] = frozenset()


@cache
def evidence() -> ChipEvidence:
    return chip_evidence(VISIT, answer_of(card_of(), CHALLENGE))


@cache
def trust() -> TrustStore:
    return TrustStore.from_certificates([Certificate.load(standing_issuer().csca_der)])


def test_the_chip_is_judged_by_central_alone() -> None:
    proved = prove(evidence(), CHALLENGE, trust(), START, key=bytes(32))
    assert (proved.number, proved.strength) == (ADULT_WOMAN.personal_number, ChipStrength.GENUINE)
    assert proved.reasons == NONE
    assert ADULT_WOMAN.personal_number not in repr(proved)
    with pytest.raises(ProblemError, match="issuer-not-trusted"):
        prove(evidence(), CHALLENGE, TrustStore(), START, key=bytes(32))


@given(data=st.data())
def test_no_byte_of_it_can_be_changed(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(["sod", "dg1", "dg13", "dg14", "dg15", "signature"]))
    content = getattr(evidence(), name)
    place, mask = data.draw(st.integers(0, len(content) - 1)), data.draw(st.integers(1, 255))
    altered = content[:place] + bytes([content[place] ^ mask]) + content[place + 1 :]
    try:
        proved = prove(
            evidence().model_copy(update={name: altered}), CHALLENGE, trust(), START, key=bytes(32)
        )
    except ProblemError:
        return
    assert name == "sod"  # its frame holds bytes that say nothing
    assert proved.number == ADULT_WOMAN.personal_number


@given(
    name=st.sampled_from(["sod", "dg1", "dg13", "dg14", "dg15", "signature"]),
    content=st.binary(max_size=200) | st.sampled_from([b"\x77\x84", b"\x61" * 30_000, b"\x30\x80" * 10_000]),
)
def test_garbage_is_refused(name: str, content: bytes) -> None:
    with pytest.raises(ProblemError):
        prove(evidence().model_copy(update={name: content}), CHALLENGE, trust(), START, key=bytes(32))


def test_the_policy_that_ships() -> None:
    policy = load_policy(None)
    everything = frozenset(Section)

    def ways(chip: ChipStrength, *reasons: Reason) -> list[tuple[str, bool]]:
        return [(way.name, way.officer) for way in policy.ways(chip, frozenset(reasons), everything)]

    assert ways(ChipStrength.GENUINE) == [("chip_and_face", False), ("chip_and_officer", True)]
    assert ways(ChipStrength.GENUINE, Reason.FACE_NO_MATCH) == [("chip_and_officer", True)]
    assert ways(ChipStrength.COPYABLE) == [("copyable_chip_and_officer", True)]
    for reason in policy.never:
        assert ways(ChipStrength.GENUINE, reason) == ways(ChipStrength.COPYABLE, reason) == []


def test_an_office_releases_less_where_a_chip_can_be_copied(tmp_path: Path) -> None:
    file = tmp_path / "policy.toml"
    file.write_text(
        'never = []\n[[way]]\nname = "cards"\nchip = "copyable"\nreasons = true\nofficer = true\n'
        'sections = ["health"]\n',
        "utf-8",
    )
    policy = load_policy(file)
    assert policy.ways(ChipStrength.COPYABLE, NONE, frozenset({Section.HEALTH})) != ()
    assert policy.ways(ChipStrength.COPYABLE, NONE, frozenset({Section.HEALTH, Section.CARE})) == ()
    assert policy.ways(ChipStrength.GENUINE, NONE, frozenset({Section.HEALTH})) == ()


@pytest.mark.parametrize(
    "text", ["never = [", "never = []\n", 'never = ["because"]\n', "never = []\nway = []\nelse = 1\n"]
)
def test_a_policy_that_cannot_be_used_stops_the_start(tmp_path: Path, text: str) -> None:
    file = tmp_path / "policy.toml"
    file.write_text(text, "utf-8")
    settings = CentralSettings(data_dir=tmp_path, demo=True, grants=GrantSettings(policy_file=file))
    with pytest.raises(PolicyError) as caught:
        build_central(settings)
    assert caught.value.code == "grant_policy_invalid"
    with pytest.raises(PolicyError):
        load_policy(tmp_path / "none.toml")


def test_issuers_that_cannot_be_read_stop_the_start(tmp_path: Path) -> None:
    (tmp_path / "broken.der").write_bytes(b"no certificate")
    with pytest.raises(TrustError, match=r"broken\.der"):
        TrustFolder(tmp_path)


@pytest.mark.expects_log("the issuers cannot be read, those in use stay: CardError")
def test_issuers_that_break_later_change_nothing(tmp_path: Path) -> None:
    folder = trusting(tmp_path).csca_folder
    assert folder is not None
    issuers = TrustFolder(folder)
    assert len(issuers.current().authorities) == 1
    (folder / "broken.der").write_bytes(b"no certificate")
    assert len(issuers.current().authorities) == 1
    (folder / "broken.der").unlink()
    (folder / "issuer.der").unlink()
    assert issuers.current().authorities == ()
    assert TrustFolder(None).current().authorities == ()
