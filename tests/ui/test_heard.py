"""What reaches the loudspeaker, by numbers: the real voice and the real player, recorded where the sound card
would be. Left out where they are not installed. How a room sounds, no test hears.
"""

from __future__ import annotations

import math
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from tests.patience import PATIENCE
from ui.speech import SpeechDispatcher
from ui.tone import alert_tone
from ui.view_models.speech_vm import VOLUMES

_DAEMON, _SPEAKER, _PLAYER = (shutil.which(each) for each in ("speech-dispatcher", "spd-say", "aplay"))
_VOICE = Path("/usr/lib/speech-dispatcher-modules/sd_espeak-ng")
needs_sound = pytest.mark.skipif(
    None in (_DAEMON, _SPEAKER, _PLAYER) or not _VOICE.exists(),
    reason="no speech-dispatcher with espeak-ng, or no aplay",
)

_RATE = 22050  # samples a second, of voice and tone
_FULL = 32768
_WORDS = "Xin đặt thẻ lên đầu đọc."
_CARD = """
pcm.!default {{ type plug slave.pcm "recorded" }}
pcm.recorded {{ type file slave.pcm "nothing" file "{file}" format "raw" }}
pcm.nothing {{ type null }}
"""
_SPEECH = """
AudioOutputMethod "alsa"
AddModule "espeak-ng" "sd_espeak-ng" "espeak-ng.conf"
DefaultModule "espeak-ng"
"""

Sound = NDArray[np.float64]  # samples between -1 and 1


@pytest.fixture
def recorded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], Sound]]:
    """What was played since the last call."""
    file = tmp_path / "played"
    (tmp_path / "asound.conf").write_text(_CARD.format(file=file), "utf-8")
    (tmp_path / "modules").mkdir()
    (tmp_path / "modules" / "espeak-ng.conf").touch()
    (tmp_path / "speechd.conf").write_text(_SPEECH, "utf-8")
    socket = tmp_path / "socket"
    monkeypatch.setenv("ALSA_CONFIG_PATH", str(tmp_path / "asound.conf"))
    monkeypatch.setenv("SPEECHD_ADDRESS", f"unix_socket:{socket}")
    command = [str(_DAEMON), "--run-single", "-C", str(tmp_path), "-L", str(tmp_path), "-S", str(socket)]
    command += ["-c", "unix_socket", "-P", str(tmp_path / "pid")]
    daemon = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _wait_until_it_listens()
    heard = 0

    def since() -> Sound:
        nonlocal heard
        samples = np.fromfile(file, "<i2").astype(np.float64) / _FULL
        new, heard = samples[heard:], samples.size
        return new

    yield since
    daemon.terminate()
    daemon.wait(PATIENCE)


def _wait_until_it_listens() -> None:
    deadline = time.monotonic() + PATIENCE
    while subprocess.run([str(_SPEAKER), "--cancel"], stderr=subprocess.DEVNULL, check=False).returncode:
        assert time.monotonic() < deadline, "the speaker does not answer"


def loudness(sound: Sound) -> float:
    """dB below full scale, of what is not silence."""
    frames = sound[: sound.size // 1000 * 1000].reshape(-1, 1000)
    strengths = np.sqrt((frames**2).mean(axis=1))
    return 20 * math.log10(float(np.sqrt((strengths[strengths > 0.006] ** 2).mean())))


def is_clipped(sound: Sound) -> bool:
    """Waves cut flat at the top: several samples alike, near the loudest of all."""
    near = np.abs(sound) > 0.9 * np.abs(sound).max()
    alike = (sound[:-3] == sound[1:-2]) & (sound[1:-2] == sound[2:-1]) & (sound[2:-1] == sound[3:])
    return bool((near[:-3] & alike).any())


def test_the_tone_is_loud_and_clean() -> None:
    tone = np.frombuffer(alert_tone()[44:], "<i2").astype(np.float64) / _FULL
    assert -12 < loudness(tone) < -6
    assert np.abs(tone).max() < 0.9
    assert not is_clipped(tone)
    steps = np.abs(np.diff(tone))
    assert max(abs(tone[0]), abs(tone[-1]), steps[:20].max(), steps[-20:].max()) < 0.01  # no click


def test_a_cut_wave_is_noticed() -> None:
    wave = np.sin(np.arange(4000) * 2 * np.pi * 200 / _RATE)
    assert not is_clipped(wave)
    assert is_clipped(np.clip(wave, -0.8, 0.8))


@needs_sound
@pytest.mark.long
def test_each_step_of_the_volume_is_louder_and_none_is_distorted(recorded: Callable[[], Sound]) -> None:
    speech = SpeechDispatcher(str(_SPEAKER), str(_PLAYER))
    steps: list[float] = []
    for volume in VOLUMES:
        speech.set_manner(rate=0, volume=volume)
        speech.say(_WORDS)
        speech.wait_until_said()
        sound = recorded()
        assert not is_clipped(sound)
        assert 1.0 < sound.size / _RATE < 5.0
        steps.append(loudness(sound))
    speech.close()
    assert speech.available
    differences = np.diff(steps)
    assert differences.min() > 2.0, steps  # dB: less is hardly noticed
    assert differences.max() < 5.0, steps
    assert steps[-1] > -16


@needs_sound
def test_the_tone_reaches_the_loudspeaker_as_it_is(recorded: Callable[[], Sound]) -> None:
    speech = SpeechDispatcher(str(_SPEAKER), str(_PLAYER))
    speech.alert()
    speech.wait_until_said()
    speech.close()
    tone = np.frombuffer(alert_tone()[44:], "<i2").astype(np.float64) / _FULL
    sound = recorded()
    assert np.array_equal(sound[: tone.size], tone)
    assert not sound[tone.size :].any()  # the player fills up its last period


@needs_sound
def test_who_goes_on_hears_no_more_of_what_was_said(recorded: Callable[[], Sound]) -> None:
    speech = SpeechDispatcher(str(_SPEAKER), str(_PLAYER))
    speech.say(_WORDS)
    speech.wait_until_said()
    whole = recorded().size
    speech.say(_WORDS)
    speech.stop()
    speech.wait_until_said()
    speech.close()
    assert recorded().size < whole
