"""Petitions, with a name and without one, and what is done by their tracking code."""
