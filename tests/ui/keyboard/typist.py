"""A person at the keyboard, and a field that keeps what is typed on both sides of its cursor."""

from __future__ import annotations

import unicodedata

from ui.keyboard.composer import Composer, Edit
from ui.keyboard.composition import InputMethod
from ui.keyboard.syllable import Tone, ToneStyle

TONES = {
    "\u0301": Tone.SAC,
    "\u0300": Tone.HUYEN,
    "\u0309": Tone.HOI,
    "\u0303": Tone.NGA,
    "\u0323": Tone.NANG,
}
_TONE_KEYS = {
    InputMethod.TELEX: dict(zip(TONES, "sfrxj", strict=True)),
    InputMethod.VNI: dict(zip(TONES, "12345", strict=True)),
}
_MARK_KEYS = {
    InputMethod.TELEX: {"\u0302": "", "\u0306": "w", "\u031b": "w"},  # "": the letter once more
    InputMethod.VNI: {"\u0302": "6", "\u0306": "8", "\u031b": "7"},
}


class Typist:
    def __init__(
        self, method: InputMethod = InputMethod.TELEX, style: ToneStyle = ToneStyle.OLD, text: str = ""
    ) -> None:
        self._composer = Composer(method, style)
        self.left, self.right = text, ""

    @property
    def text(self) -> str:
        return self.left + self.right

    def move(self, place: int) -> Typist:
        self.left, self.right = self.text[:place], self.text[place:]
        return self

    def type(self, keys: str) -> Typist:
        for key in keys:
            self.put(self._composer.type_key(self.left, key, self.right))
        return self

    def tone(self, tone: Tone) -> Typist:
        self.put(self._composer.put_tone(self.left, tone, self.right))
        return self

    def take_back(self) -> Typist:
        self.put(self._composer.take_back(self.left, self.right))
        return self

    def put(self, edit: Edit) -> None:
        assert 0 <= edit.replace_last <= len(self.left)
        assert 0 <= edit.replace_next <= len(self.right)
        self.left = self.left[: len(self.left) - edit.replace_last] + edit.insert
        self.right = edit.insert_next + self.right[edit.replace_next :]


def toneless(text: str) -> str:
    return exchange_tone(text, "")


def exchange_tone(text: str, tone: str) -> str:
    """The text with its one tone mark exchanged; "" takes it away."""
    exchanged = []
    for character in text:
        letter = unicodedata.normalize("NFD", character)
        kept = "".join(sign for sign in letter if sign not in TONES)
        exchanged.append(kept + tone if kept != letter else kept)
    return unicodedata.normalize("NFC", "".join(exchanged))


def tone_of(text: str) -> str:
    """The combining character of the text's tone, "" for none."""
    return next((sign for sign in unicodedata.normalize("NFD", text) if sign in TONES), "")


def keys_of(word: str, method: InputMethod, *, marks_last: bool = False) -> str:
    """The keys that a practised person presses: marks with their letter or all at the end, the tone last."""
    letters, late = "", ""
    for character in toneless(word):
        base, *signs = list(unicodedata.normalize("NFD", character))
        mark = "".join(_MARK_KEYS[method][sign] or base for sign in signs if sign in _MARK_KEYS[method])
        if character in "đĐ":
            base, mark = ("D" if character == "Đ" else "d"), ("d" if method is InputMethod.TELEX else "9")
        letters += base if marks_last else base + mark
        late += mark
    if not marks_last:
        late = ""
        if method is InputMethod.TELEX and "oo" in letters and "ô" not in toneless(word).lower():
            letters = letters.replace("oo", "ooo")  # xoong: the second o would make ô
    elif "ươ" in toneless(word):
        late = late.replace("ww", "w").replace("77", "7")  # one key sets both horns
    tone = tone_of(word)
    return letters + late + (_TONE_KEYS[method][tone] if tone else "")
