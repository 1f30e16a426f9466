"""A process that draws the pages of one PDF: whatever else is in it ends here.

Reads a PDF from its standard input. Writes a picture (JPEG) of each page to its standard output, packed one
behind the other; with the argument ``anew`` before them a PDF of these pictures. The other arguments are the
most bytes of a paper and its most pages. It has little memory and time, opens no file any more and starts no
process.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Sequence

import pypdfium2
from PIL import Image

from central.cases.paper_parts import ANEW, pack
from central.casework.limits import limit

_A4_INCHES = 11.69  # its longest side
# Longest side in pixels and quality of the pictures: the first with which all pages fit.
_LOOKS = ((1754, 70), (1754, 50), (1400, 50), (1100, 45), (900, 35))
_AROUND = 16 << 10  # bytes of a PDF around its pictures


def main() -> int:
    how, most_bytes, most_pages = sys.argv[1:]
    _drawn(
        _any_paper(), *_LOOKS[-1], most_pages=1
    )  # loads all that it takes, while files can still be opened
    content = sys.stdin.buffer.read()
    limit()
    pages = _that_fit(content, int(most_bytes), int(most_pages))
    sys.stdout.buffer.write(pack((_paper(pages), *pages) if how == ANEW else pages))
    sys.stdout.buffer.flush()
    return 0


def _that_fit(content: bytes, most_bytes: int, most_pages: int) -> list[bytes]:
    for side, quality in _LOOKS:
        pages = _drawn(content, side, quality, most_pages=most_pages)
        if sum(map(len, pages)) <= most_bytes - _AROUND:
            return pages
    raise ValueError("too many pages with too much on them")


def _drawn(content: bytes, side: int, quality: int, *, most_pages: int) -> list[bytes]:
    """Each page as a JPEG, as it would be printed."""
    document = pypdfium2.PdfDocument(content)
    if not 1 <= len(document) <= most_pages:
        raise ValueError("too many pages, or none")
    pages = []
    for page in document:
        scale = side / max(page.get_size())
        made = io.BytesIO()
        page.render(scale=scale).to_pil().convert("RGB").save(made, "JPEG", quality=quality)
        pages.append(made.getvalue())
    return pages


def _paper(pages: Sequence[bytes]) -> bytes:
    """A PDF with these pictures, one a page, the longest side as of A4."""
    made = io.BytesIO()
    first, *others = (Image.open(io.BytesIO(page), formats=["JPEG"]) for page in pages)
    dots = max(first.size) / _A4_INCHES
    first.save(made, "PDF", save_all=True, append_images=others, resolution=dots, title="", producer="")
    return made.getvalue()


def _any_paper() -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (8, 8)).save(made, "PDF")
    return made.getvalue()


if __name__ == "__main__":
    sys.exit(main())
