"""Stands in until simulation.form_filling is there."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import JsonValue

from simulation.touch import Touch


class FormFilling:
    def __init__(self, touch: Touch) -> None:
        self._touch = touch

    def fill(self, question_id: str, typed: Mapping[str, JsonValue]) -> None:
        if self._touch.find(f"{question_id}.anew") is not None:
            self._touch.tap(f"{question_id}.anew")
        for part, value in typed.items():
            if isinstance(value, list):
                for each in value:
                    self._touch.tap(f"{question_id}.{each}")
            elif self._touch.find(f"{question_id}.{part}") is not None:
                self._touch.tap(f"{question_id}.{part}")
                for character in str(value):
                    self._key(character)
            elif self._touch.find(f"{question_id}.tick") is not None:
                self._touch.tap(f"{question_id}.tick")
            else:
                self._touch.tap(f"{question_id}.{value}")

    def _key(self, character: str) -> None:
        name = f"key_text_{character}"
        if self._touch.find(name) is None:
            self._touch.tap("key_layout_symbols" if self._touch.find("key_layout_symbols") else "key_layout_letters")
        self._touch.tap(name)
