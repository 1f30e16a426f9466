"""Who may sign what: certificates made for something else, and cards of one state signed by another."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from ekyc.card.card_warnings import CardWarning
from ekyc.card.errors import CardError, CardErrorCode
from ekyc.card.reading import CardReading, ChipGenuine, IssuerTrust, SodSignature
from ekyc.chip.certificate_profile import DocumentKind, find_authority_fault, find_signer_fault
from ekyc.chip.certificates import Certificate
from ekyc.chip.master_list import parse_master_list
from ekyc.chip.trust_store import TrustStore
from ekyc.verification import Outcome, Reason, VerificationPolicy, verify
from simulation.card.certificate import (
    AUTHORITY,
    CLIENT,
    MASTER_LIST_SIGNER,
    SERVER,
    SIGNER,
    CertificateForm,
    Scheme,
    new_certificate,
    new_key,
    new_name,
)
from simulation.card.issuer import Issuer, standing_issuer
from simulation.people import ADULT_WOMAN
from tests.ekyc.chip.readings import NOW, card_of, read_card, trust_in
from tests.ekyc.evidence import a_face_that_proves_itself

IDENTITY_CARD = DocumentKind("VNM", "ID")

WRONG_SIGNERS = {
    "a web server": replace(SIGNER, purposes=(SERVER,)),
    "a web client": replace(SIGNER, purposes=(CLIENT, SERVER)),
    "a master list signer": replace(SIGNER, purposes=(MASTER_LIST_SIGNER,)),
    "an unknown critical extension": replace(SIGNER, unknown_extension=True),
    "no key usage": replace(SIGNER, usages=frozenset()),
    "a key for encryption": replace(SIGNER, usages=frozenset({"key_encipherment"})),
    "a key that signs certificates too": replace(
        SIGNER, usages=frozenset({"digital_signature", "key_cert_sign"})
    ),
    "an authority": replace(SIGNER, authority=True, usages=frozenset({"digital_signature"})),
}
RIGHT_SIGNERS = {
    "plain": SIGNER,
    "an unknown extension that is not critical": replace(SIGNER, unknown_extension=False),
    "this document type": replace(SIGNER, document_types=("ID",)),
    "this type among others": replace(SIGNER, document_types=("P", "ID", "IR")),
    "all types of a letter": replace(SIGNER, document_types=("I",)),
    "small letters": replace(SIGNER, country="vn"),
    "no key identifier": replace(SIGNER, states_key_identifier=False),
    "non-repudiation too": replace(SIGNER, usages=frozenset({"digital_signature", "content_commitment"})),
}
WRONG_AUTHORITIES = {
    "no authority": replace(AUTHORITY, authority=False),
    "a key that signs no certificates": replace(AUTHORITY, usages=frozenset({"digital_signature"})),
    "no key usage": replace(AUTHORITY, usages=frozenset()),
    "for web servers": replace(AUTHORITY, purposes=(SERVER,)),
    "for master lists": replace(AUTHORITY, purposes=(MASTER_LIST_SIGNER,)),
    "an unknown critical extension": replace(AUTHORITY, unknown_extension=True),
}


def read_from(issuer: Issuer, trust: TrustStore | None = None) -> CardReading:
    return read_card(card_of(issuer=issuer), trust=trust or trust_in(issuer))


def outcome_of(reading: CardReading) -> Outcome:
    return verify(reading, a_face_that_proves_itself(), VerificationPolicy(NOW.date()), 1).outcome


def check_not_trusted(reading: CardReading, code: CardErrorCode | None) -> None:
    assert reading.verdicts.sod_signature is SodSignature.VALID
    assert reading.verdicts.issuer_trust is IssuerTrust.UNKNOWN
    assert reading.verdicts.chip_genuine is ChipGenuine.NOT_PROVABLE
    assert reading.file_faults == ({} if code is None else {"SOD": code.value})
    verdict = verify(reading, a_face_that_proves_itself(), VerificationPolicy(NOW.date()), 1)
    assert verdict.outcome is Outcome.STAFF_REVIEW
    assert Reason.ISSUER_NOT_TRUSTED in verdict.reasons


@pytest.mark.parametrize("what", WRONG_SIGNERS)
def test_a_certificate_made_for_something_else_signs_no_card(what: str) -> None:
    issuer = Issuer.create(signer_form=WRONG_SIGNERS[what])
    check_not_trusted(read_from(issuer), CardErrorCode.CERTIFICATE_PROFILE_WRONG)


@pytest.mark.parametrize("what", RIGHT_SIGNERS)
def test_signers_of_the_profile_are_believed(what: str) -> None:
    reading = read_from(Issuer.create(signer_form=RIGHT_SIGNERS[what]))
    assert reading.verdicts.chip_genuine is ChipGenuine.YES
    assert not reading.file_faults
    assert outcome_of(reading) is Outcome.ACCEPT


@pytest.mark.parametrize("types", [("P",), ("PV", "AC"), ("IR",), ("D",)])
def test_a_signer_of_other_documents(types: tuple[str, ...]) -> None:
    issuer = Issuer.create(signer_form=replace(SIGNER, document_types=types))
    check_not_trusted(read_from(issuer), CardErrorCode.DOCUMENT_TYPE_NOT_COVERED)


@pytest.mark.parametrize("what", WRONG_AUTHORITIES)
def test_a_certificate_that_is_no_signing_authoritys(what: str) -> None:
    issuer = Issuer.create(authority_form=WRONG_AUTHORITIES[what])
    assert find_authority_fault(Certificate.load(issuer.csca_der)) is CardErrorCode.CERTIFICATE_PROFILE_WRONG
    assert trust_in(issuer).authorities == ()
    check_not_trusted(read_from(issuer), None)


@pytest.mark.expects_log(r"certificate csca\.cer does not conform to the profile of a CSCA$")
def test_an_authority_left_out_of_the_folder_is_logged(tmp_path: Path) -> None:
    issuer = Issuer.create(authority_form=WRONG_AUTHORITIES["for web servers"])
    (tmp_path / "csca.cer").write_bytes(issuer.csca_der)
    assert TrustStore.from_folder(tmp_path).authorities == ()


@pytest.mark.parametrize("country", ["DE", "FR", "LA", "US"])
@pytest.mark.parametrize("signer_country", ["", "own", "VN"])
def test_another_states_authority_signs_no_vietnamese_card(country: str, signer_country: str) -> None:
    """Whatever its signer's own name says: the name of the authority is what its signature covers."""
    abroad = replace(AUTHORITY, country=country)
    own = country if signer_country == "own" else signer_country
    issuer = Issuer.create(authority_form=abroad, signer_form=replace(SIGNER, country=own))
    check_not_trusted(read_from(issuer), CardErrorCode.ISSUER_OF_ANOTHER_STATE)


