"""The form of an e-mail address, checked while it can still be mended; whether it works, a code proves."""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum

from kiosk.errors import KnownError

_MAX_LOCAL = 64  # RFC 5321, section 4.5.3.1.1
_MAX_ADDRESS = 254  # RFC 5321, section 4.5.3.1.3, less the angle brackets
_LOCAL = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~\-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~\-]+)*")
_LABEL = re.compile(r"[A-Za-z0-9]([A-Za-z0-9\-]{0,61}[A-Za-z0-9])?")
_TOP_LABEL = re.compile(r"[A-Za-z]{2,63}|[Xx][Nn]--[A-Za-z0-9\-]{1,59}")


class EmailFault(StrEnum):
    EMPTY = "email_empty"
    TOO_LONG = "email_too_long"
    NOT_ASCII = "email_not_ascii"
    NO_AT = "email_no_at"
    SEVERAL_AT = "email_several_at"
    SPACE = "email_space"
    LOCAL_PART = "email_local_part"
    DOMAIN = "email_domain"


class EmailAddressError(KnownError):
    """The address cannot be right; the code says why."""

    def __init__(self, fault: EmailFault) -> None:
        super().__init__(fault.value, "the e-mail address was refused by its format check")
        self.fault = fault


def _find_fault(address: str) -> EmailFault | None:
    local, at, domain = address.partition("@")
    labels = domain.split(".")
    checks = (
        (not address, EmailFault.EMPTY),
        (any(character.isspace() for character in address), EmailFault.SPACE),
        (not address.isascii(), EmailFault.NOT_ASCII),
        (not at, EmailFault.NO_AT),
        ("@" in domain, EmailFault.SEVERAL_AT),
        (len(local) > _MAX_LOCAL or len(address) > _MAX_ADDRESS, EmailFault.TOO_LONG),
        (not _LOCAL.fullmatch(local), EmailFault.LOCAL_PART),
        (len(labels) < 2 or not all(map(_LABEL.fullmatch, labels)), EmailFault.DOMAIN),
        (not _TOP_LABEL.fullmatch(labels[-1]), EmailFault.DOMAIN),
    )
    return next((fault for failed, fault in checks if failed), None)


def normalise_email(typed: str) -> str:
    """The address without outer blanks and with its domain in lower case. Raises EmailAddressError.

    The local part keeps its case: only the receiving server knows whether that matters (RFC 5321, section
    2.4).
    """
    address = unicodedata.normalize("NFC", typed).strip()
    fault = _find_fault(address)
    if fault is not None:
        raise EmailAddressError(fault)
    local, _, domain = address.partition("@")
    return f"{local}@{domain.lower()}"
