"""What conditions and prefilling may ask about the visit: the values of `kiosk.forms.facts`."""

from __future__ import annotations

from datetime import date
from typing import cast

from pydantic import JsonValue

from ekyc.verification import Outcome, age_on
from kiosk.contract.records import (
    AliasKind,
    Differing,
    Found,
    FoundChild,
    NoticeChannel,
    Section,
)
from kiosk.forms.context import Context
from kiosk.language import Bilingual
from kiosk.records.care import DisputedCare
from kiosk.records.comparing import Field, Shown, Standing, birthday_words, compare
from kiosk.records.notice_subjects import shipped_subjects
from kiosk.visit.person import Person
from kiosk.visit.visit import Visit

_FIGURES = frozenset({Section.CONTRIBUTIONS})
_NOTICES = frozenset({Section.NOTICES})
_CHILDREN = frozenset({Section.CHILDREN})
_TOLD_IN_BOOKS = frozenset({Differing.NAME, Differing.DATE_OF_BIRTH})


def facts_of(visit: Visit, context: Context) -> dict[str, JsonValue]:
    """Everything that is known; what is not known is left out."""
    facts: dict[str, JsonValue] = {
        "today": context.today.isoformat(),
        "office.code": context.office_code or None,
        "office.name": context.office_name or None,
        "account.state": _account_state(visit),
        "codes.by_text": context.codes_by_text,
        "line.up": context.online,
        "case.chosen": visit.chosen_case,
        "copy.wanted": visit.wanted_copy,
        **_account_facts(visit),
        "followed.code": visit.followed_code,
        **_released_facts(visit, context.today),
        **_care_facts(visit.disputed_care),
        **_told_facts(visit),
        **_finding_facts(visit),
        **_person_facts(visit.person, context.today),
        **_record_facts(visit, context.today),
        **_held_facts(visit),
        **_gap_facts(visit, context.today),
        **_child_facts(visit),
    }
    return {name: value for name, value in facts.items() if value is not None}


def _account_facts(visit: Visit) -> dict[str, JsonValue]:
    chosen = visit.chosen_account
    return {} if chosen is None else {"paid_to.wish": chosen.wish, "paid_to.chosen": chosen.words or None}


def _account_state(visit: Visit) -> str | None:
    """Whichever sections were asked for, the person is there."""
    read, known = visit.record(frozenset()), visit.known
    if read is not None:
        return read.release.record.person.account.state.value
    return None if known is None else known.finding.account.value


def _care_facts(event: DisputedCare | None) -> dict[str, JsonValue]:
    """Of the treatment that the person says is not theirs."""
    if event is None:
        return {}
    return {
        "care.reference": event.reference,
        "care.day": event.day.isoformat(),
        "care.facility": event.facility,
    }


def _told_facts(visit: Visit) -> dict[str, JsonValue]:
    """How the person is told today, by subject: on where one of its kinds is that they may switch."""
    read = visit.record(_NOTICES)
    notices = None if read is None else read.release.record.notices
    if notices is None:
        return {}
    choices, reached = notices.preferences.choices, notices.preferences.reached_by
    asked = (NoticeChannel.EMAIL, NoticeChannel.TEXT)
    chosen: dict[NoticeChannel, list[JsonValue]] = {}
    for channel in asked:
        on = {each.kind for each in choices if channel in each.on and channel in each.may_switch}
        chosen[channel] = [subject for subject, kinds in shipped_subjects().items() if on & set(kinds)]
    return {
        **{f"told.{channel.value}": cast("JsonValue", chosen[channel]) for channel in asked},
        "told.unreached": [each.value for each in asked if each not in reached] or None,
    }


def _finding_facts(visit: Visit) -> dict[str, JsonValue]:
    """Of the person who is here; whoever files for another fills in nothing of it."""
    journey, known = visit.journey_or_none, visit.known
    facts: dict[str, JsonValue] = {"follow.by": "self" if journey is not None and journey.follows else None}
    if known is None or (journey is not None and not journey.for_self):
        return facts
    finding = known.finding
    others: list[JsonValue] = [{"book.number": number} for number in finding.others]
    return {
        **facts,
        "finding.by_card": known.is_by_card,
        "finding.found": finding.found is not Found.NOBODY,
        "finding.differs": [each.value for each in finding.differs] or None,
        "finding.several": finding.several,
        "finding.number": finding.number,
        "finding.books": 1 + len(finding.others) + finding.alike if finding.several else None,
        "finding.agrees": not _TOLD_IN_BOOKS & set(finding.differs) if finding.several else None,
        "finding.others": others or None,
    }


def _record_facts(visit: Visit, today: date) -> dict[str, JsonValue]:
    """Only where the person asked for it in this very journey."""
    journey = visit.journey_or_none
    if journey is None or not journey.own_figures or not journey.for_self:
        return {}
    read = visit.record(_FIGURES)
    return {} if read is None else read.figures(today)


