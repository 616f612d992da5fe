"""The keys of texts: each names what the text is for, so that it is queued once.

None holds a time: a clock may stand still, and what is told twice is then told once too little.
"""

from __future__ import annotations

_BACKUP = ":backup"
_REMINDER = "reminder:"
_CORRECTION = "correction:"
_WITHDRAWAL = "withdrawal:"


def handoff_key(lead_id: int) -> str:
    return f"handoff:{lead_id}"


def correction_key(lead_id: int, first: int) -> str:
    """`first` is the number of the first correction that the text tells."""
    return f"{_CORRECTION}{lead_id}:{first}"


def first_correction(key: str) -> int | None:
    """The inverse of `correction_key`; None for the key of another text."""
    if not key.startswith(_CORRECTION) or is_for_backup(key):
        return None
    return int(key.rpartition(":")[2])


def withdrawal_key(handoff: str) -> str:
    """Who got this handoff hears that its prospect has withdrawn."""
    return handoff.replace("handoff:", _WITHDRAWAL, 1)


def withdrawn_lead(key: str) -> int | None:
    """The lead whose withdrawal the text tells; None for the key of another text."""
    return int(key.split(":")[1]) if key.startswith(_WITHDRAWAL) else None


def human_key(conversation_id: str) -> str:
    """A prospect wants a person."""
    return f"human:{conversation_id}"


def call_off_key(conversation_id: str) -> str:
    """They do not want that person any more."""
    return f"call_off:{conversation_id}"


def message_key(conversation_id: str) -> str:
    """A customer of the business wrote to us."""
    return f"message:{conversation_id}"


def conversation_of(key: str) -> str | None:
    """The conversation that a text is about: a call for a person, or one to a silent prospect."""
    kind, _, rest = key.partition(":")
    return rest.partition(":")[0] if kind in ("human", "message", "follow_up") else None


def follow_up_key(conversation_id: str) -> str:
    return f"follow_up:{conversation_id}"


def reminder_key(text_key: str) -> str:
    return f"{_REMINDER}{text_key}"


def reminded_of(key: str) -> str:
    """The inverse of `reminder_key`."""
    return key.removeprefix(_REMINDER)


def backup_key(text_key: str) -> str:
    return f"{text_key}{_BACKUP}"


def is_for_backup(key: str) -> bool:
    """Whether a text is for the business's second number."""
    return key.endswith(_BACKUP)


def backed_up(key: str) -> str:
    """The inverse of `backup_key`."""
    return key.removesuffix(_BACKUP)
