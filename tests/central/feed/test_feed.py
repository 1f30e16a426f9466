"""The feed at central: whose entries a page holds, in which order, what is forgotten."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from sqlalchemy import Engine, select

from central.embedded import EmbeddedCentral
from central.feed.cursors import FeedCursor, read_cursor
from central.feed.entries import ALL, News, add_news, scope_of_device, scope_of_office
from central.feed.forgetting import forget
from central.feed.packages import PublishError, read_files
from central.feed.reading import Feed
from central.http.problems import ProblemError
from central.kiosks.devices import Device
from central.settings import FeedSettings
from central.store.schema import device
from kiosk.benefits.parameters import SHIPPED_EDITION, shipped_tables
from kiosk.contract.feed import FEED_TYP, FeedPage, Files, Topic, unpack_page
from kiosk.reference.reference_data import SHIPPED
from kiosk.sync.errors import CentralRefusedError
from kiosk.sync.pinned_keys import PinnedKeys
from tests.central_databases import new_database
from tests.feed_parts import publish_levels, risen_levels
from tests.manual_clock import ManualClock
from tests.patience import PATIENCE
from tests.sync_parts import Station

DAY = date(2026, 12, 20)


def sender(central: EmbeddedCentral, station: Station) -> Device:
    query = select(device).where(device.c.kid == station.credentials.kid)
    with central.central.engine.connect() as connection:
        row = connection.execute(query).one()
    return Device(row.kid, row.kiosk_id, row.office_id, row.office_name, station.credentials.device_key)


def add(central: EmbeddedCentral, *news: News) -> None:
    with central.central.engine.begin() as connection:
        add_news(connection, central.central.now(), news)


def told(scope: str, key: str, withdrawn: bool = False) -> News:
    return News(scope, "test", key, {"key": key}, withdrawn=withdrawn)


def page(central: EmbeddedCentral, station: Station, after: str = "", limit: int = 100) -> FeedPage:
    answer = central.central.feed.page(sender(central, station), after, limit)
    pinned = PinnedKeys(station.credentials.get_enrolment().receipt_keys)
    return unpack_page(pinned.open(answer.signed, FEED_TYP))


def keys(found: FeedPage) -> list[str]:
    return [each.key for each in found.entries]


def test_each_kiosk_hears_what_is_for_it_and_its_cursor_advances_past_the_rest(
    central: EmbeddedCentral, new_station: Callable[[str], Station]
) -> None:
    one, two = new_station("KIOSK-01"), new_station("KIOSK-02")
    add(central, told(ALL, "a"), told(scope_of_office("00100"), "b"), told(scope_of_office("00200"), "c"))
    add(central, told(scope_of_device(two.credentials.kid), "d"))
    assert keys(page(central, one)) == ["a", "b"]
    assert keys(page(central, two)) == ["a", "d", "b"]
    begun = page(central, one)
    nothing = page(central, one, begun.cursor)
    assert (nothing.entries, nothing.more, nothing.whole) == ([], False, False)
    add(central, *(told(scope_of_office("00200"), str(number)) for number in range(50)))
    assert page(central, one, nothing.cursor, limit=1).entries == []  # not even looked through
    add(central, told(ALL, "e"))
    last = page(central, one, nothing.cursor)
    assert keys(last) == ["e"]
    assert last.cursor not in (nothing.cursor, begun.cursor)


@pytest.mark.parametrize("limit", [1, 2, 3, 7])
def test_small_pages_hold_the_same_in_the_same_order(
    central: EmbeddedCentral, station: Station, limit: int
) -> None:
    mine = scope_of_device(station.credentials.kid)
    for number in range(4):
        add(
            central,
            told(ALL, f"a{number}"),
            told(scope_of_office("00100"), f"b{number}"),
            told(mine, f"c{number}"),
        )
    whole, found, cursor = keys(page(central, station)), [], ""
    for _ in range(20):
        part = page(central, station, cursor, limit)
        found += keys(part)
        assert len(part.entries) <= limit
        assert part.cursor != cursor
        assert part.whole
        cursor = part.cursor
        if not part.more:
            break
    assert found == whole
    assert len(whole) == 12


def test_an_entry_that_commits_late_is_not_passed_over(postgresql: str, clock: ManualClock) -> None:
    """With a sequence the first writer's number would be lower and its commit later than a reader's page."""
    from central.store.storage import open_storage

    engine = open_storage(new_database(postgresql))
    waiting = threading.Event()

    def write_second() -> None:
        with engine.begin() as connection:
            waiting.set()
            add_news(connection, clock.now(), [told(ALL, "second")])

    thread = threading.Thread(target=write_second)
    with engine.begin() as first:
        add_news(first, clock.now(), [told(ALL, "first")])
        thread.start()
        assert waiting.wait(PATIENCE)
        assert _all_keys(engine) == []
    thread.join(PATIENCE)
    assert _all_keys(engine) == ["first", "second"]
    engine.dispose()


def _all_keys(engine: Engine) -> list[str]:
    from central.store.schema import feed_entry

    with engine.connect() as connection:
        return list(connection.execute(select(feed_entry.c.key).order_by(feed_entry.c.position)).scalars())


@pytest.mark.parametrize("cursor", ["x", "AAAA", "W10", "bnVsbA", "WzEsMl0", "____"])
def test_what_is_no_cursor_of_ours_begins_anew(
    central: EmbeddedCentral, station: Station, cursor: str
) -> None:
    client = station.client(central.url)
    with pytest.raises(CentralRefusedError) as caught:
        client.changes(cursor)
    client.close()
    assert (caught.value.code, caught.value.problem.status) == ("cursor-expired", 410)


def test_a_cursor_is_read_as_it_was_written() -> None:
    cursor = FeedCursor((1, 0, 1_700_000_000_000_000), 7, whole=True)
    assert read_cursor(cursor.text()) == cursor
    assert read_cursor("é") is None


def test_the_query_is_signed_too(central: EmbeddedCentral, station: Station) -> None:
    import httpx

    client = station.client(central.url)
    bearer = {"Authorization": f"Bearer {client._assertion('GET', '/v1/changes', b'')}"}
    client.close()
    assert httpx.get(f"{central.url}/v1/changes", headers=bearer).status_code == 200
    assert httpx.get(f"{central.url}/v1/changes?limit=1", headers=bearer).status_code == 401


def test_what_was_replaced_goes_without_a_trace_and_a_tombstone_ends_old_cursors(
    central: EmbeddedCentral, station: Station, clock: ManualClock
) -> None:
    add(central, told(ALL, "kept"), told(ALL, "replaced"), told(ALL, "ended"))
    old = page(central, station).cursor
    add(central, told(ALL, "replaced"))
    clock.advance(86_400)
    assert forget(central.central.engine, clock.now()) == 1
    assert keys(page(central, station, old)) == ["replaced"]
    add(central, told(ALL, "ended", withdrawn=True))
    newer = page(central, station, old).cursor
    clock.advance(86_400)
    assert forget(central.central.engine, clock.now()) == 2  # the tombstone and what it ended
    assert page(central, station, newer).entries == []
    with pytest.raises(ProblemError) as caught:
        page(central, station, old)
    assert caught.value.problem.code == "cursor-expired"
    anew = page(central, station)
    assert keys(anew) == ["kept", "replaced"]
    assert page(central, station, anew.cursor).entries == []


def test_a_page_is_no_larger_than_agreed(central: EmbeddedCentral, station: Station) -> None:
    for number in range(3):
        add(central, News(ALL, "test", str(number), {"text": "x" * 700_000}))
    first = page(central, station)
    assert (keys(first), first.more) == (["0"], True)
    second = page(central, station, first.cursor)
    assert (keys(second), second.more, second.whole) == (["1"], True, True)
    third = page(central, station, second.cursor)
    assert (keys(third), third.more, third.whole) == (["2"], False, True)


def test_central_names_the_pause(central: EmbeddedCentral, station: Station) -> None:
    parts = central.central
    feed = Feed(parts.engine, parts.keys, parts.now, FeedSettings(pause_seconds=30))
    add(central, told(ALL, "a"), told(ALL, "b"))
    assert feed.page(sender(central, station), "", 1).next_after_ms == 0
    assert feed.page(sender(central, station), "", 2).next_after_ms == 30_000


def test_packages_are_whole_numbered_and_listed(central: EmbeddedCentral, station: Station) -> None:
    publishing, shipped = central.central.publishing, SHIPPED_EDITION.number
    first = publish_levels(central.central, DAY)
    assert (first.number, first.key) == (shipped + 1, "2026-12-20")
    texts = {"ages.toml": shipped_tables()["ages"]}
    second, later = publishing.publish(Topic.BENEFITS, texts, date(2026, 12, 1))
    assert (second.number, [each.number for each in later]) == (shipped + 2, [shipped + 1])
    third, later = publishing.publish(Topic.BENEFITS, texts, date(2027, 1, 1))
    assert (third.number, later) == (shipped + 3, [])
    files = {each.number: Files.model_validate(each.content).files for each in page(central, station).entries}
    assert files[shipped + 3]["levels.toml"] == risen_levels()  # what held that day, with the new file
    assert files[shipped + 2]["levels.toml"] == shipped_tables()["levels"]
    assert [each.number for each in publishing.published()] == [shipped + 2, shipped + 1, shipped + 3]
    publishing.withdraw(Topic.BENEFITS, "2026-12-20")
    assert [each.number for each in publishing.published()] == [shipped + 2, shipped + 3]
    with pytest.raises(PublishError):
        publishing.withdraw(Topic.BENEFITS, "2026-12-20")


@pytest.mark.parametrize(
    ("topic", "texts", "sentence"),
    [
        (Topic.BENEFITS, {"levels.toml": "[["}, "levels.toml|levels: not TOML"),
        (Topic.BENEFITS, {"levels.toml": risen_levels().replace("NĐ 999/2026/NĐ-CP", "")}, "reference_level"),
        (Topic.REFERENCE, {"banks.csv": "nothing"}, "banks.csv"),
        (
            Topic.REFERENCE,
            {"offices.csv": (SHIPPED / "offices.csv").read_text("utf-8") + "x\n"},
            "offices.csv, line",
        ),
        (Topic.POLICY, {"policy.toml": "[offline]\nmax_days = 90"}, "offline.max_days"),
        (Topic.POLICY, {"policy.toml": "[retention]\nsealed_days = 1"}, "retention.sealed_days"),
        (Topic.POLICY, {"policy.toml": "[online]\na = 1"}, "online"),
        (Topic.NOTICES, {"notice.toml": 'vi = "Xin chào"'}, "en"),
    ],
)
def test_what_a_kiosk_would_refuse_is_not_published(
    central: EmbeddedCentral, topic: Topic, texts: dict[str, str], sentence: str
) -> None:
    with pytest.raises(PublishError, match=sentence):
        central.central.publishing.publish(topic, texts, DAY)
    assert central.central.publishing.published() == []


def test_files_are_known_by_their_names(tmp_path: object) -> None:
    with pytest.raises(PublishError) as caught:
        read_files([SHIPPED / "banks.csv", SHIPPED / "licences.md"])
    assert caught.value.code == "file_unknown"
    topic, texts = read_files([SHIPPED / "banks.csv", SHIPPED / "offices.csv"])
    assert (topic, sorted(texts)) == (Topic.REFERENCE, ["banks.csv", "offices.csv"])


def test_the_law_is_the_same_for_all_and_an_office_has_lists_of_its_own(
    central: EmbeddedCentral, station: Station
) -> None:
    publishing = central.central.publishing
    with pytest.raises(PublishError):
        publishing.publish(Topic.BENEFITS, {"levels.toml": risen_levels()}, DAY, office_id="00100")
    with pytest.raises(PublishError) as caught:
        publishing.publish(Topic.POLICY, {"policy.toml": ""}, DAY, kiosk_id="KIOSK-99")
    assert caught.value.code == "kiosk_unknown"
    publishing.publish(Topic.POLICY, {"policy.toml": "[offline]\nmax_days = 3"}, DAY, office_id="00100")
    (entry,) = page(central, station).entries
    assert (entry.scope, entry.content) == ("office", {"values": {"offline": {"max_days": 3}}})


def test_a_key_rotation_is_no_obstacle(central: EmbeddedCentral, station: Station) -> None:
    """The page is signed when it is read, so it needs no key of the past."""
    from central.keys.keyring import KeyUse, rotate

    add(central, told(ALL, "a"))
    rotate(central.central.settings.data_dir / "keys", KeyUse.RECEIPT, central.central.now())
    assert keys(page(central, station)) == ["a"]


def test_json_of_an_entry_comes_as_it_was(central: EmbeddedCentral, station: Station) -> None:
    content = {"vi": "Xin ký tên ở quầy số 3", "n": 3, "list": [None, True, {"a": 1.5}]}
    add(central, News(ALL, "test", "a", content))
    (entry,) = page(central, station).entries
    assert json.loads(json.dumps(entry.content)) == content


def test_old_positions_hold_over_a_clock_that_is_set_back(
    central: EmbeddedCentral, station: Station, clock: ManualClock
) -> None:
    add(central, told(ALL, "a"))
    cursor = page(central, station).cursor
    clock.set_wall_clock(clock.now() - timedelta(days=2))
    add(central, told(ALL, "b"))
    assert keys(page(central, station, cursor)) == ["b"]
