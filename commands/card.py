"""``card``: what a technician needs to see whether codes, chips and readers work. Always one JSON object."""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from commands.json_output import EXIT_FAULT, error_json, print_json
from ekyc.card.card_code import CardCodeKind, kind_of, parse_card_code
from ekyc.card.citizen_qr import CitizenQr, parse_citizen_qr
from ekyc.card.errors import CardError, CardErrorCode
from ekyc.card.health_card_qr import HealthCardQr
from ekyc.card.mrz import parse_td1
from ekyc.card.reading import CardReading, Identity
from ekyc.card.validity import validity_on
from ekyc.errors import EkycError
from ekyc.plain_file import open_plain_file

if TYPE_CHECKING:
    from ekyc.card.mrz import Td1Mrz
    from ekyc.card.passport_mrz import Td3Mrz
    from ekyc.chip.access import AccessKeys
    from ekyc.chip.transport import CardConnector, Transport
    from ekyc.chip.trust_store import TrustStore
    from simulation.people import SamplePerson

_MAX_MRZ_FILE_BYTES = 4096
_LONGEST_WAIT_SECONDS = 3600.0


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser("card", help="decode card codes and read a chip, as JSON")
    commands = parser.add_subparsers(dest="card_command", required=True, metavar="COMMAND")

    parse_qr = commands.add_parser(
        "parse-qr", help="parse the text of an identity or health insurance card's QR code"
    )
    parse_qr.add_argument("text", metavar="TEXT")
    parse_qr.set_defaults(run=_reported(_parse_qr))

    decode_qr = commands.add_parser("decode-qr", help="find and parse QR codes in picture files")
    decode_qr.add_argument("images", metavar="IMAGE", nargs="+", type=Path)
    decode_qr.set_defaults(run=_reported(_decode_qr))

    read_mrz = commands.add_parser("read-mrz", help="find and read machine readable zones in picture files")
    read_mrz.add_argument("images", metavar="IMAGE", nargs="+", type=Path)
    read_mrz.set_defaults(run=_reported(_read_mrz))

    read = commands.add_parser("read", help="read the chip of the card on a reader")
    read.add_argument("--reader", metavar="NAME", help="PC/SC reader; default: whichever has a card")
    key = read.add_mutually_exclusive_group()
    key.add_argument("--can", metavar="N", help="card access number: last six digits of the personal number")
    key.add_argument("--mrz", metavar="FILE", type=Path, help="text file with the three lines of the MRZ")
    read.add_argument("--simulated", action="store_true", help="read a simulated card of an invented person")
    read.add_argument("--person", metavar="KEY", default="adult_woman", help="whose card, with --simulated")
    read.add_argument(
        "--variant", metavar="NAME", default="genuine", help="which of the sample cards, with --simulated"
    )
    read.add_argument("--trust", metavar="FOLDER", type=Path, help="folder with CSCA certificates and CRLs")
    read.add_argument("--wait", metavar="SECONDS", type=_seconds, default=10.0, help="for a card (10)")
    read.set_defaults(run=_reported(_read))


def _seconds(text: str) -> float:
    """Raises ValueError, which argparse reports, for what is no time to wait."""
    seconds = float(text)
    if not 0 <= seconds <= _LONGEST_WAIT_SECONDS:
        raise argparse.ArgumentTypeError(f"{text}: between 0 and {_LONGEST_WAIT_SECONDS:.0f} seconds")
    return seconds


def run(args: argparse.Namespace) -> int:
    """Run the chosen subcommand; exit code 0, or 1 with an error object."""
    chosen: Callable[[argparse.Namespace], int] = args.run
    return chosen(args)


def _reported(command: Callable[[argparse.Namespace], int]) -> Callable[[argparse.Namespace], int]:
    """Turn the world's faults into the error object; our own bugs stay exceptions."""

    def with_report(args: argparse.Namespace) -> int:
        try:
            return command(args)
        except EkycError as error:
            return error_json(error.code, error.sentence)

    return with_report


def _parse_qr(args: argparse.Namespace) -> int:
    print_json(_code_json(parse_card_code(args.text, _today())))
    return 0


def _decode_qr(args: argparse.Namespace) -> int:
    return _for_each_image(args.images, _decoded)


def _read_mrz(args: argparse.Namespace) -> int:
    return _for_each_image(args.images, _zone_read)


def _for_each_image(paths: list[Path], work: Callable[[Path], dict[str, object]]) -> int:
    """One row a picture. The fault of a single picture is the answer; among several it stays in its row."""
    if len(paths) == 1:
        print_json({"images": [work(paths[0])]})
        return 0
    rows = []
    for path in paths:
        try:
            rows.append(work(path))
        except EkycError as error:
            rows.append({"path": str(path), "error": {"code": error.code, "sentence": error.sentence}})
    print_json({"images": rows})
    return EXIT_FAULT if any("error" in row for row in rows) else 0


def _decoded(path: Path) -> dict[str, object]:
    from ekyc.card.qr_decode import decode_qr_file

    started = time.perf_counter()
    payloads = decode_qr_file(path)
    seconds = time.perf_counter() - started
    return {
        "path": str(path),
        "codes": [_payload_json(data) for data in payloads],
        "seconds": _rounded(seconds),
    }


