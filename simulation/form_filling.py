"""Fills in any page of questions by touch, the way a person does: on-screen keys, rows, ticks, pick lists.

What is on the screen is found by name: the frame of a question is called by its id, and what is in it has
names that begin with the id: ``Q.text`` an entry, ``Q.VALUE`` a choice, ``Q.tick``, ``Q.none``, ``Q.add``.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from simulation.touch import Touch, shown

Typed = Mapping[str, Any]  # what is typed, by part of the question
NONE: Typed = {}  # "I have none"

_TONES = {"\u0301": "sac", "\u0300": "huyen", "\u0309": "hoi", "\u0303": "nga", "\u0323": "nang"}
_TEXT_KEY = "key_text_"
_WRITTEN_AT_ONCE = ("gmail.com", ".com", ".vn")  # keys for e-mail addresses, see ui/keyboard/layouts.toml
_ERASE = "key_backspace_"
_AS_TYPED = "key_undo_"
_MOST_ERASED = 200
_BEHIND = 0.95  # of an entry's width
_SETTLING = 0.02  # s until other keys stand at their places


class FormFilling:
    def __init__(self, touch: Touch) -> None:
        self._touch = touch
        self._fills: Mapping[str, Callable[[str, Typed], None]] = {
            "period": self._entries,
            "one_of": self._choice,
            "yes_no": self._choice,
            "some_of": self._choices,
            "consent": self._tick,
            "declaration": self._tick,
            "address": self._address,
            "office": self._office,
            "facility": self._facility,
            "bank_account": self._bank_account,
            "relatives": self._relatives,
            "contribution_months": self._stretches,
            "document_scan": self._scan,
        }

    def fill_page(self, answers: Mapping[str, Typed]) -> None:
        """Answer every question of the shown page for which there is an answer, from the top."""
        for question_id, typed in answers.items():
            if self._touch.find(question_id) is not None:
                self.fill(question_id, typed)

    def fill(self, question_id: str, typed: Typed) -> None:
        """Answer one question. `NONE` touches "I have none". What may not be changed stays."""
        frame = self._touch.wait_for(question_id)
        if shown(frame.property("answering"), "locked"):
            return
        if not typed:
            self._touch.tap(f"{question_id}.none")
            return
        kind = str(shown(frame.property("answering"), "kind"))
        self._fills.get(kind, self._entries)(question_id, typed)

    def write(self, entry: str, text: str) -> None:
        """Put ``text`` into an entry with the on-screen keys, in place of what stands there."""
        if not self._touch.wait_for(entry).hasActiveFocus():
            self._touch.let_stand_still()  # the first entry takes the focus by itself
        if not self._touch.wait_for(entry).hasActiveFocus():
            # Behind what stands there: who has just got the focus sets the cursor where the touch falls.
            self._touch.tap(entry, across=_BEHIND)
            self._touch.wait_until(lambda: self._at_end(entry), f"the cursor in {entry}")
        self._touch.let_run(_SETTLING)
        for _ in range(_MOST_ERASED):
            if not self._text(entry):
                break
            self._press(_ERASE)
        place = 0
        while place < len(text):
            key = self._key_of_several(text[place:])
            if key is None:
                self._write_character(entry, text[place], text[: place + 1])
            else:
                self._press(key)
            place += 1 if key is None else len(key) - len(_TEXT_KEY)
        if not self._stands(entry, text, exactly=True):
            raise AssertionError(f"the on-screen keys do not put into {entry} what they should")

    # Keys

    def _key_of_several(self, rest: str) -> str | None:
        """The key that writes the most of what comes next at once, such as ``gmail.com``."""
        keys = (_TEXT_KEY + each for each in _WRITTEN_AT_ONCE if rest.startswith(each))
        return next((key for key in keys if self._touch.find(key) is not None), None)

    def _write_character(self, entry: str, character: str, so_far: str) -> None:
        parts = unicodedata.normalize("NFD", character)
        tone = next((_TONES[mark] for mark in parts if mark in _TONES), "")
        letter = unicodedata.normalize("NFC", "".join(mark for mark in parts if mark not in _TONES))
        self._press_letter(letter)
        if tone:
            self._press(f"key_tone_{tone}")
        if not tone and not self._stands(entry, so_far):
            self._press(_AS_TYPED)  # two keys became one letter, which is not what is meant

    def _press_letter(self, letter: str) -> None:
        key = f"{_TEXT_KEY}{letter.lower()}"
        if self._touch.find(key) is None:
            for other in ("key_layout_symbols", "key_layout_letters"):
                if self._touch.find(other) is not None:
                    self._press(other)
                    self._touch.let_run(_SETTLING)
                    break
        if letter.isalpha() and self._touch.find("key_shift_") is not None:
            self._shift(wanted=letter.isupper())
        self._press(key)

    def _shift(self, *, wanted: bool) -> None:
        keyboard = self._touch.wait_for("keyboard")
        while bool(keyboard.property("shifted")) is not wanted:
            self._press("key_shift_")

    def _press(self, key: str) -> None:
        self._touch.press(key)

    def _stands(self, entry: str, text: str, *, exactly: bool = False) -> bool:
        """Marks that come by themselves between digits, or in a code, do not count, nor a tone that still
        has to move.
        """
        held = self._text(entry)
        if text.isascii() and text.isalnum() and text.isupper() and _alone(held) == text:
            return True
        if held == text or (not exactly and _toneless(held) == _toneless(text)):
            return True
        bare = [each for each in text if each.isalnum()]
        return bool(bare) and all(each.isdigit() for each in bare) and _digits(held) == _digits(text)

    def _at_end(self, entry: str) -> bool:
        item = self._touch.wait_for(entry)
        return item.hasActiveFocus() and item.property("cursorPosition") == item.property("length")

    def _text(self, entry: str) -> str:
        return unicodedata.normalize("NFC", str(self._touch.wait_for(entry).property("text")))

    # Kinds

    def _entries(self, name: str, typed: Typed) -> None:
        for part, text in typed.items():
            self.write(f"{name}.{part}", str(text))

    def _choice(self, name: str, typed: Typed) -> None:
        self._touch.tap(f"{name}.{typed['choice']}")

    def _choices(self, name: str, typed: Typed) -> None:
        """What is not wanted is taken away, what is wanted is ticked."""
        parts = shown(self._touch.wait_for(name).property("answering"), "parts")
        held = set(parts.get("chosen", ()))
        for value in sorted(held ^ set(typed["chosen"])):
            self._touch.tap(f"{name}.{value}")

    def _tick(self, name: str, typed: Typed) -> None:
        parts = shown(self._touch.wait_for(name).property("answering"), "parts")
        if (parts.get("choice") == "yes") is not (typed["choice"] == "yes"):
            self._touch.tap(f"{name}.tick")

    def _address(self, name: str, typed: Typed) -> None:
        if self._touch.find(f"{name}.anew") is not None:
            self._touch.tap(f"{name}.anew")
        self._pick(name, "province", "province_search", typed)
        self._pick(name, "commune", "commune_search", typed)
        if "street" in typed:
            self.write(f"{name}.street", str(typed["street"]))

    def _office(self, name: str, typed: Typed) -> None:
        self._pick(name, "province", "province_search", typed)
        self._pick(name, "office", "search", typed)

    def _facility(self, name: str, typed: Typed) -> None:
        self._pick(name, "province", "province_search", typed)
        self._pick(name, "facility", "search", typed)

    def _bank_account(self, name: str, typed: Typed) -> None:
        self._pick(name, "bank", "search", typed)
        for part in ("number", "number_again", "holder"):
            if part in typed:
                self.write(f"{name}.{part}", str(typed[part]))

    def _pick(self, name: str, part: str, search: str, typed: Typed) -> None:
        """Type letters of the name until it is in sight, then touch it."""
        if part not in typed:
            return
        value = str(typed[part])
        row = f"{name}.{value}"
        if self._touch.find(f"{name}.{part}.change") is not None:
            self._touch.tap(f"{name}.{part}.change")
        choices = shown(self._touch.wait_for(name).property("answering"), "choices")[part]
        label = next(str(each["label"]) for each in choices if each["value"] == value)
        entry = f"{name}.{search}"
        letters = _plain(label)
        for length in range(2, len(letters) + 1, 2):
            if self._touch.find(row) is not None:
                break
            self.write(entry, letters[:length])
        self._touch.tap(row)
        self._touch.wait_for(f"{name}.{part}.chosen")

    def _relatives(self, name: str, typed: Typed) -> None:
        for place, row in enumerate(self._new_rows(name, typed["rows"])):
            for column, cell in row.items():
                if cell:
                    self.fill(f"{name}.{column}", cell)
            self._save(name, place)

    def _stretches(self, name: str, typed: Typed) -> None:
        for place, row in enumerate(self._new_rows(name, typed["rows"])):
            for part, text in row.items():
                if part == "scheme":
                    self._touch.tap(f"{name}.row.{text}")
                elif text:
                    self.write(f"{name}.row.{part}", str(text))
            self._save(name, place)

    def _new_rows(self, name: str, rows: Sequence[Typed]) -> Iterator[Typed]:
        """In place of those that stand there; each is opened as it is given out."""
        while self._touch.find(f"{name}.row0.remove") is not None:
            self._touch.tap(f"{name}.row0.remove")
        for row in rows:
            self._touch.tap(f"{name}.add")
            yield row

    def _save(self, name: str, place: int) -> None:
        self._touch.tap(f"{name}.row{place}.save")
        self._touch.wait_for(f"{name}.row{place}.change")

    def _scan(self, name: str, typed: Typed) -> None:
        """``pages``: how many; or the choice to hand the paper to staff."""
        if "choice" in typed:
            self._touch.tap(f"{name}.{typed['choice']}")
            return
        for place in range(int(typed["pages"])):
            self._touch.tap(f"{name}.start")
            self._touch.tap(f"{name}.take")
            self._touch.tap(f"{name}.keep")
            self._touch.wait_for(f"{name}.page{place}.remove")


def _toneless(text: str) -> str:
    return "".join(each for each in unicodedata.normalize("NFD", text) if each not in _TONES)


def _digits(text: str) -> str:
    return "".join(each for each in text if each.isdigit())


def _plain(text: str) -> str:
    """Without accents, marks and capitals, as most people type when they search."""
    folded = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    letters = [each if each.isalnum() else " " for each in folded if not unicodedata.combining(each)]
    return " ".join("".join(letters).split())


def _alone(code: str) -> str:
    return "".join(each for each in code.upper() if each.isalnum())
