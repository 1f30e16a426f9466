"""``main.py central staff``: who of the staff may sign in at kiosks, in which role, of which office.

It works on the database and the keys of the same settings as the server, whether or not that runs.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from io import StringIO
from typing import TYPE_CHECKING

from commands.central_step import add_step

if TYPE_CHECKING:
    from central.assembly import Central
    from central.settings import CentralSettings
    from central.staff.accounts import Access, ListedStaff

DEMO_ACCOUNT = "100001"
_DEMO_NAME = "Cán bộ thử"


def add_staff_command(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    from kiosk.contract.staff import StaffRole

    parser = commands.add_parser(
        "staff",
        help="who may sign in at kiosks: add, list, disable, reset, web-access, vouch-code",
        description="Members of staff and what they may do at the kiosks of their office. A PIN and the"
        " secret of an authenticator app are shown once, when they are made; nobody can look them up again.",
    )
    steps = parser.add_subparsers(metavar="STEP", required=True)
    adding = add_step(steps, "add", "make an account, with PIN and secret", _add)
    _add_account(adding)
    adding.add_argument("--name", required=True, help="the person's name, as colleagues read it")
    adding.add_argument("--role", required=True, choices=[role.value for role in StaffRole])
    where = adding.add_mutually_exclusive_group(required=True)
    where.add_argument("--office-id", help="code of the office")
    where.add_argument("--every-office", action="store_true", help="for who comes to all of them")
    add_step(steps, "list", "list the accounts", _list)
    _add_account(add_step(steps, "disable", "end what an account may do", _disable))
    _add_account(add_step(steps, "reset", "a new PIN and secret for who forgot or lost them", _reset))

    pages = "a password and a code for the pages of staff"
    _add_account(add_step(steps, "web-access", pages, _web_access))
    vouching = "a code by which an officer vouches for people whose record is read"
    _add_account(add_step(steps, "vouch-code", vouching, _vouch_code))


def _add_account(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("account", metavar="ACCOUNT", help="staff number of six digits")


@dataclass(frozen=True, slots=True)
class DemoOfficer:
    """How the one officer of the demo signs in at a kiosk, and vouches for people towards central."""

    access: Access
    vouch_secret: str = field(repr=False)

    def as_json(self) -> dict[str, str]:
        return {
            "account": self.access.account,
            "pin": self.access.pin,
            "code_secret": self.access.code_secret,
            "vouch_secret": self.vouch_secret,
        }


def prepare_demo(central: Central, office_id: str) -> DemoOfficer:
    """With a new PIN and new secrets at each start."""
    from central.staff.accounts import StaffError
    from kiosk.contract.staff import StaffRole

    try:
        access = central.staff.add(DEMO_ACCOUNT, _DEMO_NAME, StaffRole.OFFICER, office_id)
    except StaffError:
        access = central.staff.reset(DEMO_ACCOUNT)
    return DemoOfficer(access, central.grants.officers.give(access.account).secret)


def demo_line(settings: CentralSettings, officer: DemoOfficer) -> str:
    """How staff sign in at the demo's kiosk, and vouch."""
    import pyotp

    access, days = officer.access, settings.staff.grant_days
    return (
        f"Staff number {access.account}, PIN {access.pin}, code now {pyotp.TOTP(access.code_secret).now()}"
        f" (kept by kiosks for {days} days), code to vouch for people now"
        f" {pyotp.TOTP(officer.vouch_secret).now()}; later ones at /demo/staff"
    )


def _add(central: Central, arguments: argparse.Namespace) -> dict[str, object]:
    from central.staff.accounts import EVERY_OFFICE
    from kiosk.contract.staff import StaffRole

    office_id = EVERY_OFFICE if arguments.every_office else arguments.office_id
    return _told(central.staff.add(arguments.account, arguments.name, StaffRole(arguments.role), office_id))


def _reset(central: Central, arguments: argparse.Namespace) -> dict[str, object]:
    return _told(central.staff.reset(arguments.account))


def _disable(central: Central, arguments: argparse.Namespace) -> dict[str, object]:
    central.staff.disable(arguments.account)
    text = f"{arguments.account} is disabled; kiosks on the line know within a minute."
    return {"account": arguments.account, "disabled": True, "text": text}


def _vouch_code(central: Central, arguments: argparse.Namespace) -> dict[str, object]:
    access = central.grants.officers.give(arguments.account)
    text = (
        f"Staff number {access.account}: codes for central, apart from those for the kiosk. For the"
        f" authenticator app:\n{_picture(access.uri)}\nor typed: {access.secret}\n"
        "Hand it over in person; it cannot be shown again."
    )
    return {"account": access.account, "vouch_secret": access.secret, "uri": access.uri, "text": text}


def _web_access(central: Central, arguments: argparse.Namespace) -> dict[str, object]:
    access = central.web_access.give(arguments.account)
    text = (
        f"Staff number {access.account}, password for the pages {access.password}. For the authenticator"
        f" app:\n{_picture(access.uri)}\nor typed: {access.code_secret}\n"
        "Hand both over in person; they cannot be shown again. Sessions from before have ended."
    )
    told = {"account": access.account, "password": access.password, "code_secret": access.code_secret}
    return {**told, "uri": access.uri, "text": text}


def _told(access: Access) -> dict[str, object]:
    text = (
        f"Staff number {access.account}, PIN {access.pin}. For the authenticator app:\n"
        f"{_picture(access.uri)}\nor typed: {access.code_secret}\n"
        "Hand both over in person; they cannot be shown again."
    )
    return {
        "account": access.account,
        "pin": access.pin,
        "code_secret": access.code_secret,
        "uri": access.uri,
        "text": text,
    }


def _picture(uri: str) -> str:
    """A QR code for people who read a terminal."""
    import segno

    drawn = StringIO()
    segno.make(uri, error="m").terminal(drawn, compact=True)
    return drawn.getvalue()


def _list(central: Central, _arguments: argparse.Namespace) -> dict[str, object]:
    found = central.staff.everybody()
    return {"staff": [asdict(each) for each in found], "text": _table(found)}


def _table(found: Sequence[ListedStaff]) -> str:
    lines = [
        f"{each.account}  {each.role:10}  {each.office_id or 'every office':12}  {_state(each)}  {each.name}"
        for each in found
    ]
    return "\n".join(lines) or "There is no account yet."


def _state(each: ListedStaff) -> str:
    return "holds" if each.disabled_at is None else f"disabled {each.disabled_at:%Y-%m-%d %H:%M}"
