"""What a chip answers to the challenge of somebody who is not here: its signed files, and its signature."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from threading import Event

from ekyc.card.errors import CardError
from ekyc.chip.access import AccessKeys
from ekyc.chip.active_authentication import parse_dg15, sign_challenge
from ekyc.chip.lds import LdsFile
from ekyc.chip.open_chip import FILE_FAULTS, OpenChip
from ekyc.chip.read_length import ReadLengths
from ekyc.chip.reader import DEADLINE_SECONDS
from ekyc.chip.sod import parse_sod
from ekyc.chip.transport import Transport

_FURTHER = (LdsFile.DG13, LdsFile.DG14, LdsFile.DG15)


@dataclass(frozen=True, slots=True)
class ChallengeAnswer:
    """``files`` as they stand on the chip, the portrait left out; ``signature`` None where it gives none."""

    files: Mapping[LdsFile, bytes] = field(repr=False)
    signature: bytes | None = field(repr=False)


def answer_challenge(
    transport: Transport,
    keys: AccessKeys,
    challenge: bytes,
    *,
    cancel: Event | None = None,
    deadline_seconds: float = DEADLINE_SECONDS,
    read_lengths: ReadLengths | None = None,
    monotonic: Callable[[], float] = time.monotonic,
) -> ChallengeAnswer:
    """Read what whoever made the challenge needs to judge it, and have the chip sign. Nothing is judged here.

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
        return ChallengeAnswer(files, _signature(chip, files.get(LdsFile.DG15), challenge))
    finally:
        chip.close()


def _optional(chip: OpenChip, file: LdsFile) -> bytes | None:
    try:
        return chip.read(file)
    except CardError as error:
        if error.card_code not in FILE_FAULTS:
            raise
        return None


def _signature(chip: OpenChip, dg15: bytes | None, challenge: bytes) -> bytes | None:
    if dg15 is None:
        return None
    try:
        key = parse_dg15(dg15)
    except CardError:  # a key that nobody can use
        return None
    return sign_challenge(chip.session, key, challenge)
