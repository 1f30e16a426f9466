"""The page of the accounts that a person is paid to: a list, the one that is open, what waits, and when what
is paid.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from ui.view_models.catalogue_vm import TaskListVm
from ui.view_models.qml_types import made_in_python
from ui.view_models.rows_model import RowsModel

if TYPE_CHECKING:
    from kiosk.records.payment_accounts import ToldAccount, ToldAccounts
    from ui.view_models.stage import Stage

QML_IMPORT_NAME = "Kiosk.Core"
QML_IMPORT_MAJOR_VERSION = 1
_NONE = -1


@QmlElement
@made_in_python
class AccountsVm(TaskListVm):
    """``accounts``: name, words (its state), kind (how urgent). Of the one that is open: ``lines`` (label,
    value). ``waiting``: title, words, kind. ``when``: label, value. The first task of the page is the one by
    which accounts are added and changed.
    """

    changed = Signal()
    unhurried = True
    _told: ToldAccounts | None = None
    _open = _NONE

    def __init__(self, stage: Stage, parent: QObject) -> None:
        super().__init__(stage, parent)
        self._accounts = RowsModel(("name", "words", "kind"), self)
        self._lines = RowsModel(("label", "value", "isLast"), self)
        self._waiting = RowsModel(("title", "words", "kind"), self)
        self._when = RowsModel(("label", "value", "isLast"), self)

    @Property(RowsModel, constant=True)
    def accounts(self) -> RowsModel:
        """Those in use first."""
        return self._accounts

    @Property(RowsModel, constant=True)
    def lines(self) -> RowsModel:
        return self._lines

    @Property(RowsModel, constant=True)
    def waiting(self) -> RowsModel:
        """Asked for, and not in use yet."""
        return self._waiting

    @Property(RowsModel, constant=True)
    def when(self) -> RowsModel:
        """When what is paid."""
        return self._when

    @Property(RowsModel, constant=True)
    def tasks(self) -> RowsModel:
        """What else can be done: in cash, by somebody else."""
        return self._tasks

    @Property(int, notify=changed)
    def openAccount(self) -> int:
        """Its place in the list; -1: none is open."""
        return self._open

    @Property(bool, notify=changed)
    def inUse(self) -> bool:
        """Something can be done about the one that is open."""
        return (account := self._account) is not None and account.is_open

    @Property(str, notify=changed)
    def warning(self) -> str:
        """About the one that is open, else empty."""
        account = self._account
        return "" if account is None or account.warning is None else self._words(account.warning)

    @Property(str, notify=changed)
    def asOf(self) -> str:
        return "" if self._told is None else self._words(self._told.as_of)

    @Property(str, notify=changed)
    def none(self) -> str:
        """What to do where no account is in use; else empty."""
        return "" if self._told is None or self._told.none is None else self._words(self._told.none)

    @Property(str, notify=changed)
    def whenTitle(self) -> str:
        return "" if self._told is None else self._words(self._told.paid)

    def enter(self, screen: str) -> None:
        del screen
        self._told = self._parts.own_accounts.tell(self._visit)
        self._open = 0 if self._told.accounts else _NONE
        self.retranslate()

    def retranslate(self) -> None:
        told = self._told
        if told is not None and self._parts.navigator.in_visit:
            self._accounts.set_rows(
                [
                    {"name": self._words(each.name), "words": self._words(each.state), "kind": each.urgency}
                    for each in told.accounts
                ]
            )
            self._waiting.set_rows(
                [
                    {"title": self._words(each.title), "words": self._words(each.text), "kind": each.urgency}
                    for each in told.waiting
                ]
            )
            self._when.set_rows(
                [
                    {
                        "label": self._words(each.purpose),
                        "value": f"{self._words(each.text)} ({each.source})",
                        "isLast": each is told.when[-1],
                    }
                    for each in told.when
                ]
            )
            self._fill_open()
            self._show(map(self._parts.navigator.catalogue.get, self._led_to[1:]))
        super().retranslate()

    def wipe(self) -> None:
        self._told, self._open = None, _NONE
        for model in (self._accounts, self._lines, self._waiting, self._when, self._tasks):
            model.set_rows(())
        super().wipe()

    @Slot(int)
    def toggle(self, place: int) -> None:
        self._open = _NONE if place == self._open else place
        self._fill_open()
        self.changed.emit()

    @Slot()
    def add(self) -> None:
        self._turn_to("add", None)

    @Slot()
    def useOtherwise(self) -> None:
        self._turn_to("use", self._account)

    @Slot()
    def remove(self) -> None:
        self._turn_to("close", self._account)

    @Slot(str)
    def begin(self, task: str) -> None:
        self._begin(task)

    @Slot()
    def finish(self) -> None:
        self._parts.navigator.next()

    def _turn_to(self, wish: str, account: ToldAccount | None) -> None:
        if self._led_to:
            chosen = None if account is None else account.chosen
            self._parts.own_accounts.turn_to(self._visit, wish, chosen, self._led_to[0])
            self._begin(self._led_to[0])

    @property
    def _account(self) -> ToldAccount | None:
        return None if self._told is None or self._open == _NONE else self._told.accounts[self._open]

    @property
    def _led_to(self) -> tuple[str, ...]:
        navigator = self._parts.navigator
        record = navigator.task.record if navigator.in_visit and navigator.in_journey else None
        return () if record is None else record.leads_to

    def _fill_open(self) -> None:
        account = self._account
        self._lines.set_rows(self._rows(() if account is None else account.lines))
