"""``main.py devices``: what hangs on the USB ports, and rules for USBGuard and udev made of it."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from commands.settings_argument import add_settings_argument, find_settings

if TYPE_CHECKING:
    from commands.usb_devices import UsbDevice
    from kiosk.settings import Settings


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser(
        "devices",
        help="what hangs on the USB ports; rules for USBGuard and udev",
        description="Attach exactly what belongs to the kiosk, then have the rules made. Keyboards, storage"
        " and network adapters are not among what may work, unless they are named.",
    )
    add_settings_argument(parser)
    parser.set_defaults(run=lambda args: _with_settings(args, _list))
    commands = parser.add_subparsers(metavar="COMMAND")
    usbguard = commands.add_parser("usbguard", help="rules of which devices may work, on standard output")
    usbguard.add_argument(
        "--allow",
        action="append",
        default=[],
        metavar="VVVV:PPPP",
        help="this one too, for example a scanner that types (may be repeated)",
    )
    usbguard.set_defaults(run=_usbguard)
    udev = commands.add_parser("udev", help="rules that give cameras and reader names that stay")
    add_settings_argument(udev)
    for role in _ROLES:
        udev.add_argument(
            f"--{role}", metavar="PATH", help="the camera at this path, instead of that of the settings"
        )
    udev.set_defaults(run=lambda args: _with_settings(args, lambda settings: _udev(settings, args)))


_ROLES = ("face-camera", "card-camera", "document-camera")


def _with_settings(args: argparse.Namespace, work: Callable[[Settings], int]) -> int:
    settings = find_settings(args)
    return 2 if settings is None else work(settings)


def _list(settings: Settings) -> int:
    from commands.usb_devices import WANTED, find_usb_devices

    devices = find_usb_devices()
    roles = {_find(path, devices): role for role, path in _cameras(settings).items()}
    for device in devices:
        told = roles.get(device, "") or ("" if device.kind in WANTED else "not for a kiosk")
        print(f"{device.port:<10} {device.usb!s:<30} {device.kind:<17} {told}".rstrip())
    if not devices:
        print("No USB device is there.", file=sys.stderr)
    return 0


def _usbguard(args: argparse.Namespace) -> int:
    from commands.usb_devices import find_usb_devices, usbguard_rules

    print(usbguard_rules(find_usb_devices(), (name.lower() for name in args.allow)), end="")
    return 0


def _udev(settings: Settings, args: argparse.Namespace) -> int:
    """Says on stderr which camera hangs on no USB port, and ends with 1 then."""
    from commands.usb_devices import find_usb_devices, udev_rules

    devices = find_usb_devices()
    named = {role: getattr(args, role.replace("-", "_")) for role in _ROLES}
    paths = _cameras(settings) | {role: path for role, path in named.items() if path is not None}
    cameras = {role: _find(path, devices) for role, path in paths.items()}
    print(udev_rules({role: found for role, found in cameras.items() if found is not None}, devices), end="")
    missing = [f"{role} ({paths[role]})" for role, found in cameras.items() if found is None]
    if missing:
        print(f"No USB camera is at the path of {', '.join(missing)}.", file=sys.stderr)
    return 1 if missing else 0


def _cameras(settings: Settings) -> dict[str, str]:
    """Paths by role, as the settings have them."""
    paths = (settings.face.camera, settings.card.camera, settings.documents.camera)
    return {role: path for role, path in zip(_ROLES, paths, strict=True) if path is not None}


def _find(path: str, devices: list[UsbDevice]) -> UsbDevice | None:
    from ekyc.face.usb_identity import find_video_device

    video = find_video_device(Path(path))
    if video is None or video.port is None:
        return None
    return next((device for device in devices if device.port == video.port), None)
