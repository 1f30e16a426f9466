"""What a record comes to: totals, gaps, overlaps. Pure functions over facts; nothing here is stored."""
