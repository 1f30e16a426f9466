"""The reference central server that kiosks sync with."""
