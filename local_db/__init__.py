"""The encrypted database of this kiosk."""
