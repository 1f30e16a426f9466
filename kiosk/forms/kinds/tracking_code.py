"""The tracking code of a petition, as it stands on its receipt."""

from __future__ import annotations

from kiosk.contract.tracking import CHARACTERS, read_tracking_code, shown_tracking_code
from kiosk.contract.tracking import TrackingCode as Code
from kiosk.forms.context import Context
from kiosk.forms.kind import Kind, KindOptions, Typed, typed_text
from kiosk.forms.question import Question


class TrackingCode(Kind[str, KindOptions]):
    """Parts: ``text``. Kept without separators; a character that was mistyped shows at once."""

    name = "tracking_code"
    fits_column = True
    can_be_asked_again = False
    value_type = Code

    def parse(self, typed: Typed, question: Question, context: Context) -> str:
        del question, context
        text = typed_text(typed)
        code = read_tracking_code(text)
        if code is None:
            typed_length = sum(each.isalnum() for each in text)
            raise self.fault("length", most=CHARACTERS) if typed_length != CHARACTERS else self.fault("wrong")
        return code

    def show(self, value: str, question: Question, context: Context) -> str:
        del question, context
        return shown_tracking_code(value)

    def type_out(self, value: str, question: Question) -> Typed:
        del question
        return {"text": shown_tracking_code(value)}
