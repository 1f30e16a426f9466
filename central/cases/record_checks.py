"""What the register had of a person who registers, when their case was opened: by the same finder that kiosks
ask while the person is there. Where the kiosk could not ask, the person is told now.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, insert, select

from central.accounts.desk import find_state
from central.records.finding import FoundRecord, Sought, find_record
from central.store.case_tables import record_check
from kiosk.contract.finding import Differing, Found
from kiosk.contract.records import AccountState
from kiosk.language import Bilingual

HAS_ACCOUNT = frozenset({AccountState.PENDING, AccountState.ACTIVE, AccountState.LOCKED})
_DIFFERS, _SEVERAL, _ACCOUNT = "record.differs", "record.several", "record.account"
RECORD_TOLD: Mapping[str, Bilingual] = {
    _DIFFERS: Bilingual(
        vi="Dữ liệu BHXH ghi khác với thẻ Căn cước: xin nộp thêm thủ tục “Cấp lại sổ do đổi thông tin"
        " cá nhân”.",
        en="Your insurance record differs from your ID card: please also file “Re-issue of the book after a"
        " change of personal data”.",
    ),
    _SEVERAL: Bilingual(
        vi="Có thể ông/bà có hơn một sổ BHXH: xin nộp thêm thủ tục “Gộp sổ BHXH”.",
        en="You may have more than one insurance book: please also file “Merge my insurance books”.",
    ),
    _ACCOUNT: Bilingual(
        vi="Ông/bà đã có tài khoản. Quên mật khẩu thì chọn “Quên mật khẩu, cấp lại mật khẩu”.",
        en="You have an account already. If you forgot its password, choose “Forgot my password”.",
    ),
}
"""Said beside the state of a case that is not decided yet, by the kind of notice."""


@dataclass(frozen=True, slots=True)
class RecordCheck:
    """``books``: further ones that are, or may be, the person's. ``told``: they read it at the kiosk."""

    found: Found
    differs: tuple[Differing, ...]
    books: int
    account: AccountState
    told: bool

    @property
    def contradicts(self) -> bool:
        """What the register says is to be mended before an account is opened by it."""
        return bool(self.differs) or self.books > 0

    @property
    def notice(self) -> str | None:
        """The kind of notice that says what to do first; None where there is nothing to do."""
        if self.account in HAS_ACCOUNT:
            return _ACCOUNT
        if self.books > 0:
            return _SEVERAL
        return _DIFFERS if self.differs else None


def find_known(connection: Connection, sought: Sought, person: str) -> FoundRecord:
    """With the account that was opened here, of which the register may not have heard. ``person``: how they
    stand in the tables of cases and accounts.
    """
    found, own = find_record(connection, sought), find_state(connection, person)
    return found if own is None else replace(found, account=own[0])


def note_record_check(
    connection: Connection, case_id: UUID, found: FoundRecord, now: datetime, *, told: bool
) -> RecordCheck:
    """Of a case that was opened just now."""
    checked = RecordCheck(
        found.found, found.differs, len(found.others) + found.alike, found.account, told=told
    )
    connection.execute(
        insert(record_check).values(
            case_id=case_id,
            found=checked.found.value,
            differs=[each.value for each in checked.differs],
            books=checked.books,
            account=checked.account.value,
            told=told,
            at=now,
        )
    )
    return checked


def find_record_check(connection: Connection, case_id: UUID) -> RecordCheck | None:
    """None for a case that was not looked for in the register."""
    return record_checks_of(connection, [case_id]).get(case_id)


def record_checks_of(connection: Connection, case_ids: Sequence[UUID]) -> dict[UUID, RecordCheck]:
    rows = connection.execute(select(record_check).where(record_check.c.case_id.in_(list(case_ids))))
    return {
        row.case_id: RecordCheck(
            Found(row.found),
            tuple(map(Differing, row.differs)),
            row.books,
            AccountState(row.account),
            told=row.told,
        )
        for row in rows
    }
