"""``main.py central book-…``: the certificate that signs books, and what does not hold any more."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from commands.central_faults import StartError
from commands.central_step import add_step
from kiosk.errors import KnownError

if TYPE_CHECKING:
    from central.assembly import Central
    from central.books.certificates import BookKeys


def add_book_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    add_step(commands, "book-certificate", "the certificate that signs electronic books", _show)
    add_step(commands, "book-renew", "another key and certificate under the same root", _renew)
    install = add_step(commands, "book-install", "use the key and certificate of an authority", _install)
    install.add_argument("--key", type=Path, required=True, metavar="FILE", help="private key (P-256, PEM)")
    install.add_argument(
        "--chain", type=Path, required=True, metavar="FILE", help="its certificate, then those above it (PEM)"
    )
    trust = add_step(commands, "book-trust", "write what it takes to check books", _export)
    trust.add_argument("--out", type=Path, required=True, metavar="FOLDER", help="where to")
    book = add_step(commands, "book-withdraw", "a copy shall not be believed any more", _withdraw)
    book.add_argument("number", help="of the copy, XXXX-XXXX-XXXX-XXXX")
    key = add_step(commands, "book-withdraw-key", "nothing that a key has signed holds any more", _lost)
    key.add_argument("kid", help="as book-certificate names it")


def _show(central: Central, arguments: argparse.Namespace) -> dict[str, object]:
    del arguments
    return _told(central.books.keys())


def _renew(central: Central, arguments: argparse.Namespace) -> dict[str, object]:
    from central.books.certificates import renew

    del arguments
    return _told(renew(central.books.folder, central.now()))


def _install(central: Central, arguments: argparse.Namespace) -> dict[str, object]:
    from central.books.certificates import install

    try:
        key, chain = arguments.key.read_bytes(), arguments.chain.read_bytes()
    except OSError as error:
        raise StartError("file_unreadable", "The key or the certificates cannot be read.") from error
    return _told(install(central.books.folder, key, chain, central.now()))


def _export(central: Central, arguments: argparse.Namespace) -> dict[str, object]:
    from central.books.trust import write_trust

    trust = central.books.trust()
    try:
        write_trust(trust, arguments.out)
    except OSError as error:
        raise StartError("folder_unusable", "Nothing can be written to that folder.") from error
    withdrawn = len(trust.withdrawn.keys) + len(trust.withdrawn.books)
    told = {"certificates": len(trust.certificates), "withdrawn": withdrawn}
    return {**told, "text": f"{len(trust.certificates)} certificates, {withdrawn} withdrawn."}


def _withdraw(central: Central, arguments: argparse.Namespace) -> dict[str, object]:
    if not central.books.withdraw(arguments.number):
        raise StartError("book_unknown", "There is no copy of this number that holds.")
    return {"withdrawn": arguments.number, "text": "This copy does not hold any more."}


def _lost(central: Central, arguments: argparse.Namespace) -> dict[str, object]:
    from central.books.certificates import withdraw
    from central.books.trust import kid_of

    if arguments.kid not in map(kid_of, central.books.trust().signers):
        raise StartError("key_unknown", "No key of books has this name.")
    if arguments.kid == central.books.keys().kid:
        raise KnownError("key_in_use", "This key signs: put another in its place first (book-renew).")
    withdraw(central.books.folder, arguments.kid, central.now())
    return {"withdrawn": arguments.kid, "text": "Nothing that this key has signed holds any more."}


def _told(keys: BookKeys) -> dict[str, object]:
    mine = keys.chain[0]
    until = f"{mine.not_valid_after_utc:%Y-%m-%d}"
    return {
        "text": f"{keys.kid}  {keys.signer_name}  until {until}",
        "kid": keys.kid,
        "signer": keys.signer_name,
        "issuer": mine.issuer.rfc4514_string(),
        "holds_from": mine.not_valid_before_utc,
        "holds_until": mine.not_valid_after_utc,
    }
