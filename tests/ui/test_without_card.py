"""Who has no Vietnamese identity card, or no mobile number, finds a way on, in both languages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from PIL import Image
from PySide6.QtWidgets import QApplication

from kiosk.documents.qr import qr_modules
from kiosk.forms.form import Page
from tests.kiosk.visits import REGISTRATION
from tests.ui.printing import print_and_read
from tests.ui.walk import Walk, open_kiosk
from ui.app import load_fonts

PAPERS = "papers.held"
COUNTER = (
    "Đến đâu: Quầy Tiếp nhận và trả kết quả của BHXH cơ sở Đồng Hỷ.",
    "Where to go: The counter “Tiếp nhận và trả kết quả” (applications and results) of BHXH cơ sở Đồng Hỷ.",
    "Gặp ai: Cán bộ tiếp nhận hồ sơ.",
    "Whom to ask: The officer who takes applications.",
    "Giấy này không phải biên nhận.",
    "This paper is not a receipt.",
    "gọi tổng đài 1900 9068",
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where papers come out."""
    return tmp_path / "papers"


@pytest.fixture
def walk(qapp: QApplication, folder: Path) -> Iterator[Walk]:
    load_fonts()
    with open_kiosk(printer={"folder": folder}) as opened:
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
def test_every_paper_leads_to_what_to_do_and_on(walk: Walk, folder: Path, language: str, paper: str) -> None:
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
    _check_paper(print_and_read(walk, folder), walk.parts.navigator.page)
    walk.tap("primary")
    walk.arrive("here")
    walk.wait_for_keys()
    assert walk.find("printed") is None  # of another page
    walk.tap("primary")
    walk.arrive("anything_else")
    assert walk.parts.navigator.visit.person.card is None


def _check_paper(text: str, page: Page) -> None:
    """All that the page tells, in both languages, whichever was read."""
    for words in (page.title, *page.paragraphs, *page.bring):
        assert words.vi in text
        assert words.en in text
    for sentence in COUNTER:
        assert sentence in text


def test_what_the_code_says_fits_a_phone(walk: Walk) -> None:
    """Of every page that can be taken along, in both languages: modules of half a millimetre on 27 inches."""
    walk.parts.navigator.begin(walk.kiosk.vm.stage.language())
    visit = walk.parts.navigator.visit
    pages = [page for task in walk.parts.navigator.catalogue for page in task.form.pages]
    told = [page for page in pages if page.paragraphs]
    assert len(told) > 10
    for page in told:
        for language in type(visit.language):
            visit.language = language
            text = walk.parts.guides.qr_text(visit, page)
            assert page.title.text(language) in text
            assert len(qr_modules(text)) <= 17 + 4 * 22, (page.id, len(text.encode()))


def test_screen_and_paper_carry_the_same_code(walk: Walk, folder: Path, tmp_path: Path) -> None:
    walk.attract()
    walk.wait_for_keys()
    walk.tap("noCard")
    walk.arrive("papers")
    walk.wait_for_keys()
    walk.tap(f"{PAPERS}.passport")
    walk.tap("primary")
    walk.arrive("passport")
    walk.wait_for_keys()
    print_and_read(walk, folder)
    (paper,) = folder.glob("*.pdf")
    (on_paper,) = zxingcpp.read_barcodes(pypdfium2.PdfDocument(paper)[0].render(scale=4).to_pil())
    walk.see_all()
    walk.look(tmp_path / "page.png")
    (on_screen,) = zxingcpp.read_barcodes(Image.open(tmp_path / "page.png"))
    assert on_paper.text == on_screen.text
    assert "Hộ chiếu" in on_paper.text


def test_a_printer_that_fails_is_told_and_tried_again(walk: Walk, folder: Path) -> None:
    walk.parts.navigator.begin(walk.kiosk.vm.stage.language())
    walk.kiosk.vm.goWithoutCard()
    walk.arrive("papers")
    folder.write_text("stands in the way")
    walk.wait_for_keys()
    walk.tap(f"{PAPERS}.lost")
    walk.tap("primary")
    walk.arrive("lost")
    walk.wait_for_keys()
    walk.tap("print")
    assert walk.wait_for("printed").property("good") is False
    folder.unlink()
    walk.tap("print")
    walk.wait_until(lambda: walk.wait_for("printed").property("good") is True, "the paper")


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
    walk.arrive("address")
    walk.wait_for_keys()
    walk.tap("primary")
    walk.arrive("email_code")
    walk.wait_for("codeBoxes")
    walk.type_digits("246810")
    walk.arrive("consent")
    navigator = walk.parts.navigator
    while navigator.screen != "own_papers":
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


def test_without_either_the_code_is_had_at_the_counter(walk: Walk, folder: Path) -> None:
    _decline_phone(walk)
    walk.tap("contact.email.none")
    walk.tap("primary")
    walk.arrive("address")
    walk.wait_for_keys()
    walk.tap("primary")
    walk.arrive("no_channel")
    walk.wait_for_keys()
    _check_paper(print_and_read(walk, folder), walk.parts.navigator.page)
    walk.tap("primary")
    walk.arrive("consent")
    navigator = walk.parts.navigator
    while navigator.screen != "own_papers":
        walk.fill_page()
        assert not navigator.journey.answers.take_page(navigator.page, navigator.facts(), navigator.context())
        navigator.next()
    walk.parts.submitter.submit(navigator.visit)
    contact = walk.parts.submitter.acts[-1].payload["contact"]
    assert isinstance(contact, dict)
    assert (contact["phone"], contact["email"]) == (None, None)
    proof = contact["email_proof"]
    assert isinstance(proof, dict)
    assert proof["state"] == "no_address"
