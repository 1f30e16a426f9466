"""Reference data: the first use of each table, a key typed into a search, an address read."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial
from itertools import cycle, islice

from bench.table import Row, print_table, timed
from kiosk.reference.facilities import Facility
from kiosk.reference.folding import SearchIndex
from kiosk.reference.reference_data import ReferenceData

NATIONAL_LIST = 13_000  # about as many facilities as take part in health insurance
TASKS = 120
RUNS = 30
_TODAY = date(2026, 11, 26)
_OLD_ADDRESS = "Tổ 3, Khu phố 5, Phường Linh Tây, Thủ Đức, Thành phố Hồ Chí Minh"


def main() -> None:
    print_table("Reference data", [*_first_uses(), *_searches(), *_addresses()])


def _first_uses() -> list[Row]:
    def places() -> object:
        return ReferenceData().addresses.provinces()

    def search() -> object:
        return ReferenceData().addresses.search_communes("b")

    def search_old() -> object:
        return ReferenceData().addresses.search_communes("truc bach")

    def old_address() -> object:
        return ReferenceData().address_reader.read_address(_OLD_ADDRESS)

    def calendar() -> object:
        return ReferenceData().calendar.years()

    return [
        timed("34 provinces, 3,321 communes, first use", places, RUNS),
        timed("search over all communes, first key", search, 10),
        timed("search over all old communes, first key", search_old, 10),
        timed("old addresses, first use", old_address, 10),
        timed("calendar, first use", calendar, RUNS),
    ]


def _searches() -> list[Row]:
    data = ReferenceData()
    facilities = SearchIndex((each, (each.name, each.code)) for each in _national_list(data))
    texts = [each.name for each in islice(data.facilities.all(), TASKS)]
    tasks = SearchIndex((name, (name, "nghỉ đẻ sinh con", "ốm đau thai sản")) for name in texts)
    rows = [
        timed("communes, one letter", lambda: data.addresses.search_communes("b"), RUNS),
        timed("communes, by an old name", lambda: data.addresses.search_communes("truc bach"), RUNS),
        timed("communes, two words", lambda: data.addresses.search_communes("hoa binh"), RUNS),
        timed("facilities of a province", lambda: _in_province(data), RUNS),
    ]
    for query in ("b", "bệnh viện", "tram y te hoa binh"):
        measure = f"{NATIONAL_LIST} facilities, '{query}' (target 20 ms)"
        rows.append(timed(measure, partial(facilities.find, query, 20), RUNS))
    rows.append(
        timed(f"home search over {TASKS} tasks (target 50 ms)", lambda: tasks.find("nghi de", 8), RUNS)
    )
    return rows


def _in_province(data: ReferenceData) -> list[Facility]:
    return data.facilities.find("benh vien", on=_TODAY, province_code="79")


def _addresses() -> list[Row]:
    reader = ReferenceData().address_reader
    calendar = ReferenceData().calendar
    return [
        timed("an old address read", lambda: reader.read_address(_OLD_ADDRESS), RUNS),
        timed(
            "an address without commas", lambda: reader.read_address("12 Lê Lợi phường Bến Nghé quận 1"), RUNS
        ),
        timed("20 working days added", lambda: calendar.add_working_days(_TODAY, 20), RUNS),
    ]


def _national_list(data: ReferenceData) -> list[Facility]:
    """The sandbox over and over, under other numbers."""
    repeated = islice(cycle(data.facilities.all()), NATIONAL_LIST)
    return [replace(each, name=f"{each.name} {number}") for number, each in enumerate(repeated)]


if __name__ == "__main__":
    main()
