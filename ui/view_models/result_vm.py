"""The result page of a calculator: the number, how it came about, what would change it, where it leads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.benefits.errors import InputError
from kiosk.forms.summary import summary
from kiosk.language import Bilingual
from kiosk.tasks.estimate import Estimate, amount_text
from ui.image_providers import QR_CODES
from ui.translation import keep_together
from ui.view_models.catalogue_vm import TaskListVm
from ui.view_models.paper_out import PaperOut
from ui.view_models.payment_card import PaymentCard
from ui.view_models.qml_types import made_in_python
from ui.view_models.rows_model import Row, RowsModel

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from ui.view_models.stage import Stage

QML_IMPORT_NAME = "Kiosk.Core"
QML_IMPORT_MAJOR_VERSION = 1


_ANSWER_ROLES = ("name", "label", "shown", "secret", "page", "isLast")


@QmlElement
@made_in_python
class ResultVm(TaskListVm):
    """``outcome`` is amount, information, not_eligible, rejected, or unreadable for answers that do not fit
    together. Lists: what their roles are stands where they are filled.
    """

    changed = Signal()
    unhurried = True
    _found: Estimate | None = None
    _outcome = ""
    _serial = 0

    def __init__(self, stage: Stage, parent: QObject) -> None:
        super().__init__(stage, parent)
        self._paper = PaperOut(stage, self._new_scope, self._to_print, self)
        self._payment = PaymentCard(stage, self)
        self._figures = RowsModel(("label", "value", "isLast"), self)
        self._reasons = RowsModel(("words", "article"), self)
        self._steps = RowsModel(("number", "words", "article"), self)
        self._ways = RowsModel(("name", "words", "amounts"), self)
        self._changes = RowsModel(("words",), self)
        self._bars = RowsModel(("label", "value", "share", "isLast"), self)
        self._used = RowsModel(("label", "value", "isLast"), self)
        self._answers = RowsModel(_ANSWER_ROLES, self)
        self._unfit = RowsModel(_ANSWER_ROLES, self)

    # What the page shows

    @Property(str, notify=changed)
    def title(self) -> str:
        """What was calculated; of answers that do not fit together the task."""
        navigator = self._parts.navigator
        if self._found is not None:
            return self._words(self._found.calculator)
        return self._words(navigator.task.name) if navigator.in_visit and navigator.in_journey else ""

    @Property(str, notify=changed)
    def outcome(self) -> str:
        return self._outcome

    @Property(str, notify=changed)
    def headlineLabel(self) -> str:
        return self._words(self._found.figures[0].label) if self._found and self._found.figures else ""

    @Property(str, notify=changed)
    def headline(self) -> str:
        """The figure that people ask for, "" where there is none."""
        return self._words(self._found.figures[0].text) if self._found and self._found.figures else ""

    @Property(str, notify=changed)
    def notice(self) -> str:
        return self._words(self._found.notice) if self._found else ""

    @Property(RowsModel, constant=True)
    def figures(self) -> RowsModel:
        """The others."""
        return self._figures

    @Property(RowsModel, constant=True)
    def reasons(self) -> RowsModel:
        """Why the law says no."""
        return self._reasons

    @Property(RowsModel, constant=True)
    def steps(self) -> RowsModel:
        """The rules in the order in which they were applied."""
        return self._steps

    @Property(RowsModel, constant=True)
    def ways(self) -> RowsModel:
        """What could be chosen instead, and what would change the result."""
        return self._ways

    @Property(RowsModel, constant=True)
    def changes(self) -> RowsModel:
        """What the law has changed."""
        return self._changes

    @Property(str, notify=changed)
    def warnings(self) -> str:
        """What makes the result less sure, a line each; "" for nothing."""
        return "\n".join(map(self._words, self._found.warnings)) if self._found else ""

    @Property(RowsModel, constant=True)
    def used(self) -> RowsModel:
        """The figures of the law."""
        return self._used

    @Property(str, notify=changed)
    def tables(self) -> str:
        """Which tables they stand in."""
        return self._words(self._parts.calculations.tables_text()) if self._found else ""

    @Property(RowsModel, constant=True)
    def answers(self) -> RowsModel:
        return self._answers

    @Property(RowsModel, constant=True)
    def unfit(self) -> RowsModel:
        """Those of them that do not fit the others, where that is known."""
        return self._unfit

    @Property(bool, notify=changed)
    def unfitKnown(self) -> bool:
        return bool(self._unfit.rows())

    @Property(RowsModel, constant=True)
    def tasks(self) -> RowsModel:
        """Where it leads."""
        return self._tasks

    # The chart

    @Property(RowsModel, constant=True)
    def bars(self) -> RowsModel:
        """``share`` is of the longest bar, 0 to 1."""
        return self._bars

    @Property(str, notify=changed)
    def chartTitle(self) -> str:
        """ "" where there is no chart."""
        return self._words(self._found.chart.title) if self._found and self._found.chart else ""

    @Property(str, notify=changed)
    def chartNote(self) -> str:
        chart = self._found.chart if self._found else None
        return self._words(chart.note) if chart and chart.note else ""

    @Property(str, notify=changed)
    def chartSentence(self) -> str:
        """All that the chart says, for who hears it."""
        chart = self._found.chart if self._found else None
        if chart is None:
            return ""
        bars = (f"{self._words(bar.label)}: {self._words(amount_text(bar.amount))}" for bar in chart.bars)
        return f"{self._words(chart.title)}. {'; '.join(bars)}."

    # Taking it home

    @Property(PaymentCard, constant=True)
    def payment(self) -> PaymentCard:
        """How what is to be paid can be paid."""
        return self._payment

    @Property(str, notify=changed)
    def qrSource(self) -> str:
        return f"image://{QR_CODES}/{self._serial}" if self._found else ""

    @Property(PaperOut, constant=True)
    def paper(self) -> PaperOut:
        return self._paper

    def enter(self, screen: str) -> None:
        del screen
        self._paper.forget()
        self.retranslate()

    def retranslate(self) -> None:
        navigator = self._parts.navigator
        if navigator.in_visit and navigator.in_journey and navigator.screen == "result":
            self._ask()
        super().retranslate()

    def wipe(self) -> None:
        self._found, self._outcome = None, ""
        self._paper.forget()
        for model in self.findChildren(RowsModel):
            model.set_rows(())
        self._payment.hide()
        super().wipe()

    @Slot(str)
    def change(self, page: str) -> None:
        """To the question again; the result is worked out anew on the way back."""
        self._parts.navigator.change(page)

    @Slot(str)
    def begin(self, task: str) -> None:
        self._begin(task)

    def _to_print(self) -> Callable[[], None]:
        visit, calculations = self._visit, self._parts.calculations
        payments = self._parts.payments

        def print_both() -> None:
            calculations.print_result(visit)
            payments.print_slip(visit)

        return print_both

    @Slot()
    def finish(self) -> None:
        self._parts.navigator.next()

    def _ask(self) -> None:
        visit = self._visit
        unfit: Collection[str] = ()
        try:
            self._found = self._parts.calculations.result(visit)
            self._outcome = self._found.outcome
        except InputError as error:
            self._found, self._outcome = None, "unreadable"
            unfit = self._parts.calculations.questions_behind(visit, error)
        self._fill(self._found)
        self._fill_answers(unfit)
        payable = None if self._found is None else self._parts.payments.find(visit)
        self._payment.show(payable, visit.language)
        if self._found is not None:
            self._stage.qr_codes.show(self._parts.calculations.qr_text(visit))
            self._serial += 1

    def _fill(self, found: Estimate | None) -> None:
        if found is None:
            for model in set(self.findChildren(RowsModel)) - {self._answers, self._unfit}:
                model.set_rows(())
            return
        self._figures.set_rows(
            _last_marked([self._labelled(each.label, each.text) for each in found.figures[1:]])
        )
        self._reasons.set_rows([self._cited(each.text, each.article) for each in found.reasons])
        self._steps.set_rows(
            [
                {"number": str(number), **self._cited(each.text, each.article)}
                for number, each in enumerate(found.steps, start=1)
            ]
        )
        self._ways.set_rows(
            [
                {
                    "name": each.code,
                    "words": self._words(each.text),
                    "amounts": "\n".join(map(self._words, each.amounts)),
                }
                for each in found.other_ways
            ]
        )
        self._changes.set_rows([{"words": self._words(each)} for each in found.changes])
        self._used.set_rows(
            _last_marked(
                [self._labelled(name, value) for name, value in self._parts.calculations.used_lines(found)]
            )
        )
        self._fill_bars(found)
        navigator = self._parts.navigator
        led_to = (navigator.catalogue.find(task) for task in found.leads_to)
        tasks = [task for task in led_to if task is not None]
        self._show(sorted(tasks, key=lambda task: not task.is_offered))

    def _fill_bars(self, found: Estimate) -> None:
        bars = found.chart.bars if found.chart is not None else ()
        longest = max((bar.amount for bar in bars), default=1)
        self._bars.set_rows(
            _last_marked(
                [
                    {**self._labelled(bar.label, amount_text(bar.amount)), "share": bar.amount / longest}
                    for bar in bars
                ]
            )
        )

    def _fill_answers(self, unfit: Collection[str]) -> None:
        navigator = self._parts.navigator
        rows = [
            {
                "name": row.id,
                "label": keep_together(row.label),
                "shown": keep_together(row.shown),
                "secret": row.hidden,
                "page": row.page,
            }
            for row in summary(
                navigator.journey.answers,
                navigator.journey.relevant(navigator.facts()),
                navigator.context(),
            )
        ]
        self._unfit.set_rows(_last_marked([row for row in rows if row["name"] in unfit]))
        self._answers.set_rows(_last_marked([row for row in rows if row["name"] not in unfit]))

    def _labelled(self, label: Bilingual, value: Bilingual) -> Row:
        return {"label": self._words(label), "value": self._words(value)}

    def _cited(self, text: Bilingual, article: str) -> Row:
        return {"words": self._words(text), "article": article}


def _last_marked(rows: Sequence[Row]) -> list[Row]:
    return [{**row, "isLast": row is rows[-1]} for row in rows]
