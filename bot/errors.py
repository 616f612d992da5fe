"""Every error Leadbell raises on purpose: one root, families that carry facts.

Errors hold what happened as data; the edges (command line, HTTP, dialogue) turn them
into words and status codes.
"""


class LeadbellError(Exception):
    """The root. `str(error)` is one plain line that a person can act on."""


class ValueInvalid(LeadbellError):
    """A text is not a value of the kind asked for (a phone number, a postcode, ...)."""

    def __init__(self, kind: str, text: str, reason: str) -> None:
        super().__init__(f"{kind}: {reason}")
        self.kind = kind
        self.text = text
        self.reason = reason


class SettingInvalid(LeadbellError):
    """A setting is missing or malformed; the start must stop."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"{name}: {reason}")
        self.name = name
        self.reason = reason


class CampaignInvalid(LeadbellError):
    """A campaign file is wrong. `str(error)` is `FILE:LINE: what and the mend`."""

    def __init__(self, file: str, line: int, reason: str) -> None:
        super().__init__(f"{file}:{line}: {reason}")
        self.file = file
        self.line = line
        self.reason = reason


class CampaignUnknown(LeadbellError):
    """No published campaign has this id or number."""

    def __init__(self, campaign: str) -> None:
        super().__init__(f"no campaign named {campaign!r} is published")
        self.campaign = campaign


class LeadUnknown(LeadbellError):
    """No lead has this number."""

    def __init__(self, lead: int) -> None:
        super().__init__(f"there is no lead {lead}")
        self.lead = lead
