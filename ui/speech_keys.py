"""The keys of the voice, on a keyboard or on a keypad made for people who cannot see (docs/speech.md)."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent

from ui.view_models.kiosk_vm import KioskVm

_INPUT = frozenset({QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin})
_Key = Qt.Key


class SpeechKeys(QObject):
    """An event filter of the window. Any other key or touch tells the voice that it may be cut off."""

    def __init__(self, vm: KioskVm) -> None:
        super().__init__(vm)
        self._speech = speech = vm.voice
        self._always: dict[int, Callable[[], None]] = {
            _Key.Key_F1: vm.callStaff,
            _Key.Key_Help: vm.callStaff,
            _Key.Key_F5: lambda: speech.setOn(not speech.is_on),
        }
        self._while_on: dict[int, Callable[[], None]] = {
            _Key.Key_F6: speech.repeat,
            _Key.Key_F7: speech.pauseOrGoOn,
            _Key.Key_MediaTogglePlayPause: speech.pauseOrGoOn,
            _Key.Key_F8: lambda: speech.setVolume(speech.volume_step - 1),
            _Key.Key_VolumeDown: lambda: speech.setVolume(speech.volume_step - 1),
            _Key.Key_F9: lambda: speech.setVolume(speech.volume_step + 1),
            _Key.Key_VolumeUp: lambda: speech.setVolume(speech.volume_step + 1),
            _Key.Key_F10: speech.next_rate,
            _Key.Key_Down: lambda: self._read_on(1),
            _Key.Key_Up: lambda: self._read_on(-1),
        }

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() not in _INPUT:
            return False
        does = self._meaning_of(event.key()) if isinstance(event, QKeyEvent) else None
        if does is None:
            self._speech.touched()
            return False
        does()
        return True

    def _meaning_of(self, key: int) -> Callable[[], None] | None:
        always = self._always.get(key)
        if always is not None:
            return always
        return self._while_on.get(key) if self._speech.is_on else None

    def _read_on(self, step: int) -> None:
        self._speech.touched()
        self._speech.read_on(step)
