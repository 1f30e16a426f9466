"""The electronic book, and the code by which a phone fetches it."""

from __future__ import annotations

from collections.abc import Iterator

from tests.ui.walk import Walk


def book(walk: Walk) -> Iterator[str]:
    """From home and back there."""
    walk.tap("home.record")
    walk.arrive("group")
    walk.tap("task.electronic_book")
    walk.arrive("book")
    yield "book"
    walk.tap("phone")
    walk.wait_for("bookQr")
    walk.let_run(0.05)
    yield "book code"
    walk.tap("hideCode")
    walk.tap("moreStretches")
    walk.let_run(0.05)
    yield "book all stretches"
    walk.tap("back")
    walk.arrive("group")
    walk.tap("back")
    walk.arrive("home")
