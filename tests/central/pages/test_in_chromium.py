"""The pages in a real browser: nothing sticks out, axe-core finds nothing, and all goes by the keyboard.

``STAFF_PICTURES=folder`` leaves a picture of each page at each size there, to look at.

Left out where Debian's ``chromium``, which `make test` installs, is missing; ``test_markup.py`` looks at the
same pages without it.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from central.embedded import EmbeddedCentral
from tests.central.judging.test_judging import send
from tests.central.pages.browser import code_of
from tests.central.pages.conftest import AUDITOR, OFFICER, SUPERVISOR, TECHNICIAN, Staff
from tests.central.pages.test_cases import filed
from tests.central.pages.test_news import written_news
from tests.central.pages.test_oversight import failed_notice, put_into_quarantine
from tests.patience import PATIENCE
from tests.sync_parts import Station

CHROMIUM = shutil.which("chromium")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium here")
# It draws our own pages alone, as whatever user runs the tests, and asks for nothing beyond this machine.
SWITCHES = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SIZES: tuple[ViewportSize, ...] = ({"width": 1366, "height": 768}, {"width": 1920, "height": 1080})
MOST_TABS = 120
FOCUSED = """() => {
    const it = document.activeElement
    if (it === null || it === document.body) return null
    const place = it.getBoundingClientRect(), look = getComputedStyle(it)
    return {
        name: it.tagName + ' ' + (it.innerText || it.value || it.name || '').trim(),
        seen: place.width > 0 && place.bottom > 0 && place.top < innerHeight,
        marked: look.outlineStyle !== 'none' || it.matches('input[type=date]'),
    }
}"""
OpenAt = Callable[[str | None], Page]
WIDER = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


@pytest.fixture
def database_url() -> None:
    """What a browser shows does not depend on it."""


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def axe() -> str:
    return (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")


@pytest.fixture
def open_at(chromium: Browser, staff: Staff) -> Iterator[OpenAt]:
    """A tab of a member of staff; what its console complains of fails the test."""
    opened: list[Any] = []
    complaints: list[str] = []

    def make(account: str | None) -> Page:
        context = chromium.new_context(base_url=staff.central.url, viewport=SIZES[0])
        context.set_default_timeout(PATIENCE * 1000)
        opened.append(context)
        if account is not None:
            token = staff.signed_in(account).client.cookies["bhxh-staff"]
            context.add_cookies([{"name": "bhxh-staff", "value": token, "url": staff.central.url}])
        tab = context.new_page()
        tab.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
        return tab

    yield make
    for context in opened:
        context.close()
    assert complaints == []


def tab_to(tab: Page, name: str) -> None:
    """By the Tab key alone."""
    for _ in range(MOST_TABS):
        tab.keyboard.press("Tab")
        focused = tab.evaluate(FOCUSED)
        if focused is not None and name in focused["name"]:
            return
    raise AssertionError(f"the Tab key does not lead to {name}")


def go_round(tab: Page) -> list[str]:
    """What the Tab key leads to, each in sight and marked, until it leaves the page."""
    names: list[str] = []
    for _ in range(MOST_TABS):
        tab.keyboard.press("Tab")
        focused = tab.evaluate(FOCUSED)
        if focused is None:
            return names
        assert focused["seen"], focused
        assert focused["marked"], focused
        names.append(focused["name"])
    raise AssertionError("the Tab key does not leave the page")


def keep_picture(tab: Page, path: str, size: ViewportSize) -> None:
    if folder := os.environ.get("STAFF_PICTURES"):
        name = "-".join(part for part in path.replace("?", "/").split("/") if part)
        tab.screenshot(path=Path(folder) / f"{name}-{size['width']}.png", full_page=True)


def look(tab: Page, path: str, axe: str) -> None:
    """At both sizes nothing sticks out; what axe-core and the Tab key find is the same at each."""
    answer = tab.goto(path)
    assert answer is not None
    assert answer.ok, path
    for size in reversed(SIZES):
        tab.set_viewport_size(size)
        assert not tab.evaluate(WIDER), (path, size)
        keep_picture(tab, path, size)
    tab.evaluate(axe)
    found = tab.evaluate("axe.run()")["violations"]
    assert [(each["id"], [node["target"] for node in each["nodes"]]) for each in found] == [], path
    names = go_round(tab)
    assert "nội dung chính" in names[0] or path.endswith("sign-in"), path


@pytest.mark.long
def test_every_page(open_at: OpenAt, axe: str, station: Station, central: EmbeddedCentral) -> None:
    act = filed(verification={"outcome": "staff_review", "reasons": ["face_match_uncertain"]})
    send(station, central, act)
    staff_pages = {
        None: ["/staff/sign-in"],
        OFFICER: [
            "/staff",
            "/staff?state=done",
            f"/staff/cases/{act.act_id}",
            "/staff/notices",
        ],
        SUPERVISOR: ["/staff/kiosks", "/staff/quarantine", "/staff/refused", "/staff/looks"],
        TECHNICIAN: ["/staff"],
        AUDITOR: ["/staff/statistics", "/staff/audit"],
    }
    staff_pages[SUPERVISOR].append(f"/staff/quarantine/{put_into_quarantine(station, central)}")
    for account, paths in staff_pages.items():
        tab = open_at(account)
        if account == OFFICER:
            central.central.cases.change(OFFICER, str(act.act_id), "take", 1)
            failed_notice(central, act)
            paths.append(f"/staff/news?again={written_news(central)}")
        for path in paths:
            look(tab, path, axe)


def test_a_case_from_signing_in_to_the_decision_by_the_keyboard(
    open_at: OpenAt, staff: Staff, station: Station, central: EmbeddedCentral
) -> None:
    act = filed()
    send(station, central, act)
    number = str(station.outbox.get(act.act_id).case_number)
    access, tab = staff.give(OFFICER), open_at(None)
    tab.goto("/staff")
    tab.wait_for_selector("#account:focus")
    for typed in (OFFICER, access.password):
        tab.keyboard.type(typed)
        tab.keyboard.press("Tab")
    tab.keyboard.type(code_of(access, staff.clock))
    tab.keyboard.press("Enter")
    tab.wait_for_selector("table.work")
    tab_to(tab, number)
    tab.keyboard.press("Enter")
    tab.wait_for_selector(".decide")
    for change, state in (("Nhận xử lý", "Đang xử lý"), ("Duyệt", "Đã duyệt")):
        tab_to(tab, f"SUMMARY {change}")
        tab.keyboard.press("Enter")
        tab_to(tab, f"BUTTON {change}")
        tab.keyboard.press("Enter")
        tab.wait_for_selector(f".state:text-is('{state}')")


def test_what_is_missing_is_ticked_by_the_keyboard(
    open_at: OpenAt, station: Station, central: EmbeddedCentral
) -> None:
    act = filed()
    send(station, central, act)
    tab = open_at(OFFICER)
    central.central.cases.change(OFFICER, str(act.act_id), "take", 1)
    tab.goto(f"/staff/cases/{act.act_id}")
    tab_to(tab, "SUMMARY Yêu cầu bổ sung")
    tab.keyboard.press("Enter")
    tab_to(tab, "INPUT document_missing")
    tab.keyboard.press("Space")
    tab_to(tab, "INPUT yes")  # the first paper, which stands open
    tab.keyboard.press("Space")
    tab_to(tab, "BUTTON Yêu cầu bổ sung")
    tab.keyboard.press("Enter")
    tab.wait_for_selector(".state:text-is('Chờ bổ sung')")
    (asked,) = central.central.cases.get(OFFICER, str(act.act_id)).history[-1].asked
    assert asked == "paper.authorisation"


@pytest.mark.usefixtures("station")  # the office is known by its first kiosk
def test_an_enrolment_code_by_the_keyboard(open_at: OpenAt) -> None:
    tab = open_at(TECHNICIAN)
    tab.goto("/staff/kiosks")
    tab_to(tab, "INPUT kiosk")
    tab.keyboard.type("KIOSK-07")
    tab.keyboard.press("Enter")
    tab.wait_for_selector(".qr svg")
    assert tab.inner_text(".code").count("-") == 4
