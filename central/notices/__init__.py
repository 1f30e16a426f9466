"""What central tells people by itself, away from any kiosk: which words, by which channels, and the queue."""
