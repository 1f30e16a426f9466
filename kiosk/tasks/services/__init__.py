"""The public services: one file each, and one journey for all of them."""
