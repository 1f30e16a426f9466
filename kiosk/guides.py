"""What somebody takes along who has to go on elsewhere: what a page tells, on paper and as a QR code.

It is told by pages that are read (information, or an early end), and holds nothing of the person.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.forms.form import Page
from kiosk.language import Bilingual
from kiosk.receipts import get_printer
from kiosk.settings import Settings
from kiosk.visit.facts import facts_of
from kiosk.visit.visit import Visit
from kiosk.whereabouts import Surroundings

if TYPE_CHECKING:
    from kiosk.documents.guide import GuideContent
    from kiosk.documents.paper_words import PaperWords


class Guides:
    def __init__(
        self,
        settings: Settings,
        fonts_folder: Path,
        around: Surroundings,
        words: Callable[[], PaperWords],
    ) -> None:
        self._words = words
        self._settings = settings
        self._fonts_folder = fonts_folder
        self._around = around

    def counter(self, page: Page) -> tuple[tuple[Bilingual, Bilingual], ...]:
        """Label and words: where to go and whom to ask; nothing where staff of this office do not
        go on with it."""
        if not page.counter:
            return ()
        texts = self._words().guide
        office = {"office": self._settings.office.name}
        return (texts.labels["where"], texts.where.filled(office)), (texts.labels["whom"], texts.whom)

    def qr_text(self, visit: Visit, page: Page) -> str:
        """The page in the language of the visit, short enough for a code that every phone reads."""
        language, texts = visit.language, self._words().guide
        lines = [page.title.text(language)]
        if page.bring:
            lines.append(f"{texts.labels['bring'].text(language)}:")
            lines += [f"- {each.text(language)}" for each in page.bring]
        else:
            lines += [each.text(language) for each in self._told(visit, page)]
        lines += [words.text(language) for _, words in self.counter(page)[:1]]
        return "\n".join([*lines, self._settings.office.hotline])

    def _told(self, visit: Visit, page: Page) -> tuple[Bilingual, ...]:
        journey = visit.journey_or_none
        if page.more is None or journey is None:
            return page.paragraphs
        return page.told(journey.relevant(facts_of(visit, self._around.context(visit))).known)

    def print_page(self, visit: Visit, page: Page) -> None:
        """Blocks. Raises `KnownError` when printer or paper are missing."""
        from kiosk.documents.guide import render_guide

        pdf = render_guide(self._content(visit, page), self._fonts_folder)
        get_printer(self._settings).print_pdf(pdf, "guide")

    def _content(self, visit: Visit, page: Page) -> GuideContent:
        from kiosk.documents.guide import GuideContent

        told = self._told(visit, page)
        return GuideContent(
            task=self._around.catalogue().get(visit.journey.task_id).name,
            heading=page.title,
            paragraphs=told if page.lead is None else (page.lead, *told),
            bring=page.bring,
            counter=self.counter(page),
            article=page.article,
            made_at=self._around.context(visit).now,
            office_name=self._settings.office.name,
            kiosk_id=self._settings.kiosk_id,
            hotline=self._settings.office.hotline,
            qr_text=self.qr_text(visit, page),
            paper=page.paper,
            texts=self._words().guide,
        )
