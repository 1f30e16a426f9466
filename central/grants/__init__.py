"""Who may read whose record: a chip's fresh proof, what the visit found, and a grant for one reading."""
