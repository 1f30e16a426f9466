"""What a person declares, as it stands on paper: shown on the screen before it is filed."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from kiosk.tasks.printed import fill, printed_of
from kiosk.visit.facts import facts_of
from kiosk.visit.visit import Visit
from kiosk.whereabouts import Surroundings


class OwnPapers:
    def __init__(self, fonts_folder: Path, around: Surroundings) -> None:
        self._fonts_folder = fonts_folder
        self._around = around

    def pictures(self, visit: Visit) -> tuple[bytes, ...]:
        """The pages of all forms that are shown, as PNG. Blocks. Raises what `render_pictures` does."""
        from kiosk.documents.forms import picture_form

        context = self._around.context(visit)
        relevant = visit.journey.relevant(facts_of(visit, context))
        task = self._around.catalogue().get(visit.journey.task_id)
        forms = [form for form in printed_of(task, relevant.known) if form.shown]
        filled = [(form.template, fill(form, relevant, context)) for form in forms]
        with ThreadPoolExecutor() as pool:  # each paper is set by a process of its own
            made = [
                pool.submit(picture_form, template, fields, self._fonts_folder, context.now)
                for template, fields in filled
            ]
            return tuple(page for each in made for page in each.result())
