"""A service that asks one question of every kind, added from a file, and what a person answers to it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QSize

from kiosk.forms.answers import Answers
from kiosk.forms.kind import Typed
from kiosk.language import Language
from kiosk.tasks.catalogue import Catalogue, load_catalogue
from kiosk.visit import identification
from tests.kiosk.visits import REFERENCE, Around
from tests.ui.devices.card import card_reading
from tests.ui.devices.face import face_evidence
from tests.ui.devices.parts import TestParts
from tests.ui.walk import PORTRAIT, Walk, open_kiosk
from ui.speech import SpeechService

FORM = Path(__file__).with_name("every_kind.toml")
TASK = "0.1"
_PROVINCE = "01"
_COMMUNE = next(each for each in REFERENCE.addresses.communes(_PROVINCE) if each.name == "Ba Đình").code
_OFFICE = next(each for each in REFERENCE.offices.all() if each.province_code == _PROVINCE).code
_FACILITY = next(
    each
    for each in REFERENCE.facilities.all()
    if each.province_code == _PROVINCE and each.accepts_first_registration
).code
_BANK = next(each for each in REFERENCE.banks.all() if each.short_name == "Agribank").bin

ANSWERS: Mapping[str, Typed] = {
    "who.name": {"text": "Hoàng Thị Hoa"},
    "who.number": {"text": "001185012345"},
    "who.nickname": {"text": "Bà Hoa"},
    "who.insurance": {"text": "0123456789"},
    "who.tracking": {"text": "7KM2PQ9XD4TT0ABC13"},
    "who.phone": {"text": "0912345678"},
    "who.email": {},  # I have none
    "who.address": {"street": "12 Phố Mẫu", "province": _PROVINCE, "commune": _COMMUNE},
    "family.children": {"choice": "yes"},
    "family.how_many": {"text": "2"},
    "family.relatives": {
        "rows": [
            {
                "relative": {"text": "Hoàng Văn An"},
                "relation": {"choice": "child"},
                "born": {"text": "05102010"},
            },
            {"relative": {"text": "Lê Văn Ba"}, "relation": {"choice": "spouse"}},
        ]
    },
    "work.event": {"text": "01022005"},
    "work.since": {"text": "022005"},
    "work.away": {"from": "012010", "to": "122011"},
    "work.wage": {"text": "4250000"},
    "work.months": {
        "rows": [
            {"from": "022005", "to": "122009", "scheme": "compulsory", "employer": "", "wage": "4000000"}
        ]
    },
    "work.how": {"choice": "post"},
    "work.benefits": {"chosen": ["maternity", "pension"]},
    "work.office": {"province": _PROVINCE, "office": _OFFICE},
    "work.facility": {"province": _PROVINCE, "facility": _FACILITY},
    "work.account": {
        "bank": _BANK,
        "number": "1234567890",
        "number_again": "1234567890",
        "holder": "Hoang Thi Hoa",
    },
    "end.paper": {"pages": 1},
    "end.consent": {"choice": "yes"},
    "end.declaration": {"choice": "yes"},
}


def parts_with_service(folder: Path) -> TestParts:
    """Test devices around a catalogue of the added service alone, which lies in ``folder``."""
    shutil.copyfile(FORM, folder / "0.1.toml")
    catalogue = load_catalogue((folder,))

    class AroundService(Around):
        def catalogue(self) -> Catalogue:
            return catalogue

    return TestParts(make_around=AroundService)


@contextmanager
def open_service(
    folder: Path,
    size: QSize = PORTRAIT,
    language: Language = Language.VIETNAMESE,
    speech: SpeechService | None = None,
) -> Iterator[Walk]:
    """On the first page of the added service, with an identified person."""
    with open_kiosk(size, parts=parts_with_service(folder), speech=speech) as walk:
        identify(walk, language)
        yield walk


def identify(walk: Walk, language: Language) -> None:
    """Through card and face, up to the first question."""
    navigator, parts = walk.parts.navigator, walk.parts
    walk.kiosk.vm.setLanguage(language.value)
    navigator.begin(language)
    navigator.choose(TASK)
    person, clock = navigator.visit.person, parts.clock
    does = {
        "card": lambda: identification.take_card(person, card_reading()),
        "identity": lambda: identification.confirm_identity(person),
        "face_prepare": lambda: identification.agree_to_face(person, clock.now()),
        "face_check": lambda: identification.take_face(person, face_evidence(), parts.policy),
    }
    while navigator.screen != "question":
        does.get(navigator.screen, lambda: None)()
        navigator.next()
    walk.arrive("question")


def skip_to(walk: Walk, page: str) -> None:
    """Answer every page before ``page`` without the screen; it is shown then."""
    navigator = walk.parts.navigator
    while page_id(walk) != page:
        answers = answers_of(walk)
        for question in navigator.page.questions:
            typed = ANSWERS[question.id]
            if "pages" in typed:
                answers.type(question.id, {"choice": "staff"})
            elif typed:
                answers.type(question.id, typed)
            else:
                answers.decline(question.id)
        faults = answers.take_page(navigator.page, navigator.facts(), navigator.context())
        assert not faults, faults
        navigator.next()
    shown = navigator.page.questions[0].id
    walk.wait_until(lambda: walk.find(shown) is not None, f"the page {page}")
    walk.arrive("question")
    walk.wait_for_keys()


def page_id(walk: Walk) -> str:
    """Of the page of questions that is shown."""
    return walk.parts.navigator.page.id


def answers_of(walk: Walk) -> Answers:
    return walk.parts.navigator.journey.answers


__all__ = ["ANSWERS", "FORM", "TASK", "open_service", "parts_with_service"]