def test_another_states_signer_under_a_vietnamese_authority() -> None:
    issuer = Issuer.create(signer_form=replace(SIGNER, country="DE"))
    check_not_trusted(read_from(issuer), CardErrorCode.ISSUER_OF_ANOTHER_STATE)


def test_another_state_cannot_link_itself_to_vietnam() -> None:
    """A link certificate in Vietnam's name, made by an authority that is trusted for its own documents."""
    abroad = Issuer.create(name="CSCA", authority_form=replace(AUTHORITY, country="FR"))
    impostor = Issuer.create(name="CSCA", before=abroad)
    assert impostor.link_der is not None
    store = TrustStore.from_certificates(
        [Certificate.load(one) for one in (abroad.csca_der, impostor.link_der)]
    )
    assert len(store.authorities) == 1
    check_not_trusted(read_from(impostor, store), None)


@pytest.mark.parametrize("state", ["DEU", "LAO", "UTO", "D", ""])
def test_documents_of_other_states_are_nobodys_here(state: str) -> None:
    signer = Certificate.load(standing_issuer().signer_der)
    assert find_signer_fault(signer, DocumentKind(state, "ID")) is CardErrorCode.ISSUER_OF_ANOTHER_STATE
    assert find_signer_fault(signer, IDENTITY_CARD) is None
    assert find_signer_fault(signer, None) is None


def test_a_document_type_list_that_is_none() -> None:
    key = new_key(Scheme.ECDSA)
    name = new_name("CSCA", "VN")
    good = new_certificate(
        replace(SIGNER, document_types=("ID",)), name, name, key, signed_by=key, scheme=Scheme.ECDSA
    )
    place = good.index(b"\x31\x04\x13\x02ID")
    broken = Certificate.load(good[:place] + b"\x30" + good[place + 1 :])
    assert find_signer_fault(broken, IDENTITY_CARD) is CardErrorCode.CERTIFICATE_PROFILE_WRONG


@pytest.mark.parametrize("days", [-400, -1, 1])
def test_an_overdue_revocation_list_is_told(days: int) -> None:
    issuer = standing_issuer()
    due = NOW + timedelta(days=days)
    crl = issuer.revocation_list(revoke_signer=False, next_due=due)
    reading = read_from(issuer, trust_in(issuer, crl))
    overdue = days < 0
    assert (CardWarning.REVOCATION_LIST_OVERDUE in reading.warnings) is overdue
    assert reading.verdicts.issuer_trust is IssuerTrust.TRUSTED
    revoking = issuer.revocation_list(revoke_signer=True, next_due=due)
    assert read_from(issuer, trust_in(issuer, revoking)).verdicts.issuer_trust is IssuerTrust.REVOKED


