"""What is to be done with the papers of an application once it is filed: some are handed in, of others the
originals are shown to staff, who have to see them before anything is decided.
"""

from __future__ import annotations

from collections.abc import Iterator

from kiosk.forms.answers import Relevant
from kiosk.forms.kinds.document_scan import DocumentScanAnswer
from kiosk.language import Bilingual
from kiosk.tasks.service_texts import texts


def paper_steps(relevant: Relevant) -> Iterator[Bilingual]:
    """A sentence for those to hand in, and one for the originals to show; none where there are no such."""
    handed: list[Bilingual] = []
    shown: list[Bilingual] = []
    for question in relevant.questions:
        answer = relevant.values.get(question.id)
        if isinstance(answer, DocumentScanAnswer):
            (handed if answer.to_staff else shown).append(question.label)
    for words, papers in ((texts().hand_in, handed), (texts().show_originals, shown)):
        if papers:
            yield words.filled(
                {"vi": "; ".join(each.vi for each in papers), "en": "; ".join(each.en for each in papers)}
            )
