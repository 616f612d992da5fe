"""Days as people name them: calendar periods, distances from today, vague words."""
