"""What central gives a technician to begin a kiosk with, as one line of ASCII that a QR code carries.

``bhxh-kiosk:enrol?url=…&kiosk=…&office=…&name=…&code=…&keys=…``: where central is, which kiosk of which
office this will be, the one-time code, and the thumbprint (RFC 7638) of the key by which central signs.
Whoever has the line can enrol one kiosk until the code ends; then it is worth nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlencode

from kiosk.contract.enrolment import read_code
from kiosk.errors import KnownError

_BEGIN = "bhxh-kiosk:enrol?"
_MOST = 1500  # characters; a QR code of 10 cm is still read then
_FORMS = {
    "url": re.compile(r"https?://[A-Za-z0-9.\-\[\]:]+(/[!-~]*)?"),
    "kiosk": re.compile(r"[A-Za-z0-9._-]{1,40}"),
    "office": re.compile(r"[A-Za-z0-9._-]{1,20}"),
    "name": re.compile(r"[^\x00-\x1f\x7f]{1,200}"),
    "code": re.compile(r"[0-9A-Za-z -]{20,40}"),
    "keys": re.compile(r"[A-Za-z0-9_-]{43}"),
}


@dataclass(frozen=True, slots=True)
class Ticket:
    """``keys``: thumbprint of central's signing key."""

    url: str
    kiosk_id: str
    office_id: str
    office_name: str
    code: str = field(repr=False)
    keys: str

    def text(self) -> str:
        """As `read_ticket` takes it."""
        given = dict(zip(_FORMS, self._values(), strict=True))
        return _BEGIN + urlencode(given)

    def _values(self) -> tuple[str, ...]:
        return self.url, self.kiosk_id, self.office_id, self.office_name, self.code, self.keys


def read_ticket(text: str) -> Ticket:
    """Raises `KnownError` ``ticket_malformed``."""
    text = text.strip()
    if len(text) > _MOST or not text.startswith(_BEGIN):
        raise _malformed("it does not begin as one")
    try:
        pairs = parse_qsl(
            text.removeprefix(_BEGIN), strict_parsing=True, keep_blank_values=True, errors="strict"
        )
    except ValueError:
        raise _malformed("it is cut off") from None
    given = dict(pairs)
    if len(pairs) != len(given) or given.keys() != _FORMS.keys():
        raise _malformed("something is missing or stands twice")
    for name, form in _FORMS.items():
        if not form.fullmatch(given[name]):
            raise _malformed(f"{name} has another form")
    try:
        read_code(given["code"])
    except ValueError:
        raise _malformed("code has another form") from None
    return Ticket(*(given[name] for name in _FORMS))


def _malformed(why: str) -> KnownError:
    return KnownError("ticket_malformed", f"This is no code for a new kiosk: {why}.")
