"""What a benefit comes to, looked at before it is filed, and that it was looked at."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from kiosk.benefits.errors import InputError
from kiosk.forms.conditions import AllOf, Condition, Known, Not
from kiosk.forms.form import Page, PageKind
from kiosk.forms.kinds import KINDS
from kiosk.forms.question import Question
from kiosk.language import Bilingual
from kiosk.tasks.calculation import Calculation
from kiosk.tasks.service_ground import Ground, day_of
from kiosk.tasks.service_texts import texts

ESTIMATE = "estimate"  # the group
_SEEN = "estimate.seen"


def estimate_pages(ground: Ground) -> Iterator[Page]:
    """One for each calculation, of which the first is met whose condition holds."""
    before: tuple[Condition, ...] = ()
    for place, calculation in enumerate(ground.filing.estimates):
        own = () if calculation.when is None else (calculation.when,)
        conditions = (*map(Not, before), *own)
        yield Page(
            id=f"{ESTIMATE}_{place + 1}" if place else ESTIMATE,
            group=ESTIMATE,
            kind=PageKind.INFORMATION,
            title=texts().estimate_title,
            when=AllOf(conditions) if conditions else None,
            more=partial(_told, calculation, ground),
            leads_to=calculation.leads_to,
            paper=texts().estimate,
        )
        before += own
    if ground.filing.seen is not None:
        yield _seen(ground.filing.seen, ground.form.version)


def _seen(wording: Bilingual, version: str) -> Page:
    kind, words = KINDS["declaration"], texts()
    options = kind.options.model_validate({"version": version, "seen": True})
    question = Question(id=_SEEN, kind=kind, label=words.seen, help=wording, options=options)
    return Page("estimate_seen", ESTIMATE, PageKind.QUESTIONS, words.seen, questions=(question,))


def _told(calculation: Calculation, ground: Ground, known: Known) -> tuple[Bilingual, ...]:
    from kiosk.benefits.engine import calculate
    from kiosk.tasks.estimate import input_of, told

    on, book = day_of(known), ground.around.book()
    try:
        answer = calculate(calculation.calculator, input_of(calculation, known, on, book), on, book)
    except InputError:  # something that it needs is not known here
        return (*ground.filing.without_figures, texts().no_estimate)
    found = told(calculation, answer, on)
    lines = (
        Bilingual(vi=f"{a.label.vi}: {a.text.vi}", en=f"{a.label.en}: {a.text.en}") for a in found.figures
    )
    return (*lines, *(each.text for each in found.reasons), found.notice)
