"""Which application is on a card: that of identity documents, or that of payment cards, or neither."""

from __future__ import annotations

from collections.abc import Callable

from ekyc.card.errors import CardError, CardErrorCode
from ekyc.chip.apdu import (
    SW_FILE_NOT_FOUND,
    SW_FUNCTION_NOT_SUPPORTED,
    SW_INS_NOT_SUPPORTED,
    CommandApdu,
    ResponseApdu,
    select_application,
)
from ekyc.chip.lds import LDS1_AID

# EMV Book 1, 12.2.2, and EMV Contactless Book B, 3.3: the directories of payment cards.
_PAYMENT_DIRECTORIES = (b"2PAY.SYS.DDF01", b"1PAY.SYS.DDF01")
_ABSENT = frozenset({SW_FILE_NOT_FOUND, SW_FUNCTION_NOT_SUPPORTED, SW_INS_NOT_SUPPORTED, 0x6E00, 0x6A86})

Send = Callable[[CommandApdu], ResponseApdu]


def has_identity_application(send: Send) -> bool:
    """Whether there is one. A chip that does not let it be selected before it is opened has it."""
    return send(select_application(LDS1_AID)).status not in _ABSENT


def what_else_it_is(send: Send) -> CardError:
    """For a card without the document application: BANK_CARD or NOT_AN_IDENTITY_CARD."""
    for directory in _PAYMENT_DIRECTORIES:
        if send(select_application(directory, answer=True)).ok:
            return CardError(CardErrorCode.BANK_CARD)
    return CardError(CardErrorCode.NOT_AN_IDENTITY_CARD)
