"""What a book says of a person, as its paper takes it."""

from __future__ import annotations

from kiosk.documents.book import BookBenefit, BookContent, BookStretch
from kiosk.documents.estimate import Line as PaperLine
from kiosk.records.book import ToldBook
from kiosk.records.telling import Line


def content_of(told: ToldBook) -> BookContent:
    contributions = told.contributions
    return BookContent(
        person=tuple(map(_line, told.person.values())),
        headline=_line(contributions.headline),
        as_of=contributions.as_of,
        totals=tuple(map(_line, contributions.figures)),
        stretches=tuple(
            BookStretch(each.months, each.where, each.what, each.wage) for each in told.stretches
        ),
        settled=tuple(BookBenefit(each.what, each.amount, each.decision) for each in told.settled),
        used=tuple(map(_line, told.used)),
    )


def _line(line: Line) -> PaperLine:
    return PaperLine(line.label, line.value)
