"""The pages on which staff work with cases, in the browser: HTML from the server, no script."""
