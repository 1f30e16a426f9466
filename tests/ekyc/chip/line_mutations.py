"""Disturbed lines to simulated chips, and what must hold for a reading over any of them."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from typing import Any

from ekyc.card.chip_proofs import ChipProofFinding, load_chip_proofs
from ekyc.card.errors import CardError, CardErrorCode
from ekyc.card.reading import CardReading, ChipGenuine, DataGroupIntegrity
from ekyc.chip.access import AccessKeys
from ekyc.verification import Outcome, VerificationPolicy, verify
from simulation.card import files
from simulation.card.certificate import AUTHORITY, MASTER_LIST_SIGNER, SERVER, SIGNER, CertificateForm
from simulation.card.chip import SimulatedCard
from simulation.card.issuer import Issuer, standing_issuer
from simulation.card.quirks import Quirks, SigningKey
from simulation.card.reader import LineFaults
from simulation.people import ADULT_WOMAN
from tests.ekyc.chip.readings import NOW, card_of, read_card, trust_in
from tests.ekyc.evidence import a_face_that_proves_itself

_DEFAULT = VerificationPolicy(NOW.date())
# The most lenient that an office can set: cards are said to have no keys of their own.
_NO_KEYS = load_chip_proofs().with_findings(
    {
        generation.name: ChipProofFinding(frozenset(), date(2026, 12, 1), "a test")
        for generation in load_chip_proofs().generations
    }
)
_POLICIES = (_DEFAULT, replace(_DEFAULT, chip_proofs=_NO_KEYS))
MOST_COMMANDS = 400  # of one reading, whatever the line does: it never goes on for ever

Mutation = Callable[[bytes, Sequence[bytes], random.Random], bytes]  # this response, all before it


def _flip(data: bytes, rng: random.Random) -> bytes:
    if not data:
        return data
    place = rng.randrange(len(data))
    return data[:place] + bytes([data[place] ^ 1 << rng.randrange(8)]) + data[place + 1 :]


MUTATIONS: dict[str, Mutation] = {
    "bit flipped": lambda now, _, rng: _flip(now, rng),
    "cut short": lambda now, _, rng: now[: rng.randrange(len(now))],
    "data cut short": lambda now, _, rng: now[: rng.randrange(len(now))] + now[-2:],
    "doubled": lambda now, _, __: now[:-2] + now,
    "replayed": lambda _, before, __: before[-1] if before else b"\x90\x00",
    "replayed from long ago": lambda now, before, rng: rng.choice(before) if before else now,
    "bare 9000": lambda _, __, ___: b"\x90\x00",
    "bare 6988": lambda _, __, ___: b"\x69\x88",
    "bare 6700": lambda _, __, ___: b"\x67\x00",
    "bare 6B00": lambda _, __, ___: b"\x6b\x00",
    "bare 6D00": lambda _, __, ___: b"\x6d\x00",
    "bare 6A88": lambda _, __, ___: b"\x6a\x88",
    "bare 6C10": lambda _, __, ___: b"\x6c\x10",
    "bare 6110": lambda _, __, ___: b"\x61\x10",
    "more data to come": lambda now, _, __: now[:-2] + b"\x61\x00",
    "end of file": lambda now, _, __: now[:-2] + b"\x62\x82",
    "TLV bomb": lambda _, __, ___: b"\x87\x83\xff\xff\xff\x01" + b"\x90\x00",
    "indefinite length": lambda now, _, __: now[:1] + b"\x80" + now[2:],
    "four-byte length": lambda now, _, __: now[:1] + b"\x84\x00\x00\x00" + now[1:],
    "nothing": lambda _, __, ___: b"",
    "flood": lambda _, __, rng: rng.randbytes(3000) + b"\x90\x00",
}

_DG14, _DG15 = files.DATA_GROUP + 14, files.DATA_GROUP + 15


@dataclass(frozen=True)
class CardCase:
    """A card, and whether a verdict may ever accept it. The reader trusts its issuer, whoever that is."""

    quirks: Quirks = field(default_factory=Quirks)
    acceptable: bool = True
    authority: CertificateForm = AUTHORITY
    signer: CertificateForm = SIGNER


def _copy(**quirks: Any) -> CardCase:
    return CardCase(Quirks(copied=True, **quirks), acceptable=False)


CARDS = {
    "plain": CardCase(),
    "short reads": CardCase(Quirks(extended_length=False)),
    "BAC": CardCase(Quirks(offers_pace=False)),
    "active authentication": CardCase(Quirks(ca_cipher=None)),
    "in pieces": CardCase(Quirks(pieces_of=200, signing_key=SigningKey.RSA)),
    "silent": CardCase(Quirks(capabilities_in_atr=False, knows_master_file=True)),
    "copied": _copy(),
    "copied, no chip authentication": _copy(ca_cipher=None),
    # files hidden though the security object lists them
    "copied, hides DG14 and DG15": _copy(missing_files=frozenset({_DG14, _DG15})),
    "copied, hides DG14": _copy(missing_files=frozenset({_DG14}), missing_status=0x6982),
    "copied, hides DG15": _copy(ca_cipher=None, missing_files=frozenset({_DG15}), missing_status=0x6D00),
    # proofs refused
    "copied, refuses to sign": _copy(ca_cipher=None, signing_status=0x6D00),
    "copied, hides DG14 and refuses": _copy(missing_files=frozenset({_DG14}), signing_status=0x6A88),
    # keys of its own in files of its own, which no trusted issuer signed
    "foreign issuer": CardCase(acceptable=False, authority=replace(AUTHORITY, country="DE")),
    "foreign signer": CardCase(acceptable=False, signer=replace(SIGNER, country="LA")),
    # certificates made for something else
    "web server": CardCase(acceptable=False, signer=replace(SIGNER, purposes=(SERVER,))),
    "list signer": CardCase(acceptable=False, signer=replace(SIGNER, purposes=(MASTER_LIST_SIGNER,))),
    "critical unknown": CardCase(acceptable=False, signer=replace(SIGNER, unknown_extension=True)),
    "passport signer": CardCase(acceptable=False, signer=replace(SIGNER, document_types=("P",))),
    "no authority": CardCase(acceptable=False, authority=replace(AUTHORITY, authority=False)),
    "wrong authority": CardCase(
        acceptable=False, authority=replace(AUTHORITY, usages=frozenset({"crl_sign"}))
    ),
}


@cache
def issuer_named(name: str) -> Issuer:
    case = CARDS[name]
    if (case.authority, case.signer) == (AUTHORITY, SIGNER):
        return standing_issuer()
    return Issuer.create(authority_form=case.authority, signer_form=case.signer)


@cache
def card_named(name: str) -> SimulatedCard:
    return card_of(quirks=CARDS[name].quirks, issuer=issuer_named(name))


@cache
def right_reading(name: str) -> CardReading:
    return _read(name, None)


def read_disturbed(name: str, mutations: dict[int, str], rng: random.Random) -> CardReading | CardError:
    """Read the card named so while the line mutates the responses with these numbers."""
    before: list[bytes] = []

    def mutate(number: int, response: bytes) -> bytes:
        if number > MOST_COMMANDS:
            raise AssertionError("the reading does not end")
        mutation = mutations.get(number)
        changed = MUTATIONS[mutation](response, before, rng) if mutation else response
        before.append(response)
        return changed

    try:
        return _read(name, LineFaults(mutate=mutate))
    except CardError as error:
        return error


def check_outcome(name: str, outcome: CardReading | CardError) -> None:
    """Right, or a named fault without personal data; a copy is never taken for the original."""
    if isinstance(outcome, CardError):
        assert outcome.card_code in CardErrorCode
        assert ADULT_WOMAN.can not in str(outcome)
        return
    right = right_reading(name)
    intact = "DG13" not in outcome.file_faults
    assert outcome.identity == right.identity or not intact
    assert outcome.identity.personal_number == right.identity.personal_number
    assert outcome.portrait == right.portrait or "DG2" in outcome.file_faults
    assert outcome.verdicts.data_group_integrity is not DataGroupIntegrity.ALTERED
    if not CARDS[name].acceptable:
        assert outcome.verdicts.chip_genuine is not ChipGenuine.YES
        for policy in _POLICIES:
            verdict = verify(outcome, a_face_that_proves_itself(), policy, 1)
            assert verdict.outcome is Outcome.STAFF_REVIEW


def check_one_reading(rng: random.Random) -> None:
    """A card, one to three disturbed responses, and the rules above."""
    name = rng.choice(sorted(CARDS))
    count = right_reading(name).apdu_count
    places = rng.sample(range(1, count + 20), rng.randint(1, 3))
    mutations = {place: rng.choice(sorted(MUTATIONS)) for place in places}
    try:
        check_outcome(name, read_disturbed(name, mutations, rng))
    except AssertionError as error:
        raise AssertionError(f"{name}: {mutations}: {error}") from error


def _read(name: str, faults: LineFaults | None) -> CardReading:
    keys = AccessKeys(can=ADULT_WOMAN.can, mrz_keys=(ADULT_WOMAN.mrz.key,))
    return read_card(card_named(name), keys=keys, faults=faults, trust=trust_in(issuer_named(name)))
