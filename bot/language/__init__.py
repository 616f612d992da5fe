"""Reading, pure: a message's words become typed readings with their reasons. Knows no campaign."""
