"""An e-mail address, lower case, checked by its form alone: nothing here asks the network."""

from __future__ import annotations

import re

from email_validator import EmailNotValidError, validate_email

from bot.errors import ValueInvalid

KIND = "email"

_SPOKEN_AT = re.compile(
    r"\s*[\[({]?\s*(?<![a-z0-9])at(?:\s+sign)?(?![a-z0-9])\s*[\])}]?\s*", re.IGNORECASE
)
_SIGNS = {"dot": ".", "period": ".", "underscore": "_", "dash": "-", "hyphen": "-", "plus": "+"}
_SPOKEN_SIGN = re.compile(
    rf"\s*[\[({{]?\s*(?<![a-z0-9])({'|'.join(_SIGNS)})(?![a-z0-9])\s*[\])}}]?\s*", re.IGNORECASE
)
_DIGITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_SPOKEN_DIGIT = re.compile(rf"\s({'|'.join(_DIGITS)})(?=[\s@]|$)", re.IGNORECASE)
_APART = re.compile(r"(?<=[@\s])(g|hot)\s+(?=mail\b)|(?<=[@\s])(i)\s+(?=cloud\b)", re.IGNORECASE)
_SPELT = re.compile(r"(?<!\S)(?:[a-z0-9]\s){2,}[a-z0-9](?=@)", re.IGNORECASE)


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


def mailbox(address: str) -> str:
    """What tells whether two addresses are one mailbox: many go by several names.

    A tag after a plus is the holder's own; Google's mailboxes mind no dots. Source: RFC 5233,
    Gmail's help.

    >>> mailbox("Dana.W+roof@gmail.com"), mailbox("dana.w+roof@example.com")
    ('danaw@gmail.com', 'dana.w@example.com')
    """
    name, _, domain = address.lower().rpartition("@")
    name = name.partition("+")[0] or name
    if domain in ("gmail.com", "googlemail.com"):
        name, domain = name.replace(".", ""), "gmail.com"
    return f"{name}@{domain}"


def unspoken(text: str) -> str:
    """`text` with spoken signs and digits written, and spelt letters joined.

    A spoken "at" is a sign only where there is no @ yet.

    >>> unspoken("dana underscore w nine at example dot com"), unspoken("d a n a at example.com")
    ('dana_w9@example.com', 'dana@example.com')
    """
    text = " ".join(text.split())  # patterns would try every part of a long gap
    if "@" not in text:
        text = _SPOKEN_AT.sub("@", text, count=1)
    text = re.sub(r"\s*([@.])\s*", r"\1", _SPOKEN_SIGN.sub(lambda m: _SIGNS[m[1].lower()], text))
    text = _APART.sub(lambda m: m[0].strip(), text)
    text = _SPOKEN_DIGIT.sub(lambda m: str(_DIGITS.index(m[1].lower())), text)
    return _SPELT.sub(lambda m: re.sub(r"\s", "", m[0]), text)
