"""``python -m bench [NAME…]``: run every benchmark, or the named ones."""

from __future__ import annotations

import sys
from importlib import import_module

NAMES = (
    "card",
    "codes",
    "papers",
    "face",
    "store",
    "attachments",
    "queue_rows",
    "staff_queue",
    "ingest",
    "storm",
    "feed",
    "drain",
    "memory",
    "country",
    "notices",
    "grants",
    "case_list",
    "documents",
    "books",
    "reference",
    "benefits",
    "services",
    "start",
    "pages",
    "records",
    "visit",
    "person",
)


def main(names: list[str]) -> int:
    unknown = [name for name in names if name not in NAMES]
    if unknown:
        print(f"no such benchmark: {', '.join(unknown)}; there are {', '.join(NAMES)}", file=sys.stderr)
        return 2
    for name in names or NAMES:
        import_module(f"bench.{name}").main()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
