"""Reading a chip from power-up to the verdicts, in the order that shows a person something early."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone
from enum import StrEnum
from threading import Event
from typing import TypeVar

from ekyc.card.errors import CardError, CardErrorCode
from ekyc.card.reading import (
    AccessProtocol,
    CardReading,
    CardVerdicts,
    ChipGenuine,
    DataGroupIntegrity,
    IdentitySource,
    IssuerTrust,
)
from ekyc.chip.access import AccessKeys, open_chip
from ekyc.chip.atr import announces_extended_length
from ekyc.chip.chip_authentication import authenticate_chip, offered_keys
from ekyc.chip.dg13 import parse_dg13
from ekyc.chip.file_reader import LengthRefusedError, read_file
from ekyc.chip.identity import identity_from_chip
from ekyc.chip.lds import LdsFile, parse_com, parse_dg1, parse_dg2
from ekyc.chip.passive_authentication import PassiveAuthentication, authenticate_passively
from ekyc.chip.portrait import checked_portrait
from ekyc.chip.read_length import ReadLengths
from ekyc.chip.session import ChipSession
from ekyc.chip.sod import SecurityObject, parse_sod
from ekyc.chip.transport import Transport
from ekyc.chip.trust_store import TrustStore

DEADLINE_SECONDS = 15.0
_T = TypeVar("_T")

VIETNAM_TIME = timezone(timedelta(hours=7))

_WANTED = (LdsFile.DG1, LdsFile.DG13, LdsFile.DG14, LdsFile.DG2)
# Trouble that a smaller read may cure; the session is opened anew for it.
_LENGTH_SUSPECTED = frozenset(
    {
        CardErrorCode.TRANSPORT_FAILED,
        CardErrorCode.SECURE_MESSAGING_FAILED,
        CardErrorCode.RESPONSE_MALFORMED,
    }
)
# Faults of one file, which leave the session standing and the other files readable.
_FILE_FAULTS = frozenset(
    {
        CardErrorCode.FILE_MISSING,
        CardErrorCode.FILE_ACCESS_DENIED,
        CardErrorCode.FILE_MALFORMED,
        CardErrorCode.FILE_TOO_LARGE,
        CardErrorCode.FILE_READ_FAILED,
    }
)


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
    """One reading of one chip. Use once; call :meth:`read` from a thread that may block."""

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
        """``now`` gives the aware wall-clock time; ``read_lengths`` is shared by all readings."""
        self._transport = transport
        self._keys = keys
        self._trust = trust
        self._now = now
        self._on_progress = on_progress
        self._monotonic = monotonic
        self._session = ChipSession(transport, cancel or Event(), deadline_seconds, monotonic)
        self._lengths = read_lengths or ReadLengths()
        self._chunk = 0
        self._access = AccessProtocol.NONE
        self._files: dict[LdsFile, bytes] = {}
        self._security_object: SecurityObject | None = None
        self._faults: dict[str, str] = {}
        self._seconds: dict[str, float] = {}

    def read(self) -> CardReading:
        """Open, read and judge the chip. The card is reset and the keys are forgotten however it ends.

        Raises CardError for everything that leaves no identity: access faults, a lost card, an unreadable
        DG1, CANCELLED, DEADLINE_EXCEEDED. Other files fail into ``file_faults``.
        """
        started = self._monotonic()
        try:
            self._open()
            self._read_files()
            possession = self._authenticate_chip()
            self._read_optional(LdsFile.DG2)
        finally:
            self._session.close()
            self._transport.disconnect()
        self._on_progress(ChipProgress(ChipPhase.VERIFYING))
        with self._timed("verification"):
            reading = self._judge(possession)
        seconds = {**self._seconds, "total": self._monotonic() - started}
        return replace(reading, seconds=seconds, apdu_count=self._session.apdu_count)

    def _open(self) -> None:
        self._on_progress(ChipProgress(ChipPhase.OPENING_CHIP))
        with self._timed("access"):
            atr = self._session.connect()
            if not self._chunk:
                extended = announces_extended_length(atr)
                self._chunk = self._lengths.start(self._transport.name, extended=extended)
            self._access = open_chip(self._session, self._keys)

    def _reopen(self) -> None:
        """A new session after a broken one, with proof that it is still the same card."""
        self._open()
        known = self._files.get(LdsFile.DG1)
        if known is None:
            return
        again = read_file(self._session, LdsFile.DG1.file_id, LdsFile.DG1.tag, self._chunk)
        if again != known:
            raise CardError(CardErrorCode.CARD_CHANGED)

    def _read_files(self) -> None:
        """Everything but the portrait, which is by far the longest file."""
        self._read_optional(LdsFile.SOD)
        self._read_optional(LdsFile.COM)
        self._files[LdsFile.DG1] = self._read(LdsFile.DG1)
        parse_dg1(self._files[LdsFile.DG1])  # no identity without it, so fail before the long part
        present = self._present()
        for file in (LdsFile.DG13, LdsFile.DG14):
            if file in present:
                self._read_optional(file)

    def _present(self) -> frozenset[LdsFile]:
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

    def _read_optional(self, file: LdsFile) -> None:
        try:
            self._files[file] = self._read(file)
        except CardError as error:
            if error.card_code not in _FILE_FAULTS:
                raise
            self._faults[file.label] = error.code

    def _read(self, file: LdsFile) -> bytes:
        """The file, with shorter reads and a new session as often as the ladder of lengths allows."""

        def on_fraction(fraction: float) -> None:
            self._on_progress(ChipProgress(ChipPhase.READING, file.label, fraction))

        with self._timed(file.label):
            on_fraction(0.0)
            while True:
                try:
                    return read_file(self._session, file.file_id, file.tag, self._chunk, on_fraction)
                except LengthRefusedError:
                    self._lower_length(CardError(CardErrorCode.FILE_READ_FAILED))
                except CardError as error:
                    if error.card_code not in _LENGTH_SUSPECTED:
                        raise
                    self._lower_length(error)
                    self._reopen()

    def _lower_length(self, cause: CardError) -> None:
        smaller = self._lengths.lower(self._transport.name, self._chunk)
        if smaller is None:
            raise cause
        self._chunk = smaller

    def _authenticate_chip(self) -> bool | None:
        """True when the chip proved its key, False when it failed to, None when it offers no such proof."""
        with self._timed("chip_authentication"):
            keys = self._parsed(LdsFile.DG14, offered_keys)
            if not keys:
                return None
            try:
                authenticate_chip(self._session, keys[0])
            except CardError as error:
                if error.card_code is not CardErrorCode.CHIP_AUTHENTICATION_FAILED:
                    raise
                self._reopen()
                return False
            return True

    def _judge(self, possession: bool | None) -> CardReading:
        now = self._now()
        mrz = parse_dg1(self._files[LdsFile.DG1])
        holder = identity_from_chip(
            mrz, self._parsed(LdsFile.DG13, parse_dg13), now.astimezone(VIETNAM_TIME).date()
        )
        passive = self._authenticate_passively(now)
        verdicts = CardVerdicts(access=self._access, validity=holder.validity)
        if passive is not None:
            verdicts = CardVerdicts(
                access=self._access,
                data_group_integrity=passive.data_group_integrity,
                sod_signature=passive.sod_signature,
                issuer_trust=passive.issuer_trust,
                chip_genuine=_chip_genuine(possession, passive),
                validity=holder.validity,
            )
        portrait = self._parsed(LdsFile.DG2, lambda data: checked_portrait(parse_dg2(data)))
        return CardReading(
            IdentitySource.CHIP, holder.identity, verdicts, portrait, holder.warnings, dict(self._faults)
        )

    def _authenticate_passively(self, now: datetime) -> PassiveAuthentication | None:
        if self._security_object is None:
            return None
        passive = authenticate_passively(self._security_object, self._files, self._trust, now)
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


def _chip_genuine(possession: bool | None, passive: PassiveAuthentication) -> ChipGenuine:
    """The proof counts only when its public key belongs to what a trusted issuer signed."""
    anchored = (
        passive.issuer_trust is IssuerTrust.TRUSTED
        and passive.data_group_integrity is DataGroupIntegrity.INTACT
    )
    if possession is None or not anchored:
        return ChipGenuine.NOT_PROVABLE
    return ChipGenuine.YES if possession else ChipGenuine.NO
