"""Where an e-mail address stands in a sentence, typed or spoken."""

from __future__ import annotations

import re
from itertools import islice

from bot.errors import ValueInvalid
from bot.language.en.words import one_edit
from bot.nlu.contact_turn import standing
from bot.nlu.patterns import MOST, head_of
from bot.nlu.reading import LONGEST, Context, Heard
from bot.values import email

_ADDRESS = re.compile(
    r"(?<![A-Za-z0-9_.%+'\-])[A-Za-z0-9_.%+'\-]+@[^\W_](?:[^\W_]|-)*(?:\.(?:[^\W_]|-)+)*\.[^\W\d_]+(?![\w@])"
)
_SIGN = r"(?:dot|period|underscore|dash|hyphen|plus)"
_DIGIT = r"(?:zero|one|two|three|four|five|six|seven|eight|nine)"
_OPEN, _CLOSE = r"\s*[\[({]\s*", r"\s*[\])}]\s*"
_SPOKEN = re.compile(
    rf"(?<![\w@.%+'\-])(?P<local>(?:[A-Za-z0-9]\s){{2,20}}[A-Za-z0-9]"
    rf"|[A-Za-z0-9_.%+'\-]+(?:\s+{_SIGN}\s+[A-Za-z0-9_%+\-]+|\s+{_DIGIT}\b){{0,8}})"
    rf"(?:(?P<signed>{_OPEN}at{_CLOSE}|\s*@\s*)|\s+at\s+(?:sign\s+)?)"
    rf"(?:(?:g|hot)\s+(?=mail\b)|i\s+(?=cloud\b))?[A-Za-z0-9\-]+(?:\s+(?:dash|hyphen)\s+[A-Za-z0-9\-]+){{0,3}}"
    rf"(?:(?:{_OPEN}dot{_CLOSE}|\s+(?:dot|period)\s+|\s+\.\s*|\.|(?P<comma>,)(?=(?:com|net|org|edu)\b))"
    r"[A-Za-z0-9\-]+){1,4}(?![\w@])",
    re.IGNORECASE,
)
_AT = re.compile(r"@|\bat\b", re.IGNORECASE)
_MAIL_CUE = re.compile(r"(?:\be-?mail|\baddress|\bis|\bit's|\bits|:|^)\W*$", re.IGNORECASE)
# What may stand before a spoken address; any other word may be a part of it that was lost.
_LEAD_IN = re.compile(
    r"(?:^|[^\w\s]\s*|\b(?:is|it['’]?s|(?:e-?)?mail(?:['’]?s)?|address|at|me|to|my|sure|ok|okay|yes|yeah|yep|"
    r"use|try|reach|contact|on|by|via|with|just|or|and|that['’]?s|be|hi|please|so|well|um|uh|then)"
    r"\s+)$",
    re.IGNORECASE,
)
_NO_LOCAL_PART = frozenset(
    "i it's its that's i'm im "
    "look looked looking find found am are is was be been it me us here live work working stay "
    "seen saw see meet shop check home house roof office and or".split()
)
# One letter wrong in these is far likelier than a private domain of that name.
_COMMON_HOSTS = ("gmail.com", "yahoo.com", "hotmail.com", "outlook.com", "icloud.com", "aol.com")
_ALSO_REAL = frozenset({"mail.com", "ymail.com", "email.com", "gmx.com"})


def read_email(text: str, context: Context) -> Heard[str] | None:
    """The e-mail address in `text`, in lower case, or None; the first that isn't taken back.

    Typed or spoken ("dana at example dot com"). One a slip away from a well-known host
    ("gmial.com"), or with a comma for its dot, is `doubtful`.
    """
    if len(text) > LONGEST or not _AT.search(text):
        return None
    typed = [(_parse_email(match[0]), match) for match in islice(_ADDRESS.finditer(text), MOST)]
    found = [_heard(address, match) for address, match in typed if address]
    return standing(text, found or _spoken(text, context))


def _spoken(text: str, context: Context) -> list[Heard[str]]:
    found = []
    for match in islice(_SPOKEN.finditer(text), MOST):
        before = head_of(text, match.start())
        # "I looked at zillow.com" is no address: something must announce it.
        announced = context.asks == "email" or _MAIL_CUE.search(before)
        whole = _LEAD_IN.search(before) and match["local"].lower() not in _NO_LOCAL_PART
        address = _parse_email(match[0]) if match["signed"] or (announced and whole) else None
        if address:
            found.append(_heard(address, match))
    return found


def _parse_email(words: str) -> str | None:
    try:
        return email.parse(re.sub(r",(?=\w)", ".", words))
    except ValueInvalid:
        return None


def _heard(address: str, match: re.Match[str]) -> Heard[str]:
    host = address.rpartition("@")[2]
    known = host in _COMMON_HOSTS or host in _ALSO_REAL
    slip = not known and any(one_edit(host, common) for common in _COMMON_HOSTS)
    return Heard(address, *match.span(), doubtful=slip or "," in match[0])
