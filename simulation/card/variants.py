"""Named sample cards: the plain one, every forgery, and whatever else a reader may meet.

Any sample person can hold any of them. ``lay_on_reader`` gives what a reading needs: the reader with the card
on it, and the store of certificates that somebody with this card's history would have.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from enum import Enum

from ekyc.chip.certificates import Certificate
from ekyc.chip.master_list import parse_master_list
from ekyc.chip.trust_store import TrustStore
from simulation.card import der, files
from simulation.card.bank_card import SimulatedBankCard
from simulation.card.certificate import AUTHORITY
from simulation.card.chip import SimulatedCard
from simulation.card.chip_crypto import DES3
from simulation.card.faults import ChipFault
from simulation.card.issuer import Issuer, standing_issuer
from simulation.card.plain_portrait import plain_portrait
from simulation.card.quirks import Quirks, SigningKey
from simulation.card.reader import LineFaults, SimulatedReader
from simulation.people import PEOPLE, SamplePerson

_MIDDLE_OF_READING = 20  # commands; a plain reading takes some 27
_LARGE_PORTRAIT = 40_000


class Issuance(Enum):
    """How the card's issuer stands with the reader."""

    TRUSTED = "trusted"
    UNTRUSTED = "untrusted"
    REVOKED = "revoked"
    LINKED = "linked"  # the store has the authority's old key and a link to the new one
    MASTER_LIST = "master_list"  # the store has a master list alone
    FOREIGN = "foreign"  # the store trusts it, for the documents of another state
    SIGNER_EXPIRED = "signer_expired"  # since the card was issued


@dataclass(frozen=True)
class Variant:
    key: str
    says: str
    quirks: Quirks = field(default_factory=Quirks)
    issuance: Issuance = Issuance.TRUSTED
    picture: tuple[str, str] = ("JPEG", "RGB")  # Pillow's names of format and mode
    portrait_bytes: int = 0  # at least
    line: LineFaults = field(default_factory=LineFaults)
    is_bank_card: bool = False
    comes_back: str = ""  # after it was lifted: "same" card, or "other"


_DG2, _DG13, _DG14, _DG15 = (files.DATA_GROUP + number for number in (2, 13, 14, 15))
_LIFTED = LineFaults(lifted_after=_MIDDLE_OF_READING)

VARIANTS = (
    Variant("genuine", "a plain card of a trusted issuer"),
    Variant("cloned", "all files of a genuine card, none of its keys", Quirks(copied=True)),
    Variant(
        "cloned_active",
        "a clone of a card with active authentication alone",
        Quirks(copied=True, ca_cipher=None),
    ),
    Variant("untrusted", "an issuer that the store does not know", issuance=Issuance.UNTRUSTED),
    Variant("revoked", "a document signer that its authority revoked", issuance=Issuance.REVOKED),
    Variant("altered", "particulars changed under the signature", Quirks(altered_file=_DG13)),
    Variant("altered_portrait", "another picture under the signature", Quirks(altered_file=_DG2)),
    Variant("linked", "an issuer whose new key its old one vouches for", issuance=Issuance.LINKED),
    Variant("master_list", "an issuer known from a master list", issuance=Issuance.MASTER_LIST),
    Variant("signer_expired", "a signer whose certificate ended since", issuance=Issuance.SIGNER_EXPIRED),
    Variant("lifted", "taken off while it is read, and put back", line=_LIFTED, comes_back="same"),
    Variant("swapped", "taken off while it is read; another comes", line=_LIFTED, comes_back="other"),
    Variant("removed", "taken off while it is read, for good", line=_LIFTED),
    Variant("bac", "basic access control alone", Quirks(offers_pace=False)),
    Variant("no_access", "a chip that opens for nobody", Quirks(offers_pace=False, offers_bac=False)),
    Variant("hidden_card_access", "EF.CardAccess may not be read", Quirks(card_access_readable=False)),
    Variant("master_file", "EF.CardAccess only below the master file", Quirks(needs_master_file=True)),
    Variant("short", "no extended lengths", Quirks(extended_length=False)),
    Variant("silent", "an answer to reset that says nothing", Quirks(capabilities_in_atr=False)),
    Variant("narrow_reader", "a reader without extended lengths", line=LineFaults(extended_refused=True)),
    Variant("pieces", "answers in pieces", Quirks(pieces_of=200)),
    Variant("triple_des", "3DES everywhere", Quirks(pace_cipher=DES3, ca_cipher=DES3)),
    Variant("active_ecdsa", "active authentication alone, ECDSA", Quirks(ca_cipher=None)),
    Variant(
        "active_rsa", "active authentication alone, RSA", Quirks(ca_cipher=None, signing_key=SigningKey.RSA)
    ),
    Variant("no_proof", "a chip without keys of its own", Quirks(ca_cipher=None, signing_key=None)),
    Variant("several_keys", "a second key that it does not know", Quirks(ca_key_id=1, foreign_ca_key=True)),
    Variant("jpeg2000", "a JPEG 2000 portrait", picture=("JPEG2000", "RGB")),
    Variant("grey", "a grey JPEG 2000 portrait", picture=("JPEG2000", "L")),
    Variant("large", "a portrait of 40 kB", portrait_bytes=_LARGE_PORTRAIT),
    Variant("no_dg13", "no particulars with diacritics", Quirks(missing_files=frozenset({_DG13}))),
    Variant(
        "encrypted_dg13", "encrypted particulars", Quirks(replaced_files={_DG13: der.tlv(0x6D, bytes(200))})
    ),
    Variant("bank_card", "a payment card laid down by mistake", is_bank_card=True),
    Variant(
        "hidden_keys",
        "a clone that hides the files with its keys",
        Quirks(copied=True, missing_files=frozenset({_DG14, _DG15})),
    ),
    Variant("foreign", "an issuer of another state, which is trusted for its own", issuance=Issuance.FOREIGN),
    Variant("no_portrait", "no portrait", Quirks(missing_files=frozenset({_DG2}))),
    Variant("no_sod", "no security object", Quirks(missing_files=frozenset({files.SOD}))),
    Variant(
        "lying",
        "answers that fail their check, always",
        Quirks(fault=ChipFault.WRONG_MAC, fault_at=2, fault_lasts=True),
    ),
)