def _held_facts(visit: Visit) -> dict[str, JsonValue]:
    """The record beside the card, of the person who is here and asked for it in this very journey."""
    journey, read = visit.journey_or_none, visit.record(frozenset())
    shown = shown_by(visit.person)
    if journey is None or not journey.own_figures or not journey.for_self or read is None or shown is None:
        return {}
    person = read.release.record.person
    found = {each.name: each for each in compare(person, shown)}
    standing = {
        wanted: [each.value for each in Field if found[each].standing is wanted] or None
        for wanted in Standing
    }
    numbers = person.current_numbers(AliasKind.INSURANCE_NUMBER)
    others: list[JsonValue] = [{"book.number": number} for number in numbers[1:]]
    return {
        "held.known": True,
        "held.differs": cast("JsonValue", standing[Standing.DIFFERS]),
        "held.agrees": cast("JsonValue", standing[Standing.AGREES]),
        "held.name": person.full_name,
        "held.date_of_birth": birthday_words(person).vi,
        "held.sex": person.sex,
        "held.personal_number": person.personal_number,
        "held.ethnicity": person.ethnicity or None,
        "held.nationality": _words(found[Field.NATIONALITY].held),
        "held.card_ethnicity": _words(found[Field.ETHNICITY].shown),
        "held.card_nationality": _words(found[Field.NATIONALITY].shown),
        "held.number": next(iter(numbers), None),
        "held.books": len(numbers) if others else None,
        "held.others": others or None,
    }


def shown_by(person: Person) -> Shown | None:
    """What the card that lies here says of its holder."""
    if person.card is None:
        return None
    identity = person.card.identity
    return Shown(
        identity.full_name,
        identity.date_of_birth,
        identity.sex.value,
        identity.personal_number,
        identity.ethnicity,
        identity.nationality,
    )


def _words(text: Bilingual | None) -> str | None:
    return None if text is None else text.vi


def _gap_facts(visit: Visit, today: date) -> dict[str, JsonValue]:
    """Of the stretch that the person turned to; of the only one there is, where they turned to none."""
    journey, read = visit.journey_or_none, visit.record(_FIGURES)
    if journey is None or not journey.own_figures or not journey.for_self or read is None:
        return {}
    gaps = read.gaps(today)
    chosen = next((each for each in gaps if each.first == visit.chosen_gap), None)
    if visit.chosen_gap is None and len(gaps) == 1:
        chosen = gaps[0]
    if chosen is None:
        return {}
    return {
        "gap.months": {"from": str(chosen.first), "to": str(chosen.last)},
        "gap.kind": chosen.kind,
        "gap.employer": chosen.employer,
        "gap.dissolved": chosen.dissolved if chosen.employer is not None else None,
        "gap.before": chosen.before,
        "gap.after": chosen.after,
    }


def _released_facts(visit: Visit, today: date) -> dict[str, JsonValue]:
    """Of a record that was read before in this visit: nobody is asked for it once more."""
    read = visit.record(_FIGURES)
    if read is None:
        return {}
    gaps = read.gaps(today)
    gap = next((each for each in gaps if each.first == visit.chosen_gap), gaps[0] if len(gaps) == 1 else None)
    if gap is None:
        return {}
    return {
        "released.months": {"from": str(gap.first), "to": str(gap.last)},
        "released.employer": gap.employer or gap.before,
    }


def _child_facts(visit: Visit) -> dict[str, JsonValue]:
    """Of the child whom the person chose in this journey."""
    journey, read = visit.journey_or_none, visit.record(_CHILDREN)
    if journey is None or not journey.own_figures or not journey.chosen_child or read is None:
        return {}
    for child in read.release.record.children or ():
        if child.personal_number == journey.chosen_child:
            return {
                "registry.number": child.personal_number,
                "registry.name": child.full_name,
                "registry.born": child.date_of_birth.isoformat(),
                **_found_of(child.finding),
            }
    return {}


def _found_of(finding: FoundChild | None) -> dict[str, JsonValue]:
    if finding is None:
        return {}
    return {
        "registry.found": finding.found is not Found.NOBODY,
        "registry.differs": [each.value for each in finding.differs] or None,
        "registry.several": finding.several,
        "registry.account": finding.account.value,
    }


def _person_facts(person: Person, today: date) -> dict[str, JsonValue]:
    facts: dict[str, JsonValue] = {}
    if person.card is not None:
        identity = person.card.identity
        facts |= {
            "person.personal_number": identity.personal_number,
            "person.passport_number": None if identity.passport is None else identity.passport.number,
            "person.full_name": identity.full_name,
            "person.date_of_birth": identity.date_of_birth.isoformat(),
            "person.age": age_on(today, identity.date_of_birth),
            "person.sex": identity.sex.value,
            "person.nationality": identity.nationality,
            "person.ethnicity": identity.ethnicity,
            "person.residence": identity.residence,
            "person.date_of_issue": identity.date_of_issue.isoformat() if identity.date_of_issue else None,
            "person.card_source": person.card.source.value,
        }
    if person.verdict is not None and person.verdict.outcome is not Outcome.RETRY:
        facts["person.verdict"] = person.verdict.outcome.value
    return facts
