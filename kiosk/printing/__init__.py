"""Receipts and official forms as PDF, and the printer they go to."""
