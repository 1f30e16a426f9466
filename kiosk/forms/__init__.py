"""Questions as data: kinds, forms and pages, conditions, prefilling, and what is checked."""
