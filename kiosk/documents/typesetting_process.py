"""Sets one document and ends. Run as a program of its own by ``typesetting``; imports nothing of ours but
what keeps its memory private.

The engine keeps what it has set for its next ten documents. In a process that serves one person after the
other that would be memory of people who have left; here it goes with the process.

On standard input one JSON object: ``template``, ``root``, ``fonts`` (paths), ``data``, ``made_at`` (seconds
since 1970), ``standards`` and ``pixels_per_inch``. On standard output another: ``made``, the PDF, or for so
many pixels per inch its pages (PNG), in base64; and ``signatures``, where one may be put: ``page`` from 1,
``place`` in points from the upper left corner (x, y, width, height), and ``name`` and ``told`` where it is
not the declarant's. Or, with exit code 3, what is wrong with the template as text.
"""

from __future__ import annotations

import base64
import json
import sys
from pathlib import Path
from typing import Any

EXIT_FAULTY = 3


def set_document(request: dict[str, Any]) -> dict[str, Any]:
    """The answer. Raises `typst.TypstError` or `typst.TypstWarning`: with an unknown font, for
    one, the page would look otherwise than its template says.
    """
    from typst import Compiler, Fonts

    fonts = Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[request["fonts"]])
    inputs = {"data": json.dumps(request["data"], ensure_ascii=False)}
    compiler = Compiler(
        request["template"],
        root=request["root"],
        font_paths=fonts,
        ignore_system_fonts=True,
        sys_inputs=inputs,
    )
    pixels = request["pixels_per_inch"]
    made, warnings = compiler.compile_with_warnings(
        format="png" if pixels else "pdf",
        ppi=pixels,
        sys_inputs=inputs,
        pdf_standards=[] if pixels else request["standards"],
        timestamp=request["made_at"],
    )
    if warnings:
        raise warnings[0]
    parts = made if isinstance(made, list) else [made]
    return {
        "made": [base64.b64encode(part or b"").decode() for part in parts],
        "signatures": [found["value"] for found in json.loads(compiler.query("<signature>"))],
    }


def _keep_private() -> None:
    sys.path.append(str(Path(__file__).parents[2]))  # started isolated, so that nothing else is found there
    from private_process import keep_private

    keep_private()


def main() -> int:
    _keep_private()
    from typst import TypstError, TypstWarning

    request = json.load(sys.stdin.buffer)
    try:
        result, code = json.dumps(set_document(request)).encode(), 0
    except (TypstError, TypstWarning) as fault:
        result, code = (fault.diagnostic or str(fault)).encode(), EXIT_FAULTY
    sys.stdout.buffer.write(result)
    sys.stdout.buffer.flush()
    return code


if __name__ == "__main__":
    sys.exit(main())
