"""The two families of errors, told apart by who can do something about them."""

from __future__ import annotations


class KnownError(Exception):
    """The world's fault: the line is down, the paper is out, an answer cannot be right.

    ``code`` is stable and chooses what the person at the kiosk reads; ``sentence`` is for technicians and
    logs. Neither holds personal data. Packages below ``kiosk`` have families of their own with the same two
    fields.
    """

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(f"{code}: {sentence}")
        self.code = code
        self.sentence = sentence


class BugError(Exception):
    """Our fault: a state that the program must never reach. The visit ends safely, a reference is logged."""
