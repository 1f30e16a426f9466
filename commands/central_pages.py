"""Who signs in at the pages of a demo's central: an officer, and a supervisor for what takes two."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from commands.central_staff import DEMO_ACCOUNT

if TYPE_CHECKING:
    from central.assembly import Central
    from central.staff.web_access import WebAccess

_SUPERVISOR = "200001"
_SUPERVISOR_NAME = "Phụ trách thử"


def prepare_pages(central: Central, office_id: str) -> list[WebAccess]:
    """With new secrets at each start; the officer is that of the demo's kiosk."""
    from central.staff.accounts import StaffError
    from kiosk.contract.staff import StaffRole

    try:
        central.staff.add(_SUPERVISOR, _SUPERVISOR_NAME, StaffRole.SUPERVISOR, office_id)
    except StaffError:
        central.staff.reset(_SUPERVISOR)
    return [central.web_access.give(account) for account in (DEMO_ACCOUNT, _SUPERVISOR)]


def pages_line(url: str, accesses: Sequence[WebAccess]) -> str:
    """Where the pages are, and how to get in."""
    who = ", ".join(f"{each.account} {each.password}" for each in accesses)
    return f"Pages of staff: {url}/staff (number and password: {who}; codes at /demo/pages)"


def pages_json(url: str, accesses: Sequence[WebAccess]) -> dict[str, object]:
    told = [
        {"account": each.account, "password": each.password, "code_secret": each.code_secret}
        for each in accesses
    ]
    return {"url": f"{url}/staff", "accounts": told}
