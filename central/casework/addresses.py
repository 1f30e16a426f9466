"""Where a person can be told something: the addresses that they gave, the newest first, of e-mail those that
are proved to be theirs. They lie sealed in acts and are read for one notice.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from uuid import UUID

from pydantic import JsonValue
from sqlalchemy import ColumnElement, Engine, select

from central.cases.handler import Giving, text_at
from central.cases.kinds import handler_of
from central.cases.table import Decision
from central.http.problems import ProblemError
from central.judging.stored_acts import StoredActs
from central.keys.opening import UnusableError
from central.notices.catalogue import Channel
from central.store.case_tables import case_file
from central.store.schema import act
from kiosk.contract.records import NoticeChannel


class Addresses:
    def __init__(self, engine: Engine, acts: StoredActs) -> None:
        self._engine = engine
        self._acts = acts

    def find(self, case_id: UUID, channel: Channel) -> str | None:
        """Of the person whose case this is; None when they gave none."""
        found = self.find_newest(case_id, (channel,))
        return None if found is None else found[1]

    def find_of_person(self, person: str, channel: Channel) -> str | None:
        """Of the person who stands so in the tables; what counts for one case alone does not count."""
        givings = self._givings(case_file.c.person == person, None, (channel,))
        return next((address for _, (_, address) in self._opened(givings)), None)

    def reached(self, person: str) -> frozenset[NoticeChannel]:
        """The channels by which that person can be told."""
        found = {each: self.find_of_person(person, each) for each in Channel}
        return frozenset(NoticeChannel(each.value) for each, address in found.items() if address is not None)

    def find_newest(self, case_id: UUID, channels: Collection[Channel]) -> tuple[Channel, str] | None:
        """The same by whichever of these channels they gave last; of several in one act, by the first."""
        for _, found in self._found(case_id, channels):
            return found
        return None

    def find_former(self, case_id: UUID, channel: Channel) -> str | None:
        """The one that the person had by this channel before this case gave them another; None where it gave
        none, or they had none.
        """
        given = None
        for of_case, (_, address) in self._found(case_id, (channel,)):
            if of_case == case_id:
                given = given or address
            elif given is not None:
                return None if address == given else address
        return None

    def _found(
        self, case_id: UUID, channels: Collection[Channel]
    ) -> Iterator[tuple[UUID, tuple[Channel, str]]]:
        """Every address that counts, with the case that it was given in; the newest first."""
        with self._engine.connect() as connection:
            mine = connection.execute(select(case_file).where(case_file.c.case_id == case_id)).one()
        whose = case_file.c.case_id == case_id
        if mine.person is not None:
            whose |= case_file.c.person == mine.person
        yield from self._opened(self._givings(whose, case_id, channels))

    def _opened(
        self, found: Iterator[tuple[UUID, UUID, Mapping[Channel, Giving]]]
    ) -> Iterator[tuple[UUID, tuple[Channel, str]]]:
        for act_id, of_case, givings in found:
            try:
                stored = self._acts.get(act_id)
            except (ProblemError, UnusableError):  # its key is gone: an older address may do
                continue
            for channel, giving in givings.items():
                address, claim = _given(stored.content.payload, giving)
                if address is not None and claim not in stored.unproved:
                    yield of_case, (channel, address)

    def of_other(self, case_id: UUID, path: str) -> str | None:
        """Of somebody whom the act that opened the case names, for one word to them."""
        try:
            return text_at(self._acts.get(case_id).content.payload, path)
        except (ProblemError, UnusableError):
            return None

    def _givings(
        self, whose: ColumnElement[bool], case_id: UUID | None, channels: Collection[Channel]
    ) -> Iterator[tuple[UUID, UUID, Mapping[Channel, Giving]]]:
        """Acts with their cases, and where in them addresses stand that count for this case."""
        with self._engine.connect() as connection:
            query = (
                select(act.c.act_id, case_file.c.case_id, case_file.c.kind, case_file.c.decision)
                .join(case_file, case_file.c.case_id == act.c.case_id)
                .where(whose)
                .order_by(case_file.c.opened_at.desc(), act.c.act_id.desc())
            )
            rows = connection.execute(query).all()
        for row in rows:
            gives = handler_of(row.kind or "").gives
            own = row.case_id == case_id
            counting = {
                channel: gives[channel.value]
                for channel in channels
                if channel.value in gives and _counts(row.decision, gives[channel.value], own)
            }
            if counting:
                yield row.act_id, row.case_id, counting


def _counts(decision: str | None, giving: Giving, mine: bool) -> bool:
    """What was refused counts for its own case alone, as does what was given for it; a change of address
    only once it is approved.
    """
    if giving.alone and not mine:
        return False
    if decision == Decision.APPROVED.value:
        return True
    return giving.until_decided and (decision is None or mine)


def _given(payload: Mapping[str, JsonValue], giving: Giving) -> tuple[str | None, str | None]:
    """The address and what has to be proved of it, in an act of the kind or a supplement."""
    answers = payload.get("answers")
    answer = answers.get(giving.question) if isinstance(answers, dict) else None
    if isinstance(answer, str):
        return answer, giving.claim and giving.question
    return text_at(payload, giving.path), giving.claim
