"""What hangs on the USB ports of this machine, and rules for it: which devices may work, and their names.

A device says itself what it is. What is asked here is only what it can do, its interfaces (usb.org, "Defined
class codes"): what offers a keyboard beside a camera is a keyboard.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from ekyc.face.usb_identity import SYSFS, UsbIdentity, read_identity

_SAFE = re.compile(r"[A-Za-z0-9._:-]+")  # in a rule, where a device could write another one otherwise
_KEYBOARD = "03:01:01"


class Kind(StrEnum):
    KEYBOARD = "keyboard"  # also a scanner that types
    STORAGE = "storage"
    NETWORK = "network"
    CAMERA = "camera"
    READER = "card reader"
    PRINTER = "printer"
    POINTER = "touch or pointer"
    SOUND = "sound"
    HUB = "hub"
    OTHER = "other"


# The first that one of the interfaces has. What may do harm stands before what a kiosk needs.
_BY_CLASS = (
    ("08", Kind.STORAGE),
    ("02", Kind.NETWORK),
    ("e0", Kind.NETWORK),
    ("0e", Kind.CAMERA),
    ("0b", Kind.READER),
    ("07", Kind.PRINTER),
    ("03", Kind.POINTER),
    ("01", Kind.SOUND),
    ("09", Kind.HUB),
)
WANTED = frozenset({Kind.CAMERA, Kind.READER, Kind.PRINTER, Kind.POINTER, Kind.SOUND, Kind.HUB})


@dataclass(frozen=True, slots=True)
class UsbDevice:
    """``port`` as the kernel counts (``1-2.3``); ``interfaces``: class, subclass, protocol (``0e:01:00``)."""

    port: str
    usb: UsbIdentity
    interfaces: tuple[str, ...]

    @property
    def kind(self) -> Kind:
        if _KEYBOARD in self.interfaces:
            return Kind.KEYBOARD
        classes = {interface[:2] for interface in self.interfaces}
        return next((kind for code, kind in _BY_CLASS if code in classes), Kind.OTHER)

    @property
    def serial(self) -> str | None:
        """Only one that a rule can hold."""
        serial = self.usb.serial
        return serial if serial is not None and _SAFE.fullmatch(serial) else None


def find_usb_devices(sysfs: Path = SYSFS) -> list[UsbDevice]:
    """All of them, by port."""
    folder = sysfs / "bus" / "usb" / "devices"
    ports = sorted(folder.glob("*")) if folder.is_dir() else []
    return [
        UsbDevice(port.name, read_identity(port), _interfaces(port))
        for port in ports
        if (port / "idVendor").is_file()
    ]


def usbguard_rules(devices: Iterable[UsbDevice], also: Iterable[str] = ()) -> str:
    """Rules of USBGuard (usbguard-rules.conf(5)) for what hangs there now, each device at its port as it is;
    whatever a kiosk does not need is left out unless ``also`` has its ``vendor:product``.
    """
    wanted = set(also)
    lines = []
    for device in devices:
        name = f"{device.usb.vendor}:{device.usb.product}"
        allowed = device.kind in WANTED or name in wanted
        serial = f' serial "{device.serial}"' if device.serial is not None else ""
        interfaces = " ".join(device.interfaces)
        rule = f'id {name}{serial} via-port "{device.port}" with-interface equals {{ {interfaces} }}'
        lines.append(f"{'allow' if allowed else '# not allowed:'} {rule}  # {device.kind}")
    return "".join(f"{line}\n" for line in lines)


def udev_rules(cameras: Mapping[str, UsbDevice], devices: Iterable[UsbDevice]) -> str:
    """Names in ``/dev/bhxh-kiosk`` that stay (udev(7)): of each camera, by the name it shall have, and of the
    reader. A device without a serial number that has a twin is told apart by its port.
    """
    present = list(devices)
    lines = ["# Names of this kiosk's devices, made by `bhxh-kiosk devices udev`."]
    for name, camera in cameras.items():
        # Further nodes of a camera give no pictures.
        subsystem = 'SUBSYSTEM=="video4linux", ATTR{index}=="0"'
        lines.append(f'{subsystem}, {_matching(camera, present)}, SYMLINK+="bhxh-kiosk/{name}"')
    for reader in (device for device in present if device.kind is Kind.READER):
        subsystem = 'SUBSYSTEM=="usb", ENV{DEVTYPE}=="usb_device"'
        lines.append(f'{subsystem}, {_matching(reader, present)}, SYMLINK+="bhxh-kiosk/reader"')
    return "".join(f"{line}\n" for line in lines)


def _matching(device: UsbDevice, present: Iterable[UsbDevice]) -> str:
    usb = device.usb
    parts = [f'ATTRS{{idVendor}}=="{usb.vendor}"', f'ATTRS{{idProduct}}=="{usb.product}"']
    twins = sum((each.usb.vendor, each.usb.product) == (usb.vendor, usb.product) for each in present)
    if device.serial is not None:
        parts.append(f'ATTRS{{serial}}=="{device.serial}"')
    elif twins > 1:
        parts.append(f'KERNELS=="{device.port}"')
    return ", ".join(parts)


def _interfaces(port: Path) -> tuple[str, ...]:
    names = ("bInterfaceClass", "bInterfaceSubClass", "bInterfaceProtocol")
    found = (
        ":".join((interface / name).read_text("ascii").strip().lower() for name in names)
        for interface in sorted(port.glob("*:*"))  # 1-2:1.0 of 1-2, but 1-0:1.0 of the hub usb1
        if all((interface / name).is_file() for name in names)
    )
    return tuple(found)
