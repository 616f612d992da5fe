"""How messages come in: verify, keep once, hand to the turn."""
