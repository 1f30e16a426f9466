"""Notices in words: their order, what is over, what the list does not name, and what has no end."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from kiosk.contract.records import InboxNotice, Notices, NoticeTopic, NoticeWords, Release, Severity
from kiosk.errors import BugError
from kiosk.records.inbox import ToldInbox, tell_inbox
from tests.manual_clock import START
from tests.ui.devices.records import invented, notices

BASE = notices()


def notice(number: int, **changes: Any) -> InboxNotice:
    return BASE.inbox[0].model_copy(update={"notice_id": UUID(int=number), **changes})


def told(*inbox: InboxNotice, opened: Collection[UUID] = ()) -> ToldInbox:
    held = Notices(inbox=inbox, preferences=BASE.preferences)
    record = invented()[0].model_copy(update={"notices": held})
    return tell_inbox(Release(read_at=START, record=record), opened)


def order(inbox: ToldInbox) -> list[int]:
    return [each.notice_id.int for each in inbox.notices]


def test_unread_ones_come_first_then_the_newest_and_of_one_day_the_urgent() -> None:
    day = timedelta(days=1)
    inbox = (
        notice(1, created=START, read_at=START),
        notice(2, created=START - day),
        notice(3, created=START - day - timedelta(minutes=5), severity=Severity.URGENT),
        notice(4, created=START),
        notice(5, created=START + timedelta(minutes=5)),
    )
    assert order(told(*inbox)) == [4, 5, 3, 2, 1]
    assert order(told(*inbox, opened={UUID(int=4)})) == [5, 3, 2, 1, 4]


def test_what_is_over_is_not_told_and_what_holds_for_good_has_no_end() -> None:
    ends = START + timedelta(days=30)
    inbox = told(
        notice(1, expires=START), notice(2, expires=ends), notice(3, expires=START.replace(year=2099))
    )
    assert order(inbox) == [2, 3]
    assert [len(each.lines) for each in inbox.notices] == [3, 2]


@pytest.mark.parametrize("day", ["2026-02-12", "12/02/2026"])
def test_a_treatment_is_not_named_in_the_list_and_disputed_only_where_its_day_is_known(day: str) -> None:
    words = NoticeWords(vi="Lần khám tại Bệnh viện Thí Dụ", en="Treated at Bệnh viện Thí Dụ")
    known = {"reference": "1", "day": day, "facility": "Bệnh viện Thí Dụ"}
    health = {"topic": NoticeTopic.HEALTH, "title": words, "kind": "health.treated", "beforehand": known}
    (each,) = told(notice(1, **health)).notices
    assert "Thí Dụ" not in f"{each.name} {each.row} {each!r}"
    assert each.is_private
    assert (each.care is None) is (day != "2026-02-12")


def test_each_topic_that_has_something_has_its_tab_after_all_of_them() -> None:
    inbox = told(notice(1), notice(2, topic=NoticeTopic.MONEY), notice(3))
    assert [(tab.name, tab.words.en) for tab in inbox.tabs] == [
        ("", "All (3)"),
        ("contributions", "Contributions (2)"),
        ("money", "Money, benefits (1)"),
    ]
    assert inbox.count.vi == "3 thông báo, 3 chưa đọc"
    assert inbox.having_read(UUID(int=1)).count.vi == "3 thông báo, 2 chưa đọc"
    assert told().tabs == ()


def test_nothing_is_told_of_what_was_not_asked_for() -> None:
    with pytest.raises(BugError):
        tell_inbox(Release(read_at=START, record=invented()[0]), ())
