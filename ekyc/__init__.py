"""Who is this person? Reads cards and faces; knows nothing of social insurance."""
