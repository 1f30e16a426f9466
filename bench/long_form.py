"""A form of 60 questions of several kinds, as an office could add it; every sixth has a condition."""

from __future__ import annotations

from collections.abc import Mapping

from kiosk.forms.kind import Typed

TASK, QUESTIONS, A_PAGE = "long", 60, 2
_ITEMS = "\n".join(
    f'[[form.page.question.options.items]]\nid = "item{n}"\nlabel = {{ vi = "Mục {n}", en = "Item {n}" }}'
    for n in range(4)
)
# Kind, what is typed, and what the form says about it.
_KINDS: tuple[tuple[str, Typed, str], ...] = (
    ("text", {"text": "Nguyễn Văn Thử"}, ""),
    ("phone", {"text": "0901234567"}, ""),
    ("one_of", {"choice": "item1"}, _ITEMS),
    ("email", {"text": "ten@example.vn"}, ""),
    ("yes_no", {"choice": "yes"}, ""),
    ("some_of", {"chosen": ["item0", "item2"]}, _ITEMS),
)
_HEAD = f"""
id = "{TASK}"
group = "services"
assurance = "card"
offline = "works"
name = {{ vi = "Tờ khai dài", en = "Long form" }}
summary = {{ vi = "Sáu mươi câu hỏi.", en = "Sixty questions." }}
[form]
version = "1"
[form.group]
all = {{ vi = "Kê khai", en = "Answers" }}
"""

ANSWERS: Mapping[str, Typed] = {f"q{n}": _KINDS[n % len(_KINDS)][1] for n in range(QUESTIONS)}


def long_form() -> str:
    """As TOML."""
    return "\n".join([_HEAD, *(_question(number) for number in range(QUESTIONS))])


def _question(number: int) -> str:
    kind, _, options = _KINDS[number % len(_KINDS)]
    words = f'{{ vi = "Câu hỏi số {number} của tờ khai dài", en = "Question {number} of a long form" }}'
    lines = [f'[[form.page.question]]\nid = "q{number}"\nkind = "{kind}"\nlabel = {words}']
    if number % A_PAGE == 0:
        lines.insert(0, f'[[form.page]]\nid = "p{number}"\ngroup = "all"\ntitle = {words}')
    if kind == "some_of":
        lines.append(f'when = {{ question = "q{number - 1}", is = true }}')
    return "\n".join([*lines, options])
