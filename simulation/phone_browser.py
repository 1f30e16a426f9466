"""The browser of a phone: it opens the address in a code that it sees, and touches the button there."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from urllib.parse import urljoin

import cv2
import httpx
import zxingcpp

_FORM = re.compile(r'<form method="post" action="([^"]+)"')


def fetch_paper(picture: Path) -> bytes:
    """The file behind the code in the picture. ValueError for a picture without an address; httpx.HTTPError
    where nothing waits.
    """
    codes = zxingcpp.read_barcodes(cv2.imread(str(picture)))
    address = next((code.text for code in codes if code.text.startswith("http")), None)
    if address is None:
        raise ValueError("no address can be seen")
    with httpx.Client() as browser:
        page = browser.get(address).raise_for_status()
        form = _FORM.search(page.text)
        if form is None:
            raise ValueError("there is no button on the page")
        return browser.post(urljoin(address, unescape(form[1]))).raise_for_status().content
