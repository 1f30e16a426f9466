"""Reminders: taken home, or kept at central."""
