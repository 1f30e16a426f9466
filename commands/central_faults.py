"""What may keep a command of central from its work, told in one sentence with a stable code."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

from commands.json_output import EXIT_FAULT
from kiosk.errors import KnownError

if TYPE_CHECKING:
    from central.settings import CentralSettings


class StartError(KnownError):
    """Central cannot start, or a command cannot do its work."""


def tell_fault(arguments: argparse.Namespace, error: KnownError) -> int:
    """Tell it as the caller wants to read it. Returns the exit code."""
    if arguments.json:
        print(json.dumps({"error": {"code": error.code, "sentence": error.sentence}}), flush=True)
    else:
        print(f"{error.code}: {error.sentence}", file=sys.stderr)
    return EXIT_FAULT


@contextmanager
def named_faults() -> Iterator[None]:
    """Of the world around central; those that have a name already pass."""
    from sqlalchemy.exc import SQLAlchemyError

    from central.workers import WorkersError

    try:
        yield
    except SQLAlchemyError as error:
        sentence = f"The database does not answer ({type(error).__name__})."
        raise StartError("database_unusable", sentence) from error
    except OSError as error:
        raise StartError(
            "data_folder_unusable", f"The data folder fails ({type(error).__name__})."
        ) from error
    except WorkersError as error:
        sentence = "A worker process does not come up; its log lines say why."
        raise StartError("worker_unusable", sentence) from error


def complete(settings: CentralSettings, arguments: argparse.Namespace, stack: ExitStack) -> CentralSettings:
    """With the database that it shall use, and never silently with a file."""
    url = settings.database_url
    if arguments.local_postgresql is not None:
        from commands.local_postgresql import local_postgresql

        try:
            url = stack.enter_context(local_postgresql(arguments.local_postgresql.absolute()))
        except ImportError as error:
            raise StartError("package_missing", "A PostgreSQL of its own needs `make setup-dev`.") from error
    if url is None and not settings.demo:
        raise StartError(
            "database_missing",
            "Name a PostgreSQL database (--database, BHXH_CENTRAL_DATABASE_URL), or --demo for a trial with a"
            " file.",
        )
    absolute = {"data_dir": settings.data_dir.absolute(), "blob_dir": settings.effective_blob_dir.absolute()}
    return settings.model_copy(update={"database_url": url, **absolute})
