"""What is wrong with an input, told so that it can be mended; a lawful "no" is an answer, never an error."""

from __future__ import annotations

from kiosk.errors import KnownError


class InputError(KnownError):
    """An input that cannot be read: unknown key, wrong type, impossible date, something left out.

    ``field`` is the path of the key, as in ``contributions[2].wage``; empty for the input as a whole. The
    sentence never repeats the value, which may be about a person.
    """

    def __init__(self, code: str, sentence: str, field: str = "") -> None:
        super().__init__(code, sentence)
        self.field = field

    def under(self, parent: str) -> InputError:
        """The same error seen from one level further out."""
        return InputError(self.code, self.sentence, f"{parent}.{self.field}".rstrip("."))


class MissingParameterError(KnownError):
    """No value is known for a date: the calculation stops and says which figure is missing."""

    def __init__(self, name: str, sentence: str) -> None:
        super().__init__("parameter_missing", sentence)
        self.name = name


class TablesError(KnownError):
    """Tables that cannot be used; the sentence names the figure and what is wrong with it."""

    def __init__(self, sentence: str, code: str = "tables_faulty") -> None:
        super().__init__(code, sentence)
