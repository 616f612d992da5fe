"""E-mail addresses in a message, typed or spoken."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from bot.errors import ValueInvalid
from bot.language.contact import whose
from bot.language.contact.candidate import Candidate
from bot.language.contact.words import phrases, words
from bot.language.doc import Doc, Token
from bot.language.en.words import one_edit
from bot.values import email

MOST = 6
_TYPED = re.compile(
    r"(?<![A-Za-z0-9_.%+'-])[A-Za-z0-9_.%+'-]+@[\w-]+(?:\.[\w-]+)*\.[^\W\d_]+(?![\w@])"
)
# A message as one letter a token, a capital where it is glued to the one before: a word, a letter
# or digit alone (l), a digit's word, a sign's word, a dot, a typed sign (p), at, brackets.
_WORD = r"[wld][WLDP]*"
_JOINT = r"(?:[skpP]|[oO][skSK][cC])"
_LOCAL = rf"(?P<local>l[lL]{{2,20}}|{_WORD}(?:{_JOINT}{_WORD}|d){{0,8}})"
_AT = r"(?P<at>[aA]|[oO][aA][cC])(?:(?<=a)s)?"
_DOT = r"(?:[oO][kK][cC]|k|[pP]|(?P<comma>,)(?=[WLD]))"
_HOST = rf"(?P<host>l?(?:{_WORD}|[WLD]+)(?:{_DOT}(?:{_WORD}|[WLD]+)){{1,4}})"
_MOST_PIECES = 4
_PIECES = re.compile(rf"(?P<local>[WLDwldkspKSP]{{2,12}}){_AT}{_HOST}")
_NO_END = re.compile(rf"(?<![WLDAP]){_LOCAL}{_AT}(?P<host>w)(?![kKpPoO,WLD])")
_SPOKEN = re.compile(rf"(?<![WLDA]){_LOCAL}{_AT}{_HOST}")
_PARTED = re.compile(r"\.\s")
# One letter wrong in these is far likelier than a private domain of that name.
_COMMON_HOSTS = ("gmail.com", "yahoo.com", "hotmail.com", "outlook.com", "icloud.com", "aol.com")
_ENDS = ("com", "net", "org", "edu")
_END = re.compile(
    rf"(?<![\w@.-])(?:(?P<host>{'|'.join(map(re.escape, _COMMON_HOSTS))})"
    rf"|\.?(?P<end>{'|'.join(_ENDS)}))\b(?![@.]\w)",
    re.IGNORECASE,
)
_FAR = 40  # characters
_PROVIDERS = frozenset(host.partition(".")[0] for host in _COMMON_HOSTS)
_ALSO_REAL = frozenset({"mail.com", "ymail.com", "email.com", "gmx.com"})


def find(doc: Doc, asked: bool) -> list[Candidate]:
    """Every address in `doc`, in lower case: the typed ones, or else those spoken.

    One a slip away from a well-known host ("gmial.com"), with a comma for its dot, or without the
    ".com" of a provider ("dana at gmail"), is doubtful.
    """
    found = []
    for match in islice(_TYPED.finditer(doc.message), MOST) if "@" in doc.message else ():
        address = _parsed(match[0])
        if address:
            found.append(_mended(doc, Candidate(address, *match.span(), "email.typed")))
    found = found or [*_spoken(doc, asked)] or [*_without_end(doc, asked)]
    found = found or ([*_in_pieces(doc)] if asked else [])
    return [whose.placed(doc, each) for each in found]


def _mended(doc: Doc, one: Candidate) -> Candidate:
    """ "dana@gmial.com oops gmail.com", "dana@cole.con .. com i mean": the end of it put right."""
    rest = doc.message[one.end : one.end + _FAR]
    user, _, host = one.value.partition("@")
    telling = {token.low for token in doc.tokens if one.end <= token.start < one.end + _FAR}
    for match in _END.finditer(rest) if words("email", "mending") & telling else ():
        before = rest[: match.start()].lower().split()
        if before and before[-1] in words("email", "denying"):
            continue
        other = f"{user}@{match['host'] or host.rpartition('.')[0] + '.' + match['end']}".lower()
        if _parsed(other):
            unsure = not match["host"] and host.rpartition(".")[2] in _ENDS
            return replace(one, value=other, end=one.end + match.end(), doubtful=unsure)
    return replace(one, doubtful=_is_slip(one.value))


def _spoken(doc: Doc, asked: bool) -> Iterator[Candidate]:
    if not any(token.low in phrases("email_token.a").first for token in doc.tokens):
        return
    shape = "".join(map(_kind, doc.tokens))
    for match in islice(_SPOKEN.finditer(shape), MOST):
        start, end = doc.span(*match.span())
        at = doc.tokens[match.start("at")].low
        whole = _announced(doc, match.start(), asked) and _is_whole(doc, *match.span("local"))
        text = re.sub(r",(?=\w)", ".", doc.message[start:end])
        # "Not at work. Otherwise yes" is none.
        parted = not asked and _PARTED.search(text)
        address = _parsed(text) if (whole or not at.isalpha()) and not parted else None
        if address:
            comma = match["comma"] is not None
            yield Candidate(address, start, end, "email.spoken", comma or _is_slip(address))


def _without_end(doc: Doc, asked: bool) -> Iterator[Candidate]:
    if not any(token.low in _PROVIDERS for token in doc.tokens):
        return
    shape = "".join(map(_kind, doc.tokens))
    for match in islice(_NO_END.finditer(shape), MOST):
        provider = doc.tokens[match.start("host")].low
        whole = _announced(doc, match.start(), asked) and _is_whole(doc, *match.span("local"))
        start, end = doc.span(*match.span())
        address = _parsed(f"{doc.message[start:end]}.com") if provider in _PROVIDERS else None
        if address and whole:
            yield Candidate(address, start, end, "email.no_end", doubtful=True)


def _in_pieces(doc: Doc) -> Iterator[Candidate]:
    """ "Ruth hale 7 at gmail dot com, all one word": where nothing but the address is told."""
    shape = "".join(map(_kind, doc.tokens))
    match = _PIECES.search(shape) if "a" in shape else None
    first = match.start("local") if match else 0
    while match and doc.tokens[first].low in words("email", "lead_in"):
        first += 1
    pieces = doc.tokens[first : match.end("local")] if match else ()
    if match is None or not 0 < len(pieces) <= _MOST_PIECES or not _belong(doc, pieces):
        return
    signs = (f" {each.low} " if _kind(each) in "kKsS" else each.low for each in pieces)
    start, end = doc.span(first, match.end())
    address = _parsed("".join(signs) + doc.message[pieces[-1].end : end])
    if address:
        yield Candidate(address, start, end, "email.in_pieces", doubtful=True)


def _belong(doc: Doc, pieces: Sequence[Token]) -> bool:
    """Whether they say that it is one word, or figures alone stand apart."""
    if (words("not_name", "function") | words("email", "no_local")) & {e.low for e in pieces}:
        return False
    words_of_it = [each for each in pieces if _kind(each) in "wWlL" and not each.low.isdecimal()]
    signs = sum(_kind(each) in "kKsSpP" for each in pieces)
    lows = [token.low for token in doc.tokens]
    return len(words_of_it) - signs == 1 or any(phrases("email_whole").each(lows))


def _kind(token: Token) -> str:
    tokens = phrases("email_token")
    told = tokens.at([token.low], 0) if token.low in tokens.first else None
    if told:
        kind = told[0]
    elif not token.low.isalnum():
        kind = "x"
    else:
        kind = "l" if token.end - token.start == 1 else "w"
    return kind.upper() if token.glued else kind


def _announced(doc: Doc, first: int, asked: bool) -> bool:
    """Whether something tells that it is an address: "I looked at zillow.com" is none."""
    before = [token.low for token in doc.tokens[:first] if token.low[0].isalnum()]
    return asked or not before or before[-1] in words("email", "cue")


def _is_whole(doc: Doc, first: int, last: int) -> bool:
    """Whether nothing of it may have been lost: "lena brandt at example dot net"."""
    if doc.words(first, last).lower() in words("email", "no_local"):
        return False
    before = doc.tokens[first - 1].low if first else ""
    return not before[:1].isalnum() or before in words("email", "lead_in")


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
