"""The feed at a kiosk: verified, taken with its cursor or not at all, never in the way of acts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from joserfc import jws
from joserfc.jwk import ECKey
from sqlalchemy import event

from central.embedded import EmbeddedCentral
from central.feed.entries import ALL, News, add_news
from kiosk.benefits.parameters import SHIPPED_EDITION
from kiosk.clock import SystemClock
from kiosk.contract.audit import CountersignedCheckpoints
from kiosk.contract.feed import FEED_TYP, FeedPage, SignedPage, pack_page, unpack_page
from kiosk.sync.feed import FeedReader
from kiosk.sync.pinned_keys import PinnedKeys
from local_db.outbox import OutboxState
from tests.feed_parts import exchange, publish_levels
from tests.sync_parts import Station, sample_act

DAY = date(2026, 12, 20)
Forge = Callable[["ForgingLine", FeedPage], SignedPage]


def add(central: EmbeddedCentral, *keys: str, topic: str = "test", withdrawn: bool = False) -> None:
    with central.central.engine.begin() as connection:
        news = [News(ALL, topic, key, {"of": key}, withdrawn=withdrawn) for key in keys]
        add_news(connection, central.central.now(), news)


def kept(station: Station) -> list[str]:
    return [each.key for each in station.told.entries()]


class ForgingLine:
    """Somebody between kiosk and central who also has a key of his own, and old pages."""

    def __init__(self, station: Station, central: EmbeddedCentral, forge: Forge) -> None:
        self.client = station.client(central.url)
        self.central = central
        self.kid = station.credentials.kid
        self.stranger = ECKey.generate_key("P-256")
        self._pinned = PinnedKeys(station.credentials.get_enrolment().receipt_keys)
        self._forge = forge

    def changes(self, cursor: str) -> SignedPage:
        answer = self.client.changes(cursor)
        return self._forge(self, unpack_page(self._pinned.open(answer.signed, FEED_TYP)))

    def countersign(self, signed: list[str]) -> CountersignedCheckpoints:
        return self.client.countersign(signed)

    def signed(self, page: FeedPage, key: ECKey | None = None, typ: str = FEED_TYP) -> SignedPage:
        """By central's own key, unless another is named."""
        key = key or self.central.central.keys.receipt
        header = {"alg": "ES256", "typ": typ, "kid": key.thumbprint()}
        text = jws.serialize_compact(header, pack_page(page), key, registry=_LARGE)
        return SignedPage(signed=text, server_time=datetime.now(UTC))


class _Large(jws.JWSRegistry):
    max_payload_length = 1 << 20


_LARGE = _Large(algorithms=["ES256"])


def changed(**values: Any) -> Forge:
    return lambda line, page: line.signed(page.model_copy(update=values))


def backwards(line: ForgingLine, page: FeedPage) -> SignedPage:
    return line.signed(page.model_copy(update={"entries": page.entries[::-1]}))


def by_a_stranger(line: ForgingLine, page: FeedPage) -> SignedPage:
    return line.signed(page, line.stranger)


def of_another_type(line: ForgingLine, page: FeedPage) -> SignedPage:
    return line.signed(page, typ="JWT")


def bit_flipped(line: ForgingLine, page: FeedPage) -> SignedPage:
    answer = line.signed(page)
    at = len(answer.signed) // 2
    letter = "A" if answer.signed[at] != "A" else "B"
    return answer.model_copy(update={"signed": answer.signed[:at] + letter + answer.signed[at + 1 :]})


def no_page(line: ForgingLine, page: FeedPage) -> SignedPage:
    del page
    key = line.central.central.keys.receipt
    header = {"alg": "ES256", "typ": FEED_TYP, "kid": key.thumbprint()}
    return SignedPage(signed=jws.serialize_compact(header, b"{}", key), server_time=datetime.now(UTC))


FORGERIES: list[tuple[Forge, str]] = [
    (by_a_stranger, "feed_not_signed"),
    (of_another_type, "feed_not_signed"),
    (bit_flipped, "feed_not_signed"),
    (no_page, "feed_unreadable"),
    (changed(kid="another"), "feed_of_another_kiosk"),
    (changed(after="W10"), "feed_out_of_order"),
    (changed(after=""), "feed_out_of_order"),
    (backwards, "feed_out_of_order"),
]


