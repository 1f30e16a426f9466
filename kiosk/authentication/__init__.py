"""One-time codes and sign-in."""