def find_variant(key: str) -> Variant | None:
    return next((variant for variant in VARIANTS if variant.key == key), None)


def lay_on_reader(person: SamplePerson, variant: Variant) -> tuple[SimulatedReader, TrustStore]:
    issuer, trust = _issuance(variant.issuance, person)
    portrait = _portrait(variant)
    card = SimulatedCard(person, portrait, issuer, variant.quirks)
    reader = SimulatedReader(variant.line)
    reader.insert(SimulatedBankCard() if variant.is_bank_card else card)
    if variant.comes_back:
        other = next(one for one in PEOPLE if one is not person)
        back = card if variant.comes_back == "same" else SimulatedCard(other, portrait, issuer)
        reader.faults = LineFaults(lifted_after=variant.line.lifted_after, put_back=back)
    return reader, trust


def _portrait(variant: Variant) -> bytes:
    """Filled up by JPEG comments where it shall be larger than it is."""
    picture = plain_portrait(*variant.picture)
    missing = max(0, variant.portrait_bytes - len(picture))
    comment = b"\xff\xfe" + (missing + 2).to_bytes(2, "big") + bytes(missing) if missing else b""
    return picture[:2] + comment + picture[2:]


def _issuance(issuance: Issuance, person: SamplePerson) -> tuple[Issuer, TrustStore]:
    issuer = standing_issuer()
    if issuance is Issuance.UNTRUSTED:
        return Issuer.create(name="An issuer that nobody knows"), _store(issuer.csca_der)
    if issuance is Issuance.REVOKED:
        return issuer, _store(issuer.csca_der, lists=(issuer.revocation_list(revoke_signer=True),))
    if issuance is Issuance.FOREIGN:
        foreign = Issuer.create(authority_form=replace(AUTHORITY, country="DE"))
        return foreign, _store(foreign.csca_der)
    if issuance is Issuance.LINKED:
        new = Issuer.create(before=issuer)
        return new, _store(issuer.csca_der, new.link_der or b"")
    if issuance is Issuance.MASTER_LIST:
        collected = parse_master_list(Issuer.create(name="Collector").master_list([issuer.csca_der]))
        return issuer, TrustStore.from_certificates(collected.certificates)
    if issuance is Issuance.SIGNER_EXPIRED:
        issued = datetime(*person.date_of_issue.timetuple()[:3], tzinfo=UTC)
        issuer = Issuer.create(signer_until=issued + timedelta(days=90))
    return issuer, _store(issuer.csca_der)


def _store(*certificates: bytes, lists: tuple[bytes, ...] = ()) -> TrustStore:
    return TrustStore.from_certificates([Certificate.load(one) for one in certificates], lists)
