"""``main.py central import-package``: acts and files that a kiosk without a line has sent on a stick.

It works on the database, the keys and the files of the same settings as the server, whether or not it runs.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from commands.central_faults import StartError
from commands.central_step import add_step

if TYPE_CHECKING:
    from central.assembly import Central
    from central.packages import Import


def add_package_command(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    step = add_step(
        commands, "import-package", "take in what a kiosk without a line has sent on a stick", _take
    )
    step.add_argument("package", type=Path, metavar="PATH", help="the package")
    step.add_argument(
        "--receipts",
        type=Path,
        metavar="FILE",
        help="where the receipts go that are carried back (default: beside the package)",
    )

    add_step(commands, "check-files", "have files sent again that are lost from the folder", _check)


def _take(central: Central, arguments: argparse.Namespace) -> dict[str, object]:
    from kiosk.contract.packages import RECEIPTS_ENDING

    path: Path = arguments.package
    receipts: Path = arguments.receipts or path.with_name(f"{path.name}{RECEIPTS_ENDING}")
    try:
        done = central.packages.take(path)
    except OSError as error:
        raise StartError(
            "package_gone", "The package cannot be read: is the stick in, is that its name?"
        ) from error
    try:
        _write_durably(receipts, done.receipts)
    except OSError as error:
        raise StartError(
            "receipts_not_written",
            "The package is taken in, but its receipts cannot be written there: name another place with"
            " --receipts and import it again.",
        ) from error
    return {
        "package_id": str(done.package_id),
        "kiosk_id": done.kiosk_id,
        "made_at": done.made_at,
        "acts": done.acts,
        "known": done.known,
        "files": done.files,
        "imported_before": done.before,
        "older_than_imported": done.older,
        "problems": done.problems,
        "receipts": str(receipts),
        "text": _text(done, receipts),
    }


def _check(central: Central, _arguments: argparse.Namespace) -> dict[str, object]:
    lost = central.blobs.forget_lost()
    return {"lost": lost, "text": f"{lost} files are lost here; kiosks are asked for them."}


def _write_durably(path: Path, content: bytes) -> None:
    import os

    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _text(done: Import, receipts: Path) -> str:
    lines = [
        f"{done.kiosk_id}, package of {done.made_at:%Y-%m-%d %H:%M}: {done.acts} new acts,"
        f" {done.known} that were here already, {done.files} files."
    ]
    if done.before is not None:
        lines.append(
            f"This package was imported before, on {done.before:%Y-%m-%d %H:%M}: nothing is doubled."
        )
    elif done.older:
        lines.append("A newer package of this kiosk was imported before this one.")
    lines += [
        f"Not taken: {number} × {code}. {_ADVICE.get(code, '')}".rstrip()
        for code, number in done.problems.items()
    ]
    lines.append(f"Carry the receipts back: {receipts}")
    return "\n".join(lines)


_ADVICE = {
    "stream-gap": "Central lacks earlier acts: carry the receipts back, then export with --all.",
    "stream-diverged": "The kiosk was set back, or the package is old: carry the receipts back, then export.",
    "stream-of-another-device": "The kiosk was enrolled anew since: have it export again.",
    "blob-too-large": "Raise uploads.most_megabytes, then import again.",
    "upload-limit-reached": "Raise uploads.megabytes_a_day_of_device, or import again tomorrow.",
}
