"""Chip authentication led by somebody who is not here (ICAO 9303-11, 6.2), for cards that sign no challenge.

Whoever leads it draws the ephemeral key. The kiosk gives the chip the public half, and then one command that
is protected under the keys agreed on, which the kiosk does not know: only the chip that holds the private key
to the one in DG14 can answer it, and only whoever led it can tell. The command travels as its data field
alone: what the chip is asked to do is fixed here.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

from ekyc.card.errors import CardError
from ekyc.chip.apdu import MAX_SHORT_LE, CommandApdu, ResponseApdu, select_file
from ekyc.chip.chip_authentication import agree, is_usable, keys_of, offered_keys, public_key_of
from ekyc.chip.lds import LdsFile
from ekyc.chip.secure_messaging import SecureMessaging, SessionKeys
from ekyc.chip.security_infos import ChipAuthenticationKey
from ekyc.chip.session import ChipSession

_ASKED = select_file(LdsFile.COM.file_id)
_SPARE_BYTES = 16  # over the length of the field, so that no scalar is likelier than another


@dataclass(frozen=True, slots=True)
class Agreement:
    """``public``: the ephemeral point, uncompressed. ``protected``: data field of the one command."""

    public: bytes
    protected: bytes = field(repr=False)


def agreed_key(dg14: bytes) -> ChipAuthenticationKey | None:
    """The key of DG14 (raw file) on which both sides agree: the first that we can use, the strongest cipher
    first. Raises CardError FILE_MALFORMED.
    """
    return next((key for key in offered_keys(dg14) if is_usable(key)), None)


def offer(key: ChipAuthenticationKey, secret: bytes) -> Agreement:
    """What the kiosk is told. ``secret``: 32 bytes or more that nobody else knows, for this one alone."""
    public, keys = _agreed(key, secret)
    return Agreement(public, SecureMessaging(keys).protect(_ASKED).data)


def is_answered(key: ChipAuthenticationKey, secret: bytes, response: bytes) -> bool:
    """Whether the chip that holds the private half of ``key`` made this response to the command offered
    under the same ``secret``.
    """
    messaging = SecureMessaging(_agreed(key, secret)[1])
    messaging.protect(_ASKED)  # counts it, as the chip has
    try:
        messaging.unprotect(ResponseApdu.parse(response))
    except CardError:
        return False
    return True


def relay(session: ChipSession, key: ChipAuthenticationKey, agreement: Agreement) -> bytes:
    """The chip's response, as it came, with its status word. The session is over then: nobody here knows its
    keys. Raises CardError, CHIP_AUTHENTICATION_FAILED for a chip that will not.
    """
    agree(session, key, agreement.public)
    session.close()
    header = (_ASKED.cla | 0x0C, _ASKED.ins, _ASKED.p1, _ASKED.p2)
    response = session.send(CommandApdu(*header, agreement.protected, MAX_SHORT_LE))
    return response.data + response.status.to_bytes(2, "big")


def _agreed(key: ChipAuthenticationKey, secret: bytes) -> tuple[bytes, SessionKeys]:
    curve, chip_public = public_key_of(key)
    drawn = hashlib.shake_256(secret).digest(curve.field_length + _SPARE_BYTES)
    scalar = int.from_bytes(drawn, "big") % (curve.n - 1) + 1
    public = curve.encode(curve.multiply(scalar, curve.generator))
    return public, keys_of(key, curve, curve.multiply(scalar, chip_public))
