"""Running central: serving, counting, forgetting what only served the moment."""