def _zone_read(path: Path) -> dict[str, object]:
    """What stands in the zone; it was read by a camera and proves nothing."""
    from ekyc.card.mrz_image import read_mrz_file

    started = time.perf_counter()
    mrz = read_mrz_file(path)
    seconds = time.perf_counter() - started
    today = datetime.now(UTC).date()
    return {
        "path": str(path),
        **_numbers_in(mrz, today),
        "full_name": mrz.full_name or None,  # None: the names were not certain
        "date_of_birth": str(mrz.date_of_birth(today)),
        "sex": mrz.sex.value,
        "nationality": mrz.nationality,
        "date_of_expiry": None if mrz.date_of_expiry is None else str(mrz.date_of_expiry),
        "seconds": _rounded(seconds),
    }


def _numbers_in(mrz: Td1Mrz | Td3Mrz, today: date) -> dict[str, object]:
    """What a card and a passport have each in their own way."""
    from ekyc.card.mrz import Td1Mrz, build_td1
    from ekyc.card.passport_mrz import build_td3

    if isinstance(mrz, Td1Mrz):
        lines: tuple[str, ...] = build_td1(mrz)
        never = mrz.never_expires
        numbers: dict[str, object] = {"kind": "card", "personal_number": mrz.personal_number}
    else:
        lines, never = build_td3(mrz), False
        numbers = {
            "kind": "passport",
            "issuing_state": mrz.issuing_state,
            "passport_number": mrz.document_number,
        }
    validity = validity_on(today, mrz.date_of_expiry, never_expires=never).value
    return {**numbers, "lines": list(lines), "validity": validity}


def _payload_json(payload: bytes) -> dict[str, object]:
    """``citizen_qr`` and ``health_card_qr``: the one that it is, the other null; ``reason`` when neither."""
    nothing: dict[str, object] = {"kind": None, "citizen_qr": None, "health_card_qr": None}
    try:
        text = payload.decode("utf-8")
    except UnicodeDecodeError:
        return {"payload_hex": payload.hex(), **nothing, "reason": CardErrorCode.QR_NOT_UTF8.value}
    try:
        code = parse_card_code(payload, _today())
    except CardError as error:
        return {"payload": text, **nothing, "reason": error.code}
    kind = kind_of(code)
    name = "citizen_qr" if kind is CardCodeKind.CITIZEN_CARD else "health_card_qr"
    return {"payload": text, **nothing, "kind": kind.value, name: _code_json(code)}


def _code_json(code: CitizenQr | HealthCardQr) -> dict[str, object]:
    fields = _qr_json(code) if isinstance(code, CitizenQr) else _health_qr_json(code)
    return {"kind": kind_of(code).value, **fields}


def _health_qr_json(qr: HealthCardQr) -> dict[str, object]:
    parts = qr.health_card_code
    return {
        "code": qr.code,
        "group": None if parts is None else parts.group,
        "benefit_level": None if parts is None else parts.benefit_level,
        "province": None if parts is None else parts.province,
        "social_insurance_number": qr.social_insurance_number,
        "personal_number": qr.personal_number,
        "full_name": qr.full_name,
        "date_of_birth": _day(qr.date_of_birth),
        "year_of_birth": qr.year_of_birth,
        "sex": qr.sex.value,
        "address": qr.address,
        "facility": qr.facility,
        "valid_from": _day(qr.valid_from),
        "valid_to": _day(qr.valid_to),
        "date_of_issue": _day(qr.date_of_issue),
        "management_number": qr.management_number,
        "contact": qr.contact,
        "five_years_from": _day(qr.five_years_from),
        "check_string": qr.check_string,
        "issuing_place": qr.issuing_place,
        "field_11": qr.field_11,
        "field_14": qr.field_14,
        "further_fields": list(qr.further_fields),
    }


def _qr_json(qr: CitizenQr) -> dict[str, object]:
    expiry = qr.date_of_expiry
    return {
        "generation": qr.generation.value,
        **_identity_json(qr.identity()),
        "validity": validity_on(datetime.now(UTC).date(), expiry, never_expires=expiry is None).value,
        "cancelled_personal_number": qr.cancelled_personal_number,
        "field_7": qr.field_7,
        "field_10": qr.field_10,
        "further_fields": list(qr.further_fields),
        "warnings": list(qr.warnings),
    }


def _read(args: argparse.Namespace) -> int:
    from ekyc.chip.reader import ChipReader, read_through_lifts

    keys = _keys(args)
    connector, trust = (
        _simulated(args.person, args.variant) if args.simulated else _connected(args.reader, args.trust)
    )
    if keys is None:
        keys = _simulated_keys(args.person) if args.simulated else None
    if keys is None:
        raise CardError(CardErrorCode.ACCESS_KEY_NEEDED)
    transport = _wait(connector, args.wait)
    reader = ChipReader(transport, keys, trust, lambda: datetime.now(UTC))
    reading = read_through_lifts(reader, lambda: _wait(connector, args.wait, CardErrorCode.CARD_REMOVED))
    if reading is None:
        raise CardError(CardErrorCode.CARD_REMOVED)
    print_json({"reader": transport.name, **_reading_json(reading)})
    return 0


