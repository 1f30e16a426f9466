"""Security objects as issuers really write them: read, told, and no way in for a forgery."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ekyc.card.errors import CardError, CardErrorCode
from ekyc.card.reading import ChipGenuine, IssuerTrust, SodSignature
from ekyc.chip.distinguished_name import country_of, label_of, name_parts
from ekyc.chip.lds import LdsFile
from ekyc.chip.passive_authentication import authenticate_passively
from ekyc.chip.sod import parse_sod
from ekyc.chip.tolerance import Tolerance
from simulation.card import der
from simulation.card.certificate import SIGNER, Scheme
from simulation.card.issuer import Issuer, standing_issuer
from simulation.card.signed_data import CmsForm, SignerNaming
from tests.ekyc.chip.readings import NOW, card_of, read_card, trust_in

DG1 = b"\x61\x03abc"
_T = Tolerance

FORMS: dict[str, tuple[CmsForm, set[Tolerance]]] = {
    "as the standard has it": (CmsForm(), set()),
    "named by its key": (CmsForm(naming=SignerNaming.KEY_IDENTIFIER), set()),
    "parts in another order": (CmsForm(naming=SignerNaming.PARTS_REVERSED), {_T.SIGNER_NAME_FORM}),
    "other string types": (CmsForm(naming=SignerNaming.OTHER_STRING_TYPES), {_T.SIGNER_NAME_FORM}),
    "other case": (CmsForm(naming=SignerNaming.OTHER_CASE), {_T.SIGNER_NAME_FORM}),
    "another serial": (CmsForm(naming=SignerNaming.WRONG_SERIAL), {_T.SIGNER_IS_ONLY_CERTIFICATE}),
    "another key": (CmsForm(naming=SignerNaming.WRONG_KEY_IDENTIFIER), {_T.SIGNER_IS_ONLY_CERTIFICATE}),
    "ICAO's earlier arc": (CmsForm(content_type="1.3.27.1.1.1"), {_T.CONTENT_TYPE}),
    "a manufacturer's type": (CmsForm(content_type="1.2.528.1.1006.1.20.1"), {_T.CONTENT_TYPE}),
    "plain data": (
        CmsForm(content_type="1.2.840.113549.1.7.1"),
        {_T.CONTENT_TYPE, _T.CMS_VERSION},
    ),
    "plain data, version 1": (CmsForm(content_type="1.2.840.113549.1.7.1", version=1), {_T.CONTENT_TYPE}),
    "plain data in the attribute": (
        CmsForm(content_type_attribute="1.2.840.113549.1.7.1"),
        {_T.CONTENT_TYPE_ATTRIBUTE},
    ),
    "attributes out of order": (CmsForm(attributes_reversed=True), {_T.ATTRIBUTES_NOT_IN_DER_ORDER}),
    "attributes signed out of order": (
        CmsForm(attributes_reversed=True, signed_as_written=True),
        {_T.ATTRIBUTES_NOT_IN_DER_ORDER},
    ),
    "version 0": (CmsForm(version=0), {_T.CMS_VERSION}),
    "version 1": (CmsForm(version=1), {_T.CMS_VERSION}),
    "version 77": (CmsForm(version=77), {_T.CMS_VERSION}),
    "signer's version 3": (CmsForm(signer_version=3), {_T.CMS_VERSION}),
    "signer's version 9": (CmsForm(signer_version=9), {_T.CMS_VERSION}),
    "named by its key, version 1": (
        CmsForm(naming=SignerNaming.KEY_IDENTIFIER, signer_version=1),
        {_T.CMS_VERSION},
    ),
    "no attributes": (CmsForm(with_attributes=False), set()),
    "a broken certificate beside": (
        CmsForm(further_certificates=(b"\x30\x03\x02\x01\x05",)),
        {_T.CERTIFICATE_UNREADABLE},
    ),
    "the authority's certificate beside": (
        CmsForm(naming=SignerNaming.PARTS_REVERSED, further_certificates=(standing_issuer().csca_der,)),
        {_T.SIGNER_NAME_FORM},
    ),
}


@pytest.mark.parametrize("scheme", list(Scheme))
@pytest.mark.parametrize("name", FORMS)
def test_every_form_is_read_and_told(name: str, scheme: Scheme) -> None:
    form, tolerances = FORMS[name]
    issuer = Issuer.create(scheme, form=form)
    security_object = parse_sod(issuer.security_object({1: DG1}))
    assert set(security_object.tolerances) == tolerances
    result = authenticate_passively(security_object, {LdsFile.DG1: DG1}, trust_in(issuer), NOW, document=None)
    assert (result.sod_signature, result.issuer_trust) == (SodSignature.VALID, IssuerTrust.TRUSTED)


@pytest.mark.parametrize("name", FORMS)
def test_every_form_on_a_card(name: str) -> None:
    form, tolerances = FORMS[name]
    issuer = Issuer.create(form=form)
    reading = read_card(card_of(issuer=issuer), trust=trust_in(issuer))
    assert reading.verdicts.chip_genuine is ChipGenuine.YES
    assert set(reading.tolerances) == {tolerance.value for tolerance in tolerances}
    assert not reading.file_faults


@pytest.mark.parametrize("name", FORMS)
def test_no_form_lets_a_forgery_in(name: str) -> None:
    """Hashes changed, the signature changed, and a signer who borrows the genuine one's certificate."""
    form, _ = FORMS[name]
    issuer = Issuer.create(form=form)
    right = issuer.security_object({1: DG1})
    wrong = issuer.security_object({1: DG1 + b"x"})
    place = right.index(b"\x04\x20")
    forged = right[:place] + wrong[place : place + 34] + right[place + 34 :]
    broken = right[:-1] + bytes([right[-1] ^ 1])
    borrowed = replace(Issuer.create(form=form), signer_der=issuer.signer_der).security_object({1: DG1})
    for data in (forged, broken, borrowed):
        assert not parse_sod(data).signature_holds()


