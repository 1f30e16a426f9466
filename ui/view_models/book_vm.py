"""The page of the electronic book: whose it is, what it comes to, and the ways to take it home."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.masking import mask_number
from kiosk.records.telling import Line
from kiosk.sync.errors import SyncErrorCode
from ui.image_providers import QR_CODES
from ui.translation import keep_together
from ui.view_models.catalogue_vm import TaskListVm
from ui.view_models.paper_out import PaperOut
from ui.view_models.qml_types import made_in_python
from ui.view_models.rows_model import Row, RowsModel

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kiosk.books import PhoneCopy, ShownBook
    from kiosk.language import Bilingual
    from kiosk.records.book import ToldBook
    from ui.view_models.background import Known
    from ui.view_models.stage import Stage

QML_IMPORT_NAME = "Kiosk.Core"
QML_IMPORT_MAJOR_VERSION = 1

_FIRST_STRETCHES = 8  # in the list before more are asked for
_IN_LARGE = frozenset({"name", "insurance_number"})


@QmlElement
@made_in_python
class BookVm(TaskListVm):
    """Lists of label and value: ``person``, ``figures``, ``stretches`` (the newest first), ``settled``.

    ``phone`` is how taking it on a phone stands: "" (not asked for), asking, shown, or why not: line, failed.
    """

    changed = Signal()
    unhurried = True
    _shown: ShownBook | None = None
    _phone = ""
    _copy: PhoneCopy | None = None
    _serial = 0
    _all_stretches = False

    def __init__(self, stage: Stage, parent: QObject) -> None:
        super().__init__(stage, parent)
        self._paper = PaperOut(stage, self._new_scope, self._to_print, self)
        self._owner = RowsModel(("label", "value", "isLast"), self)
        self._figures = RowsModel(("label", "value", "isLast"), self)
        self._stretches = RowsModel(("label", "value", "isLast"), self)
        self._settled = RowsModel(("label", "value", "isLast"), self)

    @Property(str, notify=changed)
    def name(self) -> str:
        return "" if self._shown is None else self._shown.told.name

    @Property(str, notify=changed)
    def number(self) -> str:
        """Of the book, "" where the person has none yet."""
        return "" if self._shown is None else self._shown.told.number

    @Property(str, notify=changed)
    def headlineLabel(self) -> str:
        return "" if self._shown is None else self._words(self._shown.told.contributions.headline.label)

    @Property(str, notify=changed)
    def headline(self) -> str:
        return "" if self._shown is None else self._words(self._shown.told.contributions.headline.value)

    @Property(str, notify=changed)
    def asOf(self) -> str:
        return "" if self._shown is None else self._words(self._shown.told.contributions.as_of)

    @Property(bool, notify=changed)
    def isSigned(self) -> bool:
        """There is a signed file to take."""
        return self._shown is not None and self._shown.copy_number is not None

    @Property(bool, notify=changed)
    def isWithheld(self) -> bool:
        """Another authority keeps it."""
        return self._shown is not None and self._shown.told.contributions.history is None

    @Property(str, notify=changed)
    def copyNumber(self) -> str:
        return "" if self._shown is None else self._shown.copy_number or ""

    @Property(RowsModel, constant=True)
    def person(self) -> RowsModel:
        return self._owner

    @Property(RowsModel, constant=True)
    def figures(self) -> RowsModel:
        return self._figures

    @Property(RowsModel, constant=True)
    def stretches(self) -> RowsModel:
        """Months, and where; no wages, because others may look on."""
        return self._stretches

    @Property(int, notify=changed)
    def moreStretches(self) -> int:
        """How many earlier ones are not in the list yet."""
        return 0 if self._shown is None else len(self._shown.told.stretches) - len(self._stretches.rows())

    @Property(RowsModel, constant=True)
    def settled(self) -> RowsModel:
        return self._settled

    @Property(RowsModel, constant=True)
    def tasks(self) -> RowsModel:
        """What fits it."""
        return self._tasks

    @Property(PaperOut, constant=True)
    def paper(self) -> PaperOut:
        return self._paper

    @Property(str, notify=changed)
    def phone(self) -> str:
        return self._phone

    @Property(int, notify=changed)
    def phoneMinutes(self) -> int:
        """So long it can be fetched."""
        return 0 if self._copy is None else self._copy.minutes

    @Property(str, notify=changed)
    def qrSource(self) -> str:
        return f"image://{QR_CODES}/{self._serial}" if self._copy is not None else ""

    def enter(self, screen: str) -> None:
        del screen
        self._paper.lose_sight()
        self._hide_code()
        self._shown = self._parts.books.tell(self._visit)
        self.retranslate()

    def leave(self) -> None:
        super().leave()
        self._hide_code()

    def retranslate(self) -> None:
        navigator = self._parts.navigator
        if self._shown is not None and navigator.in_visit:
            self._fill(self._shown.told)
            record = navigator.task.record if navigator.in_journey else None
            led_to = () if record is None else record.leads_to
            found = (navigator.catalogue.find(each) for each in led_to)
            self._show(each for each in found if each is not None and each.is_offered)
        super().retranslate()

    def wipe(self) -> None:
        self._shown, self._all_stretches = None, False
        self._hide_code()
        self._paper.forget()
        for model in self.findChildren(RowsModel):
            model.set_rows(())
        super().wipe()

    @Slot()
    def showAllStretches(self) -> None:
        self._all_stretches = True
        self.retranslate()

    def _to_print(self) -> Callable[[], None]:
        visit, books = self._visit, self._parts.books
        return lambda: books.print_book(visit)

    @Slot()
    def leaveForPhone(self) -> None:
        """Central keeps it some minutes; the code on the screen says where."""
        if self._phone == "asking":
            return
        visit, books = self._visit, self._parts.books
        self._hide_code()
        self._become("asking")
        self._new_scope().run(lambda: books.leave_for_phone(visit), self._on_left, self._on_fault)

    @Slot()
    def hideCode(self) -> None:
        self._hide_code()
        self.changed.emit()

    @Slot(str)
    def begin(self, task: str) -> None:
        self._begin(task)

    @Slot()
    def finish(self) -> None:
        self._parts.navigator.next()

    def _on_left(self, copy: PhoneCopy) -> None:
        self._copy = copy
        self._serial += 1
        self._stage.qr_codes.show(copy.address)
        self._become("shown")

    def _on_fault(self, error: Known) -> None:
        self._become("line" if error.code == SyncErrorCode.CENTRAL_UNREACHABLE else "failed")

    def _hide_code(self) -> None:
        """Whoever sees it can fetch the book."""
        if self._copy is not None:
            self._stage.qr_codes.clear()
        self._copy, self._phone = None, ""

    def _become(self, phone: str) -> None:
        self._phone = phone
        self.changed.emit()

    def _fill(self, told: ToldBook) -> None:
        self._owner.set_rows(self._rows(tuple(_beside(told))))
        self._figures.set_rows(self._rows((*told.contributions.figures, *told.used)))
        stretches = told.stretches[::-1][: None if self._all_stretches else _FIRST_STRETCHES]
        self._stretches.set_rows(
            _last_marked([self._row_of(each.months, each.where or each.what) for each in stretches])
        )
        self._settled.set_rows(
            _last_marked([self._row_of(each.what, each.amount, each.decision) for each in told.settled])
        )

    def _row_of(self, label: Bilingual, *values: Bilingual | str) -> Row:
        words = (keep_together(each) if isinstance(each, str) else self._words(each) for each in values)
        return {"label": self._words(label), "value": "\n".join(words)}


def _beside(told: ToldBook) -> Iterator[Line]:
    """What does not stand in large letters already; the number of the card is covered."""
    for key, line in told.person.items():
        if key == "personal_number":
            masked = mask_number(line.value.vi)
            yield Line(line.label, line.value.model_copy(update={"vi": masked, "en": masked}))
        elif key not in _IN_LARGE:
            yield line


def _last_marked(rows: list[Row]) -> list[Row]:
    return [{**row, "isLast": row is rows[-1]} for row in rows]
