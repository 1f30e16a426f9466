"""The 12-digit personal identification number."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import Field

from ekyc.card.errors import CardError
from ekyc.card.personal_number import birth_year_of, parse_personal_number
from kiosk.forms.context import Context
from kiosk.forms.kind import Kind, KindOptions, Typed, typed_text
from kiosk.forms.question import Question
from kiosk.masking import mask_number


class PersonalNumberKind(Kind[str, KindOptions]):
    """Parts: ``text``. Kept as twelve digits; blanks and separators are accepted.

    Whether it fits a date of birth or a sex is for a check with the rule ``personal_number_fits_birth`` or
    ``personal_number_fits_sex``. An unknown code of the province is no error: the list is not complete.
    """

    name = "personal_number"
    fits_column = True
    value_type = Annotated[str, Field(pattern=r"^[0-9]{12}$")]

    def parse(self, typed: Typed, question: Question, context: Context) -> str:
        del question
        try:
            number = parse_personal_number(re.sub(r"[\s.\-]", "", typed_text(typed)))
        except CardError as error:
            raise self.fault("length") from error
        if birth_year_of(number) > context.today.year:
            raise self.fault("not_born_yet")
        return number

    def show(self, value: str, question: Question, context: Context) -> str:
        del question, context
        return " ".join(value[place : place + 3] for place in range(0, len(value), 3))

    def mask(self, value: str, question: Question, context: Context) -> str:
        del question, context
        return mask_number(value)

    def type_out(self, value: str, question: Question) -> Typed:
        del question
        return {"text": value}
