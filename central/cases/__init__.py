"""What central makes of accepted acts: cases with a state, a day, a history, and officers who decide them."""
