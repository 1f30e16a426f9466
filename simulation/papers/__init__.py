"""Papers of invented people as a camera above a table would see them."""
