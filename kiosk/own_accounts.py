"""What a person sees of the accounts that benefits go to. Nothing of it is kept."""

from __future__ import annotations

from kiosk.contract.records import Section
from kiosk.errors import BugError
from kiosk.language import Bilingual
from kiosk.records.payment_accounts import BankNow, ToldAccounts, tell_accounts
from kiosk.visit.visit import ChosenAccount, Visit
from kiosk.whereabouts import Surroundings

_SECTIONS = frozenset({Section.ACCOUNTS, Section.CASES})


class OwnAccounts:
    def __init__(self, around: Surroundings) -> None:
        self._around = around

    def tell(self, visit: Visit) -> ToldAccounts:
        """In words, in both languages. BugError before the record was read."""
        read = visit.record(_SECTIONS)
        if read is None:
            raise BugError("no record was read")
        context = self._around.context(visit)
        banks, today = context.reference.banks, context.today

        def bank_now(number: str) -> BankNow:
            bank = banks.find_present(number, today)
            return BankNow("" if bank is None else bank.short_name)

        return tell_accounts(read.release, today, bank_now)

    def turn_to(self, visit: Visit, wish: str, account: Bilingual | None, task_id: str) -> None:
        """The person wants to do something about one of them, or add one."""
        words = "" if account is None else account.text(visit.language)
        visit.turn_to_account(ChosenAccount(wish, words), task_id)
