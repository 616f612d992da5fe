"""Days in a message: every expression of them, and the one that is the wanted start."""
