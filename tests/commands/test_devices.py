"""Rules for USBGuard and udev from a tree as the kernel shows it, with devices that mean harm among them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commands.usb_devices import Kind, UsbDevice, find_usb_devices, udev_rules, usbguard_rules
from ekyc.face.usb_identity import UsbIdentity
from tests.commands.run_main import run_main

_CAMERA = ("0e:01:00", "0e:02:00")
_RULE = re.compile(
    r'(allow|# not allowed:) id [0-9a-f]{4}:[0-9a-f]{4}( serial "[\w.:-]+")? via-port "[\w.-]+"'
    r" with-interface equals \{ [0-9a-f: ]+ \}  # [a-z ]+"
)


def device(
    port: str, *interfaces: str, serial: str | None = None, product: str = "0825", vendor: str = "046d"
) -> UsbDevice:
    return UsbDevice(port, UsbIdentity(vendor, product, serial), interfaces)


def plug_in(sysfs: Path, port: str, identity: str, *interfaces: str) -> None:
    """As the kernel shows it."""
    folder = sysfs / "bus" / "usb" / "devices" / port
    usb = UsbIdentity.parse(identity)
    folder.mkdir(parents=True)
    (folder / "idVendor").write_text(f"{usb.vendor}\n")
    (folder / "idProduct").write_text(f"{usb.product}\n")
    if usb.serial is not None:
        (folder / "serial").write_text(f"{usb.serial}\n")
    for number, interface in enumerate(interfaces):
        place = folder / f"{port.replace('usb', '')}{'-0' if port.startswith('usb') else ''}:1.{number}"
        place.mkdir()
        names = ("bInterfaceClass", "bInterfaceSubClass", "bInterfaceProtocol")
        for name, code in zip(names, interface.split(":"), strict=True):
            (place / name).write_text(f"{code}\n")


def test_devices_are_found_with_what_they_can_do(tmp_path: Path) -> None:
    plug_in(tmp_path, "1-2.1", "046d:0825:A1B2", *_CAMERA)
    plug_in(tmp_path, "usb1", "1d6b:0002", "09:00:00")
    (tmp_path / "bus" / "usb" / "devices" / "1-2.1:1.0").mkdir()  # interfaces stand there too
    found = find_usb_devices(tmp_path)
    assert [(each.port, each.kind) for each in found] == [("1-2.1", Kind.CAMERA), ("usb1", Kind.HUB)]
    assert found[0].usb == UsbIdentity("046d", "0825", "A1B2")
    assert find_usb_devices(tmp_path / "nowhere") == []


@pytest.mark.parametrize(
    ("interfaces", "kind"),
    [
        ((*_CAMERA, "03:01:01"), Kind.KEYBOARD),
        (("0b:00:00", "08:06:50"), Kind.STORAGE),
        (("03:00:00",), Kind.POINTER),
        (("0e:01:00", "01:01:00"), Kind.CAMERA),
        (("0b:00:00",), Kind.READER),
        (("ff:00:00",), Kind.OTHER),
    ],
)
def test_a_device_is_the_worst_of_what_it_offers(interfaces: tuple[str, ...], kind: Kind) -> None:
    assert device("1-1", *interfaces).kind is kind


def test_what_a_kiosk_needs_may_work_and_nothing_else_unless_it_is_named() -> None:
    there = [device("1-1", *_CAMERA, serial="A1"), device("1-2", "03:01:01", vendor="05e0", product="1200")]
    camera, scanner = usbguard_rules(there).splitlines()
    assert camera == (
        'allow id 046d:0825 serial "A1" via-port "1-1" with-interface equals { 0e:01:00 0e:02:00 }  # camera'
    )
    assert scanner.startswith("# not allowed: id 05e0:1200 via-port")
    assert usbguard_rules(there, ["05e0:1200"]).splitlines()[1].startswith("allow id 05e0:1200")


@pytest.mark.hypothesis
@given(st.text(min_size=1))
def test_no_serial_number_writes_a_rule_of_its_own(serial: str) -> None:
    hostile = [device("1-1", *_CAMERA, serial=serial)]
    (line,) = usbguard_rules(hostile).split("\n")[:-1]
    assert _RULE.fullmatch(line)
    title, rule, rest = udev_rules({"face-camera": hostile[0]}, hostile).split("\n")
    assert rule.count(", ") == (5 if hostile[0].serial else 4)
    assert rest == ""
    assert title.startswith("#")


def test_twins_are_told_apart_by_their_port_and_one_alone_is_not_tied_to_it() -> None:
    one, other = device("1-1", *_CAMERA), device("1-2", *_CAMERA)
    assert 'KERNELS=="1-1"' in udev_rules({"face-camera": one}, [one, other])
    assert "KERNELS" not in udev_rules({"face-camera": one}, [one])


def test_cameras_and_reader_get_names_that_stay() -> None:
    camera, reader = device("1-1", *_CAMERA, serial="A1"), device("1-3", "0b:00:00", vendor="072f")
    _title, of_camera, of_reader = udev_rules({"face-camera": camera}, [camera, reader]).splitlines()
    assert of_camera == (
        'SUBSYSTEM=="video4linux", ATTR{index}=="0", ATTRS{idVendor}=="046d", ATTRS{idProduct}=="0825",'
        ' ATTRS{serial}=="A1", SYMLINK+="bhxh-kiosk/face-camera"'
    )
    assert of_reader.endswith('SYMLINK+="bhxh-kiosk/reader"')


def test_a_camera_that_is_not_there_is_named(tmp_path: Path) -> None:
    file = tmp_path / "kiosk.toml"
    file.write_text('[face]\ncamera = "/dev/no-such-camera"\n', "utf-8")
    done = run_main("devices", "udev", "--settings", str(file))
    assert done.returncode == 1
    assert "face-camera (/dev/no-such-camera)" in done.stderr
    assert run_main("devices", "--settings", str(file)).returncode == 0
    assert run_main("devices", "usbguard").returncode == 0
