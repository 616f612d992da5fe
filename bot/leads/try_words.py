"""What a business texts to try its own campaign: TRY and its first words, LEAVE to end it."""

from __future__ import annotations

import re

_TRY = re.compile(r"[\W_]*try\b[\s:;,.\-\u2013\u2014]*(?P<first>.*)", re.IGNORECASE | re.DOTALL)
_QUOTES = "\"'\u201c\u201d\u2018\u2019"


def first_words(text: str) -> str | None:
    """What a prospect would write first, empty for a mere TRY; None where it is no TRY.

    >>> first_words('try: "my roof leaks"'), first_words("TRY"), first_words("I try to reach her")
    ('my roof leaks', '', None)
    """
    found = _TRY.fullmatch(text)
    return found["first"].strip().strip(_QUOTES).strip() if found else None


def leaves(text: str) -> bool:
    """Whether the text ends the try.

    >>> leaves(" Leave. "), leaves("leave it as it is")
    (True, False)
    """
    return re.sub(r"[\W_]", "", text).lower() == "leave"
