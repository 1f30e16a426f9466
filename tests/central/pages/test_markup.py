"""What holds on every page: it works without scripts, from our own host, by keyboard, and can be read."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

import pytest
from lxml import html

import central.pages
from central.embedded import EmbeddedCentral
from tests.central.judging.test_judging import send
from tests.central.pages.conftest import OFFICER, SUPERVISOR, TECHNICIAN, Staff
from tests.central.pages.test_cases import filed
from tests.central.pages.test_news import written_news
from tests.central.pages.test_oversight import failed_notice, put_into_quarantine
from tests.sync_parts import Station

CSS = (Path(central.pages.__file__).parent / "style.css").read_text("utf-8")


def check(page: html.HtmlElement, path: str) -> None:
    assert page.get("lang") == "vi", path
    assert len(page.xpath("//h1")) == len(page.xpath("//main")) == len(page.xpath("//title")) == 1, path
    assert page.xpath("//script | //@style | //style | //iframe | //object | //@onclick | //base") == [], path
    for link in page.xpath("//@href | //@src | //@action"):
        assert link.startswith(("/", "http://127.0.0.1:")) or link.startswith("#"), (path, link)
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids)), path
    for control in page.xpath("//input[not(@type='hidden')] | //textarea | //select"):
        named = control.xpath("ancestor::label") or page.xpath(f"//label[@for='{control.get('id')}']")
        assert named, (path, control.get("name"))
    for picture in page.xpath("//img"):
        assert picture.get("alt"), path
    for form in page.xpath("//form"):
        assert form.get("method") == "post", path
        assert form.xpath("input[@type='hidden' and @name='form' and string-length(@value) = 64]"), path
        assert form.xpath(".//button"), path  # can be sent by Enter and by a press
    for table in page.xpath("//table"):
        assert table.xpath(".//thead//th[@scope='col']"), path
    first = page.xpath("//body//a | //body//button | //body//input[not(@type='hidden')]")[0]
    assert first.get("class") == "skip", path
    assert page.xpath("//@tabindex[. != '-1']") == [], path


def test_every_page(staff: Staff, station: Station, central: EmbeddedCentral) -> None:
    act = filed()
    send(station, central, act)
    name = put_into_quarantine(station, central)
    failed_notice(central, act)
    out, officer = staff.browser(), staff.signed_in(OFFICER)
    supervisor, technician = staff.signed_in(SUPERVISOR), staff.signed_in(TECHNICIAN)
    news = written_news(central)
    case = f"/staff/cases/{act.act_id}"
    central.central.cases.change(OFFICER, str(act.act_id), "take", 1)
    for browser, path in (
        (out, "/staff/sign-in"),
        (officer, "/staff"),
        (officer, "/staff?state=done"),
        (officer, case),
        (officer, "/staff/refused"),
        (supervisor, "/staff/refused"),
        (supervisor, "/staff/looks"),
        (supervisor, case),
        (technician, "/staff"),
        (officer, "/staff/cases/nothing"),
        (supervisor, "/staff/kiosks"),
        (supervisor, "/staff/quarantine"),
        (supervisor, f"/staff/quarantine/{name}"),
        (supervisor, "/staff/quarantine/nothing"),
        (officer, "/staff/notices"),
        (supervisor, f"/staff/news?again={news}"),
        (supervisor, "/staff/statistics"),
        (supervisor, "/staff/audit"),
    ):
        answer = browser.open(path)
        check(browser.page, path)
        headers = answer.headers
        assert "default-src 'none'" in headers["content-security-policy"]
        assert "unsafe" not in headers["content-security-policy"]
        assert "script-src" not in headers["content-security-policy"]
        assert headers["cache-control"] == "no-store"
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["cross-origin-opener-policy"] == "same-origin"


def test_the_style_comes_from_here_and_names_no_other_host(staff: Staff) -> None:
    answer = staff.browser().open("/staff/style.css")
    assert answer.headers["content-type"].startswith("text/css")
    assert answer.text == CSS
    assert "url(" not in CSS
    assert "@import" not in CSS
    assert "//" not in CSS


COLOURS = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{3,6});", CSS))


def luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    full = "".join(each * 2 for each in digits) if len(digits) == 3 else digits
    parts = [int(full[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize(
    ("text", "ground"),
    [
        *itertools.product(("ink", "soft", "brand-dark", "good", "warn", "bad"), ("surface", "ground")),
        ("warn", "warn-soft"),
        ("bad", "bad-soft"),
        ("good", "good-soft"),
        ("ink", "brand-soft"),
        ("surface", "brand"),
        ("surface", "brand-dark"),
    ],
)
def test_words_stand_out_seven_to_one(text: str, ground: str) -> None:
    light, dark = sorted((luminance(COLOURS[text]), luminance(COLOURS[ground])), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 7


def test_the_pages_can_be_left_out(tmp_path: Path) -> None:
    from central.app import create_app
    from central.settings import CentralSettings, PagesSettings

    settings = CentralSettings(data_dir=tmp_path, demo=True, pages=PagesSettings(enabled=False))
    app = create_app(settings)
    assert not [route for route in app.routes if getattr(route, "path", "").startswith("/staff")]
    app.state.central.engine.dispose()
