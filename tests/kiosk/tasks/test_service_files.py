"""A mistake in the file of a public service is named by its key, before anybody meets it."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from pydantic import JsonValue

import kiosk.tasks.services
from kiosk.forms.errors import FormError
from kiosk.tasks.loading import read_task
from kiosk.tasks.task import Task

FILE = Path(kiosk.tasks.services.__file__).parent / "catalogue" / "9.6.toml"
GOOD = FILE.read_text("utf-8")
_FIRST_ESTIMATE = GOOD.split('calculator = "maternity"\n')[1].split("\n")[0]  # when it counts
_FIELD_4 = '"4" = "{filing.by.on_paper}{filing.relation}"'
_SEEN = 'seen = { vi = "Đã xem", en = "Seen" }'


def _read(text: str) -> Task:
    return read_task(tomllib.loads(text), FILE)


def test_the_file_is_good_as_it_is() -> None:
    _read(GOOD)


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ('rule = "maternity.has_come"', 'rule = "maternity.came"', "service.check[1].rule"),
        ('code = "birth_before_this_law"\n', "", "service.check[2]"),
        (
            '{ question = "event", is = "other" }',
            '{ question = "happened", is = "other" }',
            "service.check[3].fails_when",
        ),
        ('paper = "birth_certificate"', 'paper = "certificate"', "service.paper[1].paper"),
        ("child_born_on = {", "child_bore_on = {", "service.fact.child_bore_on"),
        ('{ answer = "child.born" }', '{ answer = "child.bore" }', "service.fact.child_born_on"),
        ('calculator = "adoption"', 'calculator = "adopted"', "service.estimate[1].calculator"),
        (_FIRST_ESTIMATE, "", "service.estimate"),
        ("results = [", f"{_SEEN}\nresults = [", "service.seen"),
        ('include = "payment"', 'include = "paying"', "form.page[16].include"),
        ('include = "payment"', 'include = "payment"\nwhen = 3', "form.page[16]"),
        (_FIELD_4, '"99" = "{filing.relation}"', "document[0].texts.99"),
        (_FIELD_4, '"4" = "{filing.relations}"', "document[0].texts.4"),
        (_FIELD_4, '"4" = "[{filing.relation}"', "document[0].texts.4"),
        (_FIELD_4, '"4" = "[[{filing.relation}]]"', "document[0].texts.4"),
        (_FIELD_4, '"4" = "{filing.relation}[ of theirs]"', "document[0].texts.4"),
    ],
)
def test_a_mistake_is_named_by_its_key(old: str, new: str, key: str) -> None:
    assert old in GOOD
    with pytest.raises(FormError) as caught:
        _read(GOOD.replace(old, new, 1))
    assert caught.value.key == key, caught.value.reason


@pytest.mark.parametrize(
    ("known", "met"),
    [
        ({"child.event": "birth", "payment.how": "account"}, ["payment", "bank"]),
        ({"child.event": "birth", "payment.how": "cash"}, ["payment"]),
        ({"child.event": "adoption", "payment.how": "account"}, []),
    ],
)
def test_pages_taken_in_can_be_for_some_people_only(known: dict[str, JsonValue], met: list[str]) -> None:
    when = 'when = { question = "child.event", is = "birth" }'
    form = _read(GOOD.replace('include = "payment"', f'include = "payment"\n{when}')).form
    pages = [page for page in form.pages if page.group == "payment"]
    assert [page.id for page in pages if page.when is None or page.when.holds(known)] == met
