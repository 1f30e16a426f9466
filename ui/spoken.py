"""What stands on the screen as a voice says it: numbers digit by digit, masks counted, marks named."""

from __future__ import annotations

import re

_UNSEEN = re.compile("[\u2060\u200b]")  # keep words together on the screen, or let a line end between them
_GROUP = 3
_LONG_NUMBER = 5  # digits; shorter ones are years and counts
_LONG_REFERENCE = 7  # characters; a shorter one is a span, such as 9-12
_REFERENCE = re.compile(r"\b[0-9A-Z]+(?:[-\u2011][0-9A-Z]+)+\b")
_NUMBER = re.compile(r"(?<![\w.,/])\d+(?: \d+)*(?![\w/]|[.,]\d)")  # not amounts (4.250.000) nor dates
_TWO_ENDS = re.compile(r"([.?!:…])(?:\s*\.)+")  # sentences put together that had an end of their own
_MASKED_NUMBER = re.compile(r"(\d*)([•*]{2,}|•)(\d*)")
_MASKED = {"vi": "{} ký tự được che", "en": "{} characters hidden"}
_MARKS = {
    " ": ("dấu cách", "space"),
    ".": ("chấm", "dot"),
    ",": ("phẩy", "comma"),
    "@": ("a còng", "at"),
    "-": ("gạch nối", "hyphen"),
    "_": ("gạch dưới", "underscore"),
    "/": ("gạch chéo", "slash"),
    "+": ("cộng", "plus"),
    "'": ("nháy đơn", "apostrophe"),
    "(": ("mở ngoặc", "open bracket"),
    ")": ("đóng ngoặc", "close bracket"),
}


def spoken(text: str, language: str) -> str:
    """``text`` as it is said: long numbers and reference numbers as single characters in groups, hidden
    characters counted, amounts and dates as they are.
    """
    words = " ".join(_UNSEEN.sub("", text).split())
    words = _MASKED_NUMBER.sub(lambda found: f" {_say_masked(found, language)} ", words)
    words = _REFERENCE.sub(_say_reference, words)
    words = _NUMBER.sub(_say_number, words)
    return " ".join(_TWO_ENDS.sub(r"\1", words).split())


def spoken_character(character: str, language: str) -> str:
    """One typed character: its name where a voice would leave it out."""
    names = _MARKS.get(character)
    return character if names is None else names[language == "en"]


def _say_number(found: re.Match[str]) -> str:
    digits = found[0].replace(" ", "")
    return found[0] if len(digits) < _LONG_NUMBER else _in_groups(digits)


def _say_reference(found: re.Match[str]) -> str:
    parts = re.split(r"[-\u2011]", found[0])
    long = sum(map(len, parts)) >= _LONG_REFERENCE and any(each.isdigit() for each in found[0])
    return ", ".join(" ".join(part) for part in parts) if long else found[0]


def _say_masked(found: re.Match[str], language: str) -> str:
    """The digits that are left of a number say nothing as a number."""
    before, mask, after = found.groups()
    said = (_in_groups(before), _count(mask, language), _in_groups(after))
    return ", ".join(each for each in said if each)


def _in_groups(digits: str) -> str:
    groups = [digits[place : place + _GROUP] for place in range(0, len(digits), _GROUP)]
    if len(groups) > 1 and len(groups[-1]) == 1:  # 4 and 3 rather than a digit alone
        groups[-2:] = [groups[-2] + groups[-1]]
    return ", ".join(" ".join(group) for group in groups)


def _count(mask: str, language: str) -> str:
    return _MASKED[language].format(len(mask))
