"""What holds for every kind of question, so that a new one is held to it too."""

from __future__ import annotations

import json
import string
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import JsonValue, ValidationError

from kiosk.forms.errors import AnswerError
from kiosk.forms.kind import fault_text
from kiosk.forms.kinds import KINDS
from kiosk.language import Language
from tests.kiosk.forms.making import make_context
from tests.kiosk.forms.samples import SAMPLES

every_kind = pytest.mark.parametrize("name", KINDS)
few_examples = settings(max_examples=settings().max_examples * 2 // 5)  # of each kind; they are many
_FAULTS = [(kind.name, fault) for kind in KINDS.values() for fault in kind.faults]

# What a keyboard, a card or a broken draft may bring: any code point, no NFC, digits of other scripts.
_odd_text = (
    st.text(st.characters(), max_size=40)
    | st.text(string.digits + " ./-+,đ", max_size=24)
    | st.text("０１２３٤٥²Ⅷ")
    | st.text(st.characters(codec="utf-8")).map(lambda text: unicodedata.normalize("NFD", text))
    | st.sampled_from(["9" * 5000, "a" * 5000, " ", "\x00", "\ud800", "Nguyễn", "１２３"])
)
_odd_value: st.SearchStrategy[JsonValue] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | _odd_text,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_odd_text, inner, max_size=3),
    max_leaves=5,
)


def _parts(name: str) -> tuple[str, ...]:
    return KINDS[name].parts


@every_kind
def test_the_docstring_tells_what_each_part_holds(name: str) -> None:
    told = (KINDS[name].__doc__ or "").partition("Parts: ")[2]
    assert _parts(name)
    assert all(f"``{part}``" in told for part in _parts(name))


def test_every_kind_has_a_sample() -> None:
    assert list(SAMPLES) == list(KINDS)
    assert {(name, fault) for name, sample in SAMPLES.items() for fault in sample.faults} == set(_FAULTS)


@every_kind
@few_examples
@given(data=st.data())
def test_what_an_answer_puts_into_the_field_gives_the_answer(name: str, data: st.DataObject) -> None:
    question = SAMPLES[name].question
    value = data.draw(SAMPLES[name].values)
    typed = question.type_out(value)
    assert set(typed) <= set(_parts(name))
    assert not question.kind.is_blank(typed)
    assert question.parse(json.loads(json.dumps(typed)), make_context()) == value


@every_kind
@few_examples
@given(data=st.data())
def test_json_gives_the_answer_back(name: str, data: st.DataObject) -> None:
    question = SAMPLES[name].question
    value = data.draw(SAMPLES[name].values)
    kept = json.loads(json.dumps(question.to_json(value), ensure_ascii=False).encode())
    assert question.from_json(kept) == value


@every_kind
@few_examples
@given(json_value=_odd_value)
def test_what_is_no_answer_is_refused(name: str, json_value: JsonValue) -> None:
    kind = KINDS[name]
    try:
        value = kind.from_json(json_value)
    except ValidationError:
        return
    assert kind.from_json(kind.to_json(value)) == value


@every_kind
@few_examples
@given(data=st.data())
def test_it_is_shown_and_masked_in_both_languages(name: str, data: st.DataObject) -> None:
    question = SAMPLES[name].question
    value = data.draw(SAMPLES[name].values)
    for language in Language:
        context = make_context(language)
        assert question.show(value, context).strip()
        assert "•" in question.kind.mask(value, question, context)


@every_kind
@few_examples
@given(data=st.data())
def test_what_is_chosen_is_named_and_what_is_printed_is_announced(name: str, data: st.DataObject) -> None:
    question = SAMPLES[name].question
    kind, value = question.kind, data.draw(SAMPLES[name].values)
    typed = question.type_out(value)
    assert {*kind.choice_parts, *kind.searches} <= set(kind.parts)
    for language in Language:
        context = make_context(language)
        for part in kind.choice_parts:
            if isinstance(typed.get(part), str) and typed[part]:
                assert kind.chosen_label(part, typed, question, context)
        assert set(kind.print_parts(value, question, context)) == set(kind.printed_parts)


@every_kind
@few_examples
@given(data=st.data())
def test_odd_input_meets_a_fault_or_makes_an_answer(name: str, data: st.DataObject) -> None:
    question, context = SAMPLES[name].question, make_context()
    typed = data.draw(st.dictionaries(st.sampled_from(_parts(name)), _odd_value | _odd_text))
    for part in _parts(name):
        question.choices(part, typed, context)
    try:
        value = question.parse(typed, context)
    except AnswerError as error:
        said = [fault_text(error, language) for language in Language]
    else:
        kept = json.loads(json.dumps(question.to_json(value), ensure_ascii=False).encode())
        assert question.parse(question.type_out(question.from_json(kept)), context) == value
        return
    assert all(said)


@every_kind
@few_examples
@given(fact=_odd_value)
def test_a_fact_of_any_form_fills_the_field_or_leaves_it_empty(name: str, fact: JsonValue) -> None:
    question = SAMPLES[name].question
    typed = question.kind.from_fact(fact, question, make_context())
    assert set(typed) <= set(_parts(name))


@every_kind
def test_an_empty_field_is_blank(name: str) -> None:
    kind = KINDS[name]
    if name in ("consent", "declaration"):  # an empty box is an answer, or has a fault of its own
        return
    assert kind.is_blank({})
    nothing: tuple[JsonValue, ...] = ("", " \u00a0\n", [], None)
    assert all(kind.is_blank({part: each}) for part in _parts(name) for each in nothing)
    with pytest.raises(AnswerError, match="refused") as caught:
        SAMPLES[name].question.parse({}, make_context())
    assert caught.value.code == "common.required"


@pytest.mark.parametrize(("name", "fault"), _FAULTS)
def test_every_fault_can_happen_and_says_what_to_do(name: str, fault: str) -> None:
    question, typed = SAMPLES[name].faults[fault]
    with pytest.raises(AnswerError) as caught:
        question.kind.parse(typed, question, make_context())
    assert caught.value.code == f"{name}.{fault}"
    for language in Language:
        text = fault_text(caught.value, language)
        assert text.strip()
        assert "{" not in text
