"""Notices to the person: the list, one that is private, one with something to do, and none at all."""

from __future__ import annotations

from collections.abc import Iterator

from tests.ui.tour.another import leave_for_another
from tests.ui.walk import Walk


def notices(walk: Walk) -> Iterator[str]:
    """From home and back there."""
    walk.tap("home.notices")
    walk.arrive("group")
    walk.tap("task.my_notices")
    walk.arrive("inbox")
    yield "inbox"
    walk.tap("notice.0")
    walk.wait_for("notMine")
    yield "inbox private"
    walk.tap("tab.health")
    walk.tap("notice.1")
    walk.wait_for("doNow")
    yield "inbox to do"
    records = walk.parts.records
    records.notices = records.notices.model_copy(update={"inbox": ()})
    walk.parts.navigator.visit.read = None
    walk.parts.navigator.leave_journey()
    walk.arrive("anything_else")
    walk.parts.navigator.choose("my_notices")
    walk.arrive("inbox")
    yield "inbox none"
    leave_for_another(walk)
