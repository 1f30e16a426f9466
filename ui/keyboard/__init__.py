"""The on-screen keyboard: a composer of Vietnamese in pure Python, the layouts, and the way into a field."""
