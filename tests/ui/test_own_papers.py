"""What a person declares, on the screen as it stands on paper."""

from __future__ import annotations

from kiosk.errors import KnownError
from tests.ui.walk import Walk
from ui.view_models.own_papers_vm import OwnPapersVm


def test_the_paper_fills_the_page_and_leads_to_the_answers(walk: Walk) -> None:
    walk.own_papers()
    page, sheet = walk.wait_for("page"), walk.wait_for("page.0")
    walk.wait_until(lambda: sheet.width() > 0.85 * page.width(), "a sheet as wide as the page")
    assert sheet.height() / sheet.width() > 1.3
    assert walk.find("making") is None
    walk.tap("primary")
    walk.arrive("check_answers")
    walk.tap("back")
    walk.arrive("own_papers")
    walk.wait_for("page.0")


def test_nobody_goes_on_before_it_is_made(walk: Walk) -> None:
    walk.consent()
    for purpose in ("registration", "population_check"):
        walk.tap(f"consent.{purpose}.tick")
    with walk.parts.own_papers.held():
        walk.tap("primary")
        walk.arrive("own_papers")
        walk.wait_for("making")
        assert walk.wait_for("primary").property("available") is False
        walk.kiosk.vm.view_model(OwnPapersVm).goOn()
        assert walk.parts.navigator.screen == "own_papers"
    walk.wait_for("page.0")
    assert walk.wait_for("primary").property("available") is True


def test_where_it_cannot_be_made_the_person_goes_on_to_the_answers(walk: Walk) -> None:
    walk.parts.own_papers.fault = KnownError("fonts_missing", "no fonts")
    walk.consent()
    for purpose in ("registration", "population_check"):
        walk.tap(f"consent.{purpose}.tick")
    walk.tap("primary")
    walk.arrive("own_papers")
    walk.wait_for("failed")
    walk.tap("primary")
    walk.arrive("check_answers")


def test_nothing_of_it_stays_when_the_person_has_gone(walk: Walk) -> None:
    walk.own_papers()
    papers = walk.kiosk.vm.view_model(OwnPapersVm)
    assert papers.property("pages")
    walk.tap("primary")
    walk.arrive("check_answers")
    assert papers.property("pages") == []
