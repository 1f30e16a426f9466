"""Whom we believe: the country signing certificates (CSCA) and revocation lists that the client supplies.

A folder of single certificates (``*.cer``, ``*.crt``, ``*.der``, ``*.pem``), master lists (``*.ml``) and
revocation lists (``*.crl``). Without the national certificate the honest verdict is that the data is intact
and its issuer unknown.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from ekyc.card.errors import CardError, CardErrorCode
from ekyc.card.reading import IssuerTrust
from ekyc.chip.certificates import Certificate
from ekyc.chip.master_list import MasterList, parse_master_list, vouches_for
from ekyc.chip.revocation import Revoked, find_revoked

logger = logging.getLogger(__name__)

_T = TypeVar("_T")

_CERTIFICATE_SUFFIXES = frozenset({".cer", ".crt", ".der", ".pem"})
_MASTER_LIST_SUFFIX = ".ml"
_REVOCATION_SUFFIX = ".crl"


@dataclass(frozen=True, slots=True)
class TrustStore:
    """Certificates of authorities, and serial numbers by the name of the authority that revoked them.

    An authority is one that the client supplied and that signed itself, or one that such an authority
    certified: a link certificate, by which a country hands over from its old key to its new one.
    """

    authorities: tuple[Certificate, ...] = ()
    revoked: frozenset[Revoked] = field(default=frozenset(), repr=False)

    @classmethod
    def from_folder(cls, folder: Path) -> TrustStore:
        """Everything in ``folder``; an absent folder is an empty store. What counts for nothing is logged.

        Raises CardError CERTIFICATE_UNREADABLE, MASTER_LIST_MALFORMED or MASTER_LIST_SIGNATURE_INVALID naming
        the file, so that a broken store is noticed at start.
        """
        if not folder.is_dir():
            return cls()
        files = sorted(path for path in folder.iterdir() if path.is_file())
        single = [_loaded(path, Certificate.load) for path in files if _is(path, *_CERTIFICATE_SUFFIXES)]
        certificates = list(single)
        for path in files:
            if _is(path, _MASTER_LIST_SUFFIX):
                certificates += _loaded(path, lambda data: _members(parse_master_list(data), single))
        authorities = _anchored(certificates)
        revoked: frozenset[Revoked] = frozenset()
        for path in files:
            if _is(path, _REVOCATION_SUFFIX):
                found = _loaded(path, lambda data: find_revoked(data, authorities))
                if found is None:
                    logger.warning("revocation list %s is signed by no authority here", path.name)
                revoked |= found or frozenset()
        return cls(authorities, revoked)

    @classmethod
    def from_certificates(
        cls, certificates: Iterable[Certificate], revocation_lists: Iterable[bytes] = ()
    ) -> TrustStore:
        """Certificates that are no authority are left out; so are links that hang on none of the others, and
        lists that no authority here has signed."""
        authorities = _anchored(certificates)
        found = [find_revoked(data, authorities) for data in revocation_lists]
        return cls(authorities, frozenset().union(*(revoked for revoked in found if revoked)))

    def judge(self, signer: Certificate, signed_at: datetime) -> IssuerTrust:
        """Whether a document signer was entitled to sign at that time (aware)."""
        issuers = [authority for authority in self.authorities if authority.subject == signer.issuer]
        issuers = [authority for authority in issuers if vouches_for(authority, signer)]
        if not issuers:
            return IssuerTrust.UNKNOWN
        if (signer.issuer, signer.parsed.serial_number) in self.revoked:
            return IssuerTrust.REVOKED
        entitled = [authority for authority in issuers if authority.valid_at(signed_at)]
        if not entitled or not signer.valid_at(signed_at):
            return IssuerTrust.UNKNOWN
        if all(self._is_revoked(authority) for authority in entitled):
            return IssuerTrust.REVOKED
        return IssuerTrust.TRUSTED

    def _is_revoked(self, authority: Certificate) -> bool:
        return (authority.issuer, authority.parsed.serial_number) in self.revoked


def _anchored(certificates: Iterable[Certificate]) -> tuple[Certificate, ...]:
    """Authorities that signed themselves, then round by round those that these certified."""
    waiting = list({one.der: one for one in certificates if one.is_authority}.values())
    accepted: list[Certificate] = []
    found = [one for one in waiting if one.subject == one.issuer and vouches_for(one, one)]
    while found:
        accepted += found
        waiting = [one for one in waiting if one not in found]
        found = [
            one
            for one in waiting
            if any(issuer.subject == one.issuer and vouches_for(issuer, one) for issuer in accepted)
        ]
    return tuple(accepted)


def _members(master_list: MasterList, known: list[Certificate]) -> tuple[Certificate, ...]:
    """Raises CardError MASTER_LIST_SIGNATURE_INVALID when a known country's name is used by somebody else."""
    if master_list.is_signed_by_one_of(known) is False:
        raise CardError(CardErrorCode.MASTER_LIST_SIGNATURE_INVALID)
    return master_list.certificates


def _is(path: Path, *suffixes: str) -> bool:
    return path.suffix.lower() in suffixes


def _loaded(path: Path, load: Callable[[bytes], _T]) -> _T:
    try:
        return load(path.read_bytes())
    except CardError as error:
        sentence = f"The file {path.name} of the trust store cannot be used. {error.sentence}"
        raise CardError(error.card_code, sentence) from None
