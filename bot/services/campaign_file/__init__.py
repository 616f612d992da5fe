"""Campaign files: read, checked line by line, and turned into campaigns."""

from bot.services.campaign_file.read import read_campaign

__all__ = ["read_campaign"]
