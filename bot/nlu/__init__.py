"""What Rasa runs of the understanding: its two components and the intent model's training."""
