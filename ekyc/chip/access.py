"""Opening the chip: PACE with what the chip announces, else with what Vietnamese cards use, else BAC."""

from __future__ import annotations

from dataclasses import dataclass, field

from ekyc.card.errors import CardError, CardErrorCode
from ekyc.card.mrz import MrzKey
from ekyc.card.reading import AccessProtocol
from ekyc.chip.apdu import select_application, select_master_file
from ekyc.chip.bac import establish_bac
from ekyc.chip.ciphers import CipherSuite
from ekyc.chip.file_reader import LengthRefusedError, read_file
from ekyc.chip.key_derivation import PasswordKind, can_secret, mrz_secret
from ekyc.chip.lds import EF_CARD_ACCESS, LDS1_AID
from ekyc.chip.pace import establish_pace
from ekyc.chip.security_infos import Mapping, PaceInfo, pace_infos, parse_security_infos
from ekyc.chip.session import ChipSession

# What Vietnamese cards announce, for those that refuse to have EF.CardAccess read:
# PACE-ECDH-GM-AES-CBC-CMAC-128 over brainpoolP256r1.
ASSUMED_PACE = PaceInfo(
    bytes.fromhex("04007F00070202040202"), Mapping.ECDH_GENERIC, CipherSuite.AES_128, parameter_id=13
)
MAX_MRZ_KEYS = 4  # computed dates of expiry give several candidates; chips slow down after failures
_CARD_ACCESS_CHUNK = 160

_NO_WAY_ON = frozenset({CardErrorCode.WRONG_ACCESS_KEY, CardErrorCode.ACCESS_REFUSED})


@dataclass(frozen=True, slots=True)
class AccessKeys:
    """What is known to open the chip with; ``repr`` shows nothing."""

    can: str | None = field(default=None, repr=False)  # six digits
    mrz_keys: tuple[MrzKey, ...] = field(default=(), repr=False)  # the likeliest first


def open_chip(session: ChipSession, keys: AccessKeys) -> AccessProtocol:
    """Turn secure messaging on and select the document application.

    The session must be connected. Raises CardError ACCESS_KEY_NEEDED, WRONG_ACCESS_KEY, ACCESS_REFUSED,
    NOT_AN_IDENTITY_CARD, or what the session raises.
    """
    if keys.can is None and not keys.mrz_keys:
        raise CardError(CardErrorCode.ACCESS_KEY_NEEDED)
    wrong_key = False
    try:
        _open_by_pace(session, keys)
    except CardError as error:
        if error.card_code not in _NO_WAY_ON:
            raise
        wrong_key = error.card_code is CardErrorCode.WRONG_ACCESS_KEY
    else:
        return AccessProtocol.PACE
    for mrz_key in keys.mrz_keys[:MAX_MRZ_KEYS]:
        try:
            session.connect()  # some chips stay in a half-open PACE or a failed BAC otherwise
            _select_application(session)
            session.secure(establish_bac(session, mrz_key))
        except CardError as error:
            if error.card_code is not CardErrorCode.WRONG_ACCESS_KEY:
                raise
            wrong_key = True
        else:
            return AccessProtocol.BAC
    raise CardError(CardErrorCode.WRONG_ACCESS_KEY if wrong_key else CardErrorCode.ACCESS_KEY_NEEDED)


def _open_by_pace(session: ChipSession, keys: AccessKeys) -> None:
    info, several = _choose_pace(session)
    if keys.can is not None:
        secret, kind = can_secret(keys.can), PasswordKind.CAN
    else:
        secret, kind = mrz_secret(keys.mrz_keys[0]), PasswordKind.MRZ
    session.secure(establish_pace(session, info, secret, kind, name_parameters=several))
    _select_application(session)


def _choose_pace(session: ChipSession) -> tuple[PaceInfo, bool]:
    """The first variant we can do, and whether the chip offers several so that it must be told which."""
    card_access = _find_card_access(session)
    if card_access is None:
        return ASSUMED_PACE, False
    offered = list(pace_infos(parse_security_infos(card_access)))
    for info in offered:
        if info.supported:
            return info, len(offered) > 1
    raise CardError(CardErrorCode.ACCESS_REFUSED)


def _find_card_access(session: ChipSession) -> bytes | None:
    """EF.CardAccess, straight first: Vietnamese cards know no SELECT of the master file."""
    for below_master_file in (False, True):
        if below_master_file:
            session.send(select_master_file())  # whatever it answers, the next command shows
        try:
            return read_file(session, EF_CARD_ACCESS, 0x31, _CARD_ACCESS_CHUNK)
        except LengthRefusedError:
            continue
        except CardError as error:
            if error.card_code not in _UNREADABLE:
                raise
    return None


_UNREADABLE = frozenset(
    {
        CardErrorCode.FILE_MISSING,
        CardErrorCode.FILE_ACCESS_DENIED,
        CardErrorCode.FILE_MALFORMED,
        CardErrorCode.FILE_READ_FAILED,
    }
)


def _select_application(session: ChipSession) -> None:
    if not session.send(select_application(LDS1_AID)).ok:
        raise CardError(CardErrorCode.NOT_AN_IDENTITY_CARD)
