"""Every flow of an account under every condition: which test plays it, or why it cannot occur."""
