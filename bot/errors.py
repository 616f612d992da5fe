"""Every error Leadbell raises on purpose: one root, families that carry facts.

Errors hold what happened as data; the edges (command line, HTTP, dialogue) turn them
into words and status codes.
"""

from dataclasses import dataclass
from enum import Enum


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


class Severity(Enum):
    """ERROR: the file can't work. DUE: it works, but the rules of its trade ask for more.
    WARNING: it may be meant so.
    """

    ERROR = "error"
    DUE = "due"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong in a file: `str(problem)` is `FILE:LINE: what and the mend`."""

    file: str
    line: int
    reason: str
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.reason}"


class CampaignInvalid(LeadbellError):
    """A campaign file is wrong. Carries every problem; `str(error)` is one line for each."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


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


class NumberTaken(LeadbellError):
    """Two campaigns want the same number to be texted at."""

    def __init__(self, campaign: str, number: str, holder: str) -> None:
        super().__init__(
            f"campaign {campaign}: number {number} belongs to campaign {holder}; "
            "give each campaign a number of its own"
        )
        self.campaign = campaign
        self.number = number
        self.holder = holder


class ConversationUnknown(LeadbellError):
    """No conversation has this id, or it belongs to another campaign."""

    def __init__(self, conversation: str) -> None:
        super().__init__("this conversation does not exist")
        self.conversation = conversation


class RowUnreadable(LeadbellError):
    """What the database holds there is damaged, or of a shape that nobody knows."""

    def __init__(self, table: str, row: object) -> None:
        super().__init__(f"{table} {row} can't be read: its row in the database is damaged")
        self.table = table
        self.row = row


class TurnFailed(LeadbellError):
    """A message could not be answered now; it is kept and will be tried again."""

    def __init__(self, attempts: int) -> None:
        super().__init__(f"the message could not be answered (attempt {attempts}); it is kept")
        self.attempts = attempts


class LeadNotInReview(LeadbellError):
    """The lead can't be approved."""

    def __init__(self, lead: int, reason: str) -> None:
        super().__init__(f"lead {lead} can't be approved: {reason}")
        self.lead = lead
        self.reason = reason


class TextUnknown(LeadbellError):
    """No text has this number."""

    def __init__(self, text: int) -> None:
        super().__init__(f"there is no text {text} in the outbox")
        self.text = text


class TextSettled(LeadbellError):
    """The text can't be sent again or taken back: its state forbids it."""

    def __init__(self, text: int, state: str, wish: str) -> None:
        super().__init__(f"text {text} can't be {wish}: it is {state}")
        self.text = text
        self.state = state


class TextUnwanted(LeadbellError):
    """The text must not be sent again: what it says holds no more, or its prospect has left."""

    def __init__(self, text: int, reason: str) -> None:
        super().__init__(f"text {text} can't be sent again: {reason}")
        self.text = text
        self.reason = reason


class ModelMissing(LeadbellError):
    """No trained model is there."""

    def __init__(self, models: str) -> None:
        super().__init__(f"no trained model in {models}: run `leadbell train`")
        self.models = models


class DialogueMissing(LeadbellError):
    """The dialogue could not be loaded, so nothing can be answered."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"the dialogue is not there: {reason}")
        self.reason = reason
