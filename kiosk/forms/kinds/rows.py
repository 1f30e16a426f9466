"""What kinds have in common whose answer is several rows of the same few questions."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping
from typing import ClassVar

from kiosk.forms.context import Context
from kiosk.forms.kind import Kind, Options, Typed, Value
from kiosk.forms.question import Question
from kiosk.language import Bilingual


class Repeating(Kind[Value, Options]):
    """Parts: ``rows``, a list of tables, each with what is typed for one row; ``open``, the place of the row
    that is being filled in, from 0, while there is one.
    """

    parts: ClassVar[tuple[str, ...]] = ("rows", "open")
    searches: ClassVar[tuple[str, ...]] = ("open",)
    row_choice_parts: ClassVar[tuple[str, ...]] = ()  # what of a row without columns is chosen, not typed

    @abstractmethod
    def item(self, question: Question) -> Bilingual:
        """What one row is."""

    @abstractmethod
    def most_rows(self, question: Question) -> int: ...

    @abstractmethod
    def show_typed_row(self, row: Typed, question: Question, context: Context) -> str:
        """A row as it stands, finished or not, in words; "" where nothing can be said of it."""

    @abstractmethod
    def faults_in_row(
        self, row: Typed, place: int, question: Question, context: Context
    ) -> Mapping[str, Bilingual]:
        """What is wrong with a row for itself, by the column's id; "" stands for the row as a whole.

        ``place``: among all rows, from 0.
        """
