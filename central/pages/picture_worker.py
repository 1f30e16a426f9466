"""A process that takes one picture apart and makes a new one of it: whatever a scan holds ends here.

Reads a JPEG, or a JPEG 2000 out of a chip, from its standard input and writes a JPEG, at most so large, to
its standard output. It has little memory and time, opens no file any more and starts no process.
"""

from __future__ import annotations

import io
import sys

from PIL import Image, ImageOps

from central.casework.limits import limit

MOST_SIDE = 2400  # pixels
_MOST_PIXELS = 60_000_000
_KINDS = ("JPEG", "JPEG2000")


def main() -> int:
    Image.MAX_IMAGE_PIXELS = _MOST_PIXELS
    for kind in _KINDS:
        _made_anew(_any_picture(kind))  # loads all that it takes, while files can still be opened
    content = sys.stdin.buffer.read()
    limit()
    sys.stdout.buffer.write(_made_anew(content))
    sys.stdout.buffer.flush()
    return 0


def _made_anew(content: bytes) -> bytes:
    """Upright, in plain colours, without comment, profile or the place where it was taken."""
    made = io.BytesIO()
    with Image.open(io.BytesIO(content), formats=_KINDS) as picture:
        if picture.width * picture.height > _MOST_PIXELS:
            raise ValueError("too many pixels")
        plain = ImageOps.exif_transpose(picture).convert("RGB")
        plain.thumbnail((MOST_SIDE, MOST_SIDE))
        plain.info.clear()
        plain.save(made, "JPEG", quality=85)
    return made.getvalue()


def _any_picture(kind: str) -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (8, 8)).save(made, kind)
    return made.getvalue()


if __name__ == "__main__":
    sys.exit(main())
