"""The files of a simulated Vietnamese identity card, built from a sample person."""

from __future__ import annotations

import io

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from PIL import Image

from simulation.card import der
from simulation.passports import SamplePassport
from simulation.people import SamplePerson

CARD_ACCESS, COM, SOD, ATR_INFO = 0x011C, 0x011E, 0x011D, 0x2F01
DATA_GROUP = 0x0100  # plus the number

_JPEG, _JPEG_2000 = 0, 1
_TAGS = {1: 0x61, 2: 0x75, 3: 0x63, 13: 0x6D, 14: 0x6E, 15: 0x6F}
_PRINTABLE_FIELDS = frozenset({1, 3, 11, 15, 16})

_TERMINAL_AUTHENTICATION = "0.4.0.127.0.7.2.2.2"
_CHIP_AUTHENTICATION = "0.4.0.127.0.7.2.2.3.2."
_CHIP_AUTHENTICATION_KEY = "0.4.0.127.0.7.2.2.1.2"
_ACTIVE_AUTHENTICATION = "2.23.136.1.1.5"
_PLAIN_ECDSA = "0.4.0.127.0.7.1.1.4.1."
_PLAIN_ECDSA_HASHES = ("sha1", "sha224", "sha256", "sha384", "sha512")
_PACE = "0.4.0.127.0.7.2.2.4.2."


def card_access(
    pace_cipher: int, *parameter_ids: int, ca_cipher: int | None = 2, ca_key_id: int | None = None
) -> bytes:
    """EF.CardAccess; with AES-128 and brainpoolP256r1 it equals that of Vietnamese cards byte for byte."""
    infos = [der.sequence(der.oid(_TERMINAL_AUTHENTICATION), der.integer(1))]
    if ca_cipher is not None:
        infos.append(_chip_authentication_info(ca_cipher, ca_key_id))
    return der.tlv(0x31, *infos, *pace_infos(pace_cipher, *parameter_ids))


def pace_infos(pace_cipher: int, *parameter_ids: int) -> list[bytes]:
    return [
        der.sequence(der.oid(f"{_PACE}{pace_cipher}"), der.integer(2), der.integer(number))
        for number in parameter_ids
    ]


def com(numbers: list[int]) -> bytes:
    tags = bytes(_TAGS[number] for number in numbers)
    return der.tlv(0x60, der.tlv(0x5F01, b"0107"), der.tlv(0x5F36, b"040000"), der.tlv(0x5C, tags))


def dg1(person: SamplePerson | SamplePassport) -> bytes:
    return der.tlv(0x61, der.tlv(0x5F1F, "".join(person.mrz_lines).encode("ascii")))


def dg2(portrait: bytes) -> bytes:
    """One face record (ISO/IEC 19794-5:2005) around a JPEG or JPEG 2000 file."""
    with Image.open(io.BytesIO(portrait)) as image:
        width, height = image.size
    kind = _JPEG if portrait.startswith(b"\xff\xd8") else _JPEG_2000
    image_information = bytes([1, kind]) + width.to_bytes(2, "big") + height.to_bytes(2, "big")
    image_information += bytes([1, 2]) + bytes(4)  # sRGB24, static photograph by a digital camera
    block = (20 + 12 + len(portrait)).to_bytes(4, "big") + bytes(16) + image_information + portrait
    record = b"FAC\x00010\x00" + (14 + len(block)).to_bytes(4, "big") + b"\0\1" + block
    header = der.tlv(0xA1, der.tlv(0x87, b"\x01\x01"), der.tlv(0x88, b"\x00\x08"))
    template = der.tlv(0x7F60, header, der.tlv(0x5F2E, record))
    return der.tlv(0x75, der.tlv(0x7F61, der.tlv(0x02, b"\1"), template))


def dg3() -> bytes:
    """Fingerprints: on real cards only for terminals of the authority, so the chip never gives this out."""
    return der.tlv(0x63, der.tlv(0x7F61, der.tlv(0x02, b"\0")))


def dg13(person: SamplePerson, *, names_in_sequences: bool = True) -> bytes:
    """Vietnamese particulars; cards are known with parents' names bare and in a SEQUENCE each."""

    def name(text: str) -> bytes:
        return der.sequence(der.utf8(text)) if names_in_sequences else der.utf8(text)

    fields = [
        der.sequence(
            der.integer(number), der.printable(text) if number in _PRINTABLE_FIELDS else der.utf8(text)
        )
        for number, text in person.dg13_texts.items()
    ]
    parents = der.sequence(name(person.father_name), name(person.mother_name))
    fields.append(der.sequence(der.integer(13), parents))
    spouse = [name(person.spouse_name)] if person.spouse_name else []
    fields.append(der.sequence(der.integer(14), der.sequence(*spouse)))
    return der.tlv(0x6D, der.sequence(der.integer(1), der.oid("1.0.10646.1.0.8"), der.set_of(*fields)))


def dg14(*infos: bytes) -> bytes:
    """Each entry once, however often it is given."""
    return der.tlv(0x6E, der.set_of(*dict.fromkeys(infos)))


def chip_authentication_infos(
    key: ec.EllipticCurvePublicKey, cipher: int, key_id: int | None = None
) -> tuple[bytes, bytes]:
    """Protocol and public key, for DG14."""
    reference = () if key_id is None else (der.integer(key_id),)
    return (
        _chip_authentication_info(cipher, key_id),
        der.sequence(der.oid(_CHIP_AUTHENTICATION_KEY), _public_key_info(key), *reference),
    )


def _chip_authentication_info(cipher: int, key_id: int | None) -> bytes:
    reference = () if key_id is None else (der.integer(key_id),)
    return der.sequence(der.oid(f"{_CHIP_AUTHENTICATION}{cipher}"), der.integer(1), *reference)


def active_authentication_info(hash_name: str) -> bytes:
    """The hash of plain ECDSA signatures, for DG14."""
    algorithm = f"{_PLAIN_ECDSA}{_PLAIN_ECDSA_HASHES.index(hash_name) + 1}"
    return der.sequence(der.oid(_ACTIVE_AUTHENTICATION), der.integer(1), der.oid(algorithm))


def dg15(key: rsa.RSAPublicKey | ec.EllipticCurvePublicKey) -> bytes:
    return der.tlv(0x6F, _public_key_info(key))


def atr_info(greatest: int) -> bytes:
    """EF.ATR/INFO with the longest command and answer that the card takes."""
    lengths = der.tlv(0x7F66, der.integer(greatest), der.integer(greatest))
    return der.tlv(0x47, b"\0\0\x40") + lengths


def _public_key_info(key: rsa.RSAPublicKey | ec.EllipticCurvePublicKey) -> bytes:
    return key.public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
