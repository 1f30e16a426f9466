"""``python -m central.openapi FILE``: write the API description (OpenAPI) that ``docs/api/`` carries."""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

from central.app import create_app
from central.settings import CentralSettings


def api_description() -> str:
    """The OpenAPI document as JSON text, the same for the same code."""
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(CentralSettings(data_dir=Path(folder), demo=False))
        text = json.dumps(app.openapi(), ensure_ascii=False, indent=2, sort_keys=True)
        app.state.central.engine.dispose()
    return text + "\n"


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(api_description(), "utf-8")
