"""Builds the Debian packages: ``python -m installer.debian bhxh-kiosk``."""
