"""The programs that make the kiosk heard. They are no libraries: each runs as a process of its own."""

SPEAKER = "spd-say"  # of speech-dispatcher
PLAYER = "aplay"  # of alsa-utils; plays the tone of the idle warning
VOICES = "espeak-ng"  # what speech-dispatcher speaks Vietnamese with
