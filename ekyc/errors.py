"""Faults of the world while a person is being identified: a card lifted too early, no face, a dark room."""

from __future__ import annotations


class EkycError(Exception):
    """Something outside our program went wrong and somebody can do something about it.

    ``code`` is stable (it stands in JSON answers, in translations and in logs); ``sentence`` is one English
    sentence for a technician. Neither ever holds data of a person, a key or a card number.
    """

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(f"{code}: {sentence}")
        self.code = code
        self.sentence = sentence
