"""Every component and every kind of question in every state, to be looked at."""
