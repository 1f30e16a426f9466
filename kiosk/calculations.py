"""What a person takes home of a calculator: the result on the screen, on paper, by e-mail and as a QR code.

Nothing of it is kept: it is worked out again from the answers whenever it is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from kiosk.audit import AuditEvent
from kiosk.benefits.parameters import Edition
from kiosk.forms.summary import summary
from kiosk.language import Bilingual, Language, same
from kiosk.law_tables import LawTables
from kiosk.receipts import get_printer
from kiosk.settings import Settings
from kiosk.visit.facts import facts_of
from kiosk.visit.mailing import ADDRESS
from kiosk.visit.visit import Visit
from kiosk.whereabouts import Surroundings

if TYPE_CHECKING:
    from kiosk.benefits.errors import InputError
    from kiosk.documents.estimate import EstimateContent, Line
    from kiosk.documents.paper_words import PaperWords
    from kiosk.tasks.estimate import Estimate, Reasoning
    from kiosk.tasks.task import Task

_IN_CODE = 3  # figures
_NOTHING = Bilingual(vi="", en="")


class EstimateMails(Protocol):
    """The part of `PaperMails` that is needed here."""

    def send_estimate(self, address: str, language: Language, pdf: bytes) -> None: ...


class Calculations:
    def __init__(
        self,
        settings: Settings,
        fonts_folder: Path,
        around: Surroundings,
        tables: LawTables,
        mails: EstimateMails,
        *,
        words: Callable[[], PaperWords],
        on_audit: Callable[[AuditEvent], None],
    ) -> None:
        self._settings = settings
        self._fonts_folder = fonts_folder
        self._around = around
        self._tables = tables
        self._mails = mails
        self._words = words
        self._on_audit = on_audit

    def result(self, visit: Visit) -> Estimate:
        """Worked out now (some milliseconds). Raises `InputError` where answers do not fit together."""
        from kiosk.tasks.estimate import estimate

        context = self._around.context(visit)
        known = visit.journey.relevant(facts_of(visit, context)).known
        return estimate(self._task(visit), known, context.today, self._tables.book)

    def questions_behind(self, visit: Visit, error: InputError) -> tuple[str, ...]:
        """Which questions the answers belong to that do not fit; empty where that is not known."""
        from kiosk.tasks.estimate import calculation_of

        relevant = visit.journey.relevant(facts_of(visit, self._around.context(visit)))
        behind = calculation_of(self._task(visit), relevant.known).questions_behind(error.field)
        return tuple(each for each in behind if relevant.asks(each))

    @property
    def edition(self) -> Edition:
        """Which tables a result rests on."""
        return self._tables.book.edition

    def tables_text(self) -> Bilingual:
        """The same in words."""
        edition = self.edition
        return self._words().estimate.tables(edition.number, edition.issued_on, shipped=edition.shipped)

    def used_lines(self, found: Estimate) -> Iterator[tuple[Bilingual, Bilingual]]:
        """The figures of the law that a result rests on: name; value, first day, source, what is unsure."""
        texts = self._words().estimate
        for used in found.used:
            since = texts.since.filled({"day": f"{used.valid_from:%d/%m/%Y}"})
            unsure = _NOTHING if used.settled else texts.unsure
            parts = (used.value, since, same(used.source), unsure)
            vi, en = (" · ".join(filter(None, [part.text(each) for part in parts])) for each in Language)
            yield used.name, Bilingual(vi=vi, en=en)

    def qr_text(self, visit: Visit) -> str:
        """The result in the language of the visit, with nothing that names the person, and short enough for a
        code that every phone reads.
        """
        found, language = self.result(visit), visit.language
        verdict = self._verdict(found)
        lines = [
            f"{self._words().estimate.title.text(language)} {found.on:%d/%m/%Y}",
            found.calculator.text(language),
            *([] if verdict is None else [verdict.text(language)]),
            *(
                f"{each.label.text(language)}: {each.text.text(language)}"
                for each in found.figures[:_IN_CODE]
            ),
        ]
        return "\n".join(lines)

    def print_result(self, visit: Visit) -> None:
        """Blocks. Raises `KnownError` when printer or paper are missing. The audit log tells it."""
        from kiosk.documents.estimate import render_estimate
        from kiosk.documents.printer import Paper

        printer = get_printer(self._settings)
        pdf = render_estimate(self._content(visit), self._fonts_folder)
        self._note(visit, "printed")
        printer.print_pdf(pdf, "estimate", Paper.FORM)

    def mail_result(self, visit: Visit) -> None:
        """To the address that was given. Blocks. Raises `KnownError` when central cannot send it now."""
        from kiosk.documents.estimate import render_estimate

        pdf = render_estimate(self._content(visit), self._fonts_folder)
        self._note(visit, "mailed")
        self._mails.send_estimate(str(visit.mailing.value(ADDRESS)), visit.language, pdf)

    def _note(self, visit: Visit, how: str) -> None:
        self._on_audit(AuditEvent(f"estimate.{how}", self._around.context(visit).now, visit.visit_id))

    def _content(self, visit: Visit) -> EstimateContent:
        from kiosk.documents.estimate import EstimateContent, Line

        found = self.result(visit)
        return EstimateContent(
            name=found.calculator,
            verdict=self._verdict(found),
            figures=tuple(Line(each.label, each.text) for each in found.figures),
            reasons=_cited(found.reasons),
            steps=_cited(found.steps),
            other_ways=tuple(Line(each.text, _joined(each.amounts)) for each in found.other_ways),
            changes=found.changes,
            warnings=found.warnings,
            answers=tuple(self._answers(visit)),
            used=tuple(Line(name, value) for name, value in self.used_lines(found)),
            tables=self.tables_text(),
            notice=found.notice,
            made_at=self._around.context(visit).now,
            office_name=self._settings.office.name,
            kiosk_id=self._settings.kiosk_id,
            hotline=self._settings.office.hotline,
            qr_text=self.qr_text(visit),
            texts=self._words().estimate,
        )

    def _answers(self, visit: Visit) -> Iterator[Line]:
        """As others may see them, in both languages."""
        from kiosk.documents.estimate import Line

        context = self._around.context(visit)
        relevant = visit.journey.relevant(facts_of(visit, context))
        vi, en = (
            summary(visit.journey.answers, relevant, replace(context, language=language))
            for language in Language
        )
        for one, other in zip(vi, en, strict=True):
            yield Line(Bilingual(vi=one.label, en=other.label), Bilingual(vi=one.shown, en=other.shown))

    def _verdict(self, found: Estimate) -> Bilingual | None:
        """What is said in the place of a figure."""
        texts = self._words().estimate
        return {"not_eligible": texts.not_eligible, "rejected": texts.rejected}.get(found.outcome)

    def _task(self, visit: Visit) -> Task:
        return self._around.catalogue().get(visit.journey.task_id)


def _cited(steps: tuple[Reasoning, ...]) -> tuple[Line, ...]:
    from kiosk.documents.estimate import Line

    return tuple(Line(each.text, same(each.article)) for each in steps)


def _joined(amounts: tuple[Bilingual, ...]) -> Bilingual:
    return Bilingual(vi="; ".join(each.vi for each in amounts), en="; ".join(each.en for each in amounts))
