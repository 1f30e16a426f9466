from __future__ import annotations

import string
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ekyc.face.errors import FaceError, FaceFault
from ekyc.face.usb_identity import UsbIdentity, VideoDevice, check_video_device, find_video_device
from ekyc.face.v4l2_camera import V4l2Camera

_OURS = UsbIdentity("046d", "0825", "A1B2")
_HEX = st.text(string.hexdigits, min_size=4, max_size=4)


class Kernel:
    """A tree as the kernel shows it under /sys, with the device files beside it."""

    def __init__(self, folder: Path) -> None:
        self.sysfs = folder / "sys"
        self.dev = folder / "dev"
        (self.sysfs / "class" / "video4linux").mkdir(parents=True)
        self.dev.mkdir()

    def plug_in(
        self,
        identity: UsbIdentity | None,
        *,
        under: str = "pci0000:00/0000:00:14.0/usb1/1-2",
        driver: str = "uvcvideo",
        name: str = "HD Webcam",
    ) -> Path:
        port = self.sysfs / "devices" / under
        video = port / "1-2:1.0" / "video4linux" / "video0"
        video.mkdir(parents=True)
        (video / "name").write_text(f"{name}\n")
        drivers = self.sysfs / "bus" / "usb" / "drivers" / driver
        drivers.mkdir(parents=True)
        (port / "1-2:1.0" / "driver").symlink_to(drivers)
        (video / "device").symlink_to(port / "1-2:1.0")
        if identity is not None:
            (port / "idVendor").write_text(f"{identity.vendor}\n")
            (port / "idProduct").write_text(f"{identity.product}\n")
            if identity.serial is not None:
                (port / "serial").write_text(f"{identity.serial}\n")
        (self.sysfs / "class" / "video4linux" / "video0").symlink_to(video)
        (self.dev / "video0").touch()
        link = self.dev / "by-id-camera"
        link.symlink_to(self.dev / "video0")
        return link


@pytest.fixture
def kernel(tmp_path: Path) -> Kernel:
    return Kernel(tmp_path)


def _fault(kernel: Kernel, path: Path, expected: UsbIdentity | None, virtual_allowed: bool) -> FaceFault:
    with pytest.raises(FaceError) as caught:
        check_video_device(path, expected, virtual_allowed=virtual_allowed, sysfs=kernel.sysfs)
    return caught.value.fault


@pytest.mark.parametrize("serial", ["A1B2", None])
def test_a_real_camera_is_known_by_its_path_that_survives_replugging(
    kernel: Kernel, serial: str | None
) -> None:
    path = kernel.plug_in(UsbIdentity("046d", "0825", serial))
    device = VideoDevice(UsbIdentity("046d", "0825", serial), "uvcvideo", virtual=False, port="1-2")
    assert find_video_device(path, kernel.sysfs) == device
    any_serial = UsbIdentity("046d", "0825")
    check_video_device(path, any_serial, virtual_allowed=False, sysfs=kernel.sysfs)
    check_video_device(path, None, virtual_allowed=False, sysfs=kernel.sysfs)


@pytest.mark.parametrize(
    "other",
    [UsbIdentity("046d", "0826", "A1B2"), UsbIdentity("046d", "0825", "A1B3"), UsbIdentity("1bcf", "0825")],
)
@pytest.mark.parametrize("virtual_allowed", [True, False])
def test_another_camera_in_its_place_is_refused(
    kernel: Kernel, other: UsbIdentity, virtual_allowed: bool
) -> None:
    path = kernel.plug_in(other)
    assert _fault(kernel, path, _OURS, virtual_allowed) is FaceFault.CAMERA_NOT_EXPECTED


@pytest.mark.parametrize(
    ("identity", "under", "driver", "name"),
    [
        (None, "virtual", "", "Dummy video device (0x0000)"),
        (None, "platform/vivid.0", "vivid", "vivid"),
        (_OURS, "platform/vhci_hcd.0/usb3/3-1", "uvcvideo", "HD Webcam"),
        (_OURS, "platform/dummy_hcd.0/usb4/4-1", "uvcvideo", "HD Webcam"),
        (_OURS, "pci0000:00/usb1/1-2", "v4l2loopback", "HD Webcam"),
    ],
)
def test_a_camera_that_is_a_program_is_refused_in_production(
    kernel: Kernel, identity: UsbIdentity | None, under: str, driver: str, name: str
) -> None:
    path = kernel.plug_in(identity, under=under, driver=driver or "none", name=name)
    device = find_video_device(path, kernel.sysfs)
    assert device is not None
    assert device.virtual
    assert _fault(kernel, path, None, virtual_allowed=False) is FaceFault.CAMERA_VIRTUAL
    assert _fault(kernel, path, _OURS, virtual_allowed=False) is FaceFault.CAMERA_VIRTUAL
    check_video_device(path, None, virtual_allowed=True, sysfs=kernel.sysfs)  # a workbench may


def test_a_path_that_the_kernel_does_not_know(kernel: Kernel) -> None:
    path = kernel.dev / "video7"
    assert find_video_device(path, kernel.sysfs) is None
    assert _fault(kernel, path, _OURS, virtual_allowed=True) is FaceFault.CAMERA_UNAVAILABLE


def test_the_camera_is_checked_before_it_is_opened(kernel: Kernel) -> None:
    path = kernel.plug_in(UsbIdentity("1bcf", "0001"))
    camera = V4l2Camera(path, expected=_OURS, virtual_allowed=False, sysfs=kernel.sysfs)
    with pytest.raises(FaceError) as caught:
        camera.open()
    assert caught.value.fault is FaceFault.CAMERA_NOT_EXPECTED


@given(_HEX, _HEX, st.none() | st.text(string.ascii_letters + string.digits + "-_.:", min_size=1))
def test_identities_are_read_as_written(vendor: str, product: str, serial: str | None) -> None:
    text = f"{vendor}:{product}" + (f":{serial}" if serial else "")
    identity = UsbIdentity.parse(text)
    assert identity == UsbIdentity(vendor.lower(), product.lower(), serial)
    assert UsbIdentity.parse(str(identity)) == identity


@pytest.mark.parametrize("text", ["", "046d", "046d:", "046d:08255", "046g:0825", "046d-0825", "046d:0825:"])
def test_nonsense_is_no_identity(text: str) -> None:
    with pytest.raises(ValueError, match="USB identity"):
        UsbIdentity.parse(text)
