"""The page of a person's contributions: totals, what to look at, years, the months of the year touched."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.records.telling import Line, ToldContributions, ToldMonth, month_text
from ui.translation import keep_together
from ui.view_models.catalogue_vm import TaskListVm
from ui.view_models.paper_out import PaperOut
from ui.view_models.qml_types import made_in_python
from ui.view_models.rows_model import Row, RowsModel

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kiosk.records.telling_missing import ToldStretch
    from ui.view_models.stage import Stage

QML_IMPORT_NAME = "Kiosk.Core"
QML_IMPORT_MAJOR_VERSION = 1

_MOST_STRETCHES = 8  # on the page; older ones are reported from the list of tasks
_FIRST_YEARS = 12  # in the list before more are asked for


@QmlElement
@made_in_python
class ContributionsVm(TaskListVm):
    """Lists: figures and health (label, value), matters, years, the months of ``openYear`` (0: of none)."""

    changed = Signal()
    unhurried = True
    _told: ToldContributions | None = None
    _stretches: tuple[ToldStretch, ...] = ()
    _open_year = 0
    _all_years = False

    def __init__(self, stage: Stage, parent: QObject) -> None:
        super().__init__(stage, parent)
        self._paper = PaperOut(stage, self._new_scope, self._to_print, self)
        self._figures = RowsModel(("label", "value", "isLast"), self)
        self._health = RowsModel(("label", "value", "isLast"), self)
        self._matters = RowsModel(("name", "kind", "title", "words"), self)
        self._missing = RowsModel(("months", "words"), self)
        self._years = RowsModel(("year", "words", "share"), self)
        self._columns = RowsModel(("share",), self)
        self._workplaces = RowsModel(("who", "words", "wageLabel", "wage", "isLast"), self)
        self._months = RowsModel(("month", "worth", "words", "reports", "isLast"), self)

    @Property(str, notify=changed)
    def headlineLabel(self) -> str:
        return "" if self._told is None else self._words(self._told.headline.label)

    @Property(str, notify=changed)
    def headline(self) -> str:
        return "" if self._told is None else self._words(self._told.headline.value)

    @Property(str, notify=changed)
    def asOf(self) -> str:
        return "" if self._told is None else self._words(self._told.as_of)

    @Property(RowsModel, constant=True)
    def figures(self) -> RowsModel:
        return self._figures

    @Property(RowsModel, constant=True)
    def health(self) -> RowsModel:
        return self._health

    @Property(RowsModel, constant=True)
    def matters(self) -> RowsModel:
        return self._matters

    @Property(RowsModel, constant=True)
    def missing(self) -> RowsModel:
        """Stretches that can be reported as missing, the newest first: months, and whose they are."""
        return self._missing

    @Property(RowsModel, constant=True)
    def years(self) -> RowsModel:
        """The newest first. ``share``: of the year's twelve months, how much counts."""
        return self._years

    @Property(RowsModel, constant=True)
    def columns(self) -> RowsModel:
        """``share`` of every year, the oldest first."""
        return self._columns

    @Property(int, notify=changed)
    def firstYear(self) -> int:
        return 0 if self._told is None or not self._told.years else self._told.years[-1].year

    @Property(int, notify=changed)
    def lastYear(self) -> int:
        return 0 if self._told is None or not self._told.years else self._told.years[0].year

    @Property(RowsModel, constant=True)
    def workplaces(self) -> RowsModel:
        """The newest first: who, the months in words, and the last wage, which is secret."""
        return self._workplaces

    @Property(int, notify=changed)
    def moreYears(self) -> int:
        """How many earlier years are not in the list yet: a page of forty years takes long to build."""
        return 0 if self._told is None else len(self._told.years) - len(self._years.rows())

    @Property(RowsModel, constant=True)
    def months(self) -> RowsModel:
        """``reports``: who reported it and for what (``words``), and the ``wage``, which is secret."""
        return self._months

    @Property(RowsModel, constant=True)
    def tasks(self) -> RowsModel:
        """What can be done with it."""
        return self._tasks

    @Property(int, notify=changed)
    def openYear(self) -> int:
        return self._open_year

    @Property(PaperOut, constant=True)
    def paper(self) -> PaperOut:
        return self._paper

    def enter(self, screen: str) -> None:
        del screen
        self._paper.lose_sight()
        self._told = self._parts.contributions.tell(self._visit)
        self.retranslate()

    def retranslate(self) -> None:
        if self._told is not None and self._parts.navigator.in_visit:
            self._fill(self._told)
        super().retranslate()

    def wipe(self) -> None:
        self._told, self._open_year, self._all_years = None, 0, False
        self._stretches = ()
        self._paper.forget()
        for model in self.findChildren(RowsModel):
            model.set_rows(())
        super().wipe()

    @Slot(int)
    def toggleYear(self, year: int) -> None:
        self._open_year = 0 if year == self._open_year else year
        self._fill_months()
        self.changed.emit()

    @Slot()
    def showAllYears(self) -> None:
        self._all_years = True
        self.retranslate()

    def _to_print(self) -> Callable[[], None]:
        visit, contributions = self._visit, self._parts.contributions
        return lambda: contributions.print_contributions(visit)

    @Slot(str)
    def begin(self, task: str) -> None:
        self._begin(task)

    @Slot(int)
    def report(self, place: int) -> None:
        """That a stretch is missing, with what the record tells of it."""
        record = self._parts.navigator.task.record
        task, stretches = "" if record is None else record.reports, self._stretches
        if task and place < len(stretches):
            self._visit.turn_to_gap(stretches[place].first, task)
            self._begin(task)
            if self._parts.navigator.in_journey and self._parts.navigator.task.id == task:
                self._parts.navigator.journey.choose_figures(own=True, led=True)

    @Slot()
    def finish(self) -> None:
        self._parts.navigator.next()

    def _fill(self, told: ToldContributions) -> None:
        self._figures.set_rows(_last_marked([self._line(each) for each in told.figures]))
        self._health.set_rows(_last_marked([self._line(each) for each in told.health]))
        self._matters.set_rows(
            [
                {
                    "name": each.kind,
                    "kind": each.urgency,
                    "title": self._words(each.title),
                    "words": "\n".join([*map(self._words, each.spans), self._words(each.text)]),
                }
                for each in told.matters
            ]
        )
        self._years.set_rows(
            [
                {"year": each.year, "words": self._words(each.words), "share": each.counted / 12}
                for each in told.years[: None if self._all_years else _FIRST_YEARS]
            ]
        )
        self._columns.set_rows([{"share": each.counted / 12} for each in reversed(told.years)])
        self._workplaces.set_rows(
            _last_marked(
                [
                    {
                        "who": self._words(each.who),
                        "words": "\n".join(map(self._words, (each.months, each.words))),
                        "wageLabel": self._words(each.wage.label),
                        "wage": self._words(each.wage.value),
                    }
                    for each in told.workplaces
                ]
            )
        )
        self._stretches = self._parts.contributions.missing(self._visit)
        self._missing.set_rows(
            [
                {"months": self._words(each.months), "words": self._words(each.words)}
                for each in self._stretches[:_MOST_STRETCHES]
            ]
        )
        self._fill_months()
        self._fill_tasks()

    def _fill_tasks(self) -> None:
        navigator = self._parts.navigator
        record = navigator.task.record if navigator.in_journey else None
        led_to = () if record is None else record.leads_to
        found = [task for task in map(navigator.catalogue.find, led_to) if task is not None]
        self._show(sorted(found, key=lambda task: not task.is_offered))

    def _fill_months(self) -> None:
        years = () if self._told is None else self._told.years
        opened = next((each.months for each in years if each.year == self._open_year), ())
        self._months.set_rows(_last_marked([self._month(each) for each in reversed(opened)]))

    def _month(self, month: ToldMonth) -> Row:
        return {
            "month": month_text(month.month),
            "worth": month.state.value,
            "words": self._words(month.words),
            "reports": [
                {
                    "words": " · ".join(filter(None, (keep_together(each.who), self._words(each.words)))),
                    "wage": self._words(each.wage),
                }
                for each in month.reports
            ],
        }

    def _line(self, line: Line) -> Row:
        return {"label": self._words(line.label), "value": self._words(line.value)}


def _last_marked(rows: Sequence[Row]) -> list[Row]:
    return [{**row, "isLast": row is rows[-1]} for row in rows]
