"""Opening an account for electronic transactions."""
