"""A person's contributions as the paper tells them: what a kiosk prints, and central sends later."""

from __future__ import annotations

from datetime import datetime

from kiosk.benefits.months import Month
from kiosk.contract.records import Contribution, Release
from kiosk.documents.contributions import ContributionsContent, PaperEntry, PaperMatter, PaperWorkplace
from kiosk.documents.estimate import Line as PaperLine
from kiosk.language import Bilingual, same
from kiosk.masking import mask_number
from kiosk.records.of_record import in_force
from kiosk.records.telling import Line, ToldContributions, entry_words, money, month_text


def statement_of(
    told: ToldContributions,
    release: Release,
    number: str,
    *,
    made_at: datetime,
    made_by: str,
    office_name: str,
    hotline: str,
) -> ContributionsContent:
    """``number``: of the person, printed masked. ``made_by``: the kiosk, or what else made the paper."""
    entries = in_force(release.record.contributions or ())
    return ContributionsContent(
        person=(release.record.person.full_name, mask_number(number)),
        headline=_paper(told.headline),
        totals=tuple(map(_paper, told.figures)),
        matters=tuple(PaperMatter(each.title, _listed(each.spans), each.text) for each in told.matters),
        health=tuple(map(_paper, told.health)),
        workplaces=tuple(PaperWorkplace(each.who, each.months, each.words) for each in told.workplaces),
        entries=tuple(map(_entry, entries)),
        as_of=told.as_of,
        made_at=made_at,
        office_name=office_name,
        kiosk_id=made_by,
        hotline=hotline,
    )


def _paper(line: Line) -> PaperLine:
    return PaperLine(line.label, line.value)


def _listed(spans: tuple[Bilingual, ...]) -> Bilingual:
    return Bilingual(vi="; ".join(each.vi for each in spans), en="; ".join(each.en for each in spans))


def _entry(entry: Contribution) -> PaperEntry:
    employer = "" if entry.employer is None else entry.employer.name
    ends = dict.fromkeys(month_text(Month.parse(each)) for each in (entry.from_month, entry.to_month))
    where = " · ".join(filter(None, (employer, entry.position)))
    wage = money(entry.wage, entry.currency) if entry.wage else same("")
    return PaperEntry(same(" – ".join(ends)), where, entry_words(entry), wage)
