"""Who signs in at the pages of a demo's central: one of each role; the supervisor for what takes two."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from commands.central_staff import DEMO_ACCOUNT

if TYPE_CHECKING:
    from central.assembly import Central
    from central.staff.web_access import WebAccess

_OTHERS = {
    "200001": ("Phụ trách thử", "supervisor"),
    "300001": ("Kỹ thuật thử", "technician"),
    "400001": ("Kiểm tra thử", "auditor"),
}


def prepare_pages(central: Central, office_id: str) -> list[WebAccess]:
    """With new secrets at each start; the officer is that of the demo's kiosk."""
    from central.staff.accounts import StaffError
    from kiosk.contract.staff import StaffRole

    for account, (name, role) in _OTHERS.items():
        try:
            central.staff.add(account, name, StaffRole(role), office_id)
        except StaffError:
            central.staff.reset(account)
    return [central.web_access.give(account) for account in (DEMO_ACCOUNT, *_OTHERS)]


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
