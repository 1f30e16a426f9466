"""Taking acts in: each once, in the order of its stream, signed for."""
