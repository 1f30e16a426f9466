"""Reading central's feed: each page is verified, then taken as a whole with its cursor, or not at all.

Whatever is wrong with the feed, acts are sent as before: the problem is kept for staff and technicians.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import Protocol

from pydantic import ValidationError

from kiosk.clock import Clock
from kiosk.contract.feed import (
    FEED_TYP,
    ActNews,
    CaseNews,
    FeedEntry,
    FeedPage,
    SignedPage,
    Topic,
    unpack_page,
)
from kiosk.sync.credentials import Credentials
from kiosk.sync.errors import DEVICE_REVOKED, CentralRefusedError, SyncError
from kiosk.sync.pinned_keys import NotSignedError, PinnedKeys
from local_db.case_news import CaseWord
from local_db.feed import FeedOrderError, FeedStore, KeptEntry, ReceivedPage
from local_db.judged_acts import JudgedAct

logger = logging.getLogger(__name__)

CURSOR_EXPIRED = "cursor-expired"
_MOST_PAGES = 200  # at once; acts that were recorded meanwhile come before the rest
_ABOUT_ACTS = (Topic.ACTS, Topic.CASES)  # kept with the acts
_ORDERED = ("all", "device", "office")  # as a page lists them


class FeedLine(Protocol):
    """The part of CentralClient that reading needs; each raises SyncError."""

    def changes(self, cursor: str) -> SignedPage: ...


class FeedReader:
    """Used by one thread; ``problem`` may be read by others."""

    def __init__(self, store: FeedStore, credentials: Credentials, client: FeedLine, clock: Clock) -> None:
        self._store = store
        self._credentials = credentials
        self._client = client
        self._clock = clock
        self._not_before = 0.0
        self.problem: str | None = None  # stable code of what keeps the feed from being read
        self.on_change: Callable[[], None] = lambda: None  # after entries were taken, from the reading thread

    def wake(self) -> None:
        """There may be news of what was just sent: ask again next time, whatever pause central named."""
        self._not_before = 0.0

    def pull(self, follow_keys: Callable[[], str | None]) -> None:
        """Take all that is new. ``follow_keys`` takes in central's keys where a page says that they changed.

        Raises SyncError when the line fails, or this kiosk was revoked, and LocalDbError. What is wrong with
        the feed itself is told as ``problem``; then nothing of that page was taken.
        """
        if self._clock.monotonic() < self._not_before:
            return
        changed = False
        try:
            for _ in range(_MOST_PAGES):
                answer, page = self._fetch(follow_keys)
                changed = self._store.apply(page, self._clock.now()) or changed
                if not page.more:
                    self._not_before = self._clock.monotonic() + answer.next_after_ms / 1000
                    break
        except FeedOrderError as error:
            self._tell(error.reason)
        except CentralRefusedError as refusal:
            if refusal.code == DEVICE_REVOKED or refusal.may_retry:
                raise
            self._tell(refusal.code)
        except _UnfitPageError as error:
            self._tell(error.code)
        else:
            self._tell(None)
        finally:
            if changed:
                self.on_change()

    def _fetch(self, follow_keys: Callable[[], str | None]) -> tuple[SignedPage, ReceivedPage]:
        state = self._store.state()
        cursor = "" if state is None else state.cursor
        try:
            answer = self._client.changes(cursor)
        except CentralRefusedError as refusal:
            if refusal.code != CURSOR_EXPIRED or not cursor:
                raise
            logger.info("the feed is read anew, as a whole")
            cursor = ""
            answer = self._client.changes(cursor)
        follow_keys()
        return answer, self._verify(answer, cursor)

    def _verify(self, answer: SignedPage, cursor: str) -> ReceivedPage:
        pinned = PinnedKeys(self._credentials.get_enrolment().receipt_keys)
        try:
            page = unpack_page(pinned.open(answer.signed, FEED_TYP))
        except NotSignedError:
            raise _UnfitPageError("feed_not_signed") from None
        except ValueError:
            raise _UnfitPageError("feed_unreadable") from None
        if page.kid != self._credentials.kid:
            raise _UnfitPageError("feed_of_another_kiosk")
        if page.after != cursor:
            raise _UnfitPageError("feed_out_of_order")
        return self._received(page)

    def _received(self, page: FeedPage) -> ReceivedPage:
        _check_order(page)
        newest = {(each.scope.value, each.topic, each.key): each for each in page.entries}
        kept = [each for each in newest.values() if not each.withdrawn and each.topic not in _ABOUT_ACTS]
        told = [each for each in page.entries if not each.withdrawn]
        try:
            judged = [_judged(each) for each in told if each.topic == Topic.ACTS]
        except ValidationError:
            raise _UnfitPageError("feed_unreadable") from None
        return ReceivedPage(
            after=page.after,
            cursor=page.cursor,
            as_of=page.as_of,
            whole=page.whole,
            more=page.more,
            entries=tuple(self._kept(each) for each in kept),
            ended=tuple(place for place, each in newest.items() if each.withdrawn),
            judged=tuple(judged),
            cases=tuple(_case_words(told)),
        )

    def _kept(self, entry: FeedEntry) -> KeptEntry:
        return KeptEntry(
            scope=entry.scope.value,
            topic=entry.topic,
            key=entry.key,
            position=entry.position,
            number=entry.number,
            effective_from=entry.effective_from,
            published_at=entry.published_at,
            received_at=self._clock.now(),
            content=entry.content,
        )

    def _tell(self, problem: str | None) -> None:
        if problem != self.problem and problem is not None:
            logger.error("the feed of central is not taken: %s", problem)
        self.problem = problem


class _UnfitPageError(SyncError):
    """A page that is not what central says to this kiosk at this place."""

    def __init__(self, code: str) -> None:
        super().__init__(code, "A page of central's feed is not what it should be.")


def _check_order(page: FeedPage) -> None:
    places = [(_ORDERED.index(each.scope), each.position) for each in page.entries]
    if any(first >= second for first, second in pairwise(places)):
        raise _UnfitPageError("feed_out_of_order")


def _judged(entry: FeedEntry) -> JudgedAct:
    news = ActNews.model_validate(entry.content)
    return JudgedAct(
        news.act_id,
        news.quarantined,
        news.problem,
        news.answer,
        title_vi=None if news.title is None else news.title.vi,
        title_en=None if news.title is None else news.title.en,
        detail=news.detail,
    )


def _case_words(entries: Sequence[FeedEntry]) -> Iterator[CaseWord]:
    """A state that only a later version knows is left out: it holds up nothing else."""
    for each in entries:
        if each.topic != Topic.CASES:
            continue
        try:
            yield _case_word(CaseNews.model_validate(each.content))
        except ValidationError:
            logger.warning("central tells of a case what this version cannot read")


def _case_word(news: CaseNews) -> CaseWord:
    return CaseWord(
        news.act_id,
        news.state.value,
        news.version,
        news.changed_at,
        news.told.vi,
        news.told.en,
        due_on=news.due_on,
        due_confirmed=news.due_confirmed,
        reason_vi=None if news.reason is None else news.reason.vi,
        reason_en=None if news.reason is None else news.reason.en,
    )
