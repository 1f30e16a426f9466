"""How ``published/*.toml`` was made: where the words stand on a form as the State published it.

``python -m tests.kiosk.documents.measure_published FORM.docx NAME > published/NAME.toml`` needs LibreOffice
(7.4 was taken) and Liberation Serif, which is as wide as the Times New Roman of the form. Two things are
taken out of the file before it is set, because they hide where a label belongs: justification, which pulls
apart each line that is a few dots too long, and the last 60 % of the dots at the end of a paragraph, which
make these lines too long to begin with.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.kiosk.documents.page_layout import find_spots
from tests.kiosk.documents.published_words import WORDS

_LAST_DOTS = re.compile(
    r"([.…]{10,})((?:\s|</w:t>|</w:r>|<w:t[^>]*>|<w:r[ >](?:(?!</w:rPr>).)*</w:rPr>)*</w:p>)"
)


def main(form: Path, name: str) -> None:
    with TemporaryDirectory() as folder:
        plain = Path(folder) / "form.docx"
        _write_plain(form, plain)
        subprocess.run(
            [_office_program(), "--headless", "--convert-to", "pdf", "--outdir", folder, str(plain)],
            check=True,
            capture_output=True,
        )
        pdf = plain.with_suffix(".pdf").read_bytes()
    for spot in find_spots(pdf, WORDS[name]):
        print(f'[[spots]]\nwords = "{spot.words}"\npage = {spot.page}\nx = {spot.x}\ny = {spot.y}\n')


def _office_program() -> str:
    program = shutil.which("soffice")
    if program is None:
        raise SystemExit("LibreOffice is missing (package libreoffice-writer-nogui)")
    return program


def _write_plain(form: Path, plain: Path) -> None:
    with zipfile.ZipFile(form) as source, zipfile.ZipFile(plain, "w", zipfile.ZIP_DEFLATED) as target:
        for item in source.infolist():
            content = source.read(item)
            if item.filename == "word/document.xml":
                text = content.decode().replace('<w:jc w:val="both"/>', '<w:jc w:val="left"/>')
                content = re.sub(r"<w:p[ >].*?</w:p>", _fewer_dots, text, flags=re.DOTALL).encode()
            target.writestr(item, content)


def _fewer_dots(paragraph: re.Match[str]) -> str:
    if '<w:jc w:val="center"/>' in paragraph[0]:  # fewer dots would move what is in the middle
        return paragraph[0]
    return _LAST_DOTS.sub(lambda dots: dots[1][: len(dots[1]) * 2 // 5] + dots[2], paragraph[0])


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
