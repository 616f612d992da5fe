"""The Rasa agent, embedded: its actions, its graph and its tracker store inside our process."""
