"""Who is here now, how surely, and what they are doing. In memory only; one ``wipe()`` forgets all of it."""
