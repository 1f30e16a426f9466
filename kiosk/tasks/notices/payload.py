"""The body of ``notice.preferences`` from the answers: subjects by channel become kinds of notice."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from kiosk.contract.kinds.notice_preferences import NoticeChoicePart, NoticePreferencesPayload
from kiosk.contract.records import NoticeChannel, Section
from kiosk.forms.answers import Relevant
from kiosk.records.notice_subjects import subject_of
from kiosk.tasks.building import consents_of, form_parts
from kiosk.tasks.evidence import Place, common_parts
from kiosk.tasks.task import Task
from kiosk.visit.visit import Visit

_NOTICES = frozenset({Section.NOTICES})
_CHANNELS = {each.value: each for each in NoticeChannel}
_Wanted = Mapping[NoticeChannel, Collection[str]]  # subjects


def build(task: Task, visit: Visit, relevant: Relevant, place: Place) -> NoticePreferencesPayload:
    wanted = {
        _CHANNELS[channel]: value or ()
        for channel, value in (
            (question.rpartition(".")[2], value) for question, value in relevant.values.items()
        )
        if channel in _CHANNELS
    }
    return NoticePreferencesPayload(
        **common_parts(visit, place, consents_of(relevant)),
        **form_parts(task, visit, relevant),
        choices=tuple(_choices(visit, wanted)),
    )


def _choices(visit: Visit, wanted: _Wanted) -> Iterator[NoticeChoicePart]:
    """Of every kind that central has named in this visit, or that this kiosk knows. What the person was not
    asked about stays as it is: the kiosk's own list of notices is never off.
    """
    read = visit.record(_NOTICES)
    notices = None if read is None else read.release.record.notices
    if notices is None:
        for kind in subject_of():
            yield NoticeChoicePart(kind=kind, on=_on(kind, (NoticeChannel.KIOSK,), wanted))
        return
    for each in notices.preferences.choices:
        switched = {channel: wanted[channel] for channel in each.may_switch if channel in wanted}
        yield NoticeChoicePart(kind=each.kind, on=_on(each.kind, each.on, switched))


def _on(kind: str, before: Collection[NoticeChannel], wanted: _Wanted) -> tuple[NoticeChannel, ...]:
    """A kind that is newer than this kiosk stays as it is."""
    subject = subject_of().get(kind)
    asked: _Wanted = {} if subject is None else wanted
    return tuple(
        channel
        for channel in NoticeChannel
        if (subject in asked[channel] if channel in asked else channel in before)
    )
