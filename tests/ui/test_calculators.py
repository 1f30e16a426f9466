"""The calculators in the real scene: asked by touch and keys, told in both languages, printed, wiped."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image
from pydantic import JsonValue
from pypdf import PdfReader
from PySide6.QtCore import QSize

from kiosk.benefits.parameters import SHIPPED_EDITION
from kiosk.language import Language
from kiosk.law_tables import LawTables
from kiosk.places import EndReason
from simulation.form_filling import FormFilling
from simulation.touch import shown
from tests.again import again
from tests.feed_parts import tables_entry
from tests.ui.as_written import as_written
from tests.ui.calculating import (
    PLAYS,
    UNFIT,
    answer_page,
    calculate,
    calculating_parts,
    reach_result,
    result_of,
)
from tests.ui.conftest import OpenWalk
from tests.ui.key_walk import KeyFilling, KeyWalk
from tests.ui.recording_speech import RecordingSpeech, switch_on
from tests.ui.scene_checks import faults_of
from tests.ui.walk import LANDSCAPE, PORTRAIT, Walk
from ui.view_models.rows_model import RowsModel


@pytest.fixture
def printed(tmp_path: Path) -> Path:
    return tmp_path / "printed"


@pytest.fixture
def walk(open_walk: OpenWalk, printed: Path) -> Walk:
    return open_walk(parts=calculating_parts(printed))


def asked(walk: Walk, name: str, **other: Mapping[str, JsonValue]) -> None:
    """Ends on the result. ``other``: answers in the place of the play's, with __ for the dot of their ids."""
    play = PLAYS[name]
    answers = {**play.answers, **{key.replace("__", "."): typed for key, typed in other.items()}}
    reach_result(walk, play.model_copy(update={"answers": answers}))


def text(walk: Walk, name: str) -> str:
    return as_written(walk.wait_for(name).property("text"))


def words(model: RowsModel, role: str = "words") -> list[str]:
    return [as_written(row[role]) for row in model.rows()]


def test_the_number_its_reasons_and_the_other_ways_in_both_languages(walk: Walk) -> None:
    walk.attract()
    walk.tap("begin")
    walk.arrive("home")
    calculate(walk, FormFilling(walk), PLAYS["keep_or_take"])
    found = result_of(walk)
    assert text(walk, "headline") == "256.000.000 đồng"
    assert text(walk, "estimateTag") == "Dự tính"
    steps = words(shown(found, "steps"))
    assert steps[-1] == "Số tháng lương hưu bằng số tiền một lần: 64."
    assert words(shown(found, "steps"), "article")[-1] == "Luật 41/2024/QH15, Điều 66; Điều 70 khoản 3"
    assert words(shown(found, "ways"), "name") == ["take", "keep"]
    assert words(shown(found, "ways"), "amounts") == ["256.000.000 đồng, một lần", "4.000.000 đồng mỗi tháng"]
    assert words(shown(found, "changes"))
    walk.dress("en", 1.0)
    assert text(walk, "headline") == "VND 256,000,000"
    assert text(walk, "estimateTag") == "Estimate"
    assert words(shown(found, "steps"))[-1] == "Months of pension that equal the lump sum: 64."
    assert words(shown(found, "ways"), "amounts")[1] == "VND 4,000,000 a month"


def test_the_chart_has_a_table_as_its_equal_and_a_sentence(walk: Walk) -> None:
    asked(walk, "household_health_insurance")
    bars = shown(result_of(walk), "bars").rows()
    assert [as_written(bar["value"]) for bar in bars] == [
        "1.366.200 đồng",
        "956.340 đồng",
        "819.720 đồng",
        "683.100 đồng",
    ]
    assert [bar["share"] for bar in bars] == [1.0, 0.7, 0.6, 0.5]
    sentence = shown(result_of(walk), "chartSentence")
    assert all(bar["value"] in sentence and bar["label"] in sentence for bar in bars)
    walk.tap("chartAsTable")
    walk.wait_until(lambda: walk.find("bar") is None, "the table")
    walk.tap("chartAsTable")
    walk.wait_for("bar")


def test_a_changed_answer_changes_the_result_and_nothing_else_is_asked(walk: Walk) -> None:
    asked(walk, "household_health_insurance")
    walk.tap("answers.toggle")
    walk.tap("answer.house.members.change")
    walk.arrive("members")
    answer_page(walk, FormFilling(walk), {"house.members": {"text": "1"}})
    walk.arrive("result")
    assert text(walk, "headline") == "1.366.200 đồng"
    assert walk.find("chart") is None  # one bar says nothing


