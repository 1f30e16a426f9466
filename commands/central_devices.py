"""``main.py central enrol-code``, ``devices`` and ``revoke``: which kiosks may speak to central.

They work on the database and the keys of the same settings as the server, whether or not it runs.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

from commands.central_faults import StartError
from commands.central_step import add_step
from kiosk.contract.enrolment import NAME_LENGTH, SECRET_LENGTH, write_code
from kiosk.contract.provisioning import Ticket, read_ticket

if TYPE_CHECKING:
    from central.assembly import Central
    from central.kiosks.devices import ListedDevice

_SCALE, _BORDER = 8, 4  # pixels a module, modules around the code (ISO/IEC 18004)


def add_device_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    enrol_code = add_step(commands, "enrol-code", "a one-time code by which one kiosk can enrol", _new_code)
    enrol_code.add_argument("kiosk_id", metavar="KIOSK", help="the kiosk that the code enrols")
    enrol_code.add_argument("--office-id", required=True, help="code of its office")
    enrol_code.add_argument("--office-name", required=True, help="name of its office")
    enrol_code.add_argument(
        "--qr",
        metavar="URL",
        help="address by which kiosks reach this central: the code as a QR for `main.py provision --scan`",
    )
    enrol_code.add_argument("--png", type=Path, metavar="FILE", help="the QR into this file, to be printed")
    add_step(commands, "devices", "the keys of all kiosks: whose, since when, whether they still hold", _list)
    revoke = add_step(commands, "revoke", "end for good what the key of a kiosk may do", _revoke)
    revoke.add_argument("kiosk_id", metavar="KIOSK", help="the stolen or retired kiosk")


def _new_code(central: Central, arguments: argparse.Namespace) -> dict[str, object]:
    if arguments.qr is not None:  # before a code is made that nobody could use
        _check_address(arguments)
    kiosk_id, hours = arguments.kiosk_id, central.settings.enrolment_hours
    code = central.enrolments.new_code(kiosk_id, arguments.office_id, arguments.office_name)
    text = f"Enrolment code for {kiosk_id}, good once within {hours} hours:\n{code}"
    done = {"kiosk_id": kiosk_id, "enrolment_code": code, "hours": hours}
    if arguments.qr is None:
        return {**done, "text": text}
    kid, _ = central.keys.signing
    ticket = Ticket(arguments.qr, kiosk_id, arguments.office_id, arguments.office_name, code, kid).text()
    drawn = _draw(ticket, arguments.png)
    return {**done, "ticket": ticket, "text": f"{text}\n\n{drawn}\n{ticket}"}


def _check_address(arguments: argparse.Namespace) -> None:
    """Raises `KnownError` ``ticket_malformed``."""
    stand_in = write_code("2" * NAME_LENGTH, "2" * SECRET_LENGTH)
    office = arguments.office_id, arguments.office_name
    read_ticket(Ticket(arguments.qr, arguments.kiosk_id, *office, stand_in, "A" * 43).text())


def _draw(ticket: str, picture: Path | None) -> str:
    """The QR for who reads a terminal, and into ``picture``. Raises `StartError`."""
    import segno

    code, drawn = segno.make(ticket, error="m", micro=False), StringIO()
    code.terminal(drawn, compact=True)
    if picture is not None:
        try:
            with open(os.open(picture, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "wb") as file:
                code.save(file, kind="png", scale=_SCALE, border=_BORDER)
        except OSError as error:
            raise StartError("picture_not_written", f"{picture}: {type(error).__name__}.") from error
    return drawn.getvalue()


def _list(central: Central, _arguments: argparse.Namespace) -> dict[str, object]:
    devices = central.devices.list()
    return {"devices": [asdict(each) for each in devices], "text": _table(devices)}


def _table(devices: Sequence[ListedDevice]) -> str:
    rows = [
        (
            "kiosk",
            "office",
            "enrolled",
            "state",
            "version",
            "last heard",
            "last act",
            "key",
            "to be looked at",
        )
    ]
    rows += [
        (
            each.kiosk_id,
            f"{each.office_id} {each.office_name}",
            _moment(each.enrolled_at),
            "holds" if each.revoked_at is None else f"revoked {_moment(each.revoked_at)}",
            each.version or "–",
            _moment(each.last_seen_at),
            _moment(each.last_act_at),
            each.kid[:12],
            _troubles(each),
        )
        for each in devices
    ]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    )


def _troubles(each: ListedDevice) -> str:
    troubles = []
    if each.divergences:
        troubles.append(
            f"two histories ({each.divergences}, last {_moment(each.diverged_at)}): a copied disk?"
        )
    if each.audit_histories:
        troubles.append(f"two audit logs ({each.audit_histories} contradicting checkpoints)")
    if each.clock_offset_seconds is not None:
        minutes = round(each.clock_offset_seconds / 60)
        troubles.append(f"clock {abs(minutes)} min {'ahead' if minutes > 0 else 'behind'}")
    if each.update_outcome in ("refused", "rolled-back", "stuck"):
        troubles.append(f"update to {each.update_version} {each.update_outcome}")
    return "; ".join(troubles)


def _moment(when: datetime | None) -> str:
    return "–" if when is None else f"{when:%Y-%m-%d %H:%M}"


def _revoke(central: Central, arguments: argparse.Namespace) -> dict[str, object]:
    if not central.devices.revoke(arguments.kiosk_id):
        raise StartError("kiosk_unknown", "No kiosk of that name has a key that holds.")
    text = f"{arguments.kiosk_id} is revoked. What it has sent stays; it can come back only with a new code."
    return {"kiosk_id": arguments.kiosk_id, "revoked": True, "text": text}
