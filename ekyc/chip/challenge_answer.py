"""What a chip answers to the challenge of somebody who is not here: its signed files, and its signature or,
where it has no key to sign with, its part in an agreement that they lead.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from threading import Event

from ekyc.card.errors import CardError, CardErrorCode
from ekyc.chip.access import AccessKeys
from ekyc.chip.active_authentication import parse_dg15, sign_challenge
from ekyc.chip.certificates import PublicKey
from ekyc.chip.lds import LdsFile
from ekyc.chip.open_chip import FILE_FAULTS, OpenChip
from ekyc.chip.read_length import ReadLengths
from ekyc.chip.reader import DEADLINE_SECONDS
from ekyc.chip.remote_agreement import Agreement, agreed_key, relay
from ekyc.chip.sod import parse_sod
from ekyc.chip.transport import Transport

_WILL_NOT = frozenset(
    {
        CardErrorCode.CHIP_AUTHENTICATION_FAILED,
        CardErrorCode.TRANSPORT_FAILED,
        CardErrorCode.SECURE_MESSAGING_FAILED,
        CardErrorCode.RESPONSE_MALFORMED,
    }
)
_FURTHER = (LdsFile.DG13, LdsFile.DG14, LdsFile.DG15)


@dataclass(frozen=True, slots=True)
class ChallengeAnswer:
    """``files`` as they stand on the chip, the portrait left out; ``signature`` None where it gives none, and
    ``agreed`` where it took part in no agreement.
    """

    files: Mapping[LdsFile, bytes] = field(repr=False)
    signature: bytes | None = field(repr=False)
    agreed: bytes | None = field(default=None, repr=False)


Agree = Callable[[bytes], Agreement | None]
"""Asks whoever leads for an agreement with the key of this DG14; None: there is none to be had."""


def answer_challenge(
    transport: Transport,
    keys: AccessKeys,
    challenge: bytes,
    *,
    agree: Agree | None = None,
    cancel: Event | None = None,
    deadline_seconds: float = DEADLINE_SECONDS,
    read_lengths: ReadLengths | None = None,
    monotonic: Callable[[], float] = time.monotonic,
) -> ChallengeAnswer:
    """Read what whoever made the challenge needs to judge it, and have the chip sign, or agree where it
    has no key to sign with. Nothing is judged here.

    Raises CardError for access faults, a lost card, CANCELLED, DEADLINE_EXCEEDED, and for a chip without a
    readable SOD or DG1.
    """
    files: dict[LdsFile, bytes] = {}
    chip = OpenChip(
        transport,
        keys,
        read_lengths or ReadLengths(),
        files,
        cancel=cancel or Event(),
        deadline_seconds=deadline_seconds,
        monotonic=monotonic,
    )
    try:
        chip.open()
        for file in (LdsFile.SOD, LdsFile.DG1):
            files[file] = chip.read(file)
        listed = parse_sod(files[LdsFile.SOD]).hashes
        for file in _FURTHER:
            if file.number in listed and (data := _optional(chip, file)) is not None:
                files[file] = data
        signing = _signing_key(files.get(LdsFile.DG15))
        if signing is not None:
            return ChallengeAnswer(files, sign_challenge(chip.session, signing, challenge))
        return ChallengeAnswer(files, None, _agreed(chip, files.get(LdsFile.DG14), agree))
    finally:
        chip.close()


def _optional(chip: OpenChip, file: LdsFile) -> bytes | None:
    try:
        return chip.read(file)
    except CardError as error:
        if error.card_code not in FILE_FAULTS:
            raise
        return None


def _signing_key(dg15: bytes | None) -> PublicKey | None:
    try:
        return None if dg15 is None else parse_dg15(dg15)
    except CardError:  # a key that nobody can use
        return None


def _agreed(chip: OpenChip, dg14: bytes | None, agree: Agree | None) -> bytes | None:
    """The last thing that is done with a chip."""
    if dg14 is None or agree is None:
        return None
    try:
        key = agreed_key(dg14)
    except CardError:
        return None
    agreement = None if key is None else agree(dg14)
    if key is None or agreement is None:
        return None
    try:
        return relay(chip.session, key, agreement)
    except CardError as error:
        if error.card_code not in _WILL_NOT:
            raise
        return None
