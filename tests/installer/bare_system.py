"""``make test-package``: both packages in a bare Debian 12, from build to purge; needs root and apt.

Prints how long each step took and how large things are. Any step that fails ends it with what was said. With
``SLICE=yes`` the kiosk alone, packed quickly: what CI has time for.
"""

from __future__ import annotations

import argparse
import filecmp
import http.client
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from installer.debian.__main__ import make_package
from installer.debian.contents import PACKAGES, ROOT
from kiosk.version import VERSION
from tests.installer.bare import AS_KIOSK, BareSystem, StepError, find, step
from tests.installer.bare_manual import follow_the_manual
from tests.installer.bare_updates import try_updates

SOURCES = Path("/etc/apt/sources.list.d/debian.sources")
MOST_MEGABYTES = 180.0  # decision 115 says of what
MOST_SECONDS = 60.0  # of the processor, to install a package with what it depends on

_ROOM = 10e9  # bytes
_PATIENCE = 300.0  # s; a machine may be busy with something else
_SEALED = "/etc/bhxh-kiosk/database-key.cred"
_SCRATCH = "/tmp"  # noqa: S108 (of a system that nobody else is in)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.installer.bare_system", description=__doc__)
    parser.add_argument(
        "--quick", action="store_true", help="build once, pack less, do not judge size and form"
    )
    parser.add_argument(
        "--slice", action="store_true", help="the kiosk alone, built as by --quick, without what is alike"
    )
    parser.add_argument(
        "--if-possible", action="store_true", help="say so and end well where root or mounts are refused"
    )
    parser.add_argument("--built", type=Path, help="take the packages in this folder, do not build")
    parser.add_argument(
        "--base", type=Path, help="a bare Debian 12 as a tar file, which is fetched where it is not"
    )
    parser.add_argument(
        "--folder", type=Path, help="work here (some 8 GB) instead of in the temporary folder"
    )
    arguments = parser.parse_args()
    quick = arguments.quick or arguments.slice
    if hindrance := _hindrance(arguments.folder, quick=quick):
        print(f"The packages are not tried: {hindrance}", file=sys.stderr)
        return 0 if arguments.if_possible else 2
    subprocess.run((ROOT / "installer" / "prerequisites.sh", "package"), check=True)
    with tempfile.TemporaryDirectory(dir=arguments.folder, prefix="bhxh-package-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        base = arguments.base or folder / "base.tar"
        try:
            tried = PACKAGES[:1] if arguments.slice else PACKAGES
            packages = _build(tried, folder, arguments.built, quick=quick)
            _judge(packages, quick=quick)
            with _bare_system(folder, base) as system:
                _try_kiosk(system, packages["bhxh-kiosk"], in_part=arguments.slice)
            if arguments.slice:
                return 0
            with _bare_system(folder, base) as system:
                _try_central(system, packages)
        except StepError as failed:
            print(f"FAILED  {failed}", file=sys.stderr)
            return 1
    return 0


def _hindrance(folder: Path | None, *, quick: bool) -> str:
    """Why a bare system cannot be made and entered here; empty where it can."""
    if os.geteuid() != 0:
        return "that needs root"
    if not quick and shutil.which("lintian") is None:
        return "apt-get install lintian"
    if shutil.disk_usage(folder or tempfile.gettempdir()).free < _ROOM:
        return f"that needs {_ROOM / 1e9:.0f} GB"
    if not SOURCES.is_file():
        return f"apt has no {SOURCES}"
    with tempfile.TemporaryDirectory() as name:
        # Where mounts are refused so is much of what a chroot needs.
        mounted = subprocess.run((find("mount"), "--bind", name, name), capture_output=True, check=False)
        if mounted.returncode:
            return "mounts are refused"
        subprocess.run((find("umount"), name), check=True)
    return ""


def _build(packages: Sequence[str], folder: Path, built: Path | None, *, quick: bool) -> dict[str, Path]:
    """Each package twice, from wheels that were made twice; the files must be the same."""
    if built is not None:
        return {package: built / f"{package}_{VERSION}_amd64.deb" for package in packages}
    first, again = folder / "first", folder / "again"
    found = {}
    for package in packages:
        first.mkdir(exist_ok=True)
        with step(f"build {package}"):
            found[package] = make_package(package, first, folder / "wheels", quick=quick)
    for package in () if quick else packages:
        again.mkdir(exist_ok=True)
        with step(f"build {package} again, wheels and all"):
            file = make_package(package, again, folder / "other-wheels")
        if not filecmp.cmp(file, found[package], shallow=False):
            raise StepError(f"two builds of {package} differ")
        file.unlink()
    return found


def _judge(packages: dict[str, Path], *, quick: bool) -> None:
    for package, file in packages.items():
        megabytes = file.stat().st_size / 1e6
        print(f"{megabytes:7.1f} MB {package}", flush=True)
        if megabytes > MOST_MEGABYTES and not quick:
            raise StepError(f"{package} has more than {MOST_MEGABYTES:.0f} MB")
        if quick:
            continue
        with step(f"lintian {package}"):
            command = (find("lintian"), "--fail-on", "error", "--allow-root", str(file))
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            if done.returncode:
                raise StepError(f"lintian: {done.stdout[-4000:]}{done.stderr[-1000:]}")


@contextmanager
def _bare_system(folder: Path, kept: Path) -> Iterator[BareSystem]:
    """A fresh one, with the kernel's folders mounted. Services are not started in it."""
    root = folder / "root"
    if not kept.exists():
        with step("fetch a bare Debian 12"):
            # The sources of this machine: a mirror or none, as whoever set it up wanted.
            command = (
                find("mmdebstrap"),
                "--quiet",
                "--variant=minbase",
                "bookworm",
                str(kept),
                str(SOURCES),
            )
            subprocess.run(command, check=True)
    root.mkdir()
    subprocess.run((find("tar"), "--extract", "--numeric-owner", "-f", kept, "-C", root), check=True)
    (root / "usr" / "sbin" / "policy-rc.d").write_text("#!/bin/sh\nexit 101\n", "utf-8")
    (root / "usr" / "sbin" / "policy-rc.d").chmod(0o755)
    # Of a container apt throws away what it has fetched; here it is to be fetched beforehand.
    (root / "etc" / "apt" / "apt.conf.d" / "90keep").write_text(
        'Binary::apt::APT::Keep-Downloaded-Packages "true";\n'
    )
    with ExitStack() as stack:
        for name in ("proc", "sys", "dev", "dev/shm"):
            # Private: what is mounted in here is mounted nowhere else.
            subprocess.run((find("mount"), "--bind", "--make-private", f"/{name}", root / name), check=True)
            stack.callback(subprocess.run, (find("umount"), "--lazy", root / name), check=True)
        yield BareSystem(root)
    shutil.rmtree(root)


def _install(system: BareSystem, package: str, file: Path) -> None:
    place = system.folder / _SCRATCH[1:] / file.name
    shutil.copyfile(file, place)
    system.run("apt-get", "update", "-qq")
    with step(f"fetch what {package} depends on"):
        system.install(f"{_SCRATCH}/{file.name}", options=("--download-only",))
    with step(f"install {package} and what it depends on", MOST_SECONDS):
        system.install(f"{_SCRATCH}/{file.name}")


def _try_kiosk(system: BareSystem, file: Path, *, in_part: bool) -> None:
    """``in_part``: one visit of the kiosk that is installed, one installation of it, one purge."""
    _install(system, "bhxh-kiosk", file)
    home = f"/opt/bhxh-kiosk/{VERSION}"
    if system.run("readlink", "/opt/bhxh-kiosk/current").strip() != VERSION:
        raise StepError("current does not lead to the version")
    _look_for_libraries(system, home)
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
        system.install(f"{_SCRATCH}/{file.name}")
        _set_up(system)
    _file_an_act(system)
    if not in_part:
        _purge_with_an_act(system)
        system.install(f"{_SCRATCH}/{file.name}")
        _one_act_waits(system)
    try_updates(system, file, _try_session)
    _purge_with_an_act(system)


def _play_offscreen(system: BareSystem) -> None:
    before = system.files()
    with step("play a whole visit offscreen, as the kiosk's user"):
        visit = ("demo", "--task", "register", "--offscreen", "--out", f"{_SCRATCH}/demo")
        system.run(*AS_KIOSK, "/opt/bhxh-kiosk/current/bhxh-kiosk", *visit, HOME=_SCRATCH)
    if written := sorted(system.files() - before):
        raise StepError(f"the visit left something behind: {written[:10]}")


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
    runtime = f"{_SCRATCH}/runtime"
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
    given = _without_a_screen(system) | {"HOME": _SCRATCH}
    visit = ("demo", "--play", "--landscape", "--task", "register", "--out", f"{_SCRATCH}/played")
    with step("play a whole visit in a session without a screen"):
        told = system.run(
            "env", "-i", *(f"{k}={v}" for k, v in given.items()), *AS_KIOSK, *_IN_SESSION, *visit
        )
    if not (system.folder / _SCRATCH[1:] / "played/register/transcript.json").is_file():
        raise StepError(f"the visit was not played: {told}")


def _hear(systemd: socket.socket, process: subprocess.Popen[bytes]) -> list[str]:
    """The first three things that are said, fewer where the process ends before."""
    heard: list[str] = []
    deadline = time.monotonic() + _PATIENCE
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


def _try_central(system: BareSystem, packages: dict[str, Path]) -> None:
    _install(system, "bhxh-central", packages["bhxh-central"])
    _use_central(system, packages["bhxh-kiosk"])


def _use_central(system: BareSystem, kiosk: Path) -> None:
    _look_for_libraries(system, f"/opt/bhxh-central/{VERSION}")
    examples, settings = "/usr/share/doc/bhxh-central/examples", "/etc/bhxh-central"
    with step("install PostgreSQL and nginx"):
        system.install("postgresql", "nginx-light", "openssl")
    system.run("cp", f"{examples}/postgresql.conf", "/etc/postgresql/15/main/conf.d/bhxh-central.conf")
    system.run("pg_ctlcluster", "15", "main", "start")
    try:
        as_postgres = ("runuser", "-u", "postgres", "--")
        system.run(*as_postgres, "createuser", "bhxh-central")
        system.run(
            *as_postgres,
            "createdb",
            "--owner=bhxh-central",
            "--encoding=UTF8",
            "--template=template0",
            "central",
        )
        if system.run(*as_postgres, "psql", "-tAc", "SHOW log_error_verbosity").strip() != "terse":
            raise StepError("PostgreSQL has not taken the settings")
        system.run(
            "install",
            "-m",
            "0640",
            "-g",
            "bhxh-central",
            f"{examples}/central.toml",
            f"{settings}/central.toml",
        )
        _try_nginx(system, examples)
        shutil.copyfile(kiosk, system.folder / _SCRATCH[1:] / kiosk.name)
        with _serving(system) as port:
            follow_the_manual(system, kiosk, port)
        system.run("apt-get", "purge", "-qq", "-y", "bhxh-kiosk")
    finally:
        system.run("pg_ctlcluster", "15", "main", "stop", "--mode=fast")
    with step("purge: the keys stay, and it says so"):
        told = system.run("apt-get", "purge", "-qq", "-y", "bhxh-central")
    if "These stay" not in told or not (system.folder / "var/lib/bhxh-central/keys").is_dir():
        raise StepError(f"the keys are gone: {told}")
    shutil.rmtree(system.folder / "var/lib/bhxh-central")
    shutil.rmtree(system.folder / settings[1:])
    left = {
        name
        for name in system.files()
        if "bhxh-central" in name and not name.startswith(("etc/nginx", "etc/postgresql"))
    }
    if left:
        raise StepError(f"the purge left {sorted(left)}")


@contextmanager
def _serving(system: BareSystem) -> Iterator[int]:
    """Central started as its unit does, ready, on this port; SIGTERM ends it cleanly."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
    started = ("/opt/bhxh-central/current/bhxh-central", "--port", str(port), "--workers", "2")
    user = ("setpriv", "--reuid=bhxh-central", "--regid=bhxh-central", "--init-groups")
    command = (find("chroot"), str(system.folder), *user, *started, "--metrics-port", "0")
    given = {"PATH": "/usr/bin:/bin", "HOME": "/var/lib/bhxh-central", "LC_ALL": "C.UTF-8"}
    with subprocess.Popen(
        command, env=given, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    ) as process:
        try:
            with step("central is ready on PostgreSQL"):
                ready = _is_ready(port, process)
            if ready:
                yield port
        finally:
            process.terminate()
            said, _ = process.communicate(timeout=_PATIENCE)
    if not ready or process.returncode != 0:
        raise StepError(f"central ended with {process.returncode}: {said[-4000:]}")


def _is_ready(port: int, process: subprocess.Popen[str]) -> bool:
    deadline = time.monotonic() + _PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        with suppress(OSError, http.client.HTTPException):
            line = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            line.request("GET", "/v1/ready")
            if line.getresponse().status == http.HTTPStatus.OK:
                return True
        time.sleep(0.2)
    return False


def _try_nginx(system: BareSystem, examples: str) -> None:
    tls = "/etc/bhxh-central/tls"
    system.run("mkdir", tls)
    made = (
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-subj",
        "/CN=central.example.vn",
        "-addext",
        "subjectAltName=DNS:central.example.vn",
        "-days",
        "2",
    )
    system.run(*made, "-keyout", f"{tls}/central.key", "-out", f"{tls}/central.pem")
    system.run("cp", f"{examples}/nginx.conf", "/etc/nginx/sites-enabled/bhxh-central")
    with step("nginx takes the example"):
        system.run("nginx", "-t")


def _look_for_libraries(system: BareSystem, home: str) -> None:
    """Each library of the package finds what it is linked to, here where nothing else is installed."""
    look = f"find {home} -name '*.so*' -type f -exec ldd {{}} + 2>/dev/null | grep 'not found' | sort -u"
    if lacking := system.run("sh", "-c", f"{look}; true").strip():
        raise StepError(f"libraries are missing:\n{lacking}")


def _nothing_left(system: BareSystem, package: str) -> None:
    left = sorted(name for name in system.files() if "bhxh" in name)
    if left or package in (system.folder / "etc" / "passwd").read_text("utf-8"):
        raise StepError(f"the purge of {package} left {left or 'its user'}")
    print(f"           nothing of {package} is left", flush=True)


if __name__ == "__main__":
    sys.exit(main())
