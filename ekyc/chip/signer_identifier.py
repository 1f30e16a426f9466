"""Which of the enclosed certificates a signer identifier (RFC 5652, 5.3) points at, as issuers write it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from asn1crypto import cms, core

from ekyc.chip.certificates import Certificate
from ekyc.chip.distinguished_name import name_parts
from ekyc.chip.tolerance import Tolerance

_SUBJECT_KEY_IDENTIFIER = "2.5.29.14"

Found = tuple[Certificate | None, tuple[Tolerance, ...]]


def find_signer(certificates: Sequence[Certificate], identifier: cms.SignerIdentifier) -> Found:
    """The certificate meant, and what was borne to find it.

    One that is alone is taken whatever the identifier says: the signature shows whether it was meant.
    """
    named = identifier.name == "issuer_and_serial_number"
    found = _by_name(certificates, identifier) if named else _by_key(certificates, identifier)
    if found[0] is None and len(certificates) == 1:
        return certificates[0], (Tolerance.SIGNER_IS_ONLY_CERTIFICATE,)
    return found


def _by_name(certificates: Sequence[Certificate], identifier: cms.SignerIdentifier) -> Found:
    issuer = identifier.chosen["issuer"].dump()
    serial = identifier.chosen["serial_number"].native
    for certificate in certificates:
        if certificate.serial_number == serial and certificate.issuer == name_parts(issuer):
            same = certificate.parsed["tbs_certificate"]["issuer"].dump() == issuer
            return certificate, () if same else (Tolerance.SIGNER_NAME_FORM,)
    return None, ()


def _by_key(certificates: Sequence[Certificate], identifier: cms.SignerIdentifier) -> Found:
    wanted = identifier.chosen.native
    for certificate in certificates:
        stated = certificate.find_extension(_SUBJECT_KEY_IDENTIFIER)
        if stated is not None and core.OctetString.load(stated).native == wanted:
            return certificate, ()
    for certificate in certificates:  # RFC 5280, 4.2.1.2: usually SHA-1 of the key's bits
        key = certificate.parsed["tbs_certificate"]["subject_public_key_info"]["public_key"]
        if hashlib.sha1(bytes(key.contents[1:]), usedforsecurity=False).digest() == wanted:
            return certificate, (Tolerance.SIGNER_KEY_COMPUTED,)
    return None, ()
