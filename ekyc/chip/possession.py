"""Does the chip hold its own private keys? Chip authentication first, active where that proves nothing."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum, auto

from ekyc.card.errors import CardError, CardErrorCode
from ekyc.chip.active_authentication import authenticate_actively, stated_hash
from ekyc.chip.certificates import PublicKey
from ekyc.chip.chip_authentication import authenticate_chip, is_usable
from ekyc.chip.open_chip import OpenChip
from ekyc.chip.security_infos import ChipAuthenticationKey

MAX_KEYS = 3  # more than any chip is known to have; each failure costs a new session
# A line or a chip that breaks at the very last step leaves the proof open, not the whole reading.
_LAST_STEP_BROKE = frozenset(
    {
        CardErrorCode.TRANSPORT_FAILED,
        CardErrorCode.SECURE_MESSAGING_FAILED,
        CardErrorCode.RESPONSE_MALFORMED,
    }
)


class Proof(Enum):
    """How one proof of possession ended."""

    GIVEN = auto()
    FAILED = auto()  # answered, and wrongly
    REFUSED = auto()  # offered by the chip's own file, and then not answered
    NOT_USABLE = auto()  # offered with a key or over a line with which we cannot do it
    NOT_OFFERED = auto()


def prove_by_chip_authentication(chip: OpenChip, keys: Sequence[ChipAuthenticationKey]) -> Proof:
    """Whether the chip proved one of its keys. Refusing a key that DG14 offers is failing: a copy would."""
    if not keys:
        return Proof.NOT_OFFERED
    usable = [key for key in keys if is_usable(key)]
    if not usable:
        return Proof.NOT_USABLE
    for key in usable[:MAX_KEYS]:
        try:
            authenticate_chip(chip.session, key)
        except CardError as error:
            if error.card_code is not CardErrorCode.CHIP_AUTHENTICATION_FAILED:
                raise
            if not chip.session.secured:
                chip.open()
        else:
            return Proof.GIVEN
    return Proof.FAILED


def prove_by_active_authentication(chip: OpenChip, key: PublicKey, dg14: bytes | None) -> Proof:
    """Like :func:`prove_by_chip_authentication`; the last thing that is done with a chip."""
    try:
        signed = authenticate_actively(chip.session, key, stated_hash(dg14))
    except CardError as error:
        if error.card_code not in _LAST_STEP_BROKE:
            raise
        signed = None
    if signed is None:
        return Proof.REFUSED
    return Proof.GIVEN if signed else Proof.FAILED
