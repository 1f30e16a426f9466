"""The tables of the law's figures, signed for kiosks: ``python -m central.tables --help``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from joserfc import jws
from joserfc.jwk import ECKey

from central.keys import load_keys
from kiosk.benefits.errors import TablesError
from kiosk.benefits.parameters import Edition
from kiosk.benefits.received import book_of
from kiosk.contract.tables import TABLES_TYP, BenefitTables
from kiosk.contract.wire import SIGNATURE_ALGORITHM


def sign_tables(key: ECKey, tables: Mapping[str, str], number: int, issued_on: date) -> str:
    """A package of the TOML files ``tables`` (by name). Raises `TablesError` where a kiosk would refuse."""
    book_of(tables, Edition(number, issued_on))
    sent = BenefitTables(number=number, issued_on=issued_on, tables=dict(tables))
    header = {"alg": SIGNATURE_ALGORITHM, "typ": TABLES_TYP, "kid": key.thumbprint()}
    return jws.serialize_compact(header, sent.model_dump_json(), key)


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description="sign the tables of benefits for kiosks")
    parser.add_argument("folder", type=Path, help="the TOML files, all of them")
    parser.add_argument("--data", type=Path, required=True, help="central's folder, where its keys are")
    parser.add_argument("--number", type=int, required=True, help="one more than that of the last package")
    parser.add_argument("--issued-on", type=date.fromisoformat, required=True, metavar="DATE")
    parser.add_argument("--out", type=Path, required=True, help="the file of the package")
    given = parser.parse_args(arguments)
    tables = {file.stem: file.read_text("utf-8") for file in sorted(given.folder.glob("*.toml"))}
    try:
        package = sign_tables(load_keys(given.data / "keys").receipt, tables, given.number, given.issued_on)
    except TablesError as error:
        print(f"{error.code}: {error.sentence}", file=sys.stderr)
        return 1
    given.out.write_text(package, "ascii")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
