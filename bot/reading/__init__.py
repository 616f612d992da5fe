"""What a message answers to a campaign: readers return typed values with their words."""
