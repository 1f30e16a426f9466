"""Trust stores from folders, certificates with explicit curve parameters, and forgeries of both."""

from __future__ import annotations

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
from ekyc.chip.passive_authentication import authenticate_passively
from ekyc.chip.sod import parse_sod
from ekyc.chip.trust_store import TrustStore
from simulation.card.issuer import Issuer, Scheme, standing_issuer
from tests.ekyc.chip.readings import NOW, trust_in

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
    assert not store.revoked


def test_outside_the_signers_time_it_is_unknown() -> None:
    issuer = standing_issuer()
    signer = Certificate.load(issuer.signer_der)
    assert trust_in(issuer).judge(signer, NOW.replace(year=2015)) is IssuerTrust.UNKNOWN
    assert trust_in(issuer).judge(signer, NOW.replace(year=2046)) is IssuerTrust.UNKNOWN


@pytest.mark.parametrize("scheme", list(Scheme))
def test_a_broken_signature_is_told(scheme: Scheme) -> None:
    issuer = Issuer.create(scheme)
    data = bytearray(issuer.security_object({1: DG1}))
    data[-3] ^= 1
    result = authenticate_passively(parse_sod(bytes(data)), {LdsFile.DG1: DG1}, trust_in(issuer), NOW)
    assert result.sod_signature is SodSignature.INVALID
    assert result.issuer_trust is IssuerTrust.UNKNOWN


def test_hashes_changed_under_the_signature() -> None:
    issuer = standing_issuer()
    data = issuer.security_object({1: DG1})
    other = issuer.security_object({1: DG1 + b"x"})
    index = data.index(b"\x04\x20")
    forged = data[:index] + other[index : index + 34] + data[index + 34 :]
    result = authenticate_passively(parse_sod(forged), {LdsFile.DG1: DG1 + b"x"}, trust_in(issuer), NOW)
    assert result.data_group_integrity is DataGroupIntegrity.INTACT
    assert result.sod_signature is SodSignature.INVALID


def test_a_file_that_was_never_signed_is_altered() -> None:
    issuer = standing_issuer()
    sod = parse_sod(issuer.security_object({1: DG1}))
    result = authenticate_passively(sod, {LdsFile.DG1: DG1, LdsFile.DG13: b"\x6d\x00"}, trust_in(issuer), NOW)
    assert result.data_group_integrity is DataGroupIntegrity.ALTERED
