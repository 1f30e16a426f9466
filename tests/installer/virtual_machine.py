"""A Debian 12 with a kernel, in QEMU: a screen, a keyboard, a pointer, a software TPM, and no network.

What is in it is told by a shell that listens on a virtual serial port and belongs to the trial alone.
"""

from __future__ import annotations

import base64
import json
import os
import shlex
import socket
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.installer.bare import StepError, find

PROGRAMS = ("qemu-system-x86_64", "swtpm", "mkfs.ext4", "mmdebstrap")
WIDTH, HEIGHT = 768, 1366  # of the screen, upright

_PORT = "trial"
_PATIENCE = 600.0  # s; without KVM everything takes ten times as long
_MEMORY_MB = 4096

# Root's shell behind the port: one command a line, its end and what it said one line back.
AGENT = f"""
import base64, json, subprocess
port = open("/dev/virtio-ports/{_PORT}", "r+b", buffering=0)
def say(**what):
    port.write(json.dumps(what).encode() + b"\\n")
say(boot=open("/proc/sys/kernel/random/boot_id").read().strip())
for line in iter(port.readline, b""):
    asked = json.loads(line)
    done = subprocess.run(["/bin/sh", "-c", asked["run"]], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT)
    say(of=asked["number"], code=done.returncode, said=base64.b64encode(done.stdout).decode())
"""
AGENT_UNIT = f"""
[Unit]
Description=The shell of the trial
BindsTo=dev-virtio\\x2dports-{_PORT}.device
After=dev-virtio\\x2dports-{_PORT}.device

[Service]
ExecStart=/usr/bin/python3 /usr/local/lib/trial-agent.py
Environment=LC_ALL=C.UTF-8 HOME=/root DEBIAN_FRONTEND=noninteractive
OOMScoreAdjust=-900

[Install]
WantedBy=multi-user.target
"""


@dataclass(frozen=True, slots=True)
class Disk:
    """What a machine boots from."""

    image: Path
    kernel: Path
    initrd: Path


def make_disk(root: Path, folder: Path, *, gigabytes: int = 12) -> Disk:
    """Of a system in a folder that has a kernel. Its shell for the trial is written into it."""
    (root / "usr/local/lib/trial-agent.py").write_text(AGENT, "utf-8")
    (root / "etc/systemd/system/trial.service").write_text(AGENT_UNIT, "utf-8")
    wanted = root / "etc/systemd/system/multi-user.target.wants"
    wanted.mkdir(exist_ok=True)
    (wanted / "trial.service").symlink_to("/etc/systemd/system/trial.service")
    (root / "etc/fstab").write_text("/dev/vda / ext4 defaults 0 1\n", "utf-8")
    (root / "etc/hostname").write_text("kiosk\n", "utf-8")
    (root / "etc/machine-id").write_text("", "utf-8")
    (kernel,) = (root / "boot").glob("vmlinuz-*")
    (initrd,) = (root / "boot").glob("initrd.img-*")
    disk = Disk(folder / "disk.raw", folder / "vmlinuz", folder / "initrd")
    disk.kernel.write_bytes(kernel.read_bytes())
    disk.initrd.write_bytes(initrd.read_bytes())
    disk.image.unlink(missing_ok=True)
    made = (find("mkfs.ext4"), "-q", "-F", "-d", str(root), str(disk.image), f"{gigabytes}G")
    subprocess.run(made, check=True, stdout=subprocess.DEVNULL)
    return disk


def has_kvm() -> bool:
    """Whether this machine lets a guest run on its own processor. A device without the processor's own help
    (vmx, svm) runs none that was not made for it.
    """
    helps = set(Path("/proc/cpuinfo").read_text("utf-8").split()) & {"vmx", "svm"}
    return bool(helps) and os.access("/dev/kvm", os.R_OK | os.W_OK)


