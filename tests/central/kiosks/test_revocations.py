"""What an issuer of cards has revoked, from central's feed to the judgement of a card at the kiosk."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from central.embedded import EmbeddedCentral
from central.feed.packages import PublishError, read_files
from ekyc.card.reading import IssuerTrust
from ekyc.chip.certificates import Certificate
from kiosk.card_trust import TrustCode, examine_trust_store
from kiosk.clock import SystemClock
from kiosk.contract.feed import Topic
from kiosk.devices.card_station import CardStation
from kiosk.devices.hardware import Hardware
from kiosk.law_tables import LawTables
from kiosk.reference.reference_data import ReferenceData
from kiosk.settings import Settings, load_settings
from kiosk.told import Told
from simulation.card.issuer import Issuer
from simulation.card.reader import SimulatedReader
from simulation.face.camera import SyntheticCamera
from tests.feed_parts import exchange
from tests.manual_clock import START, ManualClock
from tests.sync_parts import Station

FROM = date(2026, 3, 1)
NOW = datetime(2026, 3, 2, tzinfo=UTC)


def publish(central: EmbeddedCentral, folder: Path, name: str, content: bytes) -> None:
    (folder / name).write_bytes(content)
    topic, texts = read_files([folder / name])
    central.central.publishing.publish(topic, texts, FROM)


def told_to(station: Station, settings: Settings, clock: ManualClock, central: EmbeddedCentral) -> Told:
    exchange(station, central.url)
    told = Told(settings, clock, LawTables(), ReferenceData(None))
    told.load(station.told)
    told.adopt()
    return told


def trust_at(card: CardStation, issuer: Issuer) -> IssuerTrust:
    return card._load().judge(Certificate.load(issuer.signer_der), NOW)


@pytest.mark.parametrize("armoured", [False, True])
def test_what_is_revoked_by_the_feed_is_revoked_at_the_kiosk(
    central: EmbeddedCentral, station: Station, clock: ManualClock, tmp_path: Path, armoured: bool
) -> None:
    issuer = Issuer.create()
    issuers = tmp_path / "issuers"
    issuers.mkdir()
    (issuers / "csca.cer").write_bytes(issuer.csca_der)
    settings = load_settings(tmp_path / "none.toml", card={"csca_folder": issuers})
    der = issuer.revocation_list(revoke_signer=True)
    list_ = x509.load_der_x509_crl(der).public_bytes(Encoding.PEM) if armoured else der
    publish(central, tmp_path, "vn-csca.crl", list_)
    told = told_to(station, settings, clock, central)
    assert (told.revocations.number, told.faults) == (1, ())

    reader = SimulatedReader()
    card = CardStation(settings, Hardware(lambda: reader, lambda: None, SyntheticCamera), SystemClock())
    assert trust_at(card, issuer) is IssuerTrust.TRUSTED
    card.follow_revocations(told.revocations.current)
    card._thread.close()  # what it was asked to do before is done
    assert trust_at(card, issuer) is IssuerTrust.REVOKED
    before = examine_trust_store(issuers, START)
    after = examine_trust_store(issuers, START, told.revocations.current)
    assert before.code is TrustCode.NO_REVOCATIONS
    assert "revocation list" in after.found.en

    central.central.publishing.withdraw(Topic.REVOCATIONS, FROM.isoformat())
    assert told_to(station, settings, clock, central).revocations.current == ()


def test_a_list_of_an_authority_that_nobody_trusts_revokes_nothing(
    central: EmbeddedCentral, station: Station, clock: ManualClock, tmp_path: Path
) -> None:
    issuer, stranger = Issuer.create(), Issuer.create(name="Another")
    settings = load_settings(tmp_path / "none.toml")
    publish(central, tmp_path, "strange.crl", stranger.revocation_list(revoke_signer=True))
    told = told_to(station, settings, clock, central)
    from ekyc.chip.trust_store import TrustStore

    store = TrustStore.from_certificates([Certificate.load(issuer.csca_der)])
    assert store.with_lists(told.revocations.current).revocation_lists == ()


@pytest.mark.parametrize(
    "content", [b"", b"no list", b"-----BEGIN X509 CRL-----\nx\n-----END X509 CRL-----\n"]
)
def test_what_is_no_list_is_not_published(central: EmbeddedCentral, tmp_path: Path, content: bytes) -> None:
    with pytest.raises(PublishError, match=r"bad\.crl: not a revocation list"):
        publish(central, tmp_path, "bad.crl", content)


def test_the_lists_of_several_issuers_stand_side_by_side(
    central: EmbeddedCentral, station: Station, clock: ManualClock, tmp_path: Path
) -> None:
    for name in ("one.crl", "two.crl"):
        publish(central, tmp_path, name, Issuer.create(name=name).revocation_list(revoke_signer=True))
    told = told_to(station, load_settings(tmp_path / "none.toml"), clock, central)
    assert len(told.revocations.current) == 2
