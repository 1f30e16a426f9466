"""Opening the chip: every way that the standard allows, in order, until one is open.

PACE with each variant that EF.CardAccess announces, without and with the reference to its parameters; where
EF.CardAccess says nothing that can be used, with what Vietnamese cards use; then BAC. What had to be passed
over is told, for somebody between reader and chip could have made it fail.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from ekyc.card.card_warnings import CardWarning
from ekyc.card.errors import CardError, CardErrorCode
from ekyc.card.mrz_parts import MrzKey
from ekyc.card.reading import AccessProtocol
from ekyc.chip.apdu import select_application
from ekyc.chip.applications import has_identity_application, what_else_it_is
from ekyc.chip.bac import establish_bac
from ekyc.chip.card_access import CardAccess, read_card_access
from ekyc.chip.ciphers import CipherSuite
from ekyc.chip.key_derivation import PasswordKind, can_secret, mrz_secret
from ekyc.chip.lds import LDS1_AID
from ekyc.chip.pace import PaceNotBegunError, establish_pace
from ekyc.chip.security_infos import Mapping, PaceInfo
from ekyc.chip.session import ChipSession
from ekyc.chip.tolerance import Tolerance

# What Vietnamese cards announce, for those whose EF.CardAccess cannot be read or used:
# PACE-ECDH-GM-AES-CBC-CMAC-128 over brainpoolP256r1.
ASSUMED_PACE = PaceInfo(
    bytes.fromhex("04007F00070202040202"), Mapping.ECDH_GENERIC, CipherSuite.AES_128, parameter_id=13
)
MAX_MRZ_KEYS = 4  # computed dates of expiry give several candidates; chips slow down after failures
MAX_PACE_VARIANTS = 4  # more than any chip is known to announce; each costs a reset

# Trouble that another way may not have. A wrong key is none: the same key would fail there too.
_ANOTHER_WAY_MAY_DO = frozenset({CardErrorCode.ACCESS_REFUSED, CardErrorCode.RESPONSE_MALFORMED})


@dataclass(frozen=True, slots=True)
class AccessKeys:
    """What is known to open the chip with; ``repr`` shows nothing."""

    can: str | None = field(default=None, repr=False)  # six digits
    mrz_keys: tuple[MrzKey, ...] = field(default=(), repr=False)  # the likeliest first


@dataclass(frozen=True, slots=True)
class OpenedChip:
    """By which protocol, what the chip announced, and what had to be borne on the way."""

    protocol: AccessProtocol = AccessProtocol.NONE
    card_access: CardAccess = field(default_factory=CardAccess)
    warnings: tuple[str, ...] = ()  # values of CardWarning
    tolerances: tuple[Tolerance, ...] = ()


def open_chip(session: ChipSession, keys: AccessKeys) -> OpenedChip:
    """Turn secure messaging on and select the document application.

    The session must be connected. Raises CardError ACCESS_KEY_NEEDED, WRONG_ACCESS_KEY, ACCESS_REFUSED,
    NOT_AN_IDENTITY_CARD, or what the session raises.
    """
    if keys.can is None and not keys.mrz_keys:
        raise CardError(CardErrorCode.ACCESS_KEY_NEEDED)
    card_access = read_card_access(session)
    borne = list(card_access.tolerances)
    wrong_key = half_open = broke_off = False
    for number, (info, named) in enumerate(_pace_ways(card_access)):
        try:
            if half_open:
                session.connect()  # some chips stay in a half-open PACE otherwise
            _open_by_pace(session, keys, info, named=named)
        except CardError as error:
            wrong_key = error.card_code is CardErrorCode.WRONG_ACCESS_KEY
            if wrong_key:
                break
            if error.card_code not in _ANOTHER_WAY_MAY_DO:
                raise
            half_open = not isinstance(error, PaceNotBegunError)
            broke_off = broke_off or half_open
            if error.card_code is CardErrorCode.RESPONSE_MALFORMED and Tolerance.PACE_ANSWER not in borne:
                borne.append(Tolerance.PACE_ANSWER)
        else:
            if number:
                borne.append(Tolerance.PACE_VARIANT)
            return OpenedChip(AccessProtocol.PACE, card_access, (), tuple(borne))
    try:
        _open_by_bac(session, keys, wrong_key=wrong_key)
    except CardError as error:
        # a key that only BAC refused may be right all the same: its date of expiry may have been computed
        if broke_off and not wrong_key and error.card_code is CardErrorCode.WRONG_ACCESS_KEY:
            raise CardError(CardErrorCode.ACCESS_REFUSED) from None
        raise
    downgraded = card_access.announces_pace or card_access.is_unusable
    warnings = (CardWarning.PACE_PASSED_OVER.value,) if downgraded else ()
    return OpenedChip(AccessProtocol.BAC, card_access, warnings, tuple(borne))


def _pace_ways(card_access: CardAccess) -> Iterator[tuple[PaceInfo, bool]]:
    """Variants of PACE, and whether the first command names the parameters (tag 84).

    ICAO 9303-11, 4.4.4.1 asks for it where a chip offers several; some chips ask for it always.
    """
    silent = card_access.infos is None or (card_access.is_unusable and not card_access.announces_pace)
    offered = [ASSUMED_PACE] if silent else [info for info in card_access.pace_infos if info.supported]
    named_first = len(card_access.pace_infos) > 1
    for named in (named_first, not named_first):
        for info in offered[:MAX_PACE_VARIANTS]:
            yield info, named


def _open_by_pace(session: ChipSession, keys: AccessKeys, info: PaceInfo, *, named: bool) -> None:
    if keys.can is not None:
        secret, kind = can_secret(keys.can), PasswordKind.CAN
    else:
        secret, kind = mrz_secret(keys.mrz_keys[0]), PasswordKind.MRZ
    session.secure(establish_pace(session, info, secret, kind, name_parameters=named))
    _select_application(session)


def _open_by_bac(session: ChipSession, keys: AccessKeys, *, wrong_key: bool) -> None:
    """``wrong_key``: PACE has already refused what is known, so that the fault is told as the key's.

    Whatever is known to open it with, a card of another kind is told as that.
    """
    selected = not wrong_key
    if selected:
        session.connect()
        if not has_identity_application(session.send):
            raise what_else_it_is(session.send)
    for mrz_key in keys.mrz_keys[:MAX_MRZ_KEYS]:
        try:
            if not selected:
                session.connect()  # some chips stay in a half-open PACE or a failed BAC otherwise
                _select_application(session)
            selected = False
            session.secure(establish_bac(session, mrz_key))
        except CardError as error:
            if error.card_code is CardErrorCode.RESPONSE_MALFORMED:
                raise CardError(CardErrorCode.ACCESS_REFUSED) from None
            if error.card_code is not CardErrorCode.WRONG_ACCESS_KEY:
                raise
            wrong_key = True
        else:
            return
    raise CardError(CardErrorCode.WRONG_ACCESS_KEY if wrong_key else CardErrorCode.ACCESS_KEY_NEEDED)


def _select_application(session: ChipSession) -> None:
    if not session.send(select_application(LDS1_AID)).ok:
        raise CardError(CardErrorCode.NOT_AN_IDENTITY_CARD)
