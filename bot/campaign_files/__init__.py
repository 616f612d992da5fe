"""Campaign files: read, checked line by line, and turned into campaigns."""

from bot.campaign_files.read import Checked, check_campaign, read_campaign

__all__ = ["Checked", "check_campaign", "read_campaign"]
