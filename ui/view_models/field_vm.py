"""One question on the shown page: what stands in its field, what can be chosen, and what is wrong with it.

The same class serves every kind; the QML file of the kind knows how it looks. Whatever is typed goes into the
journey at once, so that nothing is lost, whatever is tapped next.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from pydantic import JsonValue
from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.forms.context import Context
from kiosk.forms.errors import AnswerError
from kiosk.forms.kind import Typed, typed_list
from kiosk.forms.prefill import Filled
from kiosk.forms.question import Question, Sensitivity
from kiosk.language import Bilingual
from ui.translation import keep_together
from ui.view_models.qml_types import QVariantMap, made_in_python

QML_IMPORT_NAME = "Kiosk.Core"
QML_IMPORT_MAJOR_VERSION = 1


class Keeper(Protocol):
    """Where what is typed goes at once: a journey's `Answers`, or one row of a repeating group."""

    def type(self, question_id: str, typed: Typed) -> None: ...
    def decline(self, question_id: str) -> None: ...
    def is_typed(self, question_id: str) -> bool: ...
    def has(self, question_id: str) -> bool: ...
    def value(self, question_id: str) -> object: ...


@QmlElement
@made_in_python
class FieldVm(QObject):
    """``parts`` is what is typed, by part; ``choices`` what can be chosen, by part."""

    changed = Signal()
    edited = Signal()  # by the person: other questions of the page may come or go

    def __init__(
        self,
        question: Question,
        keeper: Keeper,
        typed: Typed,
        context: Callable[[], Context],
        parent: QObject,
        *,
        name: str = "",
        choice_parts: tuple[str, ...] | None = None,
    ) -> None:
        """``name``: what the interface calls the field, where that is not the question's id.
        ``choice_parts``: what is chosen in it, where that is not what the kind says.
        """
        super().__init__(parent)
        self._question = question
        self._name = name or question.id
        self._choice_parts = question.kind.choice_parts if choice_parts is None else choice_parts
        self._keeper = keeper
        self._typed: Typed = dict(typed)
        self._context = context
        self._fault = ""
        self._filled: Filled | None = None

    @Property(str, constant=True)
    def questionId(self) -> str:
        """The name of the field, from which the names of its parts on the screen begin."""
        return self._name

    @Property(str, constant=True)
    def kind(self) -> str:
        return self._question.kind.name

    @Property(str, notify=changed)
    def label(self) -> str:
        return self._words(self._question.label)

    @Property(str, notify=changed)
    def help(self) -> str:
        return self._words(self._question.help)

    @Property(str, notify=changed)
    def noneText(self) -> str:
        """The words of "I have none", "" where that is no answer."""
        return self._words(self._question.none_label)

    @Property(bool, notify=changed)
    def declined(self) -> bool:
        return self.is_declined

    @Property(bool, constant=True)
    def required(self) -> bool:
        return self._question.required

    @Property(bool, notify=changed)
    def locked(self) -> bool:
        """What was filled in beforehand may not be changed here."""
        return self._question.locked and self._filled is not None

    @Property(bool, constant=True)
    def masked(self) -> bool:
        """What stands there is not read aloud."""
        return self._question.sensitivity is not Sensitivity.OPEN

    @Property(str, notify=changed)
    def origin(self) -> str:
        """Where what stands there was taken from (`kiosk.forms.prefill.Origin`); "" once it was changed."""
        return "" if self._filled is None else self._filled.origin

    @Property(str, notify=changed)
    def originMonths(self) -> str:
        """The months of the record that it comes from, "" where it is no figure of some."""
        months = None if self._filled is None else self._filled.months
        if months is None:
            return ""
        return keep_together(" – ".join(dict.fromkeys(f"{each.month:02}/{each.year}" for each in months)))

    @Property(str, notify=changed)
    def fault(self) -> str:
        """What cannot be right, in a sentence; "" when nothing is known to be wrong."""
        return self._fault

    @Property(QVariantMap, notify=changed)
    def parts(self) -> dict[str, object]:
        return dict(self._typed)

    @Property(QVariantMap, notify=changed)
    def choices(self) -> dict[str, object]:
        context = self._context()
        return {
            part: [
                {"value": each.value, "label": keep_together(each.label), "note": keep_together(each.note)}
                for each in self._question.choices(part, self._typed, context)
            ]
            for part in self._choice_parts
        }

    @Property(QVariantMap, notify=changed)
    def chosen(self) -> dict[str, object]:
        """The words of what is chosen now, by part."""
        kind, context = self._question.kind, self._context()
        return {
            part: keep_together(kind.chosen_label(part, self._typed, self._question, context))
            for part in self._choice_parts
        }

    @Property(QVariantMap, notify=changed)
    def settings(self) -> dict[str, object]:
        """What the form says about this question for its kind, texts in the language of now."""
        language = self._context().language
        return {
            name: keep_together(value.text(language)) if isinstance(value, Bilingual) else value
            for name, value in self._question.options
            if isinstance(value, Bilingual | str | int | bool)
        }

    @Property(str, notify=changed)
    def valueWords(self) -> str:
        """What stands there, to be read aloud: everybody in the room may hear it, so of what is masked only
        how much it is.
        """
        typed, kind = self._typed, self._question.kind
        if kind.is_blank(typed):
            return self._words(self._question.none_label) if self.is_declined else ""
        chosen = {*kind.searches, *self._choice_parts}  # in a code of its own, which nobody wrote
        written = [each for part, each in typed.items() if part not in chosen and isinstance(each, str)]
        if self._question.sensitivity is not Sensitivity.OPEN:
            return "•" * sum(len("".join(each.split())) for each in written)
        try:
            return self._question.show(self._question.parse(typed, self._context()), self._context())
        except AnswerError:
            return ", ".join(each for each in written if each)

    @property
    def question_id(self) -> str:
        return self._question.id

    @property
    def kind_name(self) -> str:
        return self._question.kind.name

    @property
    def is_blank(self) -> bool:
        return self._question.kind.is_blank(self._typed)

    @property
    def is_declined(self) -> bool:
        keeper, question = self._keeper, self._question
        return keeper.has(question.id) and keeper.value(question.id) is None and self.is_blank

    @property
    def is_faulty(self) -> bool:
        return self._fault != ""

    @Slot(str, str)
    def type(self, part: str, text: str) -> None:
        """What now stands in a part of the field."""
        if self._typed.get(part, "") != text:
            self._take({**self._typed, part: text})

    @Slot(str, str)
    def choose(self, part: str, value: str) -> None:
        self._take({**self._typed, part: value})

    @Slot(str, str)
    def toggle(self, part: str, value: str) -> None:
        """Tick or untick one of several."""
        held = typed_list(self._typed, part)
        chosen = [each for each in held if each != value] if value in held else [*held, value]
        ticked: list[JsonValue] = list(chosen)
        self._take({**self._typed, part: ticked})

    @Slot()
    def decline(self) -> None:
        """The person says "I have none"."""
        self._typed = {}
        self._keeper.decline(self._question.id)
        self._filled, self._fault = None, ""
        self.changed.emit()
        self.edited.emit()

    @property
    def unfinished(self) -> Bilingual | None:
        """What is begun here and to be ended before the person goes on."""
        return None

    def show_fault(self, sentence: str) -> None:
        self._fault = keep_together(sentence)
        self.changed.emit()

    def show_filled(self, filled: Filled | None) -> None:
        """What stands there was filled in beforehand, and from where."""
        self._filled = None if self.is_blank else filled
        self.changed.emit()

    def retranslate(self) -> None:
        """Faults are said anew by whoever found them."""
        self.changed.emit()

    def close(self) -> None:
        """The page is left: let go of devices and pictures."""

    def _take(self, typed: Typed) -> None:
        self._typed = typed
        self._keeper.type(self._question.id, typed)
        self._filled = None
        if self._fault and self._can_be_right():
            self._fault = ""
        self.changed.emit()
        self.edited.emit()

    def _can_be_right(self) -> bool:
        """What is wrong stays told while it is mended: who reads slowly reads it again."""
        try:
            self._question.parse(self._typed, self._context())
        except AnswerError:
            return False
        return not self.is_blank

    def _words(self, text: Bilingual | None) -> str:
        return "" if text is None else keep_together(text.text(self._context().language))
