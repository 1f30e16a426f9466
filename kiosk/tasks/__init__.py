"""What a citizen can ask for: the catalogue, and one small package a family of tasks."""
