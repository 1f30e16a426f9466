"""``reference``: whether the reference data can be used, and what an address is read as."""

from __future__ import annotations

import argparse
from pathlib import Path

from commands.json_output import EXIT_FAULT, error_json, print_json
from kiosk.reference.address_reading import ReadAddress
from kiosk.reference.addresses import Address
from kiosk.reference.checking import Checked, check
from kiosk.reference.reference_data import ReferenceData
from kiosk.reference.tables import ReferenceDataError


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser("reference", help="check the reference data, read an address, as JSON")
    commands = parser.add_subparsers(dest="reference_command", required=True, metavar="COMMAND")
    checking = commands.add_parser("check", help="read every table; exit code 1 if one has faults")
    checking.set_defaults(run=_run_check)
    address = commands.add_parser("address", help="take an address of an identity card apart")
    address.add_argument("text", metavar="TEXT")
    address.set_defaults(run=_run_address)
    for each in (checking, address):
        each.add_argument("--folder", type=Path, metavar="DIR", help="tables that replace the shipped ones")


def _run_check(args: argparse.Namespace) -> int:
    try:
        tables = check(ReferenceData(args.folder))
    except ReferenceDataError as error:
        return error_json(error.code, error.sentence, "folder")
    print_json({"tables": [_table_json(table) for table in tables]})
    return EXIT_FAULT if any(table.faults for table in tables) else 0


def _run_address(args: argparse.Namespace) -> int:
    try:
        read = ReferenceData(args.folder).address_reader.read_address(args.text)
    except ReferenceDataError as error:
        return error_json(error.code, error.sentence, "folder")
    print_json(_reading_json(read))
    return 0


def _table_json(table: Checked) -> dict[str, object]:
    about: dict[str, object] = {}
    if table.info is not None:
        info = table.info
        about = {"title": info.title, "status": info.status, "source": info.source, "as_of": str(info.as_of)}
    return {"table": table.table, **about, "rows": table.rows, "faults": list(table.faults)}


def _reading_json(read: ReadAddress) -> dict[str, object]:
    return {
        "reading": read.reading,
        "address": _address_json(read.address),
        "suggestions": [_address_json(address) for address in read.suggestions],
    }


def _address_json(address: Address) -> dict[str, object]:
    return {
        "shown": address.show(),
        "street": address.street,
        "commune": address.commune.code if address.commune else None,
        "province": address.province.code if address.province else None,
    }
