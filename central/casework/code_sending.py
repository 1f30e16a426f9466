"""Opening accounts and sending the codes by which people activate them, once a case has come to it.

The code goes to the address that who asked gave last and that counts: an e-mail address that a code came
back from, or the phone number that officers approved with the case. Where none counts, staff are told. A
parent who registered a child gets the code of the child's account.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import Engine, select

from central.accounts.desk import Accounts, NewCode, NoAccountError
from central.accounts.policy import UserName, account_policy
from central.accounts.queue import (
    CodeStanding,
    QueuedCode,
    note_code,
    put_off_code,
    settle_code,
    take_code,
)
from central.cases.handler import text_at
from central.cases.kinds import handler_of
from central.casework.addresses import Addresses
from central.casework.carriers import Carriers, NotCarriedError, pause_after
from central.http.problems import ProblemError
from central.judging.stored_acts import StoredActs
from central.keys.hashing import person_hash
from central.keys.opening import UnusableError
from central.notices.catalogue import Filling
from central.records.reading import Records
from central.records.scope import RecordError, Scope
from central.settings import NoticeSettings
from central.store.case_tables import case_file
from kiosk.clock import VIETNAM_TIME
from kiosk.contract.kinds.parts import PERSONAL_NUMBER_DIGITS
from kiosk.contract.records import AccountState, AliasKind

_KEPT = timedelta(seconds=120)  # longer than a relay or a carrier may take
_NOTICE = "account.code"


@dataclass(frozen=True, slots=True)
class _Holder:
    """Whose account it is. ``is_child``: of who asked."""

    number: str = field(repr=False)
    is_child: bool

    @property
    def kind(self) -> UserName:
        """Who has no personal number is known by the one that the insurance gave."""
        personal = len(self.number) == PERSONAL_NUMBER_DIGITS
        return UserName.PERSONAL_NUMBER if personal else UserName.INSURANCE_NUMBER


@dataclass(frozen=True, slots=True)
class CodeSending:
    """``hashing_key``: for the hash by which people stand in the tables of cases and accounts."""

    engine: Engine
    hashing_key: bytes = field(repr=False)
    accounts: Accounts
    acts: StoredActs
    addresses: Addresses
    carriers: Carriers
    records: Records
    now: Callable[[], datetime]
    settings: NoticeSettings

    def send_one(self) -> bool:
        """The code that waits longest. False: none is due, or nobody carries anything."""
        taken = take_code(self.engine, self.now(), _KEPT) if self.carriers.channels else None
        if taken is None:
            return False
        found = self.addresses.find_newest(taken.case_id, sorted(self.carriers.channels))
        if found is None:
            self._settle(taken, CodeStanding.NO_ADDRESS)
            return True
        channel, address = found
        try:
            filling = self.make(taken, channel.value)
            self.carriers.send(channel, address, _NOTICE, filling, taken.message_id)
        except NoAccountError as error:
            self._settle(taken, CodeStanding.FAILED, error.code)
        except NotCarriedError as error:
            self._failed(taken, error.code)
        else:
            self._settle(taken, CodeStanding.SENT)
        return True

    def make(self, taken: QueuedCode, channel: str) -> Filling:
        """The account with a new code, and what is told of it by this way. Raises NoAccountError."""
        new, holder = self.accounts.new_code(), self._holder(taken)
        user_name = self._open(taken, new, holder, channel)
        return self._filling(taken, new, holder, user_name)

    def close(self) -> None:
        self.carriers.close()

    def _holder(self, taken: QueuedCode) -> _Holder:
        """Raises NoAccountError."""
        try:
            content = self.acts.get(taken.case_id).content
        except (ProblemError, UnusableError):
            raise NoAccountError("act_unreadable") from None
        handler = handler_of(content.kind)
        number = text_at(content.payload, handler.holder)
        if number is None:
            raise NoAccountError("act_unreadable")
        return _Holder(number, is_child=handler.for_child)

    def _open(self, taken: QueuedCode, new: NewCode, holder: _Holder, channel: str) -> UserName:
        """The account, with the code that is about to be sent. Raises NoAccountError."""
        numbers, person = self._numbers(taken, holder), person_hash(self.hashing_key, holder.number)
        kind = self.accounts.name_of(numbers)
        with self.engine.begin() as connection:
            opened = self.accounts.open(connection, person, taken.case_id, kind, numbers[kind])
            if opened is not None:
                note_code(connection, taken, person, new, channel)
        if opened is None:
            raise NoAccountError("user_name_taken")
        return opened

    def _numbers(self, taken: QueuedCode, holder: _Holder) -> Mapping[UserName, str]:
        """The act's, and what the register adds. A citizen who is in no register yet may have an account
        too; a foreigner is known by nothing else. Raises NoAccountError.
        """
        numbers = {holder.kind: holder.number}
        scope = Scope(holder.number, frozenset(), "accounts", f"case {taken.case_id}")
        try:
            person = self.records.read(scope).record.person
        except RecordError:
            if holder.kind is not UserName.PERSONAL_NUMBER:
                raise NoAccountError("number_unknown") from None
            return numbers
        if holder.kind is not UserName.PERSONAL_NUMBER and person.personal_number is not None:
            raise NoAccountError("number_of_a_citizen")
        if person.account.state is AccountState.LOCKED:
            raise NoAccountError("account_locked")
        insured = person.current_number(AliasKind.INSURANCE_NUMBER)
        return numbers if insured is None else {**numbers, UserName.INSURANCE_NUMBER: insured}

    def _filling(self, taken: QueuedCode, new: NewCode, holder: _Holder, user_name: UserName) -> Filling:
        words = account_policy().words_of_child if holder.is_child else account_policy().words
        with self.engine.connect() as connection:
            query = select(case_file.c.number).where(case_file.c.case_id == taken.case_id)
            number = connection.execute(query).scalar()
        return Filling(
            number or str(taken.case_id),
            user_name=words[user_name],
            code=new.code,
            until=f"{new.until.astimezone(VIETNAM_TIME):%H:%M, %d/%m/%Y}",
        )

    def _settle(self, taken: QueuedCode, state: CodeStanding, fault: str | None = None) -> None:
        with self.engine.begin() as connection:
            settle_code(connection, taken, state, fault)

    def _failed(self, taken: QueuedCode, fault: str) -> None:
        pause = pause_after(taken.failures + 1, self.settings)
        if pause is None:
            self._settle(taken, CodeStanding.FAILED, fault)
            return
        with self.engine.begin() as connection:
            put_off_code(connection, taken, self.now() + pause, fault)
