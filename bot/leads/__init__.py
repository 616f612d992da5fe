"""The rules of qualifying, pure: campaign, criteria, verdict, score, lead, consent, opt-out."""