def test_who_goes_back_from_a_change_finds_the_result_as_it_was(walk: Walk) -> None:
    asked(walk, "household_health_insurance")
    walk.tap("answers.toggle")
    walk.tap("answer.house.members.change")
    walk.arrive("members")
    walk.tap("back")
    walk.arrive("result")
    assert text(walk, "headline") == "3.825.360 đồng"


def test_a_lawful_no_says_why_and_what_can_be_done(walk: Walk) -> None:
    asked(walk, "lump_sum", why__insured_now={"choice": "yes"})
    assert shown(result_of(walk), "outcome") == "not_eligible"
    assert walk.find("headline") is None
    walk.wait_for("verdict")
    (reason,) = shown(result_of(walk), "reasons").rows()
    assert "Điều 70" in str(reason["article"])
    assert "voluntary" in words(shown(result_of(walk), "ways"), "name")


def test_answers_that_do_not_fit_together_lead_back_to_them(walk: Walk) -> None:
    reach_result(walk, UNFIT)
    walk.wait_for("unreadable")
    assert walk.find("headline") is None
    assert words(shown(result_of(walk), "unfit"), "name") == ["deceased.share_2014"]
    walk.tap("answer.deceased.share_2014.change")
    walk.arrive("before_2014")
    answer_page(walk, FormFilling(walk), {"deceased.share_2014": {"text": "0"}})
    walk.arrive("result")
    assert text(walk, "headline") == "23.400.000 đồng"


def test_unsure_and_outdated_figures_are_told(walk: Walk) -> None:
    walk.parts.clock.set_wall_clock(datetime(2029, 3, 5, 2, tzinfo=UTC))
    asked(walk, "unemployment", left__on={"text": "01022029"})
    warned = shown(result_of(walk), "warnings")
    assert "chưa được xác nhận" in warned
    assert "Chưa có lương tối thiểu tháng theo vùng của năm 2029" in warned
    walk.wait_for("warnings")


def test_the_page_names_its_tables(open_walk: OpenWalk, printed: Path) -> None:
    tables = LawTables()
    with_release = open_walk(parts=calculating_parts(printed, tables))
    asked(with_release, "health_copayment_ceiling")
    with_release.tap("used.toggle")
    day = f"{SHIPPED_EDITION.issued_on:%d/%m/%Y}"
    shipped = f"Bảng số liệu số {SHIPPED_EDITION.number} của phần mềm, ngày {day}"
    assert text(with_release, "tables") == shipped
    today = datetime(2026, 12, 20, tzinfo=UTC).date()
    tables.offer([tables_entry(SHIPPED_EDITION.number + 1)], today)
    tables.adopt(today)
    with_release.dress("en", 1.0)
    newer = f"Tables number {SHIPPED_EDITION.number + 1} signed by the central office, 20/12/2026"
    assert text(with_release, "tables") == newer
    names = words(shown(result_of(with_release), "used"), "label")
    assert any("reference level" in name for name in names)


def test_the_paper_says_what_the_screen_says(walk: Walk, printed: Path) -> None:
    asked(walk, "keep_or_take")
    walk.tap("print")
    walk.wait_for("printed")
    (file,) = printed.iterdir()
    paper = " ".join(" ".join(page.extract_text() for page in PdfReader(file).pages).split())
    found = result_of(walk)
    assert "256.000.000 đồng" in paper
    assert "không thay quyết định của cơ quan BHXH" in paper
    for step in words(shown(found, "steps")):
        assert step in paper
    for change in words(shown(found, "changes")):
        assert change in paper
    for row in shown(found, "answers").rows():
        assert as_written(f"{row['label']} — {row['shown']}") in paper
    assert f"Bảng số liệu số {SHIPPED_EDITION.number} của phần mềm" in paper
    assert "Months of pension that equal the lump sum: 64." in paper


def test_the_code_holds_the_result_and_nothing_of_the_person(walk: Walk, tmp_path: Path) -> None:
    asked(walk, "maternity")
    walk.tap("print")  # scrolls down to the code
    picture = tmp_path / "code.png"
    walk.wait_for("printed")
    walk.look(picture)
    (code,) = zxingcpp.read_barcodes(Image.open(picture))
    assert code.text.splitlines() == [
        "Bản dự tính 26/11/2026",
        "Thai sản khi sinh con",
        "Tiền thai sản: 50.060.000 đồng",
        "Trong thời gian nghỉ: 45.000.000 đồng",
        "Trợ cấp một lần: 5.060.000 đồng",
    ]


def test_a_printer_that_fails_is_told(open_walk: OpenWalk) -> None:
    parts = calculating_parts(Path("/proc/nowhere"))
    walk = open_walk(parts=parts)
    asked(walk, "health_copayment_ceiling")
    walk.tap("print")
    walk.wait_until(lambda: shown(result_of(walk), "paper.state") == "failed", "the fault")
    assert walk.wait_for("printed").property("kind") == "danger"


