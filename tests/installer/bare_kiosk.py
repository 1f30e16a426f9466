"""The package of the kiosk in a bare system: installed, played, updated, purged, without losing an act."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from kiosk.version import VERSION
from tests.installer.bare import (
    AS_KIOSK,
    PATIENCE_OF_A_BUSY_MACHINE,
    SCRATCH,
    BareSystem,
    StepError,
    find,
    install_package,
    look_for_libraries,
    step,
)
from tests.installer.bare_updates import try_updates

_SEALED = "/etc/bhxh-kiosk/database-key.cred"


def try_kiosk(system: BareSystem, file: Path, *, in_part: bool) -> None:
    """``in_part``: one visit of the kiosk that is installed, one installation of it, one purge."""
    install_package(system, "bhxh-kiosk", file)
    home = f"/opt/bhxh-kiosk/{VERSION}"
    if system.run("readlink", "/opt/bhxh-kiosk/current").strip() != VERSION:
        raise StepError("current does not lead to the version")
    look_for_libraries(system, home)
    if not in_part:
        _play_offscreen(system)
    _set_up(system)
    with step("doctor (no reader and no camera are here)"):
        told = system.run("bhxh-kiosk", "doctor", ends_with=1)
    if any(f"ok    {name}" not in told for name in ("database", "memory", "acts")):
        raise StepError(f"doctor: {told}")
    _try_session(system)
    _play_in_session(system)
    if not in_part:
        with step("purge where nothing was filed"):
            system.run("apt-get", "purge", "-qq", "-y", "bhxh-kiosk")
        _nothing_left(system, "bhxh-kiosk")
        system.install(f"{SCRATCH}/{file.name}")
        _set_up(system)
    _file_an_act(system)
    if not in_part:
        _purge_with_an_act(system)
        system.install(f"{SCRATCH}/{file.name}")
        _one_act_waits(system)
    try_updates(system, file, _try_session)
    _purge_with_an_act(system)


def _play_offscreen(system: BareSystem) -> None:
    before = system.files()
    with step("play a whole visit offscreen, as the kiosk's user"):
        visit = ("demo", "--task", "register", "--offscreen", "--out", f"{SCRATCH}/demo")
        system.run(*AS_KIOSK, "/opt/bhxh-kiosk/current/bhxh-kiosk", *visit, HOME=SCRATCH)
    if written := sorted(system.files() - before):
        raise StepError(f"the visit left something behind: {written[:10]}")


def _nothing_left(system: BareSystem, package: str) -> None:
    left = sorted(name for name in system.files() if "bhxh" in name)
    if left or package in (system.folder / "etc" / "passwd").read_text("utf-8"):
        raise StepError(f"the purge of {package} left {left or 'its user'}")
    print(f"           nothing of {package} is left", flush=True)


def _purge_with_an_act(system: BareSystem) -> None:
    with step("purge while an act waits"):
        told = system.run("apt-get", "purge", "-qq", "-y", "bhxh-kiosk")
    if "These stay" not in told or not (system.folder / "var/lib/bhxh-kiosk").is_dir():
        raise StepError(f"the act is gone, or nobody is told that it stays: {told}")


def _one_act_waits(system: BareSystem) -> None:
    if "1 acts wait" not in (told := system.run("bhxh-kiosk", "unsent", ends_with=1)):
        raise StepError(f"the act is gone: {told}")


# Enrolled at a central of the package's own, then without a line. The settings are those of the machine but
# for the address: production speaks TLS only.
_FILE_AN_ACT = """
import json, sys, tempfile
from datetime import UTC, datetime
from pathlib import Path
sys.path.insert(0, "/opt/bhxh-kiosk/current")
from central.embedded import EmbeddedCentral
from kiosk.clock import SystemClock
from kiosk.contract.kinds import KINDS
from kiosk.ledger import open_ledger
from kiosk.settings import load_settings
from kiosk.sync.act import Act, new_act_id
from kiosk.sync.enrolment import enrol
server = EmbeddedCentral(Path(tempfile.mkdtemp()))
server.start()
settings = load_settings()
line = settings.central.model_copy(update={"url": server.url})
ledger = open_ledger(settings.model_copy(update={"central": line}), SystemClock())
enrol(ledger.central, ledger.credentials, server.new_enrolment_code())
server.stop()
kind, subject, payload = "registration.adult", sys.argv[1], json.loads(sys.argv[2])
version = KINDS[kind].version
ledger.recorder.record(Act(new_act_id(), kind, version, datetime.now(UTC), subject, "a trial", payload))
ledger.close()
"""


def _file_an_act(system: BareSystem) -> None:
    from tests.acts import SUBJECT, registration_payload

    python = "/opt/bhxh-kiosk/current/python/bin/python"
    payload = json.dumps(registration_payload(SUBJECT))
    with step("record an act without a line"), _opened_key(system) as keys:
        command = (*AS_KIOSK, python, "-c", _FILE_AN_ACT, SUBJECT, payload)
        system.run(*command, CREDENTIALS_DIRECTORY=keys)


@contextmanager
def _opened_key(system: BareSystem) -> Iterator[str]:
    """A folder with the key of the database, as systemd gives it to the service."""
    keys = "/run/key-of-the-trial"
    opened = f"systemd-creds decrypt --name=database-key {_SEALED} {keys}/database-key"
    system.run("sh", "-c", f"mkdir -p {keys} && {opened} && chown -R bhxh-kiosk: {keys}")
    yield keys
    shutil.rmtree(system.folder / keys[1:])


def _try_session(system: BareSystem) -> None:
    """The compositor without a screen, and the kiosk in it as the unit starts it: is systemd told of it?"""
    given = _without_a_screen(system)
    runtime = given["XDG_RUNTIME_DIR"]
    place = system.folder / runtime[1:] / "notify"
    given |= {"NOTIFY_SOCKET": f"{runtime}/notify", "WATCHDOG_USEC": "5000000"}
    with ExitStack() as stack:
        systemd = stack.enter_context(socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM))
        place.unlink(missing_ok=True)  # of the session before
        systemd.bind(str(place))
        shutil.chown(place, *_owner_of(place.parent))
        systemd.settimeout(1.0)
        given["CREDENTIALS_DIRECTORY"] = stack.enter_context(_opened_key(system))
        said = stack.enter_context(tempfile.TemporaryFile("w+"))
        with step("a session without a screen: its first picture, then the watchdog's food"):
            full = (find("chroot"), str(system.folder), *AS_KIOSK, *_IN_SESSION, "run")
            with subprocess.Popen(full, env=given, stdout=said, stderr=said) as process:
                heard = _hear(systemd, process)
                process.terminate()
            said.seek(0)
            if heard != ["READY=1", "WATCHDOG=1", "WATCHDOG=1"]:
                raise StepError(f"systemd is told {heard}: {said.read()[-4000:]}")


_IN_SESSION = ("cage", "--", "/opt/bhxh-kiosk/current/bhxh-kiosk")


def _without_a_screen(system: BareSystem) -> dict[str, str]:
    """The environment of a session whose screen is in memory."""
    runtime = f"{SCRATCH}/runtime"
    system.run("install", "-d", "-o", "bhxh-kiosk", "-m", "0700", runtime)
    return {
        "PATH": "/usr/bin:/bin",
        "LC_ALL": "C.UTF-8",
        "HOME": "/var/lib/bhxh-kiosk",
        "XDG_RUNTIME_DIR": runtime,
        "WLR_BACKENDS": "headless",
        "WLR_RENDERER": "pixman",
        "LIBSEAT_BACKEND": "noop",
    }


def _play_in_session(system: BareSystem) -> None:
    """A whole visit in the compositor, by the screens that a person would see."""
    given = _without_a_screen(system) | {"HOME": SCRATCH}
    visit = ("demo", "--play", "--landscape", "--task", "register", "--out", f"{SCRATCH}/played")
    with step("play a whole visit in a session without a screen"):
        told = system.run(
            "env", "-i", *(f"{k}={v}" for k, v in given.items()), *AS_KIOSK, *_IN_SESSION, *visit
        )
    if not (system.folder / SCRATCH[1:] / "played/register/transcript.json").is_file():
        raise StepError(f"the visit was not played: {told}")


def _hear(systemd: socket.socket, process: subprocess.Popen[bytes]) -> list[str]:
    """The first three things that are said, fewer where the process ends before."""
    heard: list[str] = []
    deadline = time.monotonic() + PATIENCE_OF_A_BUSY_MACHINE
    while len(heard) < 3 and process.poll() is None and time.monotonic() < deadline:
        with suppress(TimeoutError):
            heard.append(systemd.recv(100).decode())
    return heard


def _owner_of(folder: Path) -> tuple[int, int]:
    found = folder.stat()
    return found.st_uid, found.st_gid


def _set_up(system: BareSystem) -> None:
    """Settings and key as docs/operations.md has them, without a TPM."""
    system.run("cp", "/usr/share/doc/bhxh-kiosk/examples/kiosk.toml", "/etc/bhxh-kiosk/kiosk.toml")
    made = "head -c 48 /dev/urandom | systemd-creds encrypt --with-key=host --name=database-key -"
    system.run("sh", "-c", f"{made} {_SEALED}")
