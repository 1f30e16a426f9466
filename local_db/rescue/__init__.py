"""Reading a damaged database below SQLite: page by page, row by row, and into a fresh file."""
