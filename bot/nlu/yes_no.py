"""Whether a message says yes or no."""

from __future__ import annotations

import re

from bot.nlu.corrections import read_last
from bot.nlu.reading import Heard

_LEAD_IN = (
    r"(?:\W|(?:oh|well|um+|uh|hmm+|so|and|but|haha|lol|actually|honestly|ah|"
    r"it['’]?s|make (?:it|that))\b)*"
)
_UNDECIDED = re.compile(
    r"\b(?:not (?:[\w%]+ )?(?:sure|certain)(?! not)|unsure|undecided|no (?:idea|clue)|"
    r"(?:do not|don['’]?t) (?:really |even |actually )?(?:know|remember|understand)|dunno|idk|"
    r"(?:can|could|did)(?:not|n['’]?t)(?: really)? (?:say|tell|decide|remember|understand)|"
    r"have(?:n['’]?t| not) (?:a clue|decided)|beats me|who knows|yes and no|depends)\b",
    re.IGNORECASE,
)
_MAYBE = re.compile(r"\b(?:maybe|perhaps)\b")
_NO = (
    r"nop(?:e|ers?)\b|nah+\b|na\b|nay\b|n\b|never\b|negative\b|none\b|false\b|incorrect\b|"
    r"uh[- ]uh\b|nuh[- ]uh\b|(?:of course|certainly|definitely|absolutely|sure(?:ly)?) not\b|👎|❌|"
    r"no+(?! (?:rush|hurry|problems?|prob|worries|doubt|questions?|budget|limit)\b)\b"
)
_SUBJECT = r"(?:i|we|it|he|she|they|that|this|there)"
_NOT = (
    r"not\b(?! (?:a problem|an issue|only))|(?:please )?(?:do not|don['’]?t)\b(?! mind)|"
    rf"{_SUBJECT}(?:['’]?(?:m|s|re))? (?:really |just |actually )?"
    r"(?:(?:am|are|is|was|were|do|does|did|have|has|had|can|could|will|would) ?n[o'’]?t\b|"
    r"(?:don|doesn|didn|haven|hasn|isn|aren|wasn|can|won|wouldn)['’]?t\b|"
    r"cannot\b|not\b|never\b)(?! mind\b)|"
    # "Haven't talked to a bank": a texter drops the "I".
    r"(?:have|has|had|did|do|does|is|are|was|were|ai)n['’]?t\b(?! (?:mind|apply|matter)\b)"
)
_YES = (
    r"y(?:es+|ea+h*|ep|up|a+s*|ah|essir|eppers)\b|y\b|aye\b|s[ií]\b|sure(?:ly)?\b|of course\b|"
    r"al+ ?right\b|ok(?:ay|ey)?\b|k{1,2}\b|absolutely\b|definitely\b|certainly\b|correct\b|"
    r"right\b|true\b|"
    r"affirmative\b|indeed\b|exactly\b|totally\b|for sure\b|you (?:bet|got it)\b|u bet\b|"
    r"mm?[- ]?h+mm*\b|uh[- ]?huh\b|no (?:problem|prob|worries|doubt)\b|not a problem\b|"
    r"i don['’]?t mind\b|sounds (?:good|great|fine|right)\b|go (?:ahead|for it|on)\b|please do\b|"
    r"that(?:['’]?s| is) (?:right|correct|true|fine|ok(?:ay)?|it)\b|fine\b|by all means\b|"
    r"(?:my|our) \w+ (?:and|&) (?:i|me) (?:do|are|have|own)\b|we both (?:do|are|own)\b|"
    r"i (?:think|believe|guess|suppose) so\b|works for me\b|👍|✅|👌|"
    rf"{_SUBJECT} (?:sure |certainly |definitely )?"
    r"(?:do\b|(?:am|are|is|was|did|have|has|can|will|would)\b(?=\W*$|\s?[,.!;]))"
)
_STARTS_NO = re.compile(rf"{_LEAD_IN}(?P<words>{_NO}|{_NOT})")
_STARTS_YES = re.compile(rf"{_LEAD_IN}(?P<words>{_YES})")
_SAYS_NO = re.compile(
    r"\b(?P<words>nope|no|nah|(?:don['’]?t|do not) (?:think|believe) so|"
    r"(?:i|we) (?:(?:do|have|am|are|did) ?n[o'’]?t|(?:don|haven|aren|didn)['’]?t))\W*$"
)
_SAYS_YES = re.compile(
    r"\b(?P<words>yes|yeah|yep|yup|(?:of course|absolutely|definitely|certainly) (?:i|we) "
    r"(?:do|am|are|have|can|did)(?! ?n[o'’]?t)|(?:i|we) (?:sure|certainly|definitely) do)\b"
)
# "What happens if I say no?" says neither.
_ASKED_ABOUT = re.compile(r"\b(?:if|whether|what|why|how)\b")


def read_yes_no(text: str) -> Heard[str] | None:
    """ "yes" or "no" where `text` says so ("yep", "I do", "not yet"), or None where it doesn't.

    "Not sure", "yes and no", "no rush" and "what if I say no" say neither. After "no wait," what
    follows counts.
    """
    low = text.lower()
    if len(low) != len(text):  # a few letters change length in lower case
        low = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    if is_undecided(low) or _MAYBE.search(low):
        return None
    return read_last(low, _read_part)


def is_undecided(text: str) -> bool:
    """Whether `text` says that they don't know: "not really sure yet"."""
    return bool(_UNDECIDED.search(text))


def _read_part(low: str) -> Heard[str] | None:
    for pattern, value in ((_STARTS_NO, "no"), (_STARTS_YES, "yes")):
        match = pattern.match(low)
        if match:
            return Heard(value, match.start("words"), match.end("words"))
    if _ASKED_ABOUT.search(low):
        return None
    no, yes = _SAYS_NO.search(low), _SAYS_YES.search(low)
    if no and not yes:
        return Heard("no", no.start("words"), no.end("words"))
    if yes and not no:
        return Heard("yes", yes.start("words"), yes.end("words"))
    return None
