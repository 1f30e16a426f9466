"""The devices that the settings name: made without being opened, and bound as asked."""

from __future__ import annotations

from pathlib import Path

import pytest

from commands.hardware import real_hardware
from ekyc.errors import EkycError
from kiosk.settings import load_settings


def test_nothing_is_opened_before_it_is_needed(tmp_path: Path) -> None:
    settings = load_settings(
        tmp_path / "none.toml",
        card={"reader": "ACR1252"},
        face={"camera": "/dev/no-such-camera", "camera_identity": "046d:0825:AB12"},
    )
    hardware = real_hardware(settings)
    connector, camera = hardware.card_connector(), hardware.face_camera()
    assert connector is not None
    assert connector.name == "ACR1252"
    assert hardware.card_camera() is None
    assert camera.live
    with pytest.raises(EkycError):
        camera.open()
