"""How a person wants to be told: which kinds of notice reach them by which channel."""
