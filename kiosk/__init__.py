"""What the kiosk does: flows, acts, sync, printing. Knows no Qt, no SQL and no camera."""
