"""The catalogue of notices that no case causes, and what everybody is told: checked when it is loaded."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from central.notices.announcements import AnnouncementError, announcements
from central.notices.catalogue import notices
from central.notices.kinds import IN_THE_OPEN, KindError, kinds
from kiosk.contract.records.notices import MOST_KINDS, NoticeChannel, Severity
from kiosk.tasks.catalogue import load_catalogue

ROW = """
[[kind]]
kind = "test.kind"
topic = "money"
severity = "info"
rule = "suspended"
title = { vi = "Một", en = "One" }
body = { vi = "{benefit} {decision}", en = "{benefit}" }
mail = { vi = "Hai", en = "Two" }
short = "Ba"
on = ["kiosk", "email"]
minimum = ["kiosk"]
expires_days = 30
"""


def test_every_kind_is_sound_and_leads_to_a_task_that_there_is() -> None:
    tasks = {task.id for task in load_catalogue()}
    assert len(kinds()) <= MOST_KINDS
    assert not kinds().keys() & notices().keys()
    led_to = {
        **{name: kind.task for name, kind in kinds().items()},
        **{name: each.task for name, each in notices().items()},
    }
    assert not {name: task for name, task in led_to.items() if task is not None and task not in tasks}
    for each in announcements(date(2026, 7, 1)).values():
        assert each.task is None or each.task in tasks


def test_a_kind_is_told_by_what_was_chosen_and_never_by_less_than_the_minimum() -> None:
    kind = kinds()["money.verification_due"]
    kiosk, email, text = NoticeChannel
    assert kind.by(None) == (kiosk, email, text)
    assert kind.by(frozenset()) == (kiosk, email)
    assert kind.may_switch == (text,)
    assert kinds()["account.phone_added"].may_switch == ()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('rule = "suspended"', 'rule = "no_such"', "there is no rule no_such"),
        ("expires_days = 30", "expires_days = 30\narguments = { days = 3 }", "takes [], not ['days']"),
        (
            'rule = "suspended"',
            'rule = "treated"\narguments = { told_for = "x" }',
            "told_for of the rule",
        ),
        ("{benefit} {decision}", "{amount}", "cannot be filled in there: amount"),
        ('vi = "Hai"', 'vi = "{benefit}"', "cannot be filled in there: benefit"),
        ('vi = "Một"', 'vi = "{benefit}"', "cannot be filled in there: benefit"),
        ('short = "Ba"', 'short = "Bà"', "letters without marks"),
        ('short = "Ba"', f'short = "{"a" * 161}"', "at most 160"),
        ('minimum = ["kiosk"]', 'minimum = ["kiosk", "text"]', "the minimum is on"),
        ('minimum = ["kiosk"]', "minimum = []", "the inbox has every notice"),
        ('mail = { vi = "Hai", en = "Two" }\n', "", "what is on has words"),
        ('topic = "money"', 'topic = "gold"', "topic"),
        ('kind = "test.kind"', "", "kind"),
    ],
)
def test_what_does_not_fit_is_named(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert old in ROW
    (tmp_path / "money.toml").write_text(ROW.replace(old, new), "utf-8")
    with pytest.raises(KindError) as caught:
        kinds(tmp_path)
    assert caught.value.code == "notice_kinds_invalid"
    assert said in str(caught.value)
    assert "money.toml" in str(caught.value)


def test_a_kind_stands_once_and_a_file_has_kinds(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(ROW, "utf-8")
    assert list(kinds(tmp_path)) == ["test.kind"]
    kinds.cache_clear()
    (tmp_path / "b.toml").write_text(ROW, "utf-8")
    with pytest.raises(KindError, match="stands twice"):
        kinds(tmp_path)
    (tmp_path / "b.toml").write_text("x = 1", "utf-8")
    with pytest.raises(KindError, match=r"b\.toml has no kinds"):
        kinds(tmp_path)


def test_nothing_about_the_person_goes_out_in_the_open() -> None:
    assert not IN_THE_OPEN & {"facility", "amount", "unit", "benefit", "decision", "serial", "total"}


def test_figures_that_change_are_announced_around_their_day() -> None:
    def told(day: date) -> list[tuple[str, str]]:
        found = announcements(day).values()
        return [(each.title.vi, each.body.vi) for each in found if each.kind == "general.figure"]

    assert not told(date(2026, 5, 31))
    title, body = told(date(2026, 6, 1))[0]
    assert title == "Mức tham chiếu thay đổi"
    assert "Từ 01/07/2026, mức tham chiếu là 2.530.000 đồng (trước đó 2.340.000 đồng)" in body
    assert told(date(2026, 9, 29))
    assert not told(date(2026, 9, 30))
    assert announcements(date(2026, 6, 1)).keys() == announcements(date(2026, 6, 1)).keys()


def test_what_ships_is_checked_when_it_is_loaded(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text(
        '[[announcement]]\nid = "closed"\nkind = "general.maintenance"\nseverity = "act"\n'
        "since = 2026-03-01\nuntil = 2026-03-05\n"
        'title = { vi = "Bảo trì", en = "Maintenance" }\nbody = { vi = "Hai giờ.", en = "Two hours." }\n',
        "utf-8",
    )
    (mine,) = [each for each in announcements(date(2026, 3, 5), own).values() if each.title.vi == "Bảo trì"]
    assert (mine.severity, mine.until.isoformat()) == (Severity.ACT, "2026-03-06T00:00:00+07:00")
    assert mine.notice_id not in announcements(date(2026, 3, 6), own)
    for wrong in ('[[figure]]\nname = "no_such"', "announcement = 3", "x ="):
        other = tmp_path / f"{len(wrong)}.toml"
        other.write_text(wrong, "utf-8")
        with pytest.raises(AnnouncementError) as caught:
            announcements(date(2026, 3, 5), other)
        assert other.name in str(caught.value)
