"""Publishing at a central and reading at a kiosk, for tests of the feed and of what it brings."""

from __future__ import annotations

from datetime import UTC, date, datetime

from central.assembly import Central
from central.feed.publishing import Published
from kiosk.benefits.parameters import SHIPPED_EDITION, shipped_tables
from kiosk.contract.feed import Topic
from kiosk.sync.delivery import Exchange
from local_db.feed import KeptEntry
from tests.sync_parts import Station

RISE = """
[[reference_level.values]]
valid_from = 2027-01-01
value = 2800000
source = "NĐ 999/2026/NĐ-CP"
status = "settled"
"""


def risen_levels(value: int = 2_800_000) -> str:
    """The shipped levels with a reference level that holds from 2027 on."""
    return shipped_tables()["levels"] + RISE.replace("2800000", str(value))


def publish_levels(central: Central, effective_from: date, value: int = 2_800_000) -> Published:
    done, _ = central.publishing.publish(Topic.BENEFITS, {"levels.toml": risen_levels(value)}, effective_from)
    return done


def tables_entry(
    number: int = SHIPPED_EDITION.number + 1,
    effective_from: date = date(2026, 12, 20),
    levels: str | None = None,
) -> KeptEntry:
    """A package of tables as the store keeps it, published on 20 December 2026."""
    files = {f"{name}.toml": text for name, text in shipped_tables().items()}
    files["levels.toml"] = risen_levels() if levels is None else levels
    at = datetime(2026, 12, 20, 3, tzinfo=UTC)
    return KeptEntry(
        "all",
        "benefits",
        effective_from.isoformat(),
        number,
        number,
        effective_from,
        at,
        at,
        {"files": files},
    )


def exchange(station: Station, url: str) -> Exchange:
    """One exchange with nothing to send, over real HTTP."""
    client = station.client(url)
    try:
        return station.delivery(client).exchange()
    finally:
        client.close()
