"""What the kiosk does: flows, acts, sync, documents. Knows no Qt, no SQL and no camera."""
