"""A sentence without what in it is a person's: phone numbers, other long numbers, addresses."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.reading.contact import read_email, read_phone
from bot.reading.heard import Context

MOST = 3  # of each kind in one sentence
_READERS = (("email", read_email, "[e-mail]"), ("phone", read_phone, "[number]"))

# What the readers refuse, such as a number that can't be. Seven digits are more than any year or
# day has; those of "1,500,000" don't follow each other.
_NUMBER = re.compile(r"\+?\(?\d(?:[\s().\-/]{0,3}\d){6,}")
_ADDRESS = re.compile(r"(?<!\S)\S*@\S*")


def masked(text: str, context: Context) -> str:
    """`text` with a mark in the place of each number and address, in words or figures."""
    for asks, read, mark in _READERS:
        for _ in range(MOST):
            heard = read(text, replace(context, asks=asks))
            if heard is None:
                break
            text = text[: heard.start] + mark + text[heard.end :]
    return _NUMBER.sub("[number]", _ADDRESS.sub("[e-mail]", text))