def test_the_way_leads_on_to_what_fits(walk: Walk) -> None:
    asked(walk, "retirement_age")
    tasks = shown(result_of(walk), "tasks").rows()
    assert [(row["task"], row["isAvailable"]) for row in tasks] == [
        ("9.3", True),
        ("calculate_pension", True),
    ]
    walk.tap("task.calculate_pension")
    walk.arrive("sex")
    assert walk.parts.navigator.journey.task_id == "calculate_pension"
    walk.tap("back")
    walk.arrive("home")


@pytest.mark.long
def test_nothing_is_left_of_the_answers(walk: Walk) -> None:
    asked(walk, "maternity")
    journey = walk.parts.navigator.journey
    walk.tap("primary")
    walk.arrive("anything_else")
    assert text(walk, "title")
    assert walk.find("lead") is None  # nobody was identified: there is nothing to be remembered
    assert journey.answers.has("wage.average")  # for whoever wants to change one of them
    walk.tap("primary")
    walk.arrive("goodbye")
    assert not journey.answers.any
    found = result_of(walk)
    assert all(not model.rows() for model in found.findChildren(RowsModel))
    assert [shown(found, name) for name in ("headline", "warnings", "qrSource", "title")] == [""] * 4
    assert walk.parts.audited == [
        "visit.begun",
        "journey.begun.calculate_maternity",
        "visit.ended.finished",
    ]


@pytest.mark.parametrize("language", [Language.VIETNAMESE, Language.ENGLISH])
def test_keys_alone_are_enough_and_the_result_is_said(
    open_walk: OpenWalk, printed: Path, language: Language
) -> None:
    speech = RecordingSpeech()
    seen = open_walk(parts=calculating_parts(printed), speech=speech)
    walk = KeyWalk(seen.kiosk, seen.parts)
    walk.attract()
    walk.kiosk.vm.setLanguage(language.value)
    walk.tap("begin")
    walk.arrive("home")
    switch_on(walk)
    calculate(walk, KeyFilling(walk), PLAYS["missing_compulsory_months"])
    amount = {"vi": "6.600.000 đồng", "en": "VND 6,600,000"}[language.value]
    walk.wait_until(lambda: any(amount in each for each in speech.words), "the result to be said")
    walk.tap("answers.toggle")
    walk.tap("answer.missing.months.change")
    walk.arrive("missing")
    answer_page(walk, KeyFilling(walk), {"missing.months": {"text": "2"}})
    walk.arrive("result")
    assert text(walk, "headline") == {"vi": "3.300.000 đồng", "en": "VND 3,300,000"}[language.value]
    walk.tap("print")
    walk.wait_for("printed")
    walk.tap("primary")
    walk.arrive("anything_else")


def _results(walk: Walk) -> Iterator[str]:
    """The longest results in every state, one after the other."""
    for name in ("keep_or_take", "survivors", "unemployment"):
        asked(walk, name)
        for section in ("answers", "changes", "used"):
            if walk.find(f"{section}.toggle") is not None:
                walk.tap(f"{section}.toggle")
        yield name
        if walk.find("chartAsTable") is not None:
            walk.tap("chartAsTable")
            yield f"{name} as a table"
        walk.parts.navigator.end(EndReason.FINISHED)
        walk.arrive("goodbye")
        walk.tap("rest")


def test_a_way_is_as_high_as_its_words_beside_a_long_column(open_walk: OpenWalk, printed: Path) -> None:
    walk = open_walk(LANDSCAPE, parts=calculating_parts(printed))
    asked(walk, "keep_or_take")
    for section in ("answers", "changes", "used"):
        walk.tap(f"{section}.toggle")
    walk.let_stand_still()
    for name in ("way.take", "way.keep"):
        card = walk.wait_for(name)
        assert card.height() == pytest.approx(card.implicitHeight(), abs=1)


@pytest.mark.long
@pytest.mark.parametrize(
    "size",
    [
        pytest.param(PORTRAIT, id="portrait"),
        again(LANDSCAPE, name="landscape"),
    ],
)
def test_every_result_fits(open_walk: OpenWalk, printed: Path, size: QSize) -> None:
    walk = open_walk(size, parts=calculating_parts(printed))
    faults: list[str] = []
    for state in _results(walk):
        for language in ("vi", "en"):
            for scale in (1.0, 1.5):
                walk.dress(language, scale)
                walk.let_run(0.2)
                found = faults_of(walk.kiosk.window.contentItem())
                faults += [f"{state}, {language}, {scale:.0%}: {fault}" for fault in found]
        walk.dress("vi", 1.0)
    assert not faults, "\n".join(faults)
