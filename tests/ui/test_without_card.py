"""Who has no Vietnamese identity card, or no mobile number, finds a way on, in both languages."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from tests.kiosk.visits import REGISTRATION
from tests.ui.walk import Walk, open_kiosk
from ui.app import load_fonts

PAPERS = "papers.held"


@pytest.fixture
def walk(qapp: QApplication) -> Iterator[Walk]:
    load_fonts()
    with open_kiosk() as opened:
        yield opened


@pytest.mark.parametrize("screen", ["attract", "home", "card"])
def test_the_way_begins_wherever_a_card_is_asked_for(walk: Walk, screen: str) -> None:
    getattr(walk, screen)()
    walk.wait_for_keys()
    walk.tap("noCard")
    walk.arrive("papers")
    walk.wait_for(f"{PAPERS}.passport")


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("paper", ["passport", "old_card", "lost", "certificate", "child"])
def test_every_paper_leads_to_what_to_do_and_on(walk: Walk, language: str, paper: str) -> None:
    walk.attract()
    walk.kiosk.vm.setLanguage(language)
    walk.wait_for_keys()
    walk.tap("noCard")
    walk.arrive("papers")
    walk.wait_for_keys()
    walk.tap(f"{PAPERS}.{paper}")
    walk.tap("primary")
    walk.arrive(paper)
    walk.wait_for_keys()
    walk.tap("primary")
    walk.arrive("here")
    walk.wait_for_keys()
    walk.tap("primary")
    walk.arrive("anything_else")
    assert walk.parts.navigator.visit.person.card is None


def test_the_card_page_is_there_again_with_what_was_typed(walk: Walk) -> None:
    walk.card_typing()
    walk.tap("useReader")
    walk.tap("noCard")
    walk.arrive("papers")
    walk.parts.navigator.go_home()
    walk.arrive("home")
    walk.parts.navigator.choose("register")
    walk.arrive("card")
    assert walk.wait_for("numberBoxes").property("digits") == "0791600"


def _decline_phone(walk: Walk) -> None:
    walk.phone()
    walk.wait_for_keys()
    walk.tap("contact.phone.none")
    walk.tap("primary")
    walk.arrive("email")
    walk.wait_for_keys()


def test_without_a_mobile_number_the_account_goes_by_e_mail(walk: Walk) -> None:
    _decline_phone(walk)
    walk.type_text("lan@example.vn")
    walk.tap("primary")
    walk.arrive("email_code")
    walk.wait_for("codeBoxes")
    walk.type_digits("246810")
    walk.arrive("address")
    navigator = walk.parts.navigator
    while navigator.screen != "check_answers":
        answers = navigator.journey.answers
        for question in navigator.page.questions:
            if question.id in REGISTRATION and question.prefill is None:
                answers.type(question.id, REGISTRATION[question.id])
        assert not answers.take_page(navigator.page, navigator.facts(), navigator.context())
        navigator.next()
    walk.parts.submitter.submit(navigator.visit)
    contact = walk.parts.submitter.acts[-1].payload["contact"]
    assert isinstance(contact, dict)
    assert (contact["phone"], contact["email"]) == (None, "lan@example.vn")


def test_without_either_the_page_says_what_to_do_and_keeps_what_was_entered(walk: Walk) -> None:
    _decline_phone(walk)
    walk.tap("contact.email.none")
    walk.tap("primary")
    walk.arrive("no_channel")
    walk.wait_for_keys()
    walk.tap("primary")
    walk.arrive("anything_else")
    walk.parts.navigator.go_home()
    walk.arrive("home")
    walk.parts.navigator.choose("register")
    walk.arrive("phone")
    answers = walk.parts.navigator.journey.answers
    assert answers.has("contact.phone")
    assert answers.value("contact.phone") is None
