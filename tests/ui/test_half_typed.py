"""What is half typed or half chosen is there again, whatever the person does in between: for every kind of
question, and for the pages that are no form.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtQuick import QQuickItem
from PySide6.QtWidgets import QApplication

from ekyc.errors import EkycError
from kiosk.forms.kinds import KINDS
from kiosk.language import Language
from kiosk.visit import identification
from simulation.form_filling import FormFilling
from tests.again import every_second
from tests.kiosk.visits import REGISTRATION
from tests.ui.added_service import ANSWERS, TASK, answers_of, open_service, page_id, skip_to
from tests.ui.devices.card import card_reading
from tests.ui.devices.face import face_evidence
from tests.ui.walk import PORTRAIT, Walk, open_kiosk
from ui.app import load_fonts
from ui.view_models.screens import SCREENS

Half = Callable[[FormFilling, Walk], None]
_PROVINCE, _BANK = ANSWERS["who.address"]["province"], ANSWERS["work.account"]["bank"]


def _write(entry: str, text: str) -> Half:
    return lambda form, _walk: form.write(entry, text)


def _taps(*names: str) -> Half:
    def tap(_form: FormFilling, walk: Walk) -> None:
        for name in names:
            walk.tap(name)

    return tap


def _all(*halves: Half) -> Half:
    def do(form: FormFilling, walk: Walk) -> None:
        for each in halves:
            each(form, walk)

    return do


def _fill(question: str, **parts: object) -> Half:
    return lambda form, _walk: form.fill(question, parts)


# By kind: the page, the question, and what is done to it without finishing it.
HALVES: Mapping[str, tuple[str, str, Half]] = {
    "text": ("who", "who.nickname", _write("who.nickname.text", "ba")),
    "name": ("who", "who.name", _write("who.name.text", "Lê")),
    "personal_number": ("who", "who.number", _write("who.number.text", "00118")),
    "insurance_number": ("insurance", "who.insurance", _write("who.insurance.text", "01234")),
    "tracking_code": ("tracking", "who.tracking", _fill("who.tracking", text="7KM2")),
    "phone": ("phone", "who.phone", _write("who.phone.text", "0912")),
    "email": ("email", "who.email", _write("who.email.text", "thu")),
    "date": ("event", "work.event", _write("work.event.text", "0102")),
    "month": ("since", "work.since", _write("work.since.text", "0220")),
    "period": ("stay", "work.away", _write("work.away.from", "0120")),
    "money": ("wage", "work.wage", _write("work.wage.text", "42500")),
    "number": ("married", "family.how_many", _taps("family.children.yes", "family.how_many.more")),
    "yes_no": ("married", "family.children", _taps("family.children.no")),
    "one_of": ("how", "work.how", _taps("work.how.post")),
    "some_of": ("benefits", "work.benefits", _taps("work.benefits.pension")),
    "address": (
        "address",
        "who.address",
        _all(_fill("who.address", province=_PROVINCE), _write("who.address.commune_search", "ba")),
    ),
    "office": ("office", "work.office", _write("work.office.province_search", "ha")),
    "facility": (
        "facility",
        "work.facility",
        _all(_fill("work.facility", province=_PROVINCE), _write("work.facility.search", "be")),
    ),
    "bank_account": (
        "account",
        "work.account",
        _all(
            _fill("work.account", bank=_BANK, number="12345"),
            _taps("work.account.bank.change"),
            _write("work.account.search", "vi"),
        ),
    ),
    "relatives": (
        "relatives",
        "family.relatives",
        _all(
            _fill(
                "family.relatives", rows=[{"relative": {"text": "Le An"}, "relation": {"choice": "child"}}]
            ),
            _taps("family.relatives.add"),
            _write("family.relatives.relative.text", "Le"),
            _taps("family.relatives.relation.spouse", "family.relatives.row0.change"),
        ),
    ),
    "contribution_months": (
        "months",
        "work.months",
        _all(
            _taps("work.months.add"),
            _write("work.months.row.from", "0220"),
            _taps("work.months.row.compulsory"),
        ),
    ),
    "document_scan": ("paper", "end.paper", _fill("end.paper", pages=1)),
    "consent": ("consent", "end.consent", _taps("end.consent.tick")),
    "declaration": ("declare", "end.declaration", _taps("end.declaration.tick")),
}


def _looks(walk: Walk, question: str) -> dict[str, list[object]]:
    """What the person sees of a question: every named item in it, with what stands there or is chosen."""
    seen: dict[str, list[object]] = {}

    def look(item: QQuickItem) -> None:
        if not item.isVisible():
            return
        name = item.objectName()
        if name.startswith(question):
            shown = ("chosen", "given", "text") if _is_entry(item) else ("chosen", "given")
            seen[name] = [item.property(state) for state in shown]
        for child in item.childItems():
            look(child)

    frame = walk.find(question)
    if frame is not None:
        look(frame)
    return seen


def _is_entry(item: QQuickItem) -> bool:
    return item.property("cursorPosition") is not None


def _call_staff(walk: Walk, _page: str) -> None:
    walk.tap("callStaff")
    walk.arrive("staff_called")
    walk.tap("primary")


def _be_helped(walk: Walk, _page: str) -> None:
    """A member of staff has the screen for a while."""
    walk.take_over()
    walk.tap("handBack")
    walk.wait_for("takeAgain")
    walk.parts.assisting.end()
    walk.wait_until(lambda: walk.find("assistBar") is None, "the end of the help")


def _go_back_and_forth(walk: Walk, page: str) -> None:
    before = walk.kiosk.vm.property("step")
    walk.tap("back")
    walk.wait_until(lambda: walk.kiosk.vm.property("step") != before, "the page before")
    if walk.kiosk.vm.property("screen") == "face_result":
        walk.arrive("face_result")
    else:
        walk.arrive("question")
    walk.wait_for_keys()
    walk.tap("primary")
    walk.wait_until(lambda: page_id(walk) == page, "the page again")


def _change_language(walk: Walk, _page: str) -> None:
    for _ in range(2):
        walk.tap("language")
        walk.let_run(0.05)


def _change_looks(walk: Walk, _page: str) -> None:
    looks = walk.kiosk.vm.looks
    for scale, contrast in ((1.5, True), (1.25, False), (1.0, False)):
        looks.setTextScale(scale)
        looks.setHighContrast(contrast)
        walk.let_run(0.05)


def _hesitate(walk: Walk, _page: str) -> None:
    unhurried = SCREENS[str(walk.kiosk.vm.property("screen"))].unhurried
    walk.parts.clock.advance(250 if unhurried else 100)
    walk.tap("stay")
    walk.wait_until(lambda: walk.find("stay") is None, "the warning to go")


def _leave_the_task(walk: Walk, page: str) -> None:
    """Back and back until the journey is left, then the same task anew."""
    navigator = walk.parts.navigator
    while navigator.in_journey:
        navigator.back()
    walk.arrive("home")
    navigator.choose(TASK)
    person = navigator.visit.person
    while navigator.screen != "question" or page_id(walk) != page:
        if navigator.screen == "card":
            identification.take_card(person, card_reading())
        elif navigator.screen == "identity":
            identification.confirm_identity(person)
        elif navigator.screen == "face_prepare":
            identification.decline_face(person, walk.parts.policy, walk.parts.clock.now())
        navigator.next()


def _prove_an_address(walk: Walk, page: str) -> None:
    """Back to the e-mail: an address for none, its code, and on. What is asked before is whole then."""
    navigator = walk.parts.navigator
    places = [each.id for each in navigator.journey.form.pages]
    if places.index(page) < places.index("email_code"):
        return
    while page_id(walk) != "email":
        navigator.back()
    answers = answers_of(walk)
    answers.type("who.email", {"text": "thu@example.vn"})
    assert not answers.take_page(navigator.page, navigator.facts(), navigator.context())
    navigator.next()
    walk.arrive("email_code")
    walk.wait_for("codeBoxes")
    walk.wait_for_keys()
    walk.type_digits("246810")
    walk.wait_until(lambda: page_id(walk) != "email_code", "the page after the code")
    skip_to(walk, page)


# The last one leaves a page more on the way back.
WAYS = (
    _call_staff,
    _be_helped,
    _go_back_and_forth,
    _change_language,
    _change_looks,
    _hesitate,
    _leave_the_task,
    _prove_an_address,
)


@pytest.mark.parametrize("kind", every_second(sorted(KINDS)))
def test_what_is_half_done_is_there_again(qapp: QApplication, tmp_path: Path, kind: str) -> None:
    assert kind in HALVES, f"say how a question of the kind {kind} is half answered"
    page, question, half = HALVES[kind]
    load_fonts()
    with open_service(tmp_path, PORTRAIT, Language.VIETNAMESE) as walk:
        skip_to(walk, page)
        untouched = _looks(walk, question)
        half(FormFilling(walk), walk)
        walk.let_run(0.05)
        done = _looks(walk, question)
        assert done != untouched
        for way in WAYS:
            way(walk, page)
            walk.arrive("question")
            walk.wait_for(question)
            walk.wait_for_keys()
            walk.let_run(0.05)
            assert _looks(walk, question) == done, way.__name__


def _digits(walk: Walk, boxes: str) -> str:
    return str(walk.wait_for(boxes).property("digits"))


def test_half_a_card_number_is_there_again(qapp: QApplication) -> None:
    load_fonts()
    with open_kiosk() as walk:
        walk.card()
        walk.tap("typeNumber")
        walk.type_digits("0791600")
        for way in (_call_staff, _be_helped, _change_language, _change_looks, _hesitate):
            way(walk, "")
            walk.arrive("card")
            assert _digits(walk, "numberBoxes") == "0791600", way.__name__
        walk.tap("back")
        walk.arrive("home")
        walk.parts.navigator.choose("register")
        walk.arrive("card")
        assert _digits(walk, "numberBoxes") == "0791600"
        walk.type_digits("12345")
        walk.tap("primary")
        assert walk.parts.card.typed == ["079160012345"]
        walk.parts.card.on_fault(EkycError("wrong_access_key", "wrong"))
        walk.tap("typeNumberInstead")
        assert _digits(walk, "numberBoxes") == "079160012345"  # to be mended, not typed anew
        walk.parts.card.on_done(card_reading())
        walk.arrive("identity")
        assert not walk.parts.navigator.visit.typed


def test_half_a_code_is_there_again_for_each_address(qapp: QApplication) -> None:
    load_fonts()
    with open_kiosk() as walk:
        walk.email_code()
        walk.type_digits("12")
        for way in (_call_staff, _be_helped, _change_language, _change_looks, _hesitate):
            way(walk, "")
            walk.arrive("email_code")
            assert _digits(walk, "codeBoxes") == "12", way.__name__
        _enter_another_address(walk, "other@example.vn")
        assert _digits(walk, "codeBoxes") == ""
        walk.type_digits("3")
        _enter_another_address(walk, REGISTRATION["contact.email"]["text"])
        assert _digits(walk, "codeBoxes") == "12"
        _enter_another_address(walk, "other@example.vn")
        assert _digits(walk, "codeBoxes") == "3"


def test_half_an_answer_outlives_another_address(qapp: QApplication) -> None:
    """Typed before the code is asked for: whoever goes back for another address finds it again."""
    load_fonts()
    with open_kiosk() as walk:
        walk.address()
        walk.wait_for_keys()
        walk.tap("contact.address.anew")
        walk.field("contact.address.commune_search", "ba")
        half = _looks(walk, "contact.address")
        walk.tap("back")
        walk.arrive("email")
        walk.wait_for_keys()
        walk.field("contact.email.text", "other@example.vn")
        walk.tap("primary")
        walk.arrive("address")
        assert _looks(walk, "contact.address") == half


def _enter_another_address(walk: Walk, address: object) -> None:
    walk.tap("changeAddress")
    walk.arrive("email")
    walk.field("contact.email.text", str(address))
    walk.tap("primary")
    walk.arrive("email_code")
    walk.wait_for("codeBoxes")
    walk.wait_for_keys()


def test_an_address_that_is_chosen_anew_stays_so(qapp: QApplication) -> None:
    load_fonts()
    with open_kiosk() as walk:
        walk.parts.navigator.begin(Language.VIETNAMESE)
        walk.parts.navigator.choose("change_contact")
        visit = walk.parts.navigator.visit
        reading = card_reading()
        old = replace(reading.identity, residence="Tổ 5, xã Không Có, huyện Nào Đó, tỉnh Thái Nguyên")
        identification.take_card(visit.person, replace(reading, identity=old))
        identification.confirm_identity(visit.person)
        identification.agree_to_face(visit.person, walk.parts.clock.now())
        identification.take_face(visit.person, face_evidence(), walk.parts.policy)
        while walk.parts.navigator.screen != "question":
            walk.parts.navigator.next()
        walk.arrive("what")
        walk.tap("change.what.address")
        walk.tap("primary")
        walk.arrive("address")
        walk.wait_for("contact.address.old")
        walk.tap("contact.address.anew")
        walk.wait_for("contact.address.commune_search")
        _call_staff(walk, "")
        walk.arrive("address")
        walk.wait_for("contact.address.commune_search")
        assert walk.find("contact.address.old") is None


def test_nobody_sees_what_was_entered_with_another_card(qapp: QApplication) -> None:
    """Two people at one kiosk, in one visit: the second finds the fields empty."""
    load_fonts()
    with open_kiosk() as walk:
        walk.phone()
        walk.type_text("0912")
        navigator = walk.parts.navigator
        while navigator.screen != "card":
            navigator.back()
        walk.arrive("card")
        other = card_reading()
        other = replace(other, identity=replace(other.identity, personal_number="001185012345"))
        walk.parts.card.on_done(other)
        walk.arrive("identity")
        walk.wait_for_keys()
        walk.tap("primary")
        walk.arrive("face_prepare")
        walk.tap("declineFace")
        walk.arrive("face_result")
        walk.tap("primary")
        walk.arrive("phone")
        assert walk.wait_for("contact.phone.text").property("text") == ""
