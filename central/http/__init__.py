"""HTTP as central speaks it: what every request and answer has in common."""
