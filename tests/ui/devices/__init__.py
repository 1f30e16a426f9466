"""Test devices at the ports of the interface: they do at once, and only, what a test tells them."""
