"""Settling abroad: what proves it (L41 Art. 76.4, 78.2, 106.2)."""

from __future__ import annotations

from kiosk.benefits.workings import Workings
from kiosk.eligibility.answer import Finding
from kiosk.eligibility.facts import Facts
from kiosk.eligibility.rules.making import law_rule


def _other_paper(facts: Facts, work: Workings) -> tuple[Finding, ...]:
    """The law takes other papers as the Government lists them (Art. 78.2.d): an officer looks. Told only."""
    if facts.emigration_paper == "other" and not facts.foreigner:
        work.warn(
            "other_emigration_paper",
            "Giấy tờ khác về việc định cư: cán bộ xem có đúng loại Chính phủ quy định không "
            "(Luật 41/2024/QH15, Điều 78 khoản 2 điểm d).",
            "Another paper of settlement: staff look whether it is one that the Government lists.",
        )
    return ()


RULES = (law_rule("emigration.other_paper", ("emigration_paper", "nationality"), _other_paper, tells=True),)
