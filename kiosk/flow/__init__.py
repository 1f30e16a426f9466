"""Ways through a task as data, and one person's run along them. Knows nothing of what conditions look at."""
