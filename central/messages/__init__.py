"""What central sends to people: codes and papers by e-mail, within limits."""
