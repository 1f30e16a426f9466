"""A person who sees nothing: keys alone, and every decision from what is heard."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import Qt

from simulation.hands import press_key
from tests.ui.recording_speech import RecordingSpeech
from tests.ui.walk import Walk

_CHANGE = "Đổi. Nút"
_ADD, _ROW_DONE = "Thêm ", "Xong dòng này"
_MOST_STOPS = 160
_SETTLING = 0.01  # s until what a key did is said
_ARRIVING = 0.1  # s until a new page has said what has the focus
_END = "Hết màn hình"
_ENTRY, _UNCHOSEN, _CHOSEN, _ANEW = "Ô nhập", "Chưa chọn", "Đã chọn", "Chọn lại theo tỉnh và xã"


@dataclass(frozen=True)
class Wish:
    """An answer: what is looked for and picked, one after the other; what is written, each into the entry of
    that name ("" where the question has only one); what is chosen.
    """

    pick: tuple[str, ...] = ()
    write: tuple[tuple[str, str], ...] = ()
    choose: tuple[str, ...] = ()


@dataclass(frozen=True)
class Refused:
    """What is answered wrongly first, by the words of the questions. Then ``words`` are heard, and where one
    is: ``at`` the question that they are about.
    """

    wishes: Mapping[str, Wish]
    at: str
    words: str


@dataclass(frozen=True)
class Row:
    wishes: Mapping[str, Wish]
    refused: Sequence[Refused] = ()


@dataclass
class BlindWalk:
    """``walk`` lends its window and the patience; nothing is looked for on the screen."""

    walk: Walk
    speech: RecordingSpeech
    _mark: int = field(default=0, init=False)  # of what was said, how much is known already

    @property
    def transcript(self) -> list[str]:
        return self.speech.words

    def press(self, key: Qt.Key) -> None:
        self.walk.wait_for_keys()
        self._mark = len(self.transcript)
        press_key(self.walk.kiosk.window, key)

    def news(self) -> str:
        """What was said since the last key; "" where a key led nowhere."""
        self.walk.let_run(_SETTLING)
        return ". ".join(self.transcript[self._mark :])

    def wait_for_news(self) -> str:
        self.walk.wait_until(lambda: len(self.transcript) > self._mark, "a word")
        return self.news()

    def hear(self, *parts: str) -> str:
        """Until one of these words was said since the last key; which one."""

        def said() -> list[str]:
            new = " ".join(self.transcript[self._mark :])
            return [part for part in parts if part in new]

        self.walk.wait_until(lambda: bool(said()), f"{parts} in {self.transcript[-6:]}")
        return said()[0]

    def go_to(self, name: str, key: Qt.Key = Qt.Key.Key_Tab) -> str:
        """Tab until what is heard begins with ``name``; all that was heard there."""
        for _ in range(_MOST_STOPS):
            self.press(key)
            heard = self.news()
            if _stands_alone(name, heard):
                return heard
        raise AssertionError(f"{name!r} was never heard: {self.transcript[-_MOST_STOPS:]}")

    def choose(self, name: str) -> None:
        self.go_to(name)
        self.press(Qt.Key.Key_Return)

    def read_screen(self) -> list[str]:
        """Line by line down to the end."""
        lines: list[str] = []
        for _ in range(_MOST_STOPS):
            self.press(Qt.Key.Key_Down)
            lines.append(self.news())
            if lines[-1] == _END:
                return lines
        raise AssertionError(f"the screen has no end: {lines}")

    def write(self, text: str) -> None:
        """Types, and hears each character."""
        for character in text:
            self._mark = len(self.transcript)
            self.walk.type_text(character)
            self.news()

    def answer(
        self,
        wishes: Mapping[str, Wish],
        rows: Sequence[Row] = (),
        known: str = "",
        refused: Sequence[Refused] = (),
    ) -> None:
        """Go through a page of questions and answer those that are wished for, by their words; then go on.

        ``rows`` are added where the page has a list, each with the wishes for its own questions. ``known``
        was heard of the question that has the focus.
        """
        self._mend(Row(wishes, refused), rows, "Tiếp tục", known)

    def _mend(self, row: Row, rows: Sequence[Row], way_on: str, known: str = "") -> None:
        """Past everything that is refused; each time the question at fault is heard, and has the focus."""
        for each in row.refused:
            self._go_through(each.wishes, (), way_on, known)
            self.hear(each.words)
            self.hear(each.at)
            known = each.at
        self._go_through(row.wishes, rows, way_on, known)

    def _go_through(
        self, wishes: Mapping[str, Wish], rows: Sequence[Row], way_on: str, known: str = ""
    ) -> None:
        self.walk.let_run(_ARRIVING)
        last = [known, self.transcript[-1]] if known else self.transcript[-3:]
        heard, missing = ". ".join(last), list(rows)
        for _ in range(_MOST_STOPS):
            for label, wish in wishes.items():
                if label in heard:
                    self._answer(wish, heard)
            if missing and _ADD in heard:
                self.press(Qt.Key.Key_Return)
                self.wait_for_news()
                self._mend(missing.pop(0), (), _ROW_DONE)
                heard = self.wait_for_news()
                continue
            self.press(Qt.Key.Key_Tab)
            heard = self.news()
            if f"{way_on}. Nút" in heard:
                self.press(Qt.Key.Key_Return)
                return
        raise AssertionError(f"no way on was heard: {self.transcript[-_MOST_STOPS:]}")

    def _answer(self, wish: Wish, heard: str) -> None:
        if wish.pick and _ANEW in heard:
            self.press(Qt.Key.Key_Return)
            self.wait_for_news()
            heard = ""  # the province of the card stands there: another one is chosen first
        for label in wish.pick:
            heard = self._pick(label, heard)
        for name, text in wish.write:
            if name and not _stands_alone(name, heard):
                self.go_to(name)
            self._clear()
            self.write(text)
            heard = ""
        for label in wish.choose:
            if not _stands_alone(label, heard):
                heard = self.go_to(label)
            if _UNCHOSEN in heard:
                self.press(Qt.Key.Key_Space)
                self.hear(_CHOSEN)
            heard = ""

    def _pick(self, label: str, heard: str) -> str:
        """Letters of the name, then the row; what is heard where the focus goes then."""
        for _ in range(_MOST_STOPS):
            if _ENTRY in heard:
                break
            self.press(Qt.Key.Key_Tab)
            heard = self.news()
            if heard.startswith(_CHANGE):
                self.press(Qt.Key.Key_Return)
                heard = self.hear(_ENTRY)
            elif _ANEW in heard:  # the page said its title before what has the focus
                self.press(Qt.Key.Key_Return)
                heard = self.wait_for_news()
        else:
            raise AssertionError(f"no entry was heard: {self.transcript[-_MOST_STOPS:]}")
        self._clear()
        self.write(_plain(label)[:8])
        self.choose(label)
        self.hear(_CHOSEN, _ENTRY)
        return self.news()

    def _clear(self) -> None:
        press_key(self.walk.kiosk.window, Qt.Key.Key_End)
        press_key(self.walk.kiosk.window, Qt.Key.Key_Home, Qt.KeyboardModifier.ShiftModifier)
        press_key(self.walk.kiosk.window, Qt.Key.Key_Backspace)
        self.walk.let_run(_SETTLING)


def _stands_alone(name: str, heard: str) -> bool:
    """Whether it is a sentence of its own, not the beginning of another."""
    return re.search(rf"(^|[.?!:…] ){re.escape(name.rstrip('.?'))}($|[.?])", heard) is not None


def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return "".join(each for each in folded if not unicodedata.combining(each))
