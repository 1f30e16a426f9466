"""Receipts and official forms: one engine that sets them, and the printer they go to."""
