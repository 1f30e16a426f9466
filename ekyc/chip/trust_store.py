"""Whom we believe: the country signing certificates (CSCA) and revocation lists that the client supplies.

A folder of single certificates (``*.cer``, ``*.crt``, ``*.der``, ``*.pem``), master lists (``*.ml``) and
revocation lists (``*.crl``). Without the national certificate the honest verdict is that the data is intact
and its issuer unknown.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from ekyc.card.errors import CardError, CardErrorCode
from ekyc.card.reading import IssuerTrust
from ekyc.chip.certificate_profile import find_authority_fault
from ekyc.chip.certificates import Certificate
from ekyc.chip.master_list import MasterList, parse_master_list, vouches_for
from ekyc.chip.revocation import RevocationList, find_revocation_list

logger = logging.getLogger(__name__)

_T = TypeVar("_T")

_CERTIFICATE_SUFFIXES = frozenset({".cer", ".crt", ".der", ".pem"})
_MASTER_LIST_SUFFIX = ".ml"
_REVOCATION_SUFFIX = ".crl"
_MAX_FILE_BYTES = 16 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class TrustStore:
    """Certificates of authorities, and the lists by which they revoked some of what they signed.

    An authority is one that the client supplied and that signed itself, or one that such an authority
    certified: a link certificate, by which a country hands over from its old key to its new one. Members of a
    master list are vouched for by the list. All of them conform to the profile of a CSCA.
    """

    authorities: tuple[Certificate, ...] = ()
    revocation_lists: tuple[RevocationList, ...] = ()

    @classmethod
    def from_folder(cls, folder: Path) -> TrustStore:
        """Everything in ``folder``; an absent folder is an empty store. What counts for nothing is logged.

        Raises CardError CERTIFICATE_UNREADABLE, MASTER_LIST_MALFORMED or MASTER_LIST_SIGNATURE_INVALID naming
        the file, so that a broken store is noticed at start.
        """
        if not folder.is_dir():
            return cls()
        files = sorted(path for path in folder.iterdir() if path.is_file())
        single: list[Certificate] = []
        for path in files:
            if _is(path, *_CERTIFICATE_SUFFIXES):
                single.append(_loaded(path, Certificate.load))
                if single[-1].is_authority and find_authority_fault(single[-1]) is not None:
                    logger.warning("certificate %s does not conform to the profile of a CSCA", path.name)
        listed: list[Certificate] = []
        for path in files:
            if _is(path, _MASTER_LIST_SUFFIX):
                listed += _loaded(path, lambda data: _members(parse_master_list(data), single))
        authorities = _anchored(single, listed)
        lists = []
        for path in files:
            if _is(path, _REVOCATION_SUFFIX):
                found = _loaded(path, lambda data: find_revocation_list(data, authorities))
                if found is None:
                    logger.warning("revocation list %s is signed by no authority here", path.name)
                else:
                    lists.append(found)
        return cls(authorities, tuple(lists))

    @classmethod
    def from_certificates(
        cls, certificates: Iterable[Certificate], revocation_lists: Iterable[bytes] = ()
    ) -> TrustStore:
        """Certificates that are no authority are left out; so are links that hang on none of the others, and
        lists that no authority here has signed."""
        authorities = _anchored(certificates)
        found = [find_revocation_list(data, authorities) for data in revocation_lists]
        return cls(authorities, tuple(one for one in found if one is not None))

    def with_lists(self, revocation_lists: Iterable[bytes]) -> TrustStore:
        """The same with further lists (DER or PEM); those that no authority here has signed are left out.

        Raises CardError CERTIFICATE_UNREADABLE.
        """
        found = [find_revocation_list(data, self.authorities) for data in revocation_lists]
        more = tuple(one for one in found if one is not None)
        return TrustStore(self.authorities, self.revocation_lists + more)

    def judge(self, signer: Certificate, signed_at: datetime) -> IssuerTrust:
        """Whether an authority here let this certificate sign, and still did at that time (aware).

        Says nothing about what it may sign, see ``certificate_profile``.
        """
        issuers = [authority for authority in self.authorities if authority.subject == signer.issuer]
        issuers = [authority for authority in issuers if vouches_for(authority, signer)]
        if not issuers:
            return IssuerTrust.UNKNOWN
        if self._is_revoked(signer):
            return IssuerTrust.REVOKED
        entitled = [authority for authority in issuers if authority.valid_at(signed_at)]
        if not entitled or not signer.valid_at(signed_at):
            return IssuerTrust.UNKNOWN
        if all(self._is_revoked(authority) for authority in entitled):
            return IssuerTrust.REVOKED
        return IssuerTrust.TRUSTED

    def revocations_are_overdue(self, signer: Certificate, now: datetime) -> bool:
        """Whether the newest list of the signer's authority should have been followed by another by now."""
        lists = [one for one in self.revocation_lists if one.issuer == signer.issuer]
        return bool(lists) and max(lists, key=lambda one: one.issued).is_overdue(now)

    def _is_revoked(self, certificate: Certificate) -> bool:
        return any(
            one.issuer == certificate.issuer and certificate.serial_number in one.serials
            for one in self.revocation_lists
        )


def _anchored(single: Iterable[Certificate], listed: Iterable[Certificate] = ()) -> tuple[Certificate, ...]:
    """Authorities that signed themselves or stand in a list, then round by round those that these certified.

    A link stays within its country.
    """
    vouched = {one.der: one for one in listed if find_authority_fault(one) is None}
    waiting = list({one.der: one for one in single if find_authority_fault(one) is None}.values())
    waiting = [one for one in waiting if one.der not in vouched]
    accepted: list[Certificate] = []
    found = list(vouched.values())
    found += [one for one in waiting if one.subject == one.issuer and vouches_for(one, one)]
    while found:
        accepted += found
        waiting = [one for one in waiting if one not in found]
        found = [one for one in waiting if any(_links(issuer, one) for issuer in accepted)]
    return tuple(accepted)


def _links(issuer: Certificate, link: Certificate) -> bool:
    same_country = issuer.subject_country == link.subject_country
    return same_country and issuer.subject == link.issuer and vouches_for(issuer, link)


def _members(master_list: MasterList, known: list[Certificate]) -> tuple[Certificate, ...]:
    """Raises CardError MASTER_LIST_SIGNATURE_INVALID when a known country's name is used by somebody else."""
    if master_list.is_signed_by_one_of(known) is False:
        raise CardError(CardErrorCode.MASTER_LIST_SIGNATURE_INVALID)
    return master_list.certificates


def _is(path: Path, *suffixes: str) -> bool:
    return path.suffix.lower() in suffixes


def _loaded(path: Path, load: Callable[[bytes], _T]) -> _T:
    try:
        with path.open("rb") as file:
            return load(file.read(_MAX_FILE_BYTES))  # what is longer is cut, and breaks its format
    except CardError as error:
        sentence = f"The file {path.name} of the trust store cannot be used. {error.sentence}"
        raise CardError(error.card_code, sentence) from None
