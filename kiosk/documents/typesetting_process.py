"""Sets one document and ends. Run as a program of its own by ``typesetting``; imports nothing of ours but
what keeps its memory private.

The engine keeps what it has set for its next ten documents. In a process that serves one person after the
other that would be memory of people who have left; here it goes with the process.

On standard input one JSON object: ``template``, ``root``, ``fonts`` (paths), ``data``, ``made_at`` (seconds
since 1970), ``standards`` and ``pixels_per_inch``. On standard output the PDF, or for so many pixels per inch
its pages as a JSON list of pictures (PNG, base64); or, with exit code 3, what is wrong with the template.
"""

from __future__ import annotations

import base64
import json
import sys
from pathlib import Path
from typing import Any

EXIT_FAULTY = 3


def set_document(request: dict[str, Any]) -> bytes:
    """The PDF or its pictures. Raises `typst.TypstError` or `typst.TypstWarning`: with an unknown font, for
    one, the page would look otherwise than its template says.
    """
    from typst import Compiler, Fonts

    fonts = Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[request["fonts"]])
    compiler = Compiler(request["template"], root=request["root"], font_paths=fonts, ignore_system_fonts=True)
    pixels = request["pixels_per_inch"]
    made, warnings = compiler.compile_with_warnings(
        format="png" if pixels else "pdf",
        ppi=pixels,
        sys_inputs={"data": json.dumps(request["data"], ensure_ascii=False)},
        pdf_standards=[] if pixels else request["standards"],
        timestamp=request["made_at"],
    )
    if warnings:
        raise warnings[0]
    if pixels:
        pages = made if isinstance(made, list) else [made]
        return json.dumps([base64.b64encode(page or b"").decode() for page in pages]).encode()
    if not isinstance(made, bytes):
        raise TypeError("the engine gave no PDF")
    return made


def _keep_private() -> None:
    sys.path.append(str(Path(__file__).parents[2]))  # started isolated, so that nothing else is found there
    from private_process import keep_private

    keep_private()


def main() -> int:
    _keep_private()
    from typst import TypstError, TypstWarning

    request = json.load(sys.stdin.buffer)
    try:
        result, code = set_document(request), 0
    except (TypstError, TypstWarning) as fault:
        result, code = (fault.diagnostic or str(fault)).encode(), EXIT_FAULTY
    sys.stdout.buffer.write(result)
    sys.stdout.buffer.flush()
    return code


if __name__ == "__main__":
    sys.exit(main())
