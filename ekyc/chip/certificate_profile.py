"""What a certificate may be used for: the profiles of ICAO 9303-12, 7.1, for those who sign cards or signers.

A signature that holds says that a key was used. Whether that key was meant for it, its certificate says:
without that a web server's certificate could sign a card, and one country's signer the cards of another.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from asn1crypto import x509

from ekyc.card.errors import CardError, CardErrorCode
from ekyc.chip import tlv
from ekyc.chip.asn1_faults import ASN1_FAULTS
from ekyc.chip.certificates import BASIC_CONSTRAINTS, Certificate

_KEY_USAGE = "2.5.29.15"
_EXTENDED_KEY_USAGE = "2.5.29.37"
_SEQUENCE, _SET, _INTEGER = 0x30, 0x31, 0x02
_DOCUMENT_TYPES = "2.23.136.1.1.6.2"
# What a certificate may mark as critical because we know what it asks for, or that it asks nothing of us:
# those above, key identifiers (14, 35), the signer's own period (16), alternative names (17, 18), policies
# (32), name change and the document types (ICAO 9303-12, 7.1.1.6 and 7.1.1.7).
_UNDERSTOOD = frozenset(
    {
        _KEY_USAGE,
        BASIC_CONSTRAINTS,
        _EXTENDED_KEY_USAGE,
        _DOCUMENT_TYPES,
        "2.5.29.14",
        "2.5.29.16",
        "2.5.29.17",
        "2.5.29.18",
        "2.5.29.32",
        "2.5.29.35",
        "2.23.136.1.1.6.1",
    }
)
_PASSPORT, _VIETNAM = "P", "VNM"  # document code and issuing state in the machine readable zone


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """What DG1 says that the document is: issuing state and document code, without fillers."""

    issuing_state: str
    code: str


@dataclass(frozen=True, slots=True)
class _DocumentTypeList:
    types: tuple[str, ...]

    def covers(self, code: str) -> bool:
        """A type of one letter stands for every code that begins with it."""
        return code in self.types or code[:1] in self.types


def find_authority_fault(certificate: Certificate) -> CardErrorCode | None:
    """Why this certificate is not a country signing authority's (CSCA), root or link; None when it is."""
    try:
        usage = certificate.find_extension(_KEY_USAGE)
        conforms = (
            certificate.is_authority
            and usage is not None
            and "key_cert_sign" in x509.KeyUsage.load(usage).native
            and certificate.find_extension(_EXTENDED_KEY_USAGE) is None
            and _extensions_are_sound(certificate)
            and certificate.subject_country is not None
        )
    except (*ASN1_FAULTS, CardError):
        return CardErrorCode.CERTIFICATE_PROFILE_WRONG
    return None if conforms else CardErrorCode.CERTIFICATE_PROFILE_WRONG


def find_signer_fault(certificate: Certificate, document: DocumentKind | None) -> CardErrorCode | None:
    """Why this certificate may not sign such a document; None when it may.

    ``document`` None asks for the profile alone.
    """
    try:
        usage = certificate.find_extension(_KEY_USAGE)
        rights = set() if usage is None else set(x509.KeyUsage.load(usage).native)
        conforms = (
            "digital_signature" in rights
            and "key_cert_sign" not in rights
            and not certificate.is_authority
            # servers, list signers and the like have purposes of their own; document signers have none
            and certificate.find_extension(_EXTENDED_KEY_USAGE) is None
            and _extensions_are_sound(certificate)
        )
        listed = _find_document_types(certificate)
    except (*ASN1_FAULTS, CardError):
        return CardErrorCode.CERTIFICATE_PROFILE_WRONG
    if not conforms:
        return CardErrorCode.CERTIFICATE_PROFILE_WRONG
    if document is None:
        return None
    country = _country_of(document)
    if country is None or {certificate.issuer_country, certificate.subject_country} - {None} != {country}:
        return CardErrorCode.ISSUER_OF_ANOTHER_STATE
    if listed is not None and not listed.covers(document.code):
        return CardErrorCode.DOCUMENT_TYPE_NOT_COVERED
    return None


def _country_of(document: DocumentKind) -> str | None:
    """Whose certificates may sign it. Of cards only Vietnam's count here, whoever signed another one;
    passports are of any state.
    """
    if document.issuing_state != _VIETNAM and document.code[:1] != _PASSPORT:
        return None
    return _countries().get(document.issuing_state)


@cache
def _countries() -> Mapping[str, str]:
    text = (resources.files("ekyc.chip") / "data" / "states.toml").read_text("utf-8")
    countries: Mapping[str, str] = tomllib.loads(text)["country"]
    return countries


def _extensions_are_sound(certificate: Certificate) -> bool:
    """Each stands once, and what is critical is known, else it must be refused (RFC 5280, 4.2)."""
    oids = [oid for oid, _, _ in certificate.extensions()]
    critical = {oid for oid, critical, _ in certificate.extensions() if critical}
    return len(oids) == len(set(oids)) and critical <= _UNDERSTOOD


def _find_document_types(certificate: Certificate) -> _DocumentTypeList | None:
    """ICAO 9303-12, 7.1.1.7: SEQUENCE of version and SET OF PrintableString."""
    data = certificate.find_extension(_DOCUMENT_TYPES)
    if data is None:
        return None
    parts = tlv.children(data, _SEQUENCE)
    if [part.tag for part in parts] != [_INTEGER, _SET]:
        raise ValueError("no version and set of types")
    return _DocumentTypeList(
        tuple(item.value.decode("ascii").strip("< ") for item in tlv.iterate(parts[1].value))
    )
