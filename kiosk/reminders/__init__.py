"""Reminders: the entries of a calendar that a person takes home. Nothing of them is kept at the kiosk."""
