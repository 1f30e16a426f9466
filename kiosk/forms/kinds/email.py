"""An e-mail address. Its form is checked here; whether it works, a one-time code proves."""

from __future__ import annotations

from kiosk.email_address import EmailAddressError, normalise_email
from kiosk.forms.context import Context
from kiosk.forms.kind import Kind, KindOptions, Typed, typed_text
from kiosk.forms.question import Question
from kiosk.masking import mask_email


class Email(Kind[str, KindOptions]):
    """Parts: ``text``. Kept with the domain in lower case."""

    name = "email"
    fits_column = True

    def parse(self, typed: Typed, question: Question, context: Context) -> str:
        del question, context
        try:
            return normalise_email(typed_text(typed))
        except EmailAddressError as error:
            raise self.fault(error.fault.value.removeprefix("email_")) from error

    def show(self, value: str, question: Question, context: Context) -> str:
        del question, context
        return value

    def mask(self, value: str, question: Question, context: Context) -> str:
        del question, context
        return mask_email(value)

    def type_out(self, value: str, question: Question) -> Typed:
        del question
        return {"text": value}