def folder_with(folder: Path, **files: bytes | None) -> TrustStore:
    for name, contents in files.items():
        assert contents is not None
        (folder / name.replace("_", ".")).write_bytes(contents)
    return TrustStore.from_folder(folder)


@pytest.mark.parametrize("scheme", list(Scheme))
def test_a_master_list_signed_by_an_earlier_key_of_a_known_authority(scheme: Scheme, tmp_path: Path) -> None:
    """The folder has the present key and the link that the earlier one made for it."""
    earlier = Issuer.create(scheme)
    present = Issuer.create(before=earlier)
    data = earlier.master_list([standing_issuer().csca_der])
    store = folder_with(tmp_path, list_ml=data, csca_cer=present.csca_der, link_cer=present.link_der)
    assert store.judge(Certificate.load(standing_issuer().signer_der), NOW) is IssuerTrust.TRUSTED


def test_a_master_list_signed_by_a_later_key_brings_its_link_along(tmp_path: Path) -> None:
    known = Issuer.create()
    later = Issuer.create(before=known)
    assert later.link_der is not None
    data = later.master_list([standing_issuer().csca_der, later.link_der])
    store = folder_with(tmp_path, list_ml=data, csca_cer=known.csca_der)
    assert store.judge(Certificate.load(standing_issuer().signer_der), NOW) is IssuerTrust.TRUSTED


def test_a_link_that_an_impostor_made_and_brings_along(tmp_path: Path) -> None:
    """Anybody can certify a key that is public; such a link makes nobody the known authority's forerunner."""
    known, impostor = Issuer.create(), Issuer.create()
    csca = Certificate.load(known.csca_der)
    assert csca.subject == Certificate.load(impostor.csca_der).subject
    forged_link = new_certificate(
        AUTHORITY,
        new_name("Simulated CSCA", "VN"),
        new_name("Simulated CSCA", "VN"),
        known._csca_key,
        signed_by=impostor._csca_key,
        scheme=Scheme.ECDSA,
    )
    data = impostor.master_list([standing_issuer().csca_der, forged_link])
    with pytest.raises(CardError) as caught:
        folder_with(tmp_path, list_ml=data, csca_cer=known.csca_der)
    assert caught.value.card_code is CardErrorCode.MASTER_LIST_SIGNATURE_INVALID


def test_members_of_a_list_are_vouched_for_by_the_list(tmp_path: Path) -> None:
    """Also a link whose forerunner is not in the list; what does not conform is left out."""
    old = Issuer.create()
    new = Issuer.create(before=old)
    wrong = [Issuer.create(authority_form=form).csca_der for form in WRONG_AUTHORITIES.values()]
    assert new.link_der is not None
    states = ["AT", "BE", "CH", "DE", "EE", "FR", "LV", "NL", "SG", "UA", "VN"]
    cscas = [Issuer.create(authority_form=CertificateForm(state, True)).csca_der for state in states]
    data = Issuer.create(name="Collector").master_list([new.link_der, *cscas, *wrong])
    parsed = parse_master_list(data)
    assert (len(parsed.certificates), parsed.unreadable) == (1 + len(states) + len(wrong), 0)
    store = folder_with(tmp_path, list_ml=data)
    assert len(store.authorities) == 1 + len(states)
    assert store.judge(Certificate.load(new.signer_der), NOW) is IssuerTrust.TRUSTED


def test_a_certificate_with_a_broken_extension_of_no_use_here_is_read() -> None:
    """Real issuers' certificates have such; only what is relied on must be whole."""
    issuer = Issuer.create(authority_form=replace(AUTHORITY, unknown_extension=False))
    place = issuer.csca_der.index(b"\x04\x02\x05\x00")
    broken = issuer.csca_der[: place + 2] + b"\x30\x7f" + issuer.csca_der[place + 4 :]
    assert Certificate.load(broken).subject_country == "VN"
    assert find_authority_fault(Certificate.load(broken)) is None


def test_the_validity_of_people_and_papers() -> None:
    certificate = Certificate.load(standing_issuer().csca_der)
    assert certificate.subject_label == "Simulated CSCA, Simulation, not an authority, VN"
    assert certificate.not_before < datetime.now(certificate.not_before.tzinfo) < certificate.not_after
    assert ADULT_WOMAN.personal_number not in str(certificate)