@pytest.mark.expects_log("the feed of central is not taken")
@pytest.mark.parametrize(("forge", "problem"), FORGERIES)
def test_a_bad_page_changes_nothing_and_acts_are_sent(
    enrolled: Station, central: EmbeddedCentral, forge: Forge, problem: str
) -> None:
    add(central, "good")
    exchange(enrolled, central.url)
    before = enrolled.told.state(), enrolled.told.entries()
    add(central, "one", "two")
    line = ForgingLine(enrolled, central, forge)
    reader = FeedReader(enrolled.told, enrolled.credentials, line, SystemClock())
    reader.pull(lambda: None)
    assert reader.problem == problem
    assert (enrolled.told.state(), enrolled.told.entries()) == before
    act = sample_act()
    enrolled.recorder.record(act)
    exchange(enrolled, central.url)
    assert enrolled.outbox.get(act.act_id).state is OutboxState.SENT
    line.client.close()
    exchange(enrolled, central.url)
    assert kept(enrolled) == ["good", "one", "two"]


@pytest.mark.expects_log("the feed of central is not taken: feed_goes_back")
def test_an_older_snapshot_is_not_taken(enrolled: Station, central: EmbeddedCentral) -> None:
    add(central, "old")
    client = enrolled.client(central.url)
    recorded = client.changes("")
    add(central, "old", withdrawn=True)
    exchange(enrolled, central.url)
    assert kept(enrolled) == []
    client.close()

    class Replaying:
        def changes(self, cursor: str) -> SignedPage:
            if cursor:
                from kiosk.contract.wire import PROBLEM_TYPE_BASE, Problem
                from kiosk.sync.errors import CentralRefusedError

                expired = f"{PROBLEM_TYPE_BASE}cursor-expired"
                raise CentralRefusedError(Problem(type=expired, title="", status=410), None)
            return recorded

    reader = FeedReader(enrolled.told, enrolled.credentials, Replaying(), SystemClock())
    reader.pull(lambda: None)
    assert (reader.problem, kept(enrolled)) == ("feed_goes_back", [])


def test_a_crash_at_the_commit_leaves_cursor_and_entries_together(
    enrolled: Station, central: EmbeddedCentral
) -> None:
    add(central, "a", "b")

    def die(*_: object) -> None:
        raise KeyboardInterrupt

    engine = enrolled.database._engine
    event.listen(engine, "commit", die)
    with pytest.raises(KeyboardInterrupt):
        exchange(enrolled, central.url)
    event.remove(engine, "commit", die)
    assert (enrolled.told.state(), enrolled.told.entries()) == (None, [])
    exchange(enrolled, central.url)
    assert kept(enrolled) == ["a", "b"]


def test_a_topic_that_nobody_knows_is_kept_aside(enrolled: Station, central: EmbeddedCentral) -> None:
    add(central, "hymn", topic="songs")
    exchange(enrolled, central.url)
    assert [(each.topic, each.key) for each in enrolled.told.entries()] == [("songs", "hymn")]


def test_an_expired_cursor_is_mended_by_the_whole_state(enrolled: Station, central: EmbeddedCentral) -> None:
    from central.feed.forgetting import forget

    add(central, "kept", "ended")
    exchange(enrolled, central.url)
    received = enrolled.told.entries()[0].received_at
    add(central, "ended", withdrawn=True)
    forget(central.central.engine, datetime.now(UTC))
    add(central, "new")
    exchange(enrolled, central.url)
    assert kept(enrolled) == ["kept", "new"]
    assert enrolled.told.entries()[0].received_at == received
    state = enrolled.told.state()
    assert state is not None
    assert state.generation == 2


@pytest.mark.expects_log("the database was damaged")
def test_after_damage_everything_is_heard_anew(enrolled: Station, central: EmbeddedCentral) -> None:
    add(central, "a")
    exchange(enrolled, central.url)
    enrolled.database.recover()
    assert enrolled.told.state() is None
    assert kept(enrolled) == ["a"]  # goes on with what is left
    exchange(enrolled, central.url)
    assert kept(enrolled) == ["a"]


def test_who_listens_is_told_of_changes_only(enrolled: Station, central: EmbeddedCentral) -> None:
    publish_levels(central.central, DAY)
    client = enrolled.client(central.url)
    reader = FeedReader(enrolled.told, enrolled.credentials, client, SystemClock())
    heard: list[int] = []
    reader.on_change = lambda: heard.append(len(kept(enrolled)))
    for _ in range(3):
        reader.pull(lambda: None)
    client.close()
    assert heard == [1]
    (entry,) = enrolled.told.entries("benefits")
    assert (entry.number, entry.effective_from) == (SHIPPED_EDITION.number + 1, DAY)
