"""English: its words, spellings and patterns."""
