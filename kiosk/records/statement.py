"""A person's contributions and health card as papers tell them: what a kiosk prints, and central sends."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from kiosk.contract.records import Release
from kiosk.documents.contributions import ContributionsContent, PaperEntry, PaperMatter, PaperWorkplace
from kiosk.documents.estimate import Line as PaperLine
from kiosk.documents.insurance_card import CardContent, PaperSaid
from kiosk.language import Bilingual
from kiosk.masking import mask_number
from kiosk.records.health_card import ToldCard
from kiosk.records.stretches import stretches_of
from kiosk.records.telling import Line, ToldContributions


@dataclass(frozen=True, slots=True)
class Imprint:
    """``made_at``: aware. ``made_by``: the kiosk, or what else made the paper."""

    made_at: datetime
    made_by: str
    office_name: str
    hotline: str


def statement_of(
    told: ToldContributions, release: Release, number: str, imprint: Imprint
) -> ContributionsContent:
    """``number``: of the person, printed masked."""
    stretches = stretches_of(release.record.contributions or ())
    return ContributionsContent(
        person=(release.record.person.full_name, mask_number(number)),
        headline=_paper(told.headline),
        totals=tuple(map(_paper, told.figures)),
        matters=tuple(PaperMatter(each.title, _listed(each.spans), each.text) for each in told.matters),
        health=tuple(map(_paper, told.health)),
        workplaces=tuple(PaperWorkplace(each.who, each.months, each.words) for each in told.workplaces),
        entries=tuple(PaperEntry(each.months, each.where, each.what, each.wage) for each in stretches),
        as_of=told.as_of,
        made_at=imprint.made_at,
        office_name=imprint.office_name,
        kiosk_id=imprint.made_by,
        hotline=imprint.hotline,
    )


def card_of(told: ToldCard, imprint: Imprint) -> CardContent:
    return CardContent(
        said=tuple(PaperSaid(each.title, each.text) for each in told.said),
        lines=tuple(map(_paper, told.lines)),
        earlier=tuple(map(_paper, told.earlier)),
        qr_text=told.qr,
        as_of=told.as_of,
        made_at=imprint.made_at,
        office_name=imprint.office_name,
        kiosk_id=imprint.made_by,
        hotline=imprint.hotline,
    )


def _paper(line: Line) -> PaperLine:
    return PaperLine(line.label, line.value)


def _listed(spans: tuple[Bilingual, ...]) -> Bilingual:
    return Bilingual(vi="; ".join(each.vi for each in spans), en="; ".join(each.en for each in spans))
