"""Filling the fields of a printed form from answers and facts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

from pydantic import JsonValue

from kiosk.documents.forms import FormFields
from kiosk.forms.answers import Relevant
from kiosk.forms.conditions import Known
from kiosk.forms.context import Context
from kiosk.forms.question import Sensitivity
from kiosk.language import Language
from kiosk.tasks.task import PrintedForm, Task
from kiosk.toml import read_toml

_PLACEHOLDER = re.compile(r"\{([a-z][a-z0-9_.]*)(?:\|([a-z]+))?\}")
_PART = re.compile(r"\[([^\[\]]*)\]")
_NUMBER = re.compile(r"[0-9]+( [0-9]+)+")  # in groups, which one line keeps together
_USUAL = Path(__file__).parent / "printed_usually.toml"
PAPERS = "papers"  # the names of those that are handed in
_ISO_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})")


def placeholders(text: str) -> Iterator[str]:
    """The ids that a field's text names."""
    return (match.group(1) for match in _PLACEHOLDER.finditer(text))


def has_odd_brackets(text: str) -> bool:
    """One is open, stands in another, or holds no answer whose lack could leave it out."""
    outside = _PART.sub("", text)
    return bool(set(outside) & {"[", "]"}) or not all(map(_PLACEHOLDER.search, _PART.findall(text)))


def printed_of(task: Task, known: Known) -> tuple[PrintedForm, ...]:
    """The forms that this person's answers call for."""
    return tuple(form for form in task.documents if form.when is None or form.when.holds(known))


def fill(form: PrintedForm, relevant: Relevant, context: Context) -> FormFields:
    """What stands on the paper, which is Vietnamese whatever the person reads. A field whose answers are all
    missing is left out, so that it can be filled in by hand; so is a part of it in brackets:
    ``{wish}[ (decision {number})]``.
    """
    context = replace(context, language=Language.VIETNAMESE)
    known = {**relevant.known, **_subject(relevant.known)}
    shown = _shown(relevant, known, context)
    texts: dict[str, str] = {}
    for name, template in form.texts.items():
        names = list(placeholders(template))
        if not names or any(shown.get(each) for each in names):
            texts[name] = _filled(template, shown)
    return FormFields(
        texts=texts,
        ticks={
            name: frozenset(choice for choice, when in choices.items() if when.holds(known))
            for name, choices in form.ticks.items()
        },
        signer=shown.get("person.full_name", ""),
        signed_on=context.today,
    )


@cache
def subjects() -> Mapping[str, tuple[str, tuple[str, ...]]]:
    """Whom the matter is about: by name the fact of who files, and the questions about whom they file for."""
    table = read_toml(_USUAL)["subject"]
    return {f"subject.{name}": (fact, tuple(asked)) for name, (fact, *asked) in table.items()}


def _subject(known: Known) -> dict[str, JsonValue]:
    """Of another person no more is known than was asked."""
    for_another = any(known.get(each) is not None for _, asked in subjects().values() for each in asked)
    return {
        name: _first_known(asked, known) if for_another else known.get(fact)
        for name, (fact, asked) in subjects().items()
    }


def _first_known(names: tuple[str, ...], known: Known) -> JsonValue:
    return next((known[each] for each in names if known.get(each) is not None), None)


def _shown(relevant: Relevant, known: Known, context: Context) -> dict[str, str]:
    """Facts and answers in words, as they stand on paper: in full, but for what is never printed and for
    what the person does not have.
    """
    words = {name: _fact_in_words(value) for name, value in known.items()}
    for question in relevant.questions:
        if question.sensitivity is Sensitivity.HIDDEN:
            words.pop(question.id, None)
        elif question.id in relevant.values:
            value = relevant.values[question.id]
            words[question.id] = "" if value is None else question.show(value, context)
            if value is not None:
                parts = question.kind.print_parts(value, question, context)
                words |= {f"{question.id}.{part}": text for part, text in parts.items()}
    handed = [
        question.label.vi
        for question in relevant.questions
        if question.kind.hands_in_paper and relevant.values.get(question.id) is not None
    ]
    words = {
        name: _NUMBER.sub(lambda number: number[0].replace(" ", "\u00a0"), text)
        for name, text in words.items()
    }
    return {**words, PAPERS: "\n".join(handed)}


# Facts that travel as codes and stand on paper as words.
_WORDS: Mapping[str, str] = {"male": "nam", "female": "nữ", "unspecified": "", "VNM": "Việt Nam"}


def _filled(template: str, shown: Mapping[str, str]) -> str:
    def part(match: re.Match[str]) -> str:
        return match[1] if any(shown.get(each) for each in placeholders(match[1])) else ""

    return _PLACEHOLDER.sub(
        lambda match: _styled(shown.get(match[1], ""), match[2]), _PART.sub(part, template)
    )


def _fact_in_words(value: JsonValue) -> str:
    text = "" if value is None else str(value)
    if (day := _ISO_DATE.fullmatch(text)) is not None:
        return f"{day.group(3)}/{day.group(2)}/{day.group(1)}"
    return _WORDS.get(text, text)


def _styled(text: str, style: str | None) -> str:
    return text.upper() if style == "upper" else text
