"""A page of questions: its fields, and whether the person may go on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.forms.answers import Answers
from kiosk.forms.form import Page
from ui.view_models.background import Scope
from ui.view_models.field_vm import FieldVm
from ui.view_models.fields import make_field
from ui.view_models.qml_types import made_in_python
from ui.view_models.rows_model import RowsModel
from ui.view_models.screen_vm import ScreenVm

if TYPE_CHECKING:
    from ui.view_models.stage import Stage

QML_IMPORT_NAME = "Kiosk.Core"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@made_in_python
class QuestionVm(ScreenVm):
    """``fields`` have the roles field (a FieldVm), kind and isAsked.

    Which questions of the page are asked may change with the answers before them on the same page.
    """

    changed = Signal()
    refused = Signal(str)  # the id of the first question whose answer cannot be right
    unhurried = True
    _page: Page | None = None

    def __init__(self, stage: Stage, parent: QObject) -> None:
        super().__init__(stage, parent)
        self._rows = RowsModel(("field", "kind", "isAsked"), self)
        self._fields: list[FieldVm] = []

    @Property(RowsModel, constant=True)
    def fields(self) -> RowsModel:
        return self._rows

    @Property(str, notify=changed)
    def stepName(self) -> str:
        navigator = self._parts.navigator
        return self._words(navigator.part_name if navigator.in_visit else None)

    @Property(str, notify=changed)
    def title(self) -> str:
        return self._words(self._page.title if self._page is not None else None)

    @Property(str, notify=changed)
    def lead(self) -> str:
        return self._words(self._page.lead if self._page is not None else None)

    @Property(bool, notify=changed)
    def titleIsLabel(self) -> bool:
        """The only question's words are the title of the page already."""
        page = self._page
        return page is not None and len(page.questions) == 1 and page.title == page.questions[0].label

    def enter(self, screen: str) -> None:
        del screen
        self._page = self._find_page()
        self._make_fields(self._page)
        self.changed.emit()

    def retranslate(self) -> None:
        """What was said to be wrong is said in the new language."""
        faulty = any(field.is_faulty for field in self._fields)
        for field in self._fields:
            field.retranslate()
        if faulty:
            self._judge()
        super().retranslate()

    def leave(self) -> None:
        super().leave()
        self._forget_fields()

    def wipe(self) -> None:
        self._page = None
        self._forget_fields()
        super().wipe()

    @Slot()
    def proceed(self) -> None:
        """Judge what stands in the fields; go on when all is good."""
        if self._takes_what_stands():
            page = self._page_or_fail
            self._parts.navigator.next()
            self._send_ahead(page)

    def _send_ahead(self, page: Page) -> None:
        """The codes for its addresses come while the person goes on. Their pages tell what came of it."""
        navigator = self._parts.navigator
        if not self._stage.online or not navigator.in_journey:
            return
        for channel in navigator.codes_ahead(page):
            send = self._parts.codes.ahead(self._visit, channel)
            Scope(self._stage.background).run(send, lambda _none: None, lambda _fault: None)

    def _takes_what_stands(self) -> bool:
        """Whether all of it is good; what is not, says so."""
        faults = {} if self._page is None else self._judge()
        if faults:
            self.refused.emit(next(iter(faults)))
        return self._page is not None and not faults

    def _judge(self) -> dict[str, str]:
        navigator = self._parts.navigator
        faults = self._answers.take_page(self._page_or_fail, navigator.facts(), navigator.context())
        for field in self._fields:
            if field.unfinished is not None and self._is_asked(field.question_id):
                faults[field.question_id] = field.unfinished.text(navigator.context().language)
            field.show_fault(faults.get(field.question_id, ""))
        return faults

    def field(self, question_id: str) -> FieldVm:
        """The field of a question on this page."""
        return next(field for field in self._fields if field.question_id == question_id)

    @property
    def _answers(self) -> Answers:
        """What the page asks about: the journey's, unless a subclass asks outside of it."""
        return self._parts.navigator.journey.answers

    def _find_page(self) -> Page:
        return self._parts.navigator.page

    def _make_fields(self, page: Page) -> None:
        self._forget_fields()
        navigator = self._parts.navigator
        facts, context = navigator.facts(), navigator.context()
        for question in page.questions:
            typed = self._answers.typed(question, facts, context)
            field = make_field(question, self._answers, typed, navigator.context, self, stage=self._stage)
            field.show_filled(self._answers.filled(question, facts))
            field.edited.connect(self._on_edited)
            self._fields.append(field)
        self._show_fields()

    def _show_fields(self) -> None:
        self._rows.set_rows(
            [
                {"field": field, "kind": field.kind_name, "isAsked": self._is_asked(field.question_id)}
                for field in self._fields
            ]
        )

    def _is_asked(self, question_id: str) -> bool:
        """By what stands in the fields before it, judged as if the person went on now."""
        navigator = self._parts.navigator
        question = self._answers.form.get_question(question_id)
        return question.when is None or question.when.holds(
            self._answers.preview(self._page_or_fail, navigator.facts(), navigator.context())
        )

    @property
    def _page_or_fail(self) -> Page:
        return self._page if self._page is not None else self._find_page()

    @Slot()
    def _on_edited(self) -> None:
        self._show_fields()
        self.changed.emit()

    def _forget_fields(self) -> None:
        self._rows.set_rows(())
        for field in self._fields:
            field.close()
            field.deleteLater()
        self._fields = []
