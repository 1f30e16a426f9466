"""Central's keys and the two things done with them: opening what was sealed to it, signing receipts."""
