"""Who has an account is led to a new password, where the kiosk knows of it in this visit."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest

from kiosk.contract.records import Account, AccountState, Person, PersonRecord, Release
from kiosk.forms.form import PageKind
from kiosk.visit.facts import facts_of
from kiosk.visit.read_record import ReadRecord
from kiosk.visit.visit import Visit
from tests.kiosk.visits import begin, context_of, identified_visit


def _visit(state: AccountState | None) -> Visit:
    """``state``: as a record tells it that was read before; None where none was."""
    visit = identified_visit()
    card = visit.person.card
    assert card is not None
    if state is not None:
        number = card.identity.subject
        person = Person(
            personal_number=number,
            full_name="Trần Thị Lan",
            date_of_birth=date(1985, 3, 14),
            sex="female",
            account=Account(state=state),
        )
        release = Release(read_at=datetime(2026, 3, 2, tzinfo=UTC), record=PersonRecord(person=person))
        visit.read = ReadRecord(uuid4(), number, frozenset(), release)
    begin(visit, "register")
    return visit


@pytest.mark.parametrize(
    ("state", "page", "kind"),
    [
        (None, "phone", PageKind.QUESTIONS),
        (AccountState.NONE, "phone", PageKind.QUESTIONS),
        (AccountState.PENDING, "account_waits", PageKind.INFORMATION),
        (AccountState.ACTIVE, "has_account", PageKind.STOP),
        (AccountState.LOCKED, "account_locked", PageKind.STOP),
    ],
)
def test_who_has_an_account_is_told_first(state: AccountState | None, page: str, kind: PageKind) -> None:
    visit = _visit(state)
    first = visit.journey.relevant(facts_of(visit, context_of(visit))).pages[0]
    assert (first.id, first.kind) == (page, kind)


def test_of_another_persons_record_nothing_is_known() -> None:
    visit = _visit(AccountState.ACTIVE)
    assert visit.read is not None
    visit.read = ReadRecord(uuid4(), "001099000025", frozenset(), visit.read.release)
    assert "account.state" not in facts_of(visit, context_of(visit))
