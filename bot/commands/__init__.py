"""What each `leadbell` command does; bot/cli.py parses and calls."""
