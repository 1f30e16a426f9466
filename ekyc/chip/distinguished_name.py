"""Names of issuers and signers, compared as issuers write them: parts in any order, of any string type.

One authority's certificates and the identifiers that point at them come from different programs; they agree
in what they say and not in how they encode it.
"""

from __future__ import annotations

from functools import lru_cache

from ekyc.card.errors import CardError, CardErrorCode
from ekyc.chip import tlv

_SEQUENCE, _SET, _OID = 0x30, 0x31, 0x06
_COUNTRY = bytes.fromhex("550406")  # 2.5.4.6
_COMMON_NAME = bytes.fromhex("550403")  # 2.5.4.3
_ORGANIZATION = bytes.fromhex("55040A")  # 2.5.4.10
_ENCODINGS = {
    0x0C: "utf-8",
    0x12: "ascii",
    0x13: "ascii",
    0x14: "latin-1",  # TeletexString, as issuers use it
    0x16: "ascii",
    0x1A: "ascii",
    0x1C: "utf-32-be",
    0x1E: "utf-16-be",
}

Parts = tuple[tuple[bytes, str], ...]  # object identifier, text without regard to case and blanks; sorted


@lru_cache(maxsize=4096)
def name_parts(der: bytes) -> Parts:
    """The parts of a Name in DER. Raises CardError CERTIFICATE_UNREADABLE."""
    try:
        return tuple(sorted((oid, " ".join(text.casefold().split())) for oid, text in _texts(der)))
    except CardError:
        raise CardError(CardErrorCode.CERTIFICATE_UNREADABLE) from None


def country_of(der: bytes) -> str | None:
    """Two capital letters, as some certificates have them small; None for a name without a country."""
    return next((text.upper() for oid, text in name_parts(der) if oid == _COUNTRY and text), None)


def label_of(der: bytes) -> str:
    """The name for people: common name, else organization, with the country."""
    texts = dict(reversed(list(_texts(der))))
    return ", ".join(text for oid in (_COMMON_NAME, _ORGANIZATION, _COUNTRY) if (text := texts.get(oid)))


def _texts(der: bytes) -> list[tuple[bytes, str]]:
    found = []
    for relative_name in tlv.children(der, _SEQUENCE):
        if relative_name.tag != _SET:
            raise CardError(CardErrorCode.CERTIFICATE_UNREADABLE)
        for part in tlv.iterate(relative_name.value):
            items = tlv.children(part.raw, _SEQUENCE)
            if [item.tag for item in items[:1]] != [_OID] or len(items) != 2:
                raise CardError(CardErrorCode.CERTIFICATE_UNREADABLE)
            found.append((items[0].value, _text(items[1])))
    return found


def _text(item: tlv.Tlv) -> str:
    """What is no text, or is not of the encoding that it claims, counts by its bytes."""
    encoding = _ENCODINGS.get(item.tag)
    if encoding is not None:
        try:
            return item.value.decode(encoding)
        except UnicodeDecodeError:
            pass
    return f"{item.tag:02x}:{item.value.hex()}"
