"""EF.CardAccess (ICAO 9303-10, 3.11.3): what the chip announces before it is opened. Nobody signed it."""

from __future__ import annotations

from dataclasses import dataclass, field

from ekyc.card.errors import CardError, CardErrorCode
from ekyc.chip.apdu import select_master_file
from ekyc.chip.file_reader import LengthRefusedError, ReadPlan, read_file
from ekyc.chip.lds import EF_CARD_ACCESS
from ekyc.chip.security_infos import PaceInfo, SecurityInfo, find_security_infos, pace_infos
from ekyc.chip.session import ChipSession
from ekyc.chip.tolerance import Tolerance

_SET = 0x31
_PLANS = (ReadPlan(160, 160), ReadPlan(160), ReadPlan(32))
_MOST_BYTES = 4096  # those of real cards have 54 to some 300

_ABSENT = frozenset({CardErrorCode.FILE_MISSING, CardErrorCode.FILE_ACCESS_DENIED})
_UNUSABLE = frozenset(
    {CardErrorCode.FILE_MALFORMED, CardErrorCode.FILE_READ_FAILED, CardErrorCode.FILE_TOO_LARGE}
)


@dataclass(frozen=True, slots=True)
class CardAccess:
    """``infos`` None: the chip has no such file, does not give it, or it cannot be used."""

    infos: tuple[SecurityInfo, ...] | None = None
    pace_infos: tuple[PaceInfo, ...] = ()
    tolerances: tuple[Tolerance, ...] = field(default=())

    @property
    def announces_pace(self) -> bool:
        return bool(self.pace_infos)

    @property
    def is_unusable(self) -> bool:
        """Whether there is something that should have been EF.CardAccess."""
        return Tolerance.CARD_ACCESS in self.tolerances


def read_card_access(session: ChipSession) -> CardAccess:
    """Straight first: Vietnamese cards know no SELECT of the master file. Raises what the session raises."""
    spoilt = False
    for below_master_file in (False, True):
        if below_master_file:
            session.send(select_master_file())  # whatever it answers, the next command shows
        try:
            infos, skipped = find_security_infos(_read(session))
        except CardError as error:
            if error.card_code not in _ABSENT | _UNUSABLE:
                raise
            spoilt = spoilt or error.card_code in _UNUSABLE
        else:
            borne = (Tolerance.CARD_ACCESS,) if skipped else ()
            return CardAccess(infos, tuple(pace_infos(infos)), borne)
    return CardAccess(tolerances=(Tolerance.CARD_ACCESS,) if spoilt else ())


def _read(session: ChipSession) -> bytes:
    for plan in _PLANS:
        try:
            return read_file(session, EF_CARD_ACCESS, _SET, plan, most_bytes=_MOST_BYTES)
        except LengthRefusedError:
            continue
    raise CardError(CardErrorCode.FILE_READ_FAILED)
