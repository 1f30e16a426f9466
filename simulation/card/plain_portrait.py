"""A drawn portrait for cards whose face does not matter: a head and shoulders, nobody's."""

from __future__ import annotations

import io

from PIL import Image, ImageDraw

SIZE = (480, 640)


def plain_portrait(image_format: str = "JPEG", mode: str = "RGB") -> bytes:
    """An encoded picture of 480 x 640 pixels; format and mode are Pillow's, e.g. ``JPEG2000``, ``L``."""
    image = Image.new("RGB", SIZE, (214, 222, 230))
    draw = ImageDraw.Draw(image)
    draw.ellipse((40, 470, 440, 900), fill=(52, 74, 110))
    draw.rectangle((205, 400, 275, 500), fill=(214, 170, 140))
    draw.ellipse((130, 140, 350, 450), fill=(226, 184, 152))
    draw.pieslice((120, 110, 360, 420), 180, 360, fill=(32, 26, 24))
    for x in (195, 285):
        draw.ellipse((x - 22, 270, x + 22, 292), fill=(250, 250, 250))
        draw.ellipse((x - 9, 272, x + 9, 290), fill=(40, 28, 22))
    draw.arc((195, 345, 285, 395), 20, 160, fill=(150, 70, 70), width=6)
    encoded = io.BytesIO()
    image.convert(mode).save(encoded, format=image_format)
    return encoded.getvalue()
