"""Which device stands behind a video path, asked of the kernel: USB identity, driver, and whether it is real.

A program can offer itself as a camera (v4l2loopback and the like) and play whatever it wants. Such a device
hangs on no USB port, or on a port that a program made up as well.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from ekyc.face.errors import FaceError, FaceFault

SYSFS = Path("/sys")

_FORM = re.compile(r"([0-9a-fA-F]{4}):([0-9a-fA-F]{4})(?::(.+))?")
_MADE_UP_PORTS = ("vhci_hcd", "dummy_hcd", "usbip")  # USB ports that are programs themselves
_VIRTUAL_DRIVERS = ("v4l2loopback", "v4l2 loopback", "vivid", "vimc", "vicodec", "akvcam")


@dataclass(frozen=True, slots=True)
class UsbIdentity:
    """Vendor and product in four lower-case hexadecimal digits; ``serial`` None: the device has none, or, as
    an expectation, any will do.
    """

    vendor: str
    product: str
    serial: str | None = None

    @classmethod
    def parse(cls, text: str) -> UsbIdentity:
        """``046d:0825`` or ``046d:0825:SERIAL``. ValueError otherwise."""
        found = _FORM.fullmatch(text.strip())
        if found is None:
            raise ValueError("a USB identity is VVVV:PPPP or VVVV:PPPP:SERIAL")
        return cls(found[1].lower(), found[2].lower(), found[3])

    def __str__(self) -> str:
        return ":".join(part for part in (self.vendor, self.product, self.serial) if part is not None)

    def meets(self, expected: UsbIdentity) -> bool:
        same_model = (self.vendor, self.product) == (expected.vendor, expected.product)
        return same_model and expected.serial in (None, self.serial)


@dataclass(frozen=True, slots=True)
class VideoDevice:
    usb: UsbIdentity | None  # None: it hangs on no USB port
    driver: str
    virtual: bool
    port: str | None = None  # where it is plugged in, as the kernel counts: 1-2.3


def find_video_device(path: Path, sysfs: Path = SYSFS) -> VideoDevice | None:
    """What the kernel knows about ``/dev/video*`` or a link to it; None if it knows no such device."""
    entry = sysfs / "class" / "video4linux" / path.resolve().name
    if not entry.exists():
        return None
    place = entry.resolve()
    parents = [parent for parent in place.parents if parent.is_relative_to(sysfs.resolve())]
    port = next((parent for parent in parents if (parent / "idVendor").is_file()), None)
    link = place / "device" / "driver"
    driver = link.resolve().name if link.exists() else ""
    made_up = any(name in part for part in place.parts for name in _MADE_UP_PORTS)
    named = any(name in f"{driver} {_text(place / 'name')}".lower() for name in _VIRTUAL_DRIVERS)
    return VideoDevice(
        usb=read_identity(port) if port is not None else None,
        driver=driver,
        virtual=port is None or made_up or named,
        port=None if port is None else port.name,
    )


def check_video_device(
    path: Path, expected: UsbIdentity | None, *, virtual_allowed: bool, sysfs: Path = SYSFS
) -> None:
    """Raises FaceError: ``camera_unavailable``, ``camera_virtual``, ``camera_not_expected``."""
    if expected is None and virtual_allowed:
        return
    device = find_video_device(path, sysfs)
    if device is None:
        raise FaceError(FaceFault.CAMERA_UNAVAILABLE)
    if device.virtual and not virtual_allowed:
        raise FaceError(FaceFault.CAMERA_VIRTUAL)
    if expected is not None and (device.usb is None or not device.usb.meets(expected)):
        raise FaceError(FaceFault.CAMERA_NOT_EXPECTED)


def read_identity(port: Path) -> UsbIdentity:
    """Of the device in this folder of sysfs."""
    serial = _text(port / "serial")
    return UsbIdentity(
        _text(port / "idVendor").lower(), _text(port / "idProduct").lower(), serial if serial else None
    )


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace").strip() if path.is_file() else ""
