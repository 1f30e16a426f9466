"""A process that checks one file that is to be a book: whatever else is in it ends here.

Reads from its standard input the certificates (JSON) and the file, packed one behind the other; its argument
is the moment. Writes what was found (JSON). It has little memory and time, opens no file any more and starts
no process.
"""

from __future__ import annotations

import sys
from datetime import datetime

from central.books.trust import Trust
from central.cases.paper_parts import unpack
from central.casework.limits import limit
from central.verification.examining import examine, make_ready


def main() -> int:
    trust, content = unpack(sys.stdin.buffer.read())
    known, now = Trust.model_validate_json(trust), datetime.fromisoformat(sys.argv[1])
    make_ready(known, content)
    limit()
    sys.stdout.buffer.write(examine(content, known, now).model_dump_json().encode())
    sys.stdout.buffer.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