def test_a_signer_without_a_key_identifier_is_found_by_its_key() -> None:
    issuer = Issuer.create(
        signer_form=replace(SIGNER, states_key_identifier=False),
        form=CmsForm(naming=SignerNaming.KEY_IDENTIFIER, further_certificates=(Issuer.create().signer_der,)),
    )
    security_object = parse_sod(issuer.security_object({1: DG1}))
    assert security_object.tolerances == (Tolerance.SIGNER_KEY_COMPUTED,)
    assert security_object.signature_holds()


@pytest.mark.parametrize("content_type", ["2.23.136.1.1.2", "1.2.840.113549.1.7.2", "1.3.27.1.1.2"])
def test_content_that_is_something_else(content_type: str) -> None:
    with pytest.raises(CardError) as caught:
        parse_sod(Issuer.create(form=CmsForm(content_type=content_type)).security_object({1: DG1}))
    assert caught.value.card_code is CardErrorCode.SOD_MALFORMED


def test_a_signed_attribute_that_names_something_else() -> None:
    """Else a signature that was made for a master list could serve for a card."""
    issuer = Issuer.create(form=CmsForm(content_type_attribute="2.23.136.1.1.2"))
    assert not parse_sod(issuer.security_object({1: DG1})).signature_holds()


def test_names_are_compared_by_what_they_say() -> None:
    def name(*parts: tuple[str, int, bytes]) -> bytes:
        return der.sequence(
            *(der.tlv(0x31, der.sequence(der.oid(oid), der.tlv(tag, text))) for oid, tag, text in parts)
        )

    country, organisation, common = "2.5.4.6", "2.5.4.10", "2.5.4.3"
    plain = name((country, 0x13, b"VN"), (organisation, 0x0C, "Cục Quản lý".encode()), (common, 0x13, b"A 1"))
    wide = name(
        (common, 0x1E, "a  1".encode("utf-16-be")),
        (organisation, 0x1C, "CỤC QUẢN LÝ".encode("utf-32-be")),
        (country, 0x16, b"vn"),
    )
    assert name_parts(plain) == name_parts(wide)
    assert country_of(wide) == "VN"
    assert label_of(plain) == "A 1, Cục Quản lý, VN"
    other = name((country, 0x13, b"VN"), (common, 0x13, b"A 1"))
    assert name_parts(other) != name_parts(plain)
    odd = name((country, 0x13, b"VN"), (common, 0x0C, b"\xff\xfe"), (common, 0x03, b"\x00\x01"))
    assert len(name_parts(odd)) == 3
    for broken in (
        b"",
        b"\x30\x02\x31\x05",
        der.sequence(der.sequence()),
        der.sequence(der.tlv(0x31, der.oid("2.5.4.3"))),
    ):
        with pytest.raises(CardError) as caught:
            name_parts(broken)
        assert caught.value.card_code is CardErrorCode.CERTIFICATE_UNREADABLE
