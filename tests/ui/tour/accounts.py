"""The accounts that the person is paid to."""

from __future__ import annotations

from collections.abc import Iterator

from tests.ui.walk import Walk


def accounts(walk: Walk) -> Iterator[str]:
    """From home and back there: those in use and closed ones, and where there is none."""
    known = walk.parts.records.accounts
    walk.tap("home.bank")
    walk.arrive("group")
    walk.tap("task.bank_account")
    walk.arrive("accounts")
    yield "accounts"
    walk.tap("back")
    walk.arrive("group")
    walk.parts.records.accounts = ()
    walk.parts.navigator.visit.read = None  # as if they had filed something meanwhile
    walk.tap("task.bank_account")
    walk.arrive("accounts")
    yield "accounts none"
    walk.parts.records.accounts = known
    walk.tap("back")
    walk.arrive("group")
    walk.tap("back")
    walk.arrive("home")
