"""Reading a chip from power-up to the verdicts, in the order that shows a person something early.

A card that is lifted on the way may be put back: what was read stays, once it is proved to be the same card.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone
from enum import StrEnum
from functools import partial
from threading import Event
from typing import TypeVar

from ekyc.card.errors import CardError, CardErrorCode
from ekyc.card.passport_mrz import Td3Mrz
from ekyc.card.reading import (
    CardReading,
    CardVerdicts,
    ChipGenuine,
    ChipProof,
    DataGroupIntegrity,
    IdentitySource,
    IssuerTrust,
)
from ekyc.chip.access import AccessKeys, OpenedChip
from ekyc.chip.active_authentication import parse_dg15
from ekyc.chip.certificate_profile import DocumentKind
from ekyc.chip.chip_authentication import offered_keys
from ekyc.chip.dg13 import Dg13, parse_dg13
from ekyc.chip.downgrade import find_downgrade
from ekyc.chip.identity import ChipIdentity, identity_from_chip, identity_from_passport
from ekyc.chip.lds import LdsFile, parse_any_dg1, parse_com, parse_dg2
from ekyc.chip.open_chip import FILE_FAULTS, OpenChip
from ekyc.chip.passive_authentication import PassiveAuthentication, authenticate_passively
from ekyc.chip.portrait import checked_portrait
from ekyc.chip.possession import Proof, prove_by_active_authentication, prove_by_chip_authentication
from ekyc.chip.read_length import ReadLengths
from ekyc.chip.sod import SecurityObject, parse_sod
from ekyc.chip.transport import Transport
from ekyc.chip.trust_store import TrustStore

DEADLINE_SECONDS = 15.0
_T = TypeVar("_T")

VIETNAM_TIME = timezone(timedelta(hours=7))

CHIP_AUTHENTICATION = "chip_authentication"  # steps that fail are told like files that fail
ACTIVE_AUTHENTICATION = "active_authentication"

_WANTED = (LdsFile.DG1, LdsFile.DG13, LdsFile.DG14, LdsFile.DG2, LdsFile.DG15)
# After these the card may be put back, and :meth:`ChipReader.resume` goes on.
LIFTED = frozenset({CardErrorCode.CARD_REMOVED, CardErrorCode.NO_CARD})
_LASTING_FAULTS = frozenset({CardErrorCode.FILE_MISSING.value, CardErrorCode.FILE_ACCESS_DENIED.value})
MAX_LIFTS = 5  # a card that never stays is better read with help


class ChipPhase(StrEnum):
    OPENING_CHIP = "opening_chip"
    READING = "reading"
    VERIFYING = "verifying"


@dataclass(frozen=True, slots=True)
class ChipProgress:
    phase: ChipPhase
    file: str | None = None  # e.g. "DG2", while reading
    fraction: float = 0.0  # of that file


class ChipReader:
    """One reading of one chip. Call :meth:`read` once, from a thread that may block."""

    def __init__(
        self,
        transport: Transport,
        keys: AccessKeys,
        trust: TrustStore,
        now: Callable[[], datetime],
        *,
        on_progress: Callable[[ChipProgress], None] = lambda _: None,
        cancel: Event | None = None,
        deadline_seconds: float = DEADLINE_SECONDS,
        read_lengths: ReadLengths | None = None,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        """``now`` gives the aware wall-clock time; ``read_lengths`` is shared by all readings.

        The deadline is that of each attempt: waiting for a card to be put back is not the chip's time.
        """
        self._transport = transport
        self._keys = keys
        self._trust = trust
        self._now = now
        self._on_progress = on_progress
        self._cancel = cancel or Event()
        self._deadline = deadline_seconds
        self._monotonic = monotonic
        self._lengths = read_lengths or ReadLengths()
        self._files: dict[LdsFile, bytes] = {}
        self._present: frozenset[LdsFile] = frozenset()
        self._security_object: SecurityObject | None = None
        self._possession: dict[ChipProof, Proof] = {}
        self._faults: dict[str, str] = {}
        self._seconds: dict[str, float] = {}
        self._apdu_count = 0

    def read(self) -> CardReading:
        """Open, read and judge the chip. The card is reset and the keys are forgotten however it ends.

        Raises CardError for everything that leaves no identity: access faults, a lost card, an unreadable
        DG1, CANCELLED, DEADLINE_EXCEEDED. Other files fail into ``file_faults``.
        """
        return self._attempt(self._transport)

    def resume(self, transport: Transport) -> CardReading:
        """Go on after one of ``LIFTED`` with the card that was put back, at the first file still missing.

        Raises what :meth:`read` raises, and CARD_CHANGED when it is another card.
        """
        if LdsFile.DG1 not in self._files:  # nothing yet that could belong to another holder
            self._files.clear()
        # what failed while the card was moving may succeed now; what is not there will not come
        self._faults = {label: code for label, code in self._faults.items() if code in _LASTING_FAULTS}
        try:
            return self._attempt(transport)
        except CardError as error:
            if self._files and error.card_code is CardErrorCode.WRONG_ACCESS_KEY:
                raise CardError(CardErrorCode.CARD_CHANGED) from None  # the key opened the card before
            raise

    def _attempt(self, transport: Transport) -> CardReading:
        started = self._monotonic()
        chip = OpenChip(
            transport,
            self._keys,
            self._lengths,
            self._files,
            cancel=self._cancel,
            deadline_seconds=self._deadline,
            monotonic=self._monotonic,
        )
        try:
            self._on_progress(ChipProgress(ChipPhase.OPENING_CHIP))
            with self._timed("access"):
                chip.open()
            self._read_particulars(chip)
            self._read_the_rest(chip)
        finally:
            chip.close()
            self._apdu_count += chip.session.apdu_count
        self._on_progress(ChipProgress(ChipPhase.VERIFYING))
        with self._timed("verification"):
            reading = self._judge(chip.opened)
        seconds = {**self._seconds, "total": self._monotonic() - started}
        return replace(reading, seconds=seconds, apdu_count=self._apdu_count)

    def _read_particulars(self, chip: OpenChip) -> None:
        """Everything short that the portrait should not keep waiting."""
        self._read_optional(chip, LdsFile.SOD)
        self._read_optional(chip, LdsFile.COM)
        if LdsFile.DG1 not in self._files:
            self._files[LdsFile.DG1] = self._read(chip, LdsFile.DG1)
        parse_any_dg1(self._files[LdsFile.DG1])  # no identity without it, so fail before the long part
        self._present = self._find_present()
        for file in (LdsFile.DG13, LdsFile.DG14):
            if file in self._present:
                self._read_optional(chip, file)

    def _read_the_rest(self, chip: OpenChip) -> None:
        """The proof of possession before the long portrait, and again if the session did not last so long:
        a card that is gone for a moment may be another one with the same files."""
        self._possession.clear()
        self._authenticate_chip(chip)
        proved_in = chip.session_number
        self._read_optional(chip, LdsFile.DG2)
        if LdsFile.DG15 in self._present:
            self._read_optional(chip, LdsFile.DG15)
        if chip.session_number != proved_in:
            self._authenticate_chip(chip)
        if self._possession[ChipProof.CHIP_AUTHENTICATION] is not Proof.GIVEN:
            self._authenticate_actively(chip)

    def _find_present(self) -> frozenset[LdsFile]:
        """What EF.COM or the SOD lists; where neither can be read, everything is tried.

        EF.COM is not signed: a copy could leave DG14 out of it to escape chip authentication.
        """
        listed: set[LdsFile] = set()
        com = self._parsed(LdsFile.COM, parse_com)
        self._security_object = self._parsed(LdsFile.SOD, parse_sod)
        if com is not None:
            listed.update(com)
        if self._security_object is not None:
            listed.update(file for file in _WANTED if file.number in self._security_object.hashes)
        return frozenset(listed or _WANTED)

    def _read_optional(self, chip: OpenChip, file: LdsFile) -> None:
        if file in self._files or file.label in self._faults:
            return  # from before the card was lifted
        try:
            self._files[file] = self._read(chip, file)
        except CardError as error:
            if error.card_code not in FILE_FAULTS:
                raise
            self._faults[file.label] = error.code

    def _read(self, chip: OpenChip, file: LdsFile) -> bytes:
        def on_fraction(fraction: float) -> None:
            self._on_progress(ChipProgress(ChipPhase.READING, file.label, fraction))

        with self._timed(file.label):
            on_fraction(0.0)
            return chip.read(file, on_fraction)

    def _authenticate_chip(self, chip: OpenChip) -> None:
        with self._timed(CHIP_AUTHENTICATION):
            keys = self._parsed(LdsFile.DG14, offered_keys)
            proved = prove_by_chip_authentication(chip, keys or ())
        if keys is None and LdsFile.DG14 in self._files:
            proved = Proof.NOT_USABLE
        self._possession[ChipProof.CHIP_AUTHENTICATION] = proved
        self._faults.pop(CHIP_AUTHENTICATION, None)
        if proved is Proof.FAILED:
            self._faults[CHIP_AUTHENTICATION] = CardErrorCode.CHIP_AUTHENTICATION_FAILED.value

    def _authenticate_actively(self, chip: OpenChip) -> None:
        key = self._parsed(LdsFile.DG15, parse_dg15)
        if key is None:
            if LdsFile.DG15 in self._files:
                self._possession[ChipProof.ACTIVE_AUTHENTICATION] = Proof.NOT_USABLE
            return
        with self._timed(ACTIVE_AUTHENTICATION):
            proved = prove_by_active_authentication(chip, key, self._files.get(LdsFile.DG14))
        self._possession[ChipProof.ACTIVE_AUTHENTICATION] = proved
        if proved is Proof.FAILED:
            self._faults[ACTIVE_AUTHENTICATION] = CardErrorCode.ACTIVE_AUTHENTICATION_FAILED.value

    def _judge(self, opened: OpenedChip) -> CardReading:
        now = self._now()
        mrz = parse_any_dg1(self._files[LdsFile.DG1])
        particulars = self._parsed(LdsFile.DG13, parse_dg13)
        today = now.astimezone(VIETNAM_TIME).date()
        if isinstance(mrz, Td3Mrz):
            holder = identity_from_passport(mrz, today)
        else:
            holder = identity_from_chip(mrz, particulars, today)
        passive = self._authenticate_passively(
            now, DocumentKind(mrz.issuing_state, mrz.document_code), particulars
        )
        verdicts = CardVerdicts(access=opened.protocol, validity=holder.validity)
        if passive is not None:
            verdicts = CardVerdicts(
                access=opened.protocol,
                data_group_integrity=passive.data_group_integrity,
                sod_signature=passive.sod_signature,
                issuer_trust=passive.issuer_trust,
                chip_genuine=_chip_genuine(self._possession.values(), passive),
                validity=holder.validity,
            )
        portrait = self._parsed(LdsFile.DG2, lambda data: checked_portrait(parse_dg2(data)))
        borne = opened.tolerances
        if self._security_object is not None:
            borne += self._security_object.tolerances
        given = [proof for proof, outcome in self._possession.items() if outcome is Proof.GIVEN]
        refused = [
            proof
            for proof, outcome in self._possession.items()
            if outcome is Proof.REFUSED
            or (outcome is Proof.FAILED and given)
            or (outcome is Proof.NOT_USABLE and not given)
        ]
        return CardReading(
            source=IdentitySource.CHIP,
            identity=holder.identity,
            verdicts=verdicts,
            portrait=portrait,
            warnings=self._warnings(opened, holder, passive),
            file_faults=dict(self._faults),
            chip_proof=given[0] if given else ChipProof.NONE,
            tolerances=borne,
            withheld_files=self._withheld(),
            refused_proofs=tuple(refused),
        )

    def _warnings(
        self, opened: OpenedChip, holder: ChipIdentity, passive: PassiveAuthentication | None
    ) -> tuple[str, ...]:
        downgrade = find_downgrade(opened, self._files.get(LdsFile.DG14))
        told = opened.warnings + (() if downgrade is None else (downgrade.value,)) + holder.warnings
        return told + (() if passive is None else passive.warnings)

    def _withheld(self) -> tuple[str, ...]:
        """Files that the security object lists and that this chip, unlike the original, did not give."""
        if self._security_object is None:
            return ()
        signed = (file for file in _WANTED if file.number in self._security_object.hashes)
        return tuple(file.label for file in signed if file not in self._files)

    def _authenticate_passively(
        self, now: datetime, document: DocumentKind, particulars: Dg13 | None
    ) -> PassiveAuthentication | None:
        if self._security_object is None:
            return None
        issued = particulars.date_of_issue if particulars is not None else None
        passive = authenticate_passively(
            self._security_object, self._files, self._trust, now, document=document, issued=issued
        )
        if passive.fault is not None:
            self._faults[LdsFile.SOD.label] = passive.fault.value
        return passive

    def _parsed(self, file: LdsFile, parse: Callable[[bytes], _T]) -> _T | None:
        """The file understood; None and a fault when it was not read or breaks its format."""
        data = self._files.get(file)
        if data is None:
            return None
        try:
            return parse(data)
        except CardError as error:
            self._faults[file.label] = error.code
            return None

    @contextmanager
    def _timed(self, step: str) -> Iterator[None]:
        started = self._monotonic()
        try:
            yield
        finally:
            self._seconds[step] = self._seconds.get(step, 0.0) + self._monotonic() - started


def read_through_lifts(
    reader: ChipReader, put_back: Callable[[], Transport | None], max_lifts: int = MAX_LIFTS
) -> CardReading | None:
    """The reading, also of a card that is lifted and put back on the way.

    ``put_back`` waits for it: it gives the card that is there again, None to go on without the chip (as this
    function then does), or raises. Raises what :class:`ChipReader` raises.
    """
    step = reader.read
    for _ in range(max_lifts):
        try:
            return step()
        except CardError as error:
            if error.card_code not in LIFTED:
                raise
        transport = put_back()
        if transport is None:
            return None
        step = partial(reader.resume, transport)
    return step()


def _chip_genuine(possession: Iterable[Proof], passive: PassiveAuthentication) -> ChipGenuine:
    """One proof is enough; it counts only when its public key belongs to what a trusted issuer signed."""
    outcomes = set(possession)
    anchored = (
        passive.issuer_trust is IssuerTrust.TRUSTED
        and passive.data_group_integrity is DataGroupIntegrity.INTACT
    )
    if not anchored or not outcomes & {Proof.GIVEN, Proof.FAILED}:
        return ChipGenuine.NOT_PROVABLE
    return ChipGenuine.YES if Proof.GIVEN in outcomes else ChipGenuine.NO
