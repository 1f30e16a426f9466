"""The devices of a real kiosk, as the settings name them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.devices.hardware import Hardware
from kiosk.settings import Mode, Settings

if TYPE_CHECKING:
    from ekyc.chip.transport import CardConnector
    from ekyc.face.frame_source import FrameSource


def real_hardware(settings: Settings) -> Hardware:
    """PC/SC reader and V4L2 cameras; nothing is opened yet. In production a camera is no program."""
    virtual_allowed = settings.mode is Mode.DEVELOPMENT

    def card_connector() -> CardConnector | None:
        from ekyc.chip.pcsc import PcscConnector

        return PcscConnector(settings.card.reader)

    def card_camera() -> FrameSource | None:
        from ekyc.face.v4l2_camera import V4l2Camera

        if settings.card.camera is None:
            return None
        return V4l2Camera(Path(settings.card.camera), virtual_allowed=virtual_allowed)

    def face_camera() -> FrameSource:
        from ekyc.face.usb_identity import UsbIdentity
        from ekyc.face.v4l2_camera import V4l2Camera

        bound_to = settings.face.camera_identity
        expected = None if bound_to is None else UsbIdentity.parse(bound_to)
        return V4l2Camera(Path(settings.face.camera), expected=expected, virtual_allowed=virtual_allowed)

    def document_camera() -> FrameSource | None:
        from ekyc.face.v4l2_camera import V4l2Camera

        documents = settings.documents
        if documents.camera is None:
            return card_camera()
        return V4l2Camera(
            Path(documents.camera),
            width=documents.width,
            height=documents.height,
            fps=documents.fps,
            virtual_allowed=virtual_allowed,
        )

    return Hardware(card_connector, card_camera, face_camera, document_camera)
