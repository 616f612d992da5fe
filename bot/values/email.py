"""An e-mail address, lower case, checked by its form alone: nothing here asks the network."""

from __future__ import annotations

import re

from email_validator import EmailNotValidError, validate_email

from bot.errors import ValueInvalid

KIND = "email"

_SPOKEN_AT = re.compile(r"\s*[\[({]?\s*(?<![a-z0-9])at(?![a-z0-9])\s*[\])}]?\s*", re.IGNORECASE)
_SPOKEN_DOT = re.compile(r"\s*[\[({]?\s*(?<![a-z0-9])dot(?![a-z0-9])\s*[\])}]?\s*", re.IGNORECASE)


def parse(text: str) -> str:
    """The address in `text`, in lower case; "dana at example dot com" is one too.

    The part before the @ may by its rule (RFC 5321) differ in case, but no mailbox in practice
    does, and phones capitalise the first letter.
    Raises `ValueInvalid` with a reason that ends in the mend.

    >>> parse("Dana.Whitfield at Example dot com")
    'dana.whitfield@example.com'
    """
    address = unspoken(text).strip().removeprefix("mailto:").strip("<>\"'").rstrip(".,;:!")
    if "@" not in address:
        raise ValueInvalid(KIND, text, "it has no @; send it like dana@example.com")
    try:
        checked = validate_email(address, check_deliverability=False)
    except EmailNotValidError as error:
        reason = "that isn't a full e-mail address; send it like dana@example.com"
        raise ValueInvalid(KIND, text, reason) from error
    domain_end = checked.ascii_domain.rpartition(".")[2]
    if len(domain_end) < 2:  # no top-level domain has one letter
        reason = "its ending is cut off; send it like dana@example.com"
        raise ValueInvalid(KIND, text, reason)
    return str(checked.normalized).lower()


def format(address: str) -> str:
    """The address for a reader: as it is stored."""
    return address


def unspoken(text: str) -> str:
    """`text` with a spoken "at" and "dot" written as signs, if it has no @ yet.

    >>> unspoken("dana at example dot com")
    'dana@example.com'
    """
    if "@" not in text:
        text = _SPOKEN_AT.sub("@", text, count=1)
    return _SPOKEN_DOT.sub(".", text)
