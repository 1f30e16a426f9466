"""Writing into the register what a case about an account came to, once it was carried out.

Nothing is changed there: an account gets another entry that takes the place of the one before. Doing the same
twice changes nothing, so that whoever died between writing and settling may be followed by another.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from pydantic import ValidationError
from sqlalchemy import Engine

from central.cases.account_entries import EntryStanding, settle_account_entry, take_account_entry
from central.cases.account_wishes import AccountWish, Wish
from central.casework.case_wishes import asked_by
from central.http.problems import ProblemError
from central.judging.stored_acts import StoredActs
from central.keys.opening import UnusableError
from central.records.scope import RecordError, Scope
from central.records.writing import Entered, RecordWriting
from kiosk.clock import VIETNAM_TIME
from kiosk.contract.records import PURPOSES, BankAccount, Section
from kiosk.reference.folding import fold

logger = logging.getLogger(__name__)
_KEPT = timedelta(minutes=1)
_DIGITS = 4
_CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class EnteringAccounts:
    engine: Engine
    acts: StoredActs
    writing: RecordWriting
    now: Callable[[], datetime]

    def enter_one(self) -> bool:
        """Of the case that waits longest. False: none is due."""
        taken = take_account_entry(self.engine, self.now(), _KEPT)
        if taken is None:
            return False
        state, fault = self._enter(taken.case_id)
        settle_account_entry(self.engine, taken, state, self.now(), fault)
        return True

    def _enter(self, case_id: UUID) -> tuple[EntryStanding, str | None]:
        """How it stands then, and why nothing was written."""
        try:
            asked = asked_by(self.engine, self.acts, case_id)
            wish = asked.wish
            if wish is None:
                return EntryStanding.NOTHING, None
            if not wish.own:  # whom the money is for is named in papers: staff enter it
                return EntryStanding.NOTHING, "for_another"
            if wish.wish is not Wish.CLOSE and not (wish.purposes or wish.default):
                return EntryStanding.NOTHING, "one_payment"
            number, reason = asked.payload.subject, f"case {case_id}"
            scope = Scope(number, frozenset({Section.ACCOUNTS}), "accounts", reason)
            today = self.now().astimezone(VIETNAM_TIME).date()
            self.writing.change_accounts(scope, lambda known: after_wish(known, wish, today))
        except RecordError as error:
            return EntryStanding.FAILED, error.code
        except (ProblemError, UnusableError, ValidationError) as error:
            logger.error("the account of case %s cannot be entered: %s", case_id, type(error).__name__)
            return EntryStanding.FAILED, "act_unreadable"
        return EntryStanding.WRITTEN, None


def after_wish(known: Sequence[Entered], wish: AccountWish, on: date) -> list[Entered]:
    """The entries that the wish adds; ``number`` is that of the one whose place each takes. What goes to one
    account goes to no other; one that nothing goes to any more is closed. Raises RecordError
    ``account_unknown`` where the words name none, or more than one.
    """
    open_ones = [each for each in known if each.account.state != _CLOSED]
    if wish.wish is Wish.CLOSE:
        chosen = _chosen(open_ones, wish.chosen)
        return [Entered(chosen.number, _closed(chosen.account))]
    target = _target(open_ones, wish, on)
    others = [each for each in open_ones if each.number != target.number]
    purposes = {*target.account.purposes, *wish.purposes}
    less = [(each, tuple(p for p in each.account.purposes if p not in purposes)) for each in others]
    takes_over = not others or any(each.account.is_default and not left for each, left in less)
    is_default = wish.default or target.account.is_default or takes_over
    changed = [Entered(target.number, _with(target.account, purposes=purposes, is_default=is_default))]
    for each, left in less:
        keeps = each.account.is_default and not is_default
        account = _with(each.account, purposes=left, is_default=keeps) if left else _closed(each.account)
        changed.append(Entered(each.number, account))
    before = {each.number: each.account for each in open_ones}
    return [each for each in changed if before.get(each.number) != each.account]


def _target(open_ones: Sequence[Entered], wish: AccountWish, on: date) -> Entered:
    """The account that the wish is about; without ``number`` one that is new."""
    if wish.account is None:
        return _chosen(open_ones, wish.chosen)
    named = wish.account
    for each in open_ones:
        if (each.account.bank_bin, each.account.number) == (named.bank, named.number):
            return each
    account = {
        "bank_bin": named.bank,
        "bank_name": named.bank_name,
        "number": named.number,
        "holder": named.holder,
        "purposes": wish.purposes,
        "since": on,
    }
    return Entered(None, BankAccount.model_validate(account))


def _chosen(open_ones: Sequence[Entered], words: str) -> Entered:
    """By its last digits and, where several end so, the name of the bank."""
    ending = "".join(re.findall(r"[0-9A-Z]", words))[-_DIGITS:]
    ends = [each for each in open_ones if len(ending) == _DIGITS and each.account.number.endswith(ending)]
    if len(ends) > 1:
        ends = [each for each in ends if fold(each.account.bank_name) in fold(words)]
    if len(ends) != 1:
        raise RecordError("account_unknown", "No account, or more than one, is named so.")
    return ends[0]


def _with(account: BankAccount, *, purposes: Collection[str], is_default: bool) -> BankAccount:
    """In the order of the contract."""
    ordered = tuple(each for each in PURPOSES if each in purposes)
    values = {**account.model_dump(), "purposes": ordered, "is_default": is_default}
    return BankAccount.model_validate(values)


def _closed(account: BankAccount) -> BankAccount:
    """It keeps what it was for."""
    return account.model_copy(update={"state": _CLOSED, "is_default": False})
