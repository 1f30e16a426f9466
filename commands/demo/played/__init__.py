"""A simulated person at the real screens."""
