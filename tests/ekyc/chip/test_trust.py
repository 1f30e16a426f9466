"""Trust stores from folders, certificates with explicit curve parameters, and forgeries of both."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from asn1crypto import keys as asn1_keys
from asn1crypto import pem
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

from ekyc.card.errors import CardError, CardErrorCode
from ekyc.card.reading import DataGroupIntegrity, IssuerTrust, SodSignature
from ekyc.chip.certificates import Certificate
from ekyc.chip.curves import find_by_parameter_id
from ekyc.chip.elliptic_curve import Point
from ekyc.chip.lds import LdsFile
from ekyc.chip.master_list import parse_master_list
from ekyc.chip.passive_authentication import authenticate_passively
from ekyc.chip.sod import parse_sod
from ekyc.chip.trust_store import TrustStore
from simulation.card.certificate import Scheme
from simulation.card.issuer import Issuer, standing_issuer
from simulation.card.signed_data import CmsForm, SignerNaming
from simulation.people import NO_EXPIRY_CARD
from tests.ekyc.chip.readings import NOW, card_of, read_card, trust_in

DG1 = b"\x61\x03abc"


def explicit_authority(generator: Point | None = None) -> tuple[Certificate, ec.EllipticCurvePrivateKey]:
    """A self-signed authority whose key spells out brainpoolP256r1, or a curve that only resembles it."""
    curve = find_by_parameter_id(13)
    assert curve is not None
    key = ec.generate_private_key(ec.BrainpoolP256R1())
    base = curve.encode(generator or curve.generator)
    size = curve.field_length
    domain = asn1_keys.SpecifiedECDomain(
        {
            "version": 1,
            "field_id": {"field_type": "prime_field", "parameters": curve.p},
            "curve": {"a": curve.a.to_bytes(size, "big"), "b": curve.b.to_bytes(size, "big")},
            "base": asn1_keys.ECPoint(base),
            "order": curve.n,
            "cofactor": 1,
        }
    )
    parsed = asn1_x509.Certificate.load(standing_issuer().csca_der)
    body = parsed["tbs_certificate"]
    numbers = key.public_key().public_numbers()
    info = body["subject_public_key_info"]
    info["algorithm"] = asn1_keys.PublicKeyAlgorithm(
        {"algorithm": "ec", "parameters": asn1_keys.ECDomainParameters("specified", domain)}
    )
    info["public_key"] = asn1_keys.ECPointBitString(curve.encode((numbers.x, numbers.y)))
    signature = key.sign(body.dump(force=True), ec.ECDSA(hashes.SHA256()))
    parsed["signature_value"] = signature
    return Certificate.load(parsed.dump(force=True)), key


def test_explicit_parameters_are_mapped_to_their_curve() -> None:
    certificate, _ = explicit_authority()
    with pytest.raises((ValueError, UnsupportedAlgorithm)):
        x509.load_der_x509_certificate(
            certificate.der
        ).public_key()  # why keys are rebuilt from their numbers
    assert certificate.is_authority
    assert certificate.is_signed_by(certificate)


def test_a_generator_of_ones_own_is_refused() -> None:
    """The forgery of CVE-2020-0601: all parameters but the generator are those of a real curve."""
    curve = find_by_parameter_id(13)
    assert curve is not None
    certificate, _ = explicit_authority(curve.multiply(5, curve.generator))
    with pytest.raises(CardError) as caught:
        certificate.public_key()
    assert caught.value.card_code is CardErrorCode.SIGNATURE_ALGORITHM_UNSUPPORTED


def test_folder(tmp_path: Path) -> None:
    issuer = standing_issuer()
    (tmp_path / "csca.cer").write_bytes(issuer.csca_der)
    (tmp_path / "other.pem").write_bytes(pem.armor("CERTIFICATE", Issuer.create().csca_der))
    (tmp_path / "signer.der").write_bytes(issuer.signer_der)
    (tmp_path / "list.crl").write_bytes(issuer.revocation_list(revoke_signer=True))
    (tmp_path / "README").write_text("not a certificate", encoding="utf-8")
    store = TrustStore.from_folder(tmp_path)
    assert len(store.authorities) == 2  # a document signer is no authority
    assert store.judge(Certificate.load(issuer.signer_der), NOW) is IssuerTrust.REVOKED


def test_absent_folder_is_an_empty_store(tmp_path: Path) -> None:
    assert TrustStore.from_folder(tmp_path / "none") == TrustStore()


def test_a_broken_certificate_names_its_file(tmp_path: Path) -> None:
    (tmp_path / "broken.cer").write_bytes(standing_issuer().csca_der[:-5])
    with pytest.raises(CardError, match=r"broken\.cer") as caught:
        TrustStore.from_folder(tmp_path)
    assert caught.value.card_code is CardErrorCode.CERTIFICATE_UNREADABLE


def test_a_revocation_list_that_nobody_signed_counts_for_nothing() -> None:
    issuer, other = standing_issuer(), Issuer.create()  # of the same name, with another key
    store = trust_in(issuer, other.revocation_list(revoke_signer=True))
    assert not store.revocation_lists


def test_outside_the_signers_time_it_is_unknown() -> None:
    issuer = standing_issuer()
    signer = Certificate.load(issuer.signer_der)
    assert trust_in(issuer).judge(signer, NOW.replace(year=2015)) is IssuerTrust.UNKNOWN
    assert trust_in(issuer).judge(signer, NOW.replace(year=2046)) is IssuerTrust.UNKNOWN


def certificates(*ders: bytes | None) -> list[Certificate]:
    return [Certificate.load(der) for der in ders if der is not None]


def renewed(scheme: Scheme = Scheme.ECDSA) -> tuple[Issuer, Issuer]:
    """An authority and the one that takes over from it by a link certificate."""
    old = Issuer.create(scheme)
    return old, Issuer.create(before=old)


@pytest.mark.parametrize("scheme", list(Scheme))
def test_a_link_certificate_hands_over_trust(scheme: Scheme) -> None:
    old, new = renewed(scheme)
    signer = Certificate.load(new.signer_der)
    linked = TrustStore.from_certificates(certificates(new.link_der, old.csca_der))
    assert linked.judge(signer, NOW) is IssuerTrust.TRUSTED
    assert linked.judge(Certificate.load(old.signer_der), NOW) is IssuerTrust.TRUSTED
    alone = TrustStore.from_certificates(certificates(new.link_der))
    assert alone.authorities == ()
    assert alone.judge(signer, NOW) is IssuerTrust.UNKNOWN
    strange = TrustStore.from_certificates(certificates(new.link_der, Issuer.create().csca_der))
    assert strange.judge(signer, NOW) is IssuerTrust.UNKNOWN


def test_links_hang_on_links() -> None:
    old, middle = renewed()
    new = Issuer.create(before=middle)
    store = TrustStore.from_certificates(certificates(new.link_der, middle.link_der, old.csca_der))
    assert len(store.authorities) == 3
    assert store.judge(Certificate.load(new.signer_der), NOW) is IssuerTrust.TRUSTED
    without_the_middle = TrustStore.from_certificates(certificates(new.link_der, old.csca_der))
    assert without_the_middle.judge(Certificate.load(new.signer_der), NOW) is IssuerTrust.UNKNOWN


def test_a_revoked_link_is_told() -> None:
    old, new = renewed()
    assert new.link_der is not None
    serial = Certificate.load(new.link_der).serial_number
    revoked = old.revocation_list(revoke_signer=False, serials=(serial,))
    store = TrustStore.from_certificates(certificates(new.link_der, old.csca_der), [revoked])
    assert store.judge(Certificate.load(new.signer_der), NOW) is IssuerTrust.REVOKED
    assert store.judge(Certificate.load(old.signer_der), NOW) is IssuerTrust.TRUSTED


def test_lists_of_either_key_count_after_a_renewal() -> None:
    """Both keys bear one name, and one of them may be RSA where the other is not."""
    old, new = renewed(Scheme.RSA_PKCS1)
    lists = [issuer.revocation_list(revoke_signer=True) for issuer in (old, new)]
    store = TrustStore.from_certificates(certificates(old.csca_der, new.link_der), lists)
    for issuer in (old, new):
        assert store.judge(Certificate.load(issuer.signer_der), NOW) is IssuerTrust.REVOKED


def folder_of(folder: Path, **files: bytes) -> TrustStore:
    """``name_suffix=contents``."""
    for name, contents in files.items():
        (folder / name.replace("_", ".")).write_bytes(contents)
    return TrustStore.from_folder(folder)


@pytest.mark.parametrize("armoured", [False, True])
def test_a_master_list_is_enough(armoured: bool, tmp_path: Path) -> None:
    """Handed in by the client, with a signer whom nobody here knows."""
    collector, national, other = Issuer.create(name="Collector"), standing_issuer(), Issuer.create()
    data = collector.master_list([national.csca_der, other.csca_der])
    store = folder_of(tmp_path, list_ml=pem.armor("CMS", data) if armoured else data)
    assert len(store.authorities) == 2
    assert store.judge(Certificate.load(national.signer_der), NOW) is IssuerTrust.TRUSTED
    assert store.judge(Certificate.load(collector.signer_der), NOW) is IssuerTrust.UNKNOWN


@pytest.mark.parametrize("given", ["signer", "authority"])
def test_a_master_list_of_a_given_signer(given: str, tmp_path: Path) -> None:
    collector = Issuer.create(name="Collector")
    data = collector.master_list([standing_issuer().csca_der])
    known = collector.signer_der if given == "signer" else collector.csca_der
    store = folder_of(tmp_path, list_ml=data, known_cer=known)
    assert store.judge(Certificate.load(standing_issuer().signer_der), NOW) is IssuerTrust.TRUSTED


def test_a_master_list_in_a_known_name_by_somebody_else(tmp_path: Path) -> None:
    genuine, impostor = Issuer.create(name="Collector"), Issuer.create(name="Collector")
    with pytest.raises(CardError, match=r"list\.ml") as caught:
        folder_of(
            tmp_path, list_ml=impostor.master_list([standing_issuer().csca_der]), known_cer=genuine.csca_der
        )
    assert caught.value.card_code is CardErrorCode.MASTER_LIST_SIGNATURE_INVALID


def test_a_master_list_changed_under_its_signature(tmp_path: Path) -> None:
    collector, mine = Issuer.create(name="Collector"), Issuer.create()
    data = collector.master_list([mine.csca_der])
    place = data.index(mine.csca_der) + len(mine.csca_der) - 20
    forged = data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]
    with pytest.raises(CardError) as caught:
        folder_of(tmp_path, list_ml=forged)
    assert caught.value.card_code is CardErrorCode.MASTER_LIST_SIGNATURE_INVALID


def test_master_list_entries_that_are_no_certificates_are_counted() -> None:
    issuer = standing_issuer()
    parsed = parse_master_list(issuer.master_list([issuer.csca_der], (b"\x30\x03\x02\x01\x05",)))
    assert (len(parsed.certificates), parsed.unreadable) == (1, 1)
    assert parsed.signer.der == issuer.signer_der


@pytest.mark.parametrize("data", [b"", b"\x30\x00", b"-----BEGIN CMS-----\nx\n-----END CMS-----\n"])
def test_a_master_list_that_is_none(data: bytes, tmp_path: Path) -> None:
    with pytest.raises(CardError) as caught:
        folder_of(tmp_path, list_ml=data)
    assert caught.value.card_code is CardErrorCode.MASTER_LIST_MALFORMED


def test_a_security_object_is_no_master_list() -> None:
    with pytest.raises(CardError) as caught:
        parse_master_list(standing_issuer().security_object({1: DG1})[4:])
    assert caught.value.card_code is CardErrorCode.MASTER_LIST_MALFORMED


@pytest.mark.expects_log(r"revocation list list\.crl is signed by no authority here$")
def test_a_strange_revocation_list_is_logged(tmp_path: Path) -> None:
    store = folder_of(
        tmp_path,
        csca_cer=standing_issuer().csca_der,
        list_crl=Issuer.create(name="Another").revocation_list(revoke_signer=True),
    )
    assert not store.revocation_lists


def test_an_empty_revocation_list_counts(tmp_path: Path) -> None:
    issuer = standing_issuer()
    store = folder_of(
        tmp_path, csca_cer=issuer.csca_der, list_crl=issuer.revocation_list(revoke_signer=False)
    )
    assert store.judge(Certificate.load(issuer.signer_der), NOW) is IssuerTrust.TRUSTED


THEN = datetime(2021, 6, 1, tzinfo=UTC)  # the signer's certificate ended with that year
SIGNER_UNTIL = datetime(2022, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("signing_time", "issued", "trust"),
    [
        (THEN, None, IssuerTrust.TRUSTED),
        (None, THEN.date(), IssuerTrust.TRUSTED),
        (None, None, IssuerTrust.UNKNOWN),
        (None, NOW.date(), IssuerTrust.UNKNOWN),
        (NOW, THEN.date(), IssuerTrust.UNKNOWN),  # the signer's own word comes before the card's
        (NOW.replace(year=2040), None, IssuerTrust.UNKNOWN),  # from the future: now
    ],
)
def test_signers_are_judged_at_signing_time(
    signing_time: datetime | None, issued: date | None, trust: IssuerTrust
) -> None:
    issuer = Issuer.create(signer_until=SIGNER_UNTIL, signing_time=signing_time)
    sod = parse_sod(issuer.security_object({1: DG1}))
    assert sod.signing_time == signing_time
    result = authenticate_passively(
        sod, {LdsFile.DG1: DG1}, trust_in(issuer), NOW, document=None, issued=issued
    )
    assert result.sod_signature is SodSignature.VALID
    assert result.issuer_trust is trust
    altered = authenticate_passively(
        sod, {LdsFile.DG1: DG1 + b"x"}, trust_in(issuer), NOW, document=None, issued=issued
    )
    if signing_time is None:
        assert altered.issuer_trust is IssuerTrust.UNKNOWN  # an altered file vouches for no date


def test_a_card_outlives_its_signers_certificate() -> None:
    issuer = Issuer.create(signer_until=datetime(2022, 1, 1, tzinfo=UTC))
    reading = read_card(card_of(NO_EXPIRY_CARD, issuer=issuer), trust=trust_in(issuer))
    assert reading.verdicts.issuer_trust is IssuerTrust.TRUSTED


@pytest.mark.parametrize("scheme", list(Scheme))
def test_a_broken_signature_is_told(scheme: Scheme) -> None:
    issuer = Issuer.create(scheme)
    data = bytearray(issuer.security_object({1: DG1}))
    data[-3] ^= 1
    result = authenticate_passively(
        parse_sod(bytes(data)), {LdsFile.DG1: DG1}, trust_in(issuer), NOW, document=None
    )
    assert result.sod_signature is SodSignature.INVALID
    assert result.issuer_trust is IssuerTrust.UNKNOWN


@pytest.mark.parametrize("scheme", list(Scheme))
def test_a_signer_named_by_its_key(scheme: Scheme) -> None:
    issuer = Issuer.create(scheme, form=CmsForm(naming=SignerNaming.KEY_IDENTIFIER))
    sod = parse_sod(issuer.security_object({1: DG1}))
    result = authenticate_passively(sod, {LdsFile.DG1: DG1}, trust_in(issuer), NOW, document=None)
    assert result.issuer_trust is IssuerTrust.TRUSTED


def test_a_signer_whose_certificate_did_not_come_along() -> None:
    issuer = standing_issuer()
    form = CmsForm(naming=SignerNaming.WRONG_SERIAL, further_certificates=(Issuer.create().signer_der,))
    with pytest.raises(CardError) as caught:
        parse_sod(replace(issuer, form=form).security_object({1: DG1}))
    assert caught.value.card_code is CardErrorCode.SOD_MALFORMED


def test_hashes_changed_under_the_signature() -> None:
    issuer = standing_issuer()
    data = issuer.security_object({1: DG1})
    other = issuer.security_object({1: DG1 + b"x"})
    index = data.index(b"\x04\x20")
    forged = data[:index] + other[index : index + 34] + data[index + 34 :]
    result = authenticate_passively(
        parse_sod(forged), {LdsFile.DG1: DG1 + b"x"}, trust_in(issuer), NOW, document=None
    )
    assert result.data_group_integrity is DataGroupIntegrity.INTACT
    assert result.sod_signature is SodSignature.INVALID


def test_a_file_that_was_never_signed_is_altered() -> None:
    issuer = standing_issuer()
    sod = parse_sod(issuer.security_object({1: DG1}))
    result = authenticate_passively(
        sod, {LdsFile.DG1: DG1, LdsFile.DG13: b"\x6d\x00"}, trust_in(issuer), NOW, document=None
    )
    assert result.data_group_integrity is DataGroupIntegrity.ALTERED
