"""Which of a campaign's own choices a message means: by words, counts, ranges, likeness."""
