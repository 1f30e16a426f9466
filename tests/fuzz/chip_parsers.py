"""Everything that a chip, its issuer or a folder of certificates hands us."""

from __future__ import annotations

import random

from hypothesis import strategies as st

from ekyc.chip import tlv
from ekyc.chip.active_authentication import is_signed, parse_dg15
from ekyc.chip.apdu import ResponseApdu
from ekyc.chip.atr import find_extended_length
from ekyc.chip.certificates import Certificate
from ekyc.chip.chip_authentication import offered_keys
from ekyc.chip.dg13 import parse_dg13
from ekyc.chip.extended_length import greatest_response
from ekyc.chip.lds import LdsFile, parse_any_dg1, parse_com, parse_dg1, parse_dg2
from ekyc.chip.master_list import parse_master_list
from ekyc.chip.portrait import checked_portrait
from ekyc.chip.revocation import find_revocation_list
from ekyc.chip.security_infos import find_active_authentication_hash, pace_infos, parse_security_infos
from ekyc.chip.sod import parse_sod
from simulation.card import files
from simulation.card.certificate import Scheme
from simulation.card.chip_signature import new_signing_key
from simulation.card.issuer import Issuer, standing_issuer
from simulation.card.personalisation import personalise
from simulation.card.plain_portrait import plain_portrait
from simulation.card.quirks import Quirks, SigningKey
from simulation.passports import PASSPORTS
from simulation.people import ADULT_MAN, ADULT_WOMAN, CHILD
from tests.ekyc.chip.line_mutations import check_one_reading
from tests.fuzz.targets import Target, broken

_JPEG, _JPEG_2000 = plain_portrait(), plain_portrait("JPEG2000")
_CONTENTS = [
    personalise(person, _JPEG, standing_issuer(), Quirks(signing_key=key)).files
    for person, key in ((ADULT_WOMAN, SigningKey.ECDSA), (CHILD, SigningKey.RSA), (ADULT_MAN, SigningKey.RSA))
]
_RSA_ISSUERS = (Issuer.create(Scheme.RSA_PKCS1), Issuer.create(Scheme.RSA_PSS))
_ISSUERS = (standing_issuer(), *_RSA_ISSUERS)
_SIGNING_KEYS = (new_signing_key(SigningKey.RSA).public_key(), new_signing_key(SigningKey.ECDSA).public_key())


def _samples(file: LdsFile) -> list[bytes]:
    return [content[file.file_id] for content in _CONTENTS]


def _card_access(data: bytes) -> None:
    for info in pace_infos(parse_security_infos(data)):
        _ = info.supported


def _dg14(data: bytes) -> None:
    offered_keys(data)
    find_active_authentication_hash(parse_security_infos(tlv.expect(data, LdsFile.DG14.tag)))


def _sod(data: bytes) -> None:
    parse_sod(data).signature_holds()


def _master_list(data: bytes) -> None:
    authorities = [Certificate.load(issuer.csca_der) for issuer in _ISSUERS]
    parse_master_list(data).is_signed_by_one_of(authorities)


def _certificate(data: bytes) -> None:
    certificate = Certificate.load(data)
    certificate.is_signed_by(certificate)


def _revocation_list(data: bytes) -> None:
    find_revocation_list(data, [Certificate.load(issuer.csca_der) for issuer in _ISSUERS])


def _signature(data: bytes) -> None:
    if any(is_signed(key, b"challeng", data) for key in _SIGNING_KEYS):
        raise AssertionError("a signature out of nothing")


def _line(data: bytes) -> None:
    check_one_reading(random.Random(data))


TARGETS = (
    Target("tlv", lambda data: list(tlv.iterate(data)), broken(*_samples(LdsFile.DG13))),
    Target("response", ResponseApdu.parse, broken(b"\x90\x00", bytes(300) + b"\x62\x82")),
    Target("answer to reset", find_extended_length, broken(bytes.fromhex("3B8580018073C02140B7"))),
    Target("EF.ATR/INFO", greatest_response, broken(files.atr_info(1000))),
    Target("EF.CardAccess", _card_access, broken(files.card_access(2, 13), files.card_access(4, 17))),
    Target("EF.COM", parse_com, broken(*_samples(LdsFile.COM))),
    Target("DG1", parse_dg1, broken(*_samples(LdsFile.DG1))),
    Target("DG1 of passports", parse_any_dg1, broken(*map(files.dg1, PASSPORTS))),
    Target("DG2", parse_dg2, broken(files.dg2(_JPEG)[:150] + _JPEG[-40:], files.dg2(_JPEG))),
    Target("portrait", checked_portrait, broken(_JPEG, _JPEG_2000), costly=True),
    Target("DG13", parse_dg13, broken(*_samples(LdsFile.DG13))),
    Target("DG14", _dg14, broken(*_samples(LdsFile.DG14))),
    Target("DG15", parse_dg15, broken(*_samples(LdsFile.DG15))),
    Target(
        "active authentication", _signature, st.binary(max_size=300) | st.binary(min_size=256, max_size=256)
    ),
    Target("SOD", _sod, broken(*(one.security_object({1: b"x"}) for one in _ISSUERS))),
    Target("certificate", _certificate, broken(*(one.csca_der for one in _ISSUERS))),
    Target(
        "revocation list",
        _revocation_list,
        broken(*(one.revocation_list(revoke_signer=True) for one in _ISSUERS)),
    ),
    Target(
        "master list", _master_list, broken(standing_issuer().master_list([one.csca_der for one in _ISSUERS]))
    ),
    Target("line to a chip", _line, st.binary(min_size=8, max_size=8), costly=True),
)
