"""E-mail addresses in a message, typed or spoken."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from bot.errors import ValueInvalid
from bot.language.contact import whose
from bot.language.contact.candidate import Candidate
from bot.language.contact.words import phrases, words
from bot.language.doc import Doc
from bot.language.en.words import one_edit
from bot.values import email

MOST = 12
_LONGEST_LOCAL = 20  # tokens
_MOST_LABELS = 5
_TYPED = re.compile(r"(?<![\w.%+'-])[\w.%+'-]+@[\w-]+(?:\.[\w-]+)*\.[^\W\d_]+(?![\w@])")
# One letter wrong in these is far likelier than a private domain of that name.
_COMMON_HOSTS = ("gmail.com", "yahoo.com", "hotmail.com", "outlook.com", "icloud.com", "aol.com")
_ALSO_REAL = frozenset({"mail.com", "ymail.com", "email.com", "gmx.com"})


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a spoken address: what it writes, and the tokens that tell it."""

    written: str
    first: int
    last: int


def find(doc: Doc, asked: bool) -> list[Candidate]:
    """Every address in `doc`, in lower case: the typed ones, or else those spoken.

    One a slip away from a well-known host ("gmial.com"), or with a comma for its dot, is doubtful.
    """
    found = []
    for match in islice(_TYPED.finditer(doc.message), MOST) if "@" in doc.message else ():
        address = _parsed(match[0])
        if address:
            found.append(Candidate(address, *match.span(), "email.typed", _is_slip(address)))
    return [whose.placed(doc, each) for each in found or _spoken(doc, asked)]


def _spoken(doc: Doc, asked: bool) -> Iterator[Candidate]:
    signs = [at for at, token in enumerate(doc.tokens) if token.low in ("at", "@")]
    for at in signs[:MOST]:
        signed = doc.tokens[at].low == "@" or _bracketed(doc, at)
        local = _local(doc, at - 1 - _bracketed(doc, at))
        host, comma = _host(doc, at + 1 + _bracketed(doc, at))
        if local is None or host is None:
            continue
        if not signed and not (_announced(doc, local.first, asked) and _is_whole(doc, local)):
            continue
        address = _parsed(f"{local.written}@{host.written}")
        if address:
            span = doc.span(local.first, host.last)
            yield Candidate(address, *span, "email.spoken", comma or _is_slip(address))


def _local(doc: Doc, last: int) -> Part | None:
    """What ends at a token before the sign: "dana dot w", "d a n a", "dana nine nine"."""
    first, written = last + 1, ""
    wants_word = True  # between two words stands a sign
    while first > 0 and last - first < _LONGEST_LOCAL:
        token = doc.tokens[first - 1]
        sign, digit = _sign(doc, first - 1), _digit(token.low)
        stuck = first <= last and doc.tokens[first].glued
        if (sign and not wants_word) or (digit and first > 1):
            wants_word = True
        elif (
            not sign
            and token.low.isalnum()
            and (wants_word or stuck or _is_spelt(doc, first, last))
        ):
            wants_word = False
        else:
            break
        written = (sign or digit or _typed(doc, first - 1)) + written
        first -= 1
    return Part(written, first, last + 1) if written and not wants_word else None


def _is_spelt(doc: Doc, first: int, last: int) -> bool:
    """Whether single letters follow one another: "d a n a"."""
    tokens = doc.tokens[first - 1 : last + 1]
    return all(token.end - token.start == 1 and token.low.isalnum() for token in tokens)


def _host(doc: Doc, first: int) -> tuple[Part | None, bool]:
    """What begins behind the sign: "example dot com"; and whether a comma stood for a dot."""
    first += first < len(doc.tokens) and doc.tokens[first].low == "sign"
    labels: list[str] = []
    last, comma = first, False
    while len(labels) < _MOST_LABELS:
        label, end = _label(doc, last)
        if not label:
            break
        labels.append(label)
        last = end
        dot = _dot(doc, last)
        if not dot:
            break
        comma |= doc.tokens[last].low == ","
        last = dot
    return (Part(".".join(labels), first, last) if len(labels) > 1 else None), comma


def _label(doc: Doc, at: int) -> tuple[str, int]:
    """One part of a host's name, its spoken hyphens written."""
    lows = [token.low for token in doc.tokens[at : at + 2]]
    apart = phrases("host").at(lows, 0)
    if apart:
        return apart[0], at + 2
    label = ""
    while at < len(doc.tokens):
        token = doc.tokens[at]
        hyphen = token.low in words("email", "hyphen")
        glued = not label or token.glued or label[-1] == "-"
        if not ((hyphen and label) or (token.low.isalnum() and glued)) or _is_dot(token.low):
            break
        label += "-" if hyphen else _typed(doc, at)
        at += 1
    return label.rstrip("-"), at


def _is_dot(low: str) -> bool:
    return low in words("email", "dot")


def _dot(doc: Doc, at: int) -> int | None:
    """The end of the dot that begins at a token: ".", "dot", "[dot]", or "," before "com"."""
    lows = [token.low for token in doc.tokens[at : at + 3]]
    if len(lows) == 3 and lows[0] in "[({" and _is_dot(lows[1]) and lows[2] in "])}":
        return at + 3
    if len(lows) < 2:
        return None
    ends_sentence = lows[0] == "." and doc.tokens[at].glued and not doc.tokens[at + 1].glued
    if (lows[0] == "." and not ends_sentence) or _is_dot(lows[0]):
        return at + 1
    return at + 1 if lows[0] == "," and lows[1] in words("email", "ending") else None


def _bracketed(doc: Doc, at: int) -> bool:
    around = doc.tokens[max(0, at - 1) : at + 2]
    return len(around) == 3 and around[0].low in "[({" and around[2].low in "])}"


def _sign(doc: Doc, at: int) -> str:
    """What a spoken or a typed sign within the first part writes."""
    low = doc.tokens[at].low
    if low in "._%+'-":
        return low if at + 1 < len(doc.tokens) and doc.tokens[at + 1].glued else ""
    told = phrases("email_sign").at([low], 0)
    return told[0] if told else ""


def _digit(low: str) -> str:
    told = phrases("email_digit").at([low], 0)
    return told[0] if told else ""


def _typed(doc: Doc, at: int) -> str:
    return doc.words(at, at + 1).lower()


def _announced(doc: Doc, first: int, asked: bool) -> bool:
    """Whether something tells that it is an address: "I looked at zillow.com" is none."""
    before = [token.low for token in doc.tokens[:first] if token.low.isalnum() or "'" in token.low]
    return asked or not before or before[-1] in words("email", "cue")


def _is_whole(doc: Doc, local: Part) -> bool:
    """Whether nothing of it may have been lost: "lena brandt at example dot net"."""
    if local.written in words("email", "no_local"):
        return False
    if not local.first:
        return True
    before = doc.tokens[local.first - 1].low
    return not before[0].isalnum() or before in words("email", "lead_in")


def _parsed(text: str) -> str | None:
    try:
        return email.parse(text)
    except ValueInvalid:
        return None


def _is_slip(address: str) -> bool:
    host = address.rpartition("@")[2]
    if host in _COMMON_HOSTS or host in _ALSO_REAL:
        return False
    return any(one_edit(host, common) for common in _COMMON_HOSTS)
