"""What carries a change of where money goes: every combination of evidence, made up."""

from __future__ import annotations

from itertools import product
from typing import TypeVar

from pydantic import BaseModel

from central.cases.strong_evidence import is_strong
from ekyc.card.reading import (
    ChipGenuine,
    DataGroupIntegrity,
    IdentitySource,
    IssuerTrust,
    SodSignature,
    Validity,
)
from ekyc.face.evidence import LivenessOutcome, MatchBand
from kiosk.contract.kinds.service_filed import ServicePayload
from tests.acts import service_payload

_VALID = (Validity.VALID, Validity.NO_EXPIRY)
_Part = TypeVar("_Part", bound=BaseModel)


def _copy(part: _Part, **changes: object) -> _Part:
    return part.model_copy(update=changes)


def test_only_a_chip_that_is_proved_and_a_face_that_matches_its_portrait_carry_it() -> None:
    """Never the camera alone: whatever the face says, without the chip it is nothing."""
    whole = ServicePayload.model_validate(service_payload(), strict=False)
    assert whole.face is not None
    cards = [
        (
            _copy(
                whole.card,
                data_group_integrity=integrity,
                sod_signature=signature,
                issuer_trust=trust,
                chip_genuine=genuine,
                validity=validity,
                portrait_sha256=portrait,
            ),
            (integrity, signature, trust, genuine, portrait is not None, validity in _VALID),
        )
        for integrity, signature, trust, genuine, validity, portrait in product(
            DataGroupIntegrity, SodSignature, IssuerTrust, ChipGenuine, Validity, (None, "0" * 64)
        )
    ]
    proved = (
        DataGroupIntegrity.INTACT,
        SodSignature.VALID,
        IssuerTrust.TRUSTED,
        ChipGenuine.YES,
        True,
        True,
    )
    faces = [
        (None, False),
        *(
            (
                _copy(whole.face, liveness=liveness, match=match),
                (liveness, match) == (LivenessOutcome.PASSED, MatchBand.MATCH),
            )
            for liveness, match in product(LivenessOutcome, MatchBand)
        ),
    ]
    strong = 0
    for source, (card, found), (face, matches) in product(IdentitySource, cards, faces):
        identity = _copy(whole.identity, source=source)
        payload = _copy(whole, identity=identity, card=card, face=face)
        expected = source is IdentitySource.CHIP and found == proved and matches
        assert is_strong(payload) is expected
        strong += expected
    assert strong == len(_VALID)
