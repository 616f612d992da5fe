"""Where a person's name stands in a sentence: announced ("this is Dana"), or alone when asked."""

from __future__ import annotations

import re

from bot.errors import ValueInvalid
from bot.nlu.not_names import FUNCTION_WORDS, ORDINARY_WORDS
from bot.nlu.reading import Context, Heard
from bot.values import person_name

LONGEST_TEXT = 300  # characters: names come in short messages
MOST_WORDS = 5

_WORD = re.compile(r"[^\W\d_]+(?:['’.\-][^\W\d_]+)*\.?")
_PARTS = re.compile(
    r"\bfirst(?:\s+name)?(?:\s+is|:)?\s+(?P<first>[^\W\d_]+)\W+(?:and\s+|my\s+)?"
    r"(?:last|sur|family)\s*(?:name)?(?:\s+is|:)?\s+(?P<last>[^\W\d_]+)",
    re.IGNORECASE,
)
# These announce a name whatever its capitals ...
_SURE_CUE = re.compile(
    r"\b(?:(?:my|the|full|first)\s+)?name(?:['’]?s|\s+is|\s*[:=])\s+(?:is\s+)?"
    r"|\b(?:you\s+can\s+|just\s+|please\s+)?call\s+me\s+(?!back|later|at|on|when|if|tomorrow|today)"
    r"|\b(?:they|people|friends)\s+call\s+me\s+",
    re.IGNORECASE,
)
# ... these only before a capital, before "here", or when the name was asked for.
_WEAK_CUE = re.compile(r"\b(?:i\s+am|i['’]?m|this\s+is|it['’]?s|it\s+is)\s+", re.IGNORECASE)
_HERE = re.compile(r"[,\s]+(?:here|speaking|on\s+the\s+line|again)\b", re.IGNORECASE)
_LEAD_IN = re.compile(
    r"(?:\s|[,.!:;\-\"'(]|\b(?:sure|ok|okay|k|fine|alright|cool|great|yes|yeah|yep|hi|hello|hey|well|um|uh|of\s+course|"
    r"no\s+problem|sure\s+thing|mr|mrs|ms|dr|miss|name)\b\.?)*",
    re.IGNORECASE,
)
_LEAD_OUT = re.compile(
    r"[\s,.!;:)\-\"']*(?:(?:here|thanks?(?:\s+you)?|thx|please|again)\b[\s,.!]*)*$", re.IGNORECASE
)
_BREAK = re.compile(r"[,;\n(/&|]|\s[-–—]\s|[\w.+-]*\d|\S+@|\.\s+(?=\S{2})")


def read_name(text: str, context: Context) -> Heard[str] | None:
    """The prospect's name in `text`, tidied, or None.

    A name alone counts only where the name was asked for; "yes", "skip", "roof repair", a
    question or the words of the campaign's own choices never do.
    """
    if len(text) > LONGEST_TEXT:
        return None
    ordinary = ORDINARY_WORDS | _campaign_words(context)
    asked = context.asks == "name"
    parts = _PARTS.search(text)
    if parts:
        whole = person_name.parse(f"{parts['first']} {parts['last']}")
        return Heard(whole, parts.start("first"), parts.end("last"))
    for cue in _SURE_CUE.finditer(text):
        heard = _name_at(text, cue.end(), ordinary)
        if heard:
            return heard
    for cue in _WEAK_CUE.finditer(text):
        heard = _name_at(text, cue.end(), ordinary)
        if heard and (asked or _stands_out(text, heard)):
            return heard
    return _alone(text, ordinary) if asked and "?" not in text else None


def _stands_out(text: str, heard: Heard[str]) -> bool:
    words = text[heard.start : heard.end]
    if _HERE.match(text, heard.end):
        return True
    return not text.isupper() and all(w[0].isupper() for w in words.split()[:1])


def _name_at(text: str, start: int, ordinary: frozenset[str]) -> Heard[str] | None:
    """The run of name-like words that begins at `start`; it ends where ordinary speech goes on."""
    end, count = start, 0
    ends = [start]
    while count < MOST_WORDS:
        match = _WORD.match(text, end + (1 if count and text[end : end + 1] == " " else 0))
        if not match or not _is_name_word(match[0], count == 0, ordinary):
            break
        end, count = match.end(), count + 1
        if match[0].endswith(".") and len(match[0].strip(".")) > 3:
            end -= 1
            ends.append(end)
            break
        if match[0].lower() not in person_name.PARTICLES or count == 1:
            ends.append(end)
    return _heard(text, start, ends[-1])


def _alone(text: str, ordinary: frozenset[str]) -> Heard[str] | None:
    """The whole message, but for a greeting before it and other contact details after it."""
    lead_in = _LEAD_IN.match(text)
    start = lead_in.end() if lead_in else 0
    stop = _BREAK.search(text, start)
    end = stop.start() if stop else len(text)
    lead_out = _LEAD_OUT.search(text[start:end])
    if lead_out:
        end = start + lead_out.start()
    heard = _name_at(text, start, ordinary) if end > start else None
    return heard if heard and text[heard.end : end].strip(".") == "" else None


def _is_name_word(word: str, is_first: bool, ordinary: frozenset[str]) -> bool:
    plain = word.lower().rstrip(".").replace("’", "'")
    if plain in person_name.PARTICLES and not is_first:
        return True
    if plain in FUNCTION_WORDS or plain.split("'")[0] in {
        "don",
        "can",
        "won",
        "isn",
        "that",
        "what",
    }:
        return False
    # After a first name, "Price" or "House" with its capital is a surname.
    return plain not in ordinary or (not is_first and word[0].isupper() and not word.isupper())


def _heard(text: str, start: int, end: int) -> Heard[str] | None:
    if end <= start:
        return None
    try:
        return Heard(person_name.parse(text[start:end]), start, end)
    except ValueInvalid:
        return None


def _campaign_words(context: Context) -> frozenset[str]:
    if context.campaign is None:
        return frozenset()
    labels = (label for q in context.campaign.questions for label in q.choices.values())
    return frozenset(word.lower() for label in labels for word in _WORD.findall(label))
