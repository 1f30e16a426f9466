"""The changes feed: what central tells kiosks. How it is read is in ``kiosk/contract/feed.py``."""
