"""Members of staff: their accounts, and the grants by which they sign in at the kiosks of their office."""
