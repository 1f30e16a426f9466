"""People made of numbers and of two portraits in the public domain, before a camera that does not exist."""
