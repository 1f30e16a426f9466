"""The frequent questions: what is shipped, what a file must be, and that search and list lead to each."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import tomli

from kiosk.faq import questions
from kiosk.faq.questions import Basis, Law, laws, read_theme, read_themes
from kiosk.forms.errors import FormError
from kiosk.forms.reach import prove_reach
from kiosk.guides import Guides
from kiosk.language import Language
from kiosk.navigator import Navigator
from kiosk.places import Place
from kiosk.reference.folding import fold
from kiosk.settings import OfficeSettings, Settings
from kiosk.tasks.frequent import unknown_tasks, with_questions
from kiosk.tasks.task import Task
from kiosk.visit.person import Assurance
from tests.kiosk.visits import Around, catalogue
from ui.app import FONTS_FOLDER

_GOOD = """
id = "sample"
name = { vi = "Mẫu", en = "Sample" }
[[question]]
id = "sample_one"
ask = { vi = "Hỏi gì?", en = "What?" }
keywords.vi = ["mẫu"]
keywords.en = ["sample"]
answer = [{ vi = "Thế này.", en = "This." }]
basis = [{ law = "L41", articles = ["70.1.đ"] }]
since = 2025-07-01
reviewed = 2026-11-28
leads_to = ["history"]
"""


def faq() -> Task:
    return next(task for task in catalogue() if task.parts)


def navigator() -> Navigator:
    made = Navigator(Around().clock, Around(), lambda _event: None)
    made.begin(Language.VIETNAMESE)
    return made


def test_every_shipped_answer_leads_to_tasks_that_can_be_done() -> None:
    known = {task.id for task in catalogue() if task.is_offered}
    assert list(unknown_tasks(read_themes(), known)) == []
    assert len(faq().parts) >= 30


def test_an_answer_says_on_what_it_rests_and_when_it_was_reviewed() -> None:
    for part in faq().parts:
        (page,) = part.form.pages
        assert "Điều" in page.article or "Quyết định" in page.article
        assert re.search(r"Áp dụng từ \d\d/\d\d/\d{4}\. Rà soát ngày", page.paragraphs[-1].vi)
        assert re.search(r"Holds since \d\d/\d\d/\d{4}\. Reviewed on", page.paragraphs[-1].en)


def test_nobody_has_to_say_who_they_are_and_no_line_is_needed() -> None:
    assert {task.assurance for task in (faq(), *faq().parts)} == {Assurance.NONE}
    assert all(task.record is None and not task.act for task in (faq(), *faq().parts))


def test_every_page_can_be_reached_by_theme() -> None:
    prove_reach(faq().form, "faq")


def test_the_search_finds_a_question_as_it_is_asked_also_without_accents() -> None:
    for part in faq().parts:
        for asked in (part.name.vi, fold(part.name.vi), part.name.en):
            assert part in catalogue().search(asked), asked


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("nghi ngang", "unemployment_left_without_notice"),
        ("hai so", "lump_sum_two_books"),
        ("rút bảo hiểm", "lump_sum_since_july_2025"),
        ("tru % ve huu som", ""),
        ("cong ty pha san", "book_employer_bankrupt"),
        ("walked out", "unemployment_left_without_notice"),
    ],
)
def test_everyday_words_find_answers(typed: str, found: str) -> None:
    ids = [task.id.rpartition("/")[2] for task in catalogue().search(typed, 12)]
    assert found in ids if found else not ids


def test_what_can_be_done_stands_before_what_is_answered() -> None:
    found = catalogue().search("rut mot lan", 12)
    answers = [bool(task.id in {part.id for part in faq().parts}) for task in found]
    assert answers == sorted(answers)
    assert sum(answers) == 4


def test_a_question_leads_to_the_task_that_helps_and_back_to_the_search() -> None:
    way = navigator()
    way.open_search()
    part = next(each for each in faq().parts if "change_contact" in each.form.pages[0].leads_to)
    way.choose(part.id)
    assert way.page.title == part.name
    way.choose("change_contact")
    assert way.task.id == "change_contact"
    assert way.waiting is None  # the answer was read to its end
    while way.screen != Place.SEARCH:
        way.back()


def test_an_answer_is_read_from_the_list_and_then_nothing_is_left_open() -> None:
    way = navigator()
    way.choose(faq().id)
    about, which = (faq().form.pages[0].questions[0], faq().form.pages[1].questions[0])
    first = read_themes()[0]
    way.journey.answers.type(about.id, {"choice": first.id})
    way.journey.answers.take_page(way.page, way.facts(), way.context())
    way.next()
    way.journey.answers.type(which.id, {"choice": first.question[1].id})
    way.journey.answers.take_page(way.page, way.facts(), way.context())
    way.next()
    assert way.page.title == first.question[1].ask
    way.back()
    assert way.page.questions == (which,)
    way.next()
    way.next()
    assert way.screen == Place.ANYTHING_ELSE


def test_an_answer_is_printed_and_fits_a_code(tmp_path: Path) -> None:
    from kiosk.documents.paper_words import shipped_words

    settings = Settings(kiosk_id="k", data_folder=tmp_path, office=OfficeSettings(code="00100", name="BHXH"))
    guides = Guides(settings, FONTS_FOLDER, Around(), shipped_words)
    way = navigator()
    for part in faq().parts:
        way.choose(part.id)
        for language in Language:
            way.visit.language = language
            assert len(guides.qr_text(way.visit, way.page).encode()) < 1_000
    assert part.form.pages[0].paper is not None


def test_an_article_is_cited_as_people_read_it() -> None:
    law = Law(name="Luật X", since=laws()["L41"].since)
    assert Basis(law="L41", articles=("70.1.đ", "5")).cited(law) == "Luật X, Điều 70 khoản 1 điểm đ, Điều 5"
    assert Basis(law="L41", place="Mẫu 1").cited(law) == "Luật X, Mẫu 1"


def _question(change: Callable[[dict[str, Any]], object]) -> Callable[[dict[str, Any]], object]:
    return lambda data: change(data["question"][0])


@pytest.mark.parametrize(
    ("change", "key", "reason"),
    [
        (lambda data: data.pop("name"), "name", "required"),
        (
            _question(lambda each: each.update(ask={"vi": " ", "en": "x"})),
            "question[0].ask",
            "both languages",
        ),
        (_question(lambda each: each.pop("reviewed")), "question[0].reviewed", "required"),
        (_question(lambda each: each.update(leads_to=[])), "question[0].leads_to", "at least 1"),
        (_question(lambda each: each.update(answer=[])), "question[0].answer", "at least 1"),
        (
            _question(lambda each: each["basis"][0].update(articles=["§ 70"])),
            "question[0].basis[0]",
            "no article",
        ),
        (_question(lambda each: each["basis"][0].update(place="x")), "question[0].basis[0]", "either"),
        (_question(lambda each: each["basis"][0].update(law="L0")), "question[0].basis[0].law", "no L0"),
        (_question(lambda each: each.update(since=laws()["L26"].since)), "question[0].since", "holds only"),
        (_question(lambda each: each.update(reviewed=laws()["L26"].since)), "question[0]", "review it again"),
        (
            _question(lambda each: each.update(answer=[{"vi": "đ" * 450, "en": "x"}])),
            "question[0]",
            "too long in vi",
        ),
        (lambda data: data["question"].append(data["question"][0]), "question[1].id", "twice"),
    ],
)
def test_a_mistake_is_named_by_file_key_and_reason(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    change: Callable[[dict[str, Any]], object],
    key: str,
    reason: str,
) -> None:
    data = tomli.loads(_GOOD)
    change(data)
    monkeypatch.setattr(questions, "read_toml", lambda _file: data)
    laws()
    with pytest.raises(FormError) as caught:
        read_themes((tmp_path / "sample.toml",))
    assert (caught.value.file, caught.value.key) == ("sample.toml", key)
    assert reason in caught.value.reason


def test_a_file_that_is_no_toml_is_told(tmp_path: Path) -> None:
    file = tmp_path / "broken.toml"
    file.write_text("id = ", "utf-8")
    with pytest.raises(FormError, match="cannot be read"):
        read_theme(file)


def test_a_task_that_is_not_there_is_told(tmp_path: Path) -> None:
    file = tmp_path / "sample.toml"
    file.write_text(_GOOD, "utf-8")
    themes = read_themes((file,))
    assert list(unknown_tasks(themes, set())) == ["sample: sample_one: leads_to: there is no task history"]
    (part,) = with_questions(faq(), themes).parts
    assert part.name.vi == "Hỏi gì?"
