"""``bhxh-kiosk update``: bring another version of the kiosk into use, or go back to the one before.

Exit codes: 0 done; 1 the world's fault, said in a sentence; 2 wrong usage.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from installer.updating.machine import VERSION, KioskMachine, in_order
from installer.updating.repository import Repository, Source, install
from installer.updating.state import Outcome, StateFile
from installer.updating.updater import BY_POLICY, UpdateError, Updater

SETTINGS = Path("/etc/bhxh-kiosk")
REPOSITORY_FILE = SETTINGS / "update.toml"
KEY = SETTINGS / "release-key.asc"
NOT_NOW = ("in_visit", "busy", "no_repository")
TOLD_TO_CENTRAL = ("signature_wrong", "package_altered", "repository_expired", "not_installed")


def main(arguments: list[str] | None = None, machine: KioskMachine | None = None) -> int:
    parsed = _parser().parse_args(arguments)
    os.umask(0o022)  # of whoever calls it, the unit of the kiosk for one: the kiosk reads how it came out
    machine = machine or KioskMachine()
    states = StateFile(machine.folder / "state.json")
    try:
        return _Command(machine, states).run(parsed)
    except UpdateError as error:
        print(f"{error.code}: {error}", file=sys.stderr)
    except OSError as error:
        print(f"machine: {error}", file=sys.stderr)
    return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="bhxh-kiosk update", description=__doc__, allow_abbrev=False)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, told in (
        ("check", "what a repository offers, and whether it may be taken now"),
        ("apply", "take it"),
    ):
        each = commands.add_parser(name, help=told, allow_abbrev=False)
        each.add_argument("folder", nargs="?", type=Path, help="a signed repository, on a stick for instance")
        each.add_argument("--repository", action="store_true", help=f"the one that {REPOSITORY_FILE} names")
        each.add_argument("--version", help="this one and not the newest")
    commands.add_parser("status", help="what runs, what stands here, how the last update came out (JSON)")
    commands.add_parser("roll-back", help="to the version before; the database stays")
    confirm = commands.add_parser(
        "confirm", help="end the trial of what runs: it is good", allow_abbrev=False
    )
    confirm.add_argument(
        "--after", type=float, default=0.0, metavar="SECONDS", help="if it has run for so long"
    )
    commands.add_parser("by-itself", help="what central's policy wants now (bhxh-kiosk-update.timer)")
    commands.add_parser("before-start", help="what the service does before each start")
    return parser


class _Command:
    def __init__(self, machine: KioskMachine, states: StateFile) -> None:
        self._machine = machine
        self._states = states
        self._updater = Updater(machine, states, lambda said: print(said, flush=True))

    def run(self, asked: argparse.Namespace) -> int:
        steps = {
            "check": self._check,
            "apply": self._apply,
            "status": self._status,
            "roll-back": self._roll_back,
            "confirm": self._confirm,
            "by-itself": self._by_itself,
            "before-start": self._before_start,
        }
        return steps[asked.command](asked)

    def _check(self, asked: argparse.Namespace) -> int:
        ground = self._machine.ground(self._running())
        told: dict[str, object] = {"runs": self._running(), "wanted": ground.wanted}
        told |= {"window_open": ground.window_open, "faults": ground.faults}
        if (source := _source(asked)) is not None:
            with tempfile.TemporaryDirectory(prefix="bhxh-kiosk-update-") as folder:
                os.chmod(folder, 0o755)  # noqa: S103 (apt reads here as a user of its own)
                told["offered"] = Repository(source, Path(folder)).versions()
        print(json.dumps(told, indent=2))
        return 0

    def _apply(self, asked: argparse.Namespace) -> int:
        source, version = _source(asked), asked.version
        if version is not None and VERSION.fullmatch(version) is None:
            raise UpdateError("no_version", "A version has three numbers, such as 0.2.0.")
        if source is not None:
            version = self._bring(source, version)
        version = version or self._newest()
        return 0 if self._updater.take(version) is Outcome.TRIAL else 1

    def _bring(self, source: Source, version: str | None) -> str:
        """Fetch and install the wanted version, or the newest; which. It stands beside what runs."""
        with tempfile.TemporaryDirectory(prefix="bhxh-kiosk-update-") as folder:
            os.chmod(folder, 0o755)  # noqa: S103
            repository = Repository(source, Path(folder))
            offered = repository.versions()
            version = version or next(iter(offered), None)
            if version is None or version not in offered:
                raise UpdateError("not_offered", f"The repository does not offer {version or 'the kiosk'}.")
            if not self._machine.stands(version):
                print(f"fetching {version}", flush=True)
                install(repository.fetch(version))
        return version

    def _newest(self) -> str:
        standing = self._machine.standing()
        if not standing or standing[-1] == self._running():
            raise UpdateError("nothing_newer", "No newer version stands on this machine.")
        return standing[-1]

    def _running(self) -> str:
        current = self._machine.current()
        if current is None:
            raise UpdateError("nothing_runs", "No version is in use here: install the package again.")
        return current

    def _status(self, _asked: argparse.Namespace) -> int:
        state = self._states.load()
        last = None if state.last is None else asdict(state.last)
        if last is not None:
            last["at"] = datetime.fromtimestamp(last["at"], UTC).isoformat()
        told = {
            "runs": self._machine.current(),
            "stand": self._machine.standing(),
            "on_trial": None if state.pending is None else state.pending.after,
            "failed_starts": 0 if state.pending is None else max(0, len(state.pending.starts) - 1),
            "former": state.former,
            "last": last,
            "not_again": state.failed,
        }
        print(json.dumps(told, indent=2))
        return 0

    def _roll_back(self, _asked: argparse.Namespace) -> int:
        print(f"{self._updater.go_back()} runs from now on")
        return 0

    def _confirm(self, asked: argparse.Namespace) -> int:
        return 0 if self._updater.confirm(asked.after) else 1

    def _by_itself(self, _asked: argparse.Namespace) -> int:
        try:
            return self._follow_policy()
        except UpdateError as error:
            if error.code not in NOT_NOW:
                raise
            print(f"later: {error}")
            return 0

    def _follow_policy(self) -> int:
        self._updater.confirm()
        state = self._states.load()
        if state.pending is not None:
            return 0
        current = self._running()
        found = self._machine.ground(current)
        wanted = found.wanted
        if wanted in (None, current) or not found.window_open or wanted in state.failed:
            return 0
        if wanted == state.former:
            print(f"central wants {self._updater.go_back(BY_POLICY)}")
            return 0
        if not self._machine.stands(wanted) and not self._bring_by_itself(wanted, current):
            return 0
        return 0 if self._updater.take(wanted) is Outcome.TRIAL else 1

    def _bring_by_itself(self, wanted: str, current: str) -> bool:
        """Whether it stands here now. apt does not go backwards."""
        source = Source.of_settings(REPOSITORY_FILE, KEY)
        if in_order(wanted) < in_order(current) or not self._updater.note_fetching():
            return False
        try:
            self._bring(source, wanted)
        except UpdateError as error:
            if error.code in TOLD_TO_CENTRAL:
                self._updater.note_not_brought(wanted, error.code)
            raise
        return True

    def _before_start(self, _asked: argparse.Namespace) -> int:
        """Only what keeps the database from being as it was may keep the kiosk from starting."""
        try:
            with self._machine.changing():
                self._updater.before_start()
        except (UpdateError, OSError, ValueError, KeyError, TypeError) as error:
            print(f"{type(error).__name__}: {error}", file=sys.stderr)
            return 1 if self._is_between_databases() else 0
        return 0

    def _is_between_databases(self) -> bool:
        try:
            pending = self._states.load().pending
        except (OSError, ValueError, KeyError, TypeError):
            return False
        return pending is not None and not pending.switching


def _source(asked: argparse.Namespace) -> Source | None:
    if asked.folder is not None:
        return Source.of_folder(asked.folder, KEY)
    return Source.of_settings(REPOSITORY_FILE, KEY) if asked.repository else None


if __name__ == "__main__":
    sys.exit(main())
