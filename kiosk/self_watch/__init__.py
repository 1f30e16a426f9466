"""What the kiosk notices of itself: faults, ends without a good-bye, devices that do not work."""
