"""Sending what an officer found missing, for whatever was filed."""
