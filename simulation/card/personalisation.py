"""What an issuer puts on a chip: the holder's files, the chip's keys, the signature over all of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from cryptography.hazmat.primitives.asymmetric import ec

from simulation.card import der, files
from simulation.card.chip_signature import ChipSigningKey, new_signing_key
from simulation.card.issuer import Issuer
from simulation.card.quirks import Quirks
from simulation.passports import SamplePassport
from simulation.people import SamplePerson

Holder: TypeAlias = SamplePerson | SamplePassport


@dataclass(frozen=True)
class ChipContent:
    """Files by identifier, and the private keys that belong to what DG14 and DG15 say."""

    files: dict[int, bytes]
    ca_key: ec.EllipticCurvePrivateKey
    signing_key: ChipSigningKey | None


def personalise(person: Holder, portrait: bytes, issuer: Issuer, quirks: Quirks) -> ChipContent:
    ca_key = ec.generate_private_key(ec.SECP256R1())
    signing_key = None if quirks.signing_key is None else new_signing_key(quirks.signing_key)
    groups = {
        1: files.dg1(person),
        2: files.dg2(portrait),
        3: files.dg3(),
    }
    if isinstance(person, SamplePerson):  # passports have no particulars of Vietnam
        groups[13] = files.dg13(person, names_in_sequences=person.generation < 2024)
    if infos := _security_infos(ca_key, quirks):
        groups[14] = files.dg14(*infos)
    if signing_key is not None:
        groups[15] = files.dg15(signing_key.public_key())
    groups |= {
        file_id - files.DATA_GROUP: data
        for file_id, data in quirks.replaced_files.items()
        if file_id - files.DATA_GROUP in groups
    }
    stored = {files.DATA_GROUP + number: data for number, data in groups.items()}
    stored[files.SOD] = issuer.security_object(groups)
    stored[files.COM] = files.com(sorted(groups))
    stored[files.CARD_ACCESS] = files.card_access(
        quirks.pace_cipher, *_announced(quirks), ca_cipher=quirks.ca_cipher, ca_key_id=quirks.ca_key_id
    )
    if quirks.greatest_read_in_atr_info is not None:
        stored[files.ATR_INFO] = files.atr_info(quirks.greatest_read_in_atr_info)
    stored |= quirks.replaced_files
    if quirks.altered_file is not None:
        stored[quirks.altered_file] = _altered(stored[quirks.altered_file])
    kept = {key: data for key, data in stored.items() if key not in quirks.missing_files}
    return ChipContent(kept, ca_key, signing_key)


def _security_infos(ca_key: ec.EllipticCurvePrivateKey, quirks: Quirks) -> list[bytes]:
    """What DG14 says: the chip's own keys, and all that EF.CardAccess announces (ICAO 9303-11, 9.2)."""
    repeated = _announced(quirks) if quirks.pace_in_dg14 is None else quirks.pace_in_dg14
    infos: list[bytes] = []
    if repeated:
        same = (quirks.pace_cipher, *repeated)
        access = files.card_access(*same, ca_cipher=quirks.ca_cipher, ca_key_id=quirks.ca_key_id)
        infos += der.members(access)
    if quirks.ca_cipher is not None:
        infos += files.chip_authentication_infos(ca_key.public_key(), quirks.ca_cipher, quirks.ca_key_id)
        if quirks.foreign_ca_key:
            foreign = ec.generate_private_key(ec.SECP256R1()).public_key()
            infos += files.chip_authentication_infos(foreign, quirks.ca_cipher, (quirks.ca_key_id or 0) + 1)
    if quirks.signing_key is not None and quirks.states_signing_hash:
        infos.append(files.active_authentication_info(quirks.signing_hash))
    return infos


def _announced(quirks: Quirks) -> tuple[int, ...]:
    """Parameters of PACE in EF.CardAccess."""
    return (quirks.pace_parameter_id,) if quirks.pace_announced is None else quirks.pace_announced


def _altered(data: bytes) -> bytes:
    """The same file with one bit of its last third turned over."""
    place = len(data) * 2 // 3
    return data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]
