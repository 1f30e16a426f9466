"""The files of the logical data structure (ICAO 9303-10), and what EF.COM, DG1 and DG2 say."""

from __future__ import annotations

from enum import Enum

from ekyc.card.errors import CardError, CardErrorCode
from ekyc.card.mrz import Td1Mrz, parse_td1
from ekyc.card.passport_mrz import LINE_LENGTH, LINES, Td3Mrz, parse_td3
from ekyc.chip import tlv

LDS1_AID = bytes.fromhex("A0000002471001")
EF_CARD_ACCESS = 0x011C

_TAG_LIST = 0x5C
_MRZ = 0x5F1F
_BIOMETRIC_GROUP, _BIOMETRIC_TEMPLATE = 0x7F61, 0x7F60
_BIOMETRIC_DATA = (0x5F2E, 0x7F2E)

_FACE_RECORD_HEADER = 14  # format, version, length, number of images (ISO/IEC 19794-5, 5.4)
_FACE_INFORMATION = 20
_FEATURE_POINT = 8
_IMAGE_INFORMATION = 12


class LdsFile(Enum):
    """An elementary file: short name, file identifier, tag of its content, data group number (0: none)."""

    COM = ("COM", 0x011E, 0x60, 0)
    SOD = ("SOD", 0x011D, 0x77, 0)
    DG1 = ("DG1", 0x0101, 0x61, 1)
    DG2 = ("DG2", 0x0102, 0x75, 2)
    DG3 = ("DG3", 0x0103, 0x63, 3)
    DG13 = ("DG13", 0x010D, 0x6D, 13)
    DG14 = ("DG14", 0x010E, 0x6E, 14)
    DG15 = ("DG15", 0x010F, 0x6F, 15)

    def __init__(self, label: str, file_id: int, tag: int, number: int) -> None:
        self.label = label
        self.file_id = file_id
        self.tag = tag
        self.number = number


def parse_com(data: bytes) -> tuple[LdsFile, ...]:
    """The data groups that EF.COM says are there; numbers that we never read are left out."""
    tags = tlv.get(tlv.children(data, LdsFile.COM.tag), _TAG_LIST)
    by_tag = {file.tag: file for file in LdsFile if file.number}
    return tuple(by_tag[tag] for tag in tags if tag in by_tag)


def parse_dg1(data: bytes) -> Td1Mrz:
    """The machine readable zone of a card. Raises CardError FILE_MALFORMED or one of the MRZ codes."""
    return parse_td1(_zone(data))


def parse_any_dg1(data: bytes) -> Td1Mrz | Td3Mrz:
    """That of a card or a passport: the length tells which. Raises what `parse_dg1` raises."""
    zone = _zone(data)
    return parse_td3(zone) if len(zone) == LINES * LINE_LENGTH else parse_td1(zone)


def _zone(data: bytes) -> str:
    value = tlv.get(tlv.children(data, LdsFile.DG1.tag), _MRZ)
    try:
        return value.decode("ascii")
    except UnicodeDecodeError:
        raise CardError(CardErrorCode.MRZ_MALFORMED) from None


def parse_dg2(data: bytes) -> bytes:
    """The encoded face image, the first one when there are several.

    Raises CardError FILE_MALFORMED, or PORTRAIT_MISSING when the file holds no image.
    """
    group = tlv.get(tlv.children(data, LdsFile.DG2.tag), _BIOMETRIC_GROUP)
    templates = [item.value for item in tlv.iterate(group) if item.tag == _BIOMETRIC_TEMPLATE]
    if not templates:
        raise CardError(CardErrorCode.PORTRAIT_MISSING)
    for item in tlv.iterate(templates[0]):
        if item.tag in _BIOMETRIC_DATA:
            return _image_of_face_record(item.value)
    raise CardError(CardErrorCode.PORTRAIT_MISSING)


def _image_of_face_record(record: bytes) -> bytes:
    """ISO/IEC 19794-5:2005, clause 5: record header, then for each face its information and its image."""
    if record[:4] != b"FAC\0" or len(record) < _FACE_RECORD_HEADER + _FACE_INFORMATION:
        raise CardError(CardErrorCode.FILE_MALFORMED)
    if not int.from_bytes(record[12:14], "big"):
        raise CardError(CardErrorCode.PORTRAIT_MISSING)
    face = record[_FACE_RECORD_HEADER:]
    length = int.from_bytes(face[:4], "big")
    points = int.from_bytes(face[4:6], "big")
    start = _FACE_INFORMATION + points * _FEATURE_POINT + _IMAGE_INFORMATION
    if not start <= length <= len(face):
        raise CardError(CardErrorCode.FILE_MALFORMED)
    if start == length:
        raise CardError(CardErrorCode.PORTRAIT_MISSING)
    return face[start:length]
