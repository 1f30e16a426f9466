"""Changing what is kept about an account or a participant."""