def _wait(
    connector: CardConnector, seconds: float, absent: CardErrorCode = CardErrorCode.NO_CARD
) -> Transport:
    transport = connector.wait_for_card(seconds, Event())
    if transport is None:
        raise CardError(absent)
    return transport


def _keys(args: argparse.Namespace) -> AccessKeys | None:
    """What the arguments give, checked before any reader is touched."""
    from ekyc.chip.access import AccessKeys
    from ekyc.chip.key_derivation import can_secret

    if args.can is not None:
        can_secret(args.can)
        return AccessKeys(can=args.can)
    if args.mrz is not None:
        return AccessKeys(mrz_keys=(parse_td1(_read_text(args.mrz)).key,))
    return None


def _read_text(path: Path) -> str:
    try:
        with open_plain_file(path) as file:
            return file.read(_MAX_MRZ_FILE_BYTES).decode("ascii")
    except (OSError, UnicodeDecodeError):
        raise CardError(CardErrorCode.MRZ_FILE_NOT_FOUND) from None


def _connected(reader: str | None, trust_folder: Path | None) -> tuple[CardConnector, TrustStore]:
    from ekyc.chip.pcsc import PcscConnector
    from ekyc.chip.trust_store import TrustStore

    if trust_folder is not None and not trust_folder.is_dir():
        raise CardError(CardErrorCode.TRUST_FOLDER_MISSING)
    trust = TrustStore.from_folder(trust_folder) if trust_folder is not None else TrustStore()
    return PcscConnector(reader), trust


def _simulated(person_key: str, variant_key: str) -> tuple[CardConnector, TrustStore]:
    from simulation.card.variants import VARIANTS, find_variant, lay_on_reader

    variant = find_variant(variant_key)
    if variant is None:
        names = ", ".join(variant.key for variant in VARIANTS)
        raise EkycError("unknown_sample_card", f"No sample card has this name; there are {names}.")
    return lay_on_reader(_person(person_key), variant)


def _simulated_keys(person_key: str) -> AccessKeys:
    """From the sample card's own QR code, as a visit would take them."""
    from ekyc.card.personal_number import card_access_number_of
    from ekyc.chip.access import AccessKeys
    from ekyc.printed_card import mrz_keys_from_qr

    qr = parse_citizen_qr(_person(person_key).qr_text)
    return AccessKeys(card_access_number_of(qr.personal_number), mrz_keys_from_qr(qr))


def _person(key: str) -> SamplePerson:
    from simulation.people import PEOPLE

    for person in PEOPLE:
        if person.key == key:
            return person
    raise EkycError("unknown_sample_person", "No sample person has this key.")


def _reading_json(reading: CardReading) -> dict[str, object]:
    verdicts = reading.verdicts
    portrait = reading.portrait
    return {
        "source": reading.source.value,
        "identity": _identity_json(reading.identity),
        "verdicts": {
            "access": verdicts.access.value,
            "data_group_integrity": verdicts.data_group_integrity.value,
            "sod_signature": verdicts.sod_signature.value,
            "issuer_trust": verdicts.issuer_trust.value,
            "chip_genuine": verdicts.chip_genuine.value,
            "print_versus_chip": verdicts.print_versus_chip.value,
            "validity": verdicts.validity.value,
        },
        # the picture itself stays out of terminals and of their logs
        "portrait": None
        if portrait is None
        else {"media_type": portrait.media_type, "bytes": len(portrait.data)},
        "warnings": list(reading.warnings),
        "file_faults": dict(reading.file_faults),
        "seconds": {step: _rounded(seconds) for step, seconds in reading.seconds.items()},
        "chip_proof": reading.chip_proof.value,
        "tolerances": list(reading.tolerances),
        "withheld_files": list(reading.withheld_files),
        "refused_proofs": [proof.value for proof in reading.refused_proofs],
        "apdu_count": reading.apdu_count,
    }


def _today() -> date:
    from ekyc.chip.reader import VIETNAM_TIME

    return datetime.now(VIETNAM_TIME).date()


def _day(value: date | None) -> str | None:
    return None if value is None else str(value)


def _identity_json(identity: Identity) -> dict[str, object]:
    return {
        "personal_number": identity.personal_number,
        "full_name": identity.full_name,
        "date_of_birth": _day(identity.date_of_birth),
        "sex": identity.sex.value,
        "nationality": identity.nationality,
        "residence": identity.residence,
        "place_of_origin": identity.place_of_origin,
        "ethnicity": identity.ethnicity,
        "religion": identity.religion,
        "date_of_issue": _day(identity.date_of_issue),
        "date_of_expiry": _day(identity.date_of_expiry),
        "old_id_number": identity.old_id_number,
        "father_name": identity.father_name,
        "mother_name": identity.mother_name,
        "spouse_name": identity.spouse_name,
    }


def _rounded(seconds: float) -> float:
    return round(seconds, 4)
