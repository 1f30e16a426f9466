"""Making the papers on which people read what their cases came to, where no officer has given one.

A paper is made after the change that it tells of: nobody waits for it, and nothing is changed less because it
cannot be made. What fails is tried again, twice as late each time, for as long as it takes.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from uuid import UUID

from pydantic import ValidationError
from sqlalchemy import Connection, Engine, select

from central.cases.filed import histories_of, standing_reason
from central.cases.forms import task_words
from central.cases.kinds import handler_of
from central.cases.kinds.service_filed import count_of
from central.cases.opening import filed_on
from central.cases.results import ResultRow, ResultSeals, fill_in, put_off, take_result
from central.cases.table import Decision, reasons
from central.cases.writing import news_of
from central.casework.papers_anew import drawn
from central.casework.record_copies import RecordCopies
from central.feed.entries import add_news
from central.http.problems import ProblemError
from central.judging.stored_acts import StoredActs
from central.keys.opening import UnusableError
from central.notices.catalogue import RECORD_COPY, Channel
from central.notices.queue import queue_notices
from central.records.scope import RecordError
from central.store.case_tables import case_file
from central.store.schema import device
from kiosk.contract.kinds import KINDS, find_kind
from kiosk.contract.wire import ActContent, StoredAct
from kiosk.documents.errors import PrintingError, TemplateError
from kiosk.documents.result_notice import ResultNotice, render_result_notice
from kiosk.language import Bilingual
from kiosk.masking import mask_number
from kiosk.reference.reference_data import ReferenceData

logger = logging.getLogger(__name__)
_KEPT = timedelta(minutes=2)  # longer than it takes to set and draw a page
_PAUSE, _MOST_DOUBLED = timedelta(minutes=1), 6  # an hour at last
_UNSURE = "unsure"


class ResultMaking:
    def __init__(
        self,
        engine: Engine,
        acts: StoredActs,
        seals: ResultSeals,
        copies: RecordCopies,
        *,
        fonts_folder: Path,
        now: Callable[[], datetime],
    ) -> None:
        self._engine = engine
        self._acts = acts
        self._seals = seals
        self._copies = copies
        self._fonts_folder = fonts_folder
        self._now = now

    def make_one(self) -> bool:
        """The paper that waits longest. False: none is due."""
        taken = take_result(self._engine, self._now(), _KEPT)
        if taken is None:
            return False
        try:
            pdf, wanted_by = self._paper(taken)
            pages = drawn(pdf)
            is_mailed = wanted_by is not None and self._copies.is_mailed(wanted_by)
        except (
            ProblemError,
            UnusableError,
            PrintingError,
            TemplateError,
            RecordError,
        ) as error:
            logger.error("the result of case %s is not made: %s", taken.case_id, type(error).__name__)
            self._put_off(taken)
            return True
        sealed = self._seals.seal(taken.case_id, taken.number, pdf, pages)
        with self._engine.begin() as connection:
            if fill_in(connection, taken, sealed):
                if is_mailed:
                    self._queue_mail(connection, taken)
                case, reason = _standing(connection, taken.case_id)
                add_news(connection, self._now(), news_of(connection, [(case, reason)]))
        return True

    def _queue_mail(self, connection: Connection, taken: ResultRow) -> None:
        """With the paper, in one transaction: it goes out once, and staff see when it did not."""
        channels, now = (Channel.EMAIL,), self._now()
        queue_notices(connection, taken.case_id, taken.version, RECORD_COPY, channels, reason=None, now=now)

    def _put_off(self, taken: ResultRow) -> None:
        pause = _PAUSE * 2 ** min(taken.failures, _MOST_DOUBLED)
        with self._engine.begin() as connection:
            put_off(connection, taken, self._now() + pause)

    def _paper(self, taken: ResultRow) -> tuple[bytes, ActContent | None]:
        """The copy of the record with the act that asked for it, or what the case came to. Raises
        ProblemError and UnusableError for an act that does not open.
        """
        stored = self._acts.get(taken.case_id)
        with self._engine.connect() as connection:
            case, reason = _standing(connection, taken.case_id)
            office_name = _office_name(connection, case.office_id)
        if handler_of(stored.content.kind).gives_record and case.decision == Decision.APPROVED:
            return self._copies.pdf_of(taken.case_id, stored.content, office_name), stored.content
        notice = self._notice(taken, stored, case, reason, office_name)
        return render_result_notice(notice, self._fonts_folder), None

    @staticmethod
    def _notice(
        taken: ResultRow, stored: StoredAct, case: ResultRow, reason: str | None, office_name: str
    ) -> ResultNotice:
        content, words = stored.content, task_words().get(case.about or "")
        kind = KINDS.get(content.kind)
        unnamed = Bilingual(vi=content.kind, en=content.kind) if kind is None else kind.title
        return ResultNotice(
            number=taken.number,
            case_number=case.number or str(case.case_id),
            asked=unnamed if words is None else words.name,
            person=(_name(content), mask_number(content.subject_id)),
            refused=case.decision == Decision.REFUSED,
            reason=None if reason is None else reasons()[reason].text,
            results=() if words is None else words.results,
            filed_on=filed_on(content.occurred_at, stored.received_at),
            due_on=case.due_on,
            decided_at=taken.at,
            office_name=office_name,
            legal_basis=() if words is None else words.legal_basis,
            term_days=case.term_days,
            term_count=count_of(case.about).value,
            term_article=_term_article(content),
        )


def _standing(connection: Connection, case_id: UUID) -> tuple[ResultRow, str | None]:
    """The case as it stands, and why it was refused."""
    case = connection.execute(select(case_file).where(case_file.c.case_id == case_id)).one()
    return case, standing_reason(case, histories_of(connection, [case_id])[case_id])


def _name(content: ActContent) -> str:
    identity = content.payload.get("identity")
    name = identity.get("full_name") if isinstance(identity, dict) else None
    return name if isinstance(name, str) else ""


def _term_article(content: ActContent) -> str:
    """Where the law gives the term; "" where that is not settled."""
    kind = find_kind(content.kind, content.schema_version)
    if kind is None:
        return ""
    try:
        payload = kind.payload.model_validate(content.payload, strict=False)
    except ValidationError:  # it came under rules that hold no more
        return ""
    article = handler_of(content.kind).term(payload).article
    return "" if article.startswith(_UNSURE) else article


def _office_name(connection: Connection, office_id: str) -> str:
    found = _reference().offices.find_by_code(office_id)
    if found is not None:
        return found.name
    query = select(device.c.office_name).where(device.c.office_id == office_id)
    told = connection.execute(query.order_by(device.c.enrolled_at.desc()).limit(1)).scalar()
    return office_id if told is None else str(told)


@cache
def _reference() -> ReferenceData:
    return ReferenceData()