class VirtualMachine:
    """One that runs. ``folder`` holds what it said on its console and the pictures of its screen."""

    def __init__(self, folder: Path, process: subprocess.Popen[bytes]) -> None:
        self._folder, self._process = folder, process
        self._shell = _Lines(folder / "shell")
        self._monitor = _Lines(folder / "monitor")
        self._monitor.receive(_PATIENCE)
        self._ask("qmp_capabilities")
        self._number = 0
        self._boot = ""

    def wait_for_boot(self, patience: float = _PATIENCE) -> None:
        """Until the shell of the trial answers; after a restart, until that of the new start does."""
        deadline = time.monotonic() + patience
        while (left := deadline - time.monotonic()) > 0:
            heard = self._shell.receive(left)
            if heard.get("boot", self._boot) != self._boot:
                self._boot = heard["boot"]
                return
        raise StepError(f"the machine does not start:\n{self.console()[-3000:]}")

    def run(self, *command: str, ends_with: int | None = 0, patience: float = _PATIENCE) -> str:
        """What the command said on both streams; None: it may end with any code. A single word with spaces is
        for the shell. Raises StepError where it ends with another.
        """
        line = command[0] if len(command) == 1 else shlex.join(command)
        self._number += 1
        self._shell.send({"run": line, "number": self._number})
        deadline = time.monotonic() + patience
        while (left := deadline - time.monotonic()) > 0:
            heard = self._shell.receive(left)
            if heard.get("of") == self._number:
                said = base64.b64decode(heard["said"]).decode("utf-8", "replace")
                if ends_with is not None and heard["code"] != ends_with:
                    raise StepError(f"{line} ended with {heard['code']}:\n{said[-4000:]}")
                return said
        raise StepError(f"{line} does not end within {patience:.0f} s")

    def write(self, place: str, text: str) -> None:
        """A file of the machine."""
        coded = base64.b64encode(text.encode()).decode()
        self.run(f"echo {coded} | base64 -d > {shlex.quote(place)}")

    def send_away(self, command: str) -> None:
        """One that nobody waits for: the machine may be gone before it ends."""
        self._number += 1
        self._shell.send({"run": command, "number": self._number})

    def keys(self, *names: str) -> None:
        """These keys of its keyboard at once, by QEMU's names of them (``ctrl``, ``f1``)."""
        held = [{"type": "qcode", "data": name} for name in names]
        self._ask("send-key", keys=held, **{"hold-time": 80})

    def touch(self, x: float, y: float) -> None:
        """A press of the left button at that part of width and height."""
        where = [
            {"type": "abs", "data": {"axis": axis, "value": round(part * 32767)}}
            for axis, part in (("x", x), ("y", y))
        ]
        self._ask("input-send-event", events=where)
        for down in (True, False):
            button = {"type": "btn", "data": {"button": "left", "down": down}}
            self._ask("input-send-event", events=[button])

    def picture(self, name: str) -> Path:
        """What its screen shows, as a PNG file of that name."""
        file = self._folder / f"{name}.png"
        self._ask("screendump", filename=str(file), format="png")
        return file

    def plug(self, driver: str, name: str, **of_it: str) -> None:
        """A device at its USB ports (``usb-kbd``), or a drive of ``usb-storage``."""
        self._ask("device_add", driver=driver, id=name, **of_it)

    def console(self) -> str:
        """What kernel and systemd said there, from its first start on."""
        return (self._folder / "console").read_text("utf-8", "replace")

    def has_ended(self, patience: float) -> bool:
        """Switched off by itself."""
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(patience)
        return self._process.poll() is not None

    def _ask(self, command: str, **arguments: object) -> Any:
        self._monitor.send({"execute": command, "arguments": arguments})
        while True:
            heard = self._monitor.receive(_PATIENCE)
            if "error" in heard:
                raise StepError(f"QEMU, {command}: {heard['error']['desc']}")
            if "return" in heard:
                return heard["return"]


