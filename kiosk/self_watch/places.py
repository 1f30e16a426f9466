"""Where what the kiosk notices of itself lies in the data folder. Nothing of any person is there."""

from __future__ import annotations

FAULTS = "faults"
RUNNING = "running"
OUTAGES = "outages.json"
HEALTH = "health.json"
