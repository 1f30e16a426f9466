"""Every page of the record in the real scene, for people about whom the register has something odd to say."""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce

import pytest

from kiosk.contract.records import Alias, AliasKind, ManagedBy, PersonRecord, Section
from kiosk.places import EndReason
from tests.again import again
from tests.ui.devices.records import invented, long_record
from tests.ui.scene_checks import faults_of
from tests.ui.walk import Walk, reach

PAGES = ("contributions", "book", "insurance_card", "care_all", "received", "kept", "accounts", "compared")
Change = Callable[[PersonRecord], PersonRecord]


def without_card(record: PersonRecord) -> PersonRecord:
    return record.model_copy(update={"health_cards": (), "health_participation": ()})


def ended_card(record: PersonRecord) -> PersonRecord:
    card = next(each for other in invented() for each in other.health_cards or ())
    ended = {
        "valid_from": card.valid_from.replace(2019, 1, 1),
        "valid_to": card.valid_to.replace(2019, 12, 31),
    }
    return record.model_copy(update={"health_cards": (card.model_copy(update=ended),)})


def several_books(record: PersonRecord) -> PersonRecord:
    numbers = (f"990000002{place}" for place in range(3))
    aliases = (Alias(kind=AliasKind.INSURANCE_NUMBER, number=each, current=True) for each in numbers)
    person = record.person.model_copy(update={"aliases": (*record.person.aliases, *aliases)})
    return record.model_copy(update={"person": person})


def nothing_paid(record: PersonRecord) -> PersonRecord:
    return record.model_copy(update={"contributions": (), "time_used": (), "benefits": ()})


def forty_five_years(record: PersonRecord) -> PersonRecord:
    return record.model_copy(update={"contributions": long_record().contributions, "time_used": ()})


def foreigner(_record: PersonRecord) -> PersonRecord:
    return next(each for each in invented() if each.person.nationality != "VNM")


def soldier(_record: PersonRecord) -> PersonRecord:
    return next(each for each in invented() if each.person.managed_by is ManagedBy.DEFENCE)


ODD: dict[str, tuple[Change, ...]] = {
    "of a ministry": (soldier,),
    "old, in many books, with a card that ended": (forty_five_years, several_books, ended_card),
    "foreign, without card or contributions": (foreigner, without_card, nothing_paid),
    **{each.__name__: (each,) for each in (without_card, ended_card, several_books, nothing_paid)},
    **{each.__name__: (each,) for each in (forty_five_years, foreigner)},
}


def care_all(walk: Walk) -> None:
    walk._go_through("care", task="care_history")


@pytest.mark.parametrize("who", [each if place < 3 else again(each) for place, each in enumerate(ODD)])
def test_every_page_stands_whole_for(who: str, walk: Walk) -> None:
    records, root = walk.parts.records, walk.kiosk.window.contentItem()
    records.record = reduce(lambda record, change: change(record), ODD[who], invented()[0])
    if records.record.person.managed_by is not ManagedBy.CIVIL:
        records.withheld = (Section.CONTRIBUTIONS, Section.BENEFITS, Section.CARE, Section.DOCUMENTS)
    for page in PAGES:
        if page == "care_all":
            care_all(walk)
        else:
            reach(walk, page)
        walk.wait_until(lambda: not faults_of(root), f"page {page} without faults")
        walk.parts.navigator.end(EndReason.IDLE)
        walk.arrive("attract")