class _Lines:
    """JSON values, one a line, over a socket that QEMU listens on."""

    def __init__(self, place: Path) -> None:
        self._line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self._line.connect(str(place))
        self._heard = b""

    def send(self, value: object) -> None:
        self._line.sendall(json.dumps(value).encode() + b"\n")

    def receive(self, patience: float) -> dict[str, Any]:
        """Raises StepError where nothing comes, or QEMU has ended."""
        self._line.settimeout(patience)
        while b"\n" not in self._heard:
            try:
                more = self._line.recv(1 << 16)
            except TimeoutError:
                raise StepError("the machine says nothing") from None
            if not more:
                raise StepError("the machine has ended")
            self._heard += more
        line, _, self._heard = self._heard.partition(b"\n")
        try:
            value = json.loads(line)
        except ValueError:
            return {}  # half a line of a shell that a restart cut off
        return value if isinstance(value, dict) else {}


@contextmanager
def running(disk: Disk, folder: Path, also: str = "") -> Iterator[VirtualMachine]:
    """The machine of that disk, which is changed; its TPM lives as long as the folder. ``also`` is for its
    kernel's command line. At the end it is cut off where it runs.
    """
    with ExitStack() as stack:
        tpm = folder / "tpm"
        tpm.mkdir(exist_ok=True)
        control = f"type=unixio,path={folder}/tpm.control"
        tpm_command = (find("swtpm"), "socket", "--tpm2", "--tpmstate", f"dir={tpm}", "--ctrl", control)
        stack.enter_context(_ended(subprocess.Popen((*tpm_command, "--terminate"))))
        _wait_for(folder / "tpm.control")
        qemu = subprocess.Popen(_command(disk, folder, also), stdin=subprocess.DEVNULL)
        stack.enter_context(_ended(qemu))
        for name in ("shell", "monitor"):
            _wait_for(folder / name)
        yield VirtualMachine(folder, qemu)


@contextmanager
def _ended(process: subprocess.Popen[bytes]) -> Iterator[None]:
    try:
        yield
    finally:
        process.terminate()
        process.wait(60)


def _command(disk: Disk, folder: Path, also: str) -> Sequence[str]:
    # Without KVM the machine's clock goes by its instructions, one a nanosecond: what it measures is its own
    # time, of one slow core, however busy this machine is.
    drawn = (
        "-accel",
        "tcg,tb-size=1024",
        "-cpu",
        "max",
        "-smp",
        "1",
        "-icount",
        "shift=0",
        "-rtc",
        "clock=vm",
    )
    real = ("-accel", "kvm", "-cpu", "host", "-smp", "2")
    # Not a plain VGA: its driver cannot take in buffers (PRIME), which the compositor wants.
    screen = f"virtio-vga,edid=on,xres={WIDTH},yres={HEIGHT}"
    append = (
        f"root=/dev/vda rw console=tty0 console=ttyS0 quiet loglevel=4 printk.time=1 mitigations=off {also}"
    )
    devices = {
        "drive": [f"file={disk.image},if=virtio,format=raw,cache=unsafe"],
        "device": [
            screen,
            "qemu-xhci,id=usb",
            "usb-kbd,id=keyboard",
            "usb-tablet,id=pointer",
            "tpm-crb,tpmdev=tpm",
            "virtio-serial",
            f"virtserialport,chardev=shell,name={_PORT}",
            "virtio-rng-pci",
        ],
        "chardev": [
            f"socket,id=shell,path={folder}/shell,server=on,wait=off",
            f"socket,id=tpm,path={folder}/tpm.control",
        ],
        "tpmdev": ["emulator,id=tpm,chardev=tpm"],
        "qmp": [f"unix:{folder}/monitor,server=on,wait=off"],
        "serial": [f"file:{folder}/console"],
    }
    named = [word for option, values in devices.items() for value in values for word in (f"-{option}", value)]
    boot = ("-kernel", str(disk.kernel), "-initrd", str(disk.initrd), "-append", append)
    return (
        find("qemu-system-x86_64"),
        *(real if has_kvm() else drawn),
        *("-m", str(_MEMORY_MB)),
        *("-machine", "q35", "-nodefaults", "-nic", "none", "-display", "none"),
        *boot,
        *named,
    )


def _wait_for(place: Path) -> None:
    deadline = time.monotonic() + 30
    while not place.exists():
        if time.monotonic() > deadline:
            raise StepError(f"{place.name} does not come")
        time.sleep(0.05)
