"""How and when someone wants to be reached, and how not: "text only", "no calls before 9"."""

from __future__ import annotations

import re
from dataclasses import dataclass

CALL, TEXT = "call", "text"
_WORDS = {
    CALL: (
        r"call(?:s|ed|ing)?|(?:tele)?phone(?: ?calls?|d)?|phoning|ring(?:s|ing)?|rung|"
        r"voice ?calls?|buzz|shout|bell|tinkle"
    ),
    TEXT: (
        r"te?xt(?:s|ed|ing)?(?: messag(?:es?|ing))?|txt(?:s|ing)?|sms|messag(?:es?|ed|ing)|msgs?"
    ),
}
_EITHER = r"contact(?:ed|ing|s)?|reach(?:ed|ing)?(?: out)?(?: to)?|communicat\w+|get in touch"
_WAY = rf"(?:{_WORDS[CALL]}|{_WORDS[TEXT]}|{_EITHER})"
# "Call, text, or e-mail"; but in "no texts, call me" the comma ends it.
_WAYS = rf"{_WAY}(?:(?:\s*,\s*{_WAY}){{0,3}}\s*(?:,?\s*\b(?:or|and|nor)\b|/|&)\s*{_WAY}){{0,3}}"
_ME = r"(?:me|us)"
_MINE = r"(?:my (?:number|cell|phone|mobile|landline|office|work)|this (?:number|phone))"

# "Don't call or text me", "no phone calls", "rather not get texts", "calls are no good".
_NOT = (
    r"(?:(?:do|does|can|could|should|must|may|will|would) not|"
    r"(?:do|does|ca|could|should|must|wo|would)n['’]?t|cannot|(?<!you )(?<!they )never|not|no|"
    r"without|stop|quit|avoid|hate|dislike|instead of|rather than|nor|neither)"
)
_AS_NOUNS = frozenset(["no", "without", "instead of", "rather than", "nor"])
_LEADING_ON = (
    r"(?:you|u|to|be|get|getting|receive|want|like|wish|take|answer|any|more|ever|please|just|by|"
    r"via|the|your|a|an|me|us|my|really|make|giving|give|do|for|over)"
)
_REFUSED = re.compile(
    rf"\b(?:(?:absolutely|definitely|certainly|strictly) )?(?P<not>{_NOT})"
    rf"(?: {_LEADING_ON}){{0,4}} (?P<ways>{_WAYS})(?: {_ME})?\b|"
    rf"\b(?P<them>{_WAYS}) (?:is |are |do |does |will )?(?:not|n['’]?t|no good|a no)\b(?: \w+)?"
)

# What may follow "call me": not a name.
_NO_NAME = (
    r"(?=\W*$|\s*[^\w\s]|\s+(?:back|at|on|in|any ?time|when\w*|if|before|after|between|from|"
    r"until|till|by|during|around|about|and|or|but|only|instead|please|pls|plz|thanks?|today|"
    r"tonight|tomorrow|now|asap|later|first|then|so|i|i['’]m|im|my|it|that|this|next|mornings?|"
    r"afternoons?|evenings?|week\w*|(?:mon|tues?|wed|thurs?|fri|sat|sun)\w*|no|not|never|unless|"
    r"as|rather|anyway|directly|right|yes|ok|okay|with|for|to|up|sometime|\d+)\b)"
)
_ASKING_TO = (
    r"(?:(?:please|pls|plz|just|only|simply|yes|yeah|yep|sure|ok|okay|k|fine|great|and|but|or|so|"
    r"then|you|u|they|he|she|someone|somebody|anyone|can|could|may|should|might|always|also|"
    r"(?:have|let|get|ask)(?: (?:the|your|an?|him|her|them|somebody|someone))?(?: \w+)?|"
    r"feel free|free to|go ahead|happy for|i['’]?d (?:like|love|prefer|rather)|"
    r"i (?:want|need|prefer)|to|for|it['’]?s (?:ok|okay|fine|best)|rather|best|better)\s+){0,6}"
)
_FINE = (
    r"(?:fine|ok(?:ay)?|good|great|alright|all right|best|better|perfect|preferred|preferable|"
    r"easier|easiest|works?(?: (?:best|better|fine))?|welcome)"
)
_CLAUSE = r"(?:^|(?<=[,.;:!?\n(-]))\s*"
_ALLOWED = re.compile(
    rf"{_CLAUSE}{_ASKING_TO}(?P<do>{_WAYS}) (?:{_ME}\b{_NO_NAME}|{_MINE}\b)|"
    rf"{_CLAUSE}(?:just |only |please |then ){{0,3}}(?P<end>{_WAY})"
    r"(?: (?:please|only|instead))?\W*$|"
    rf"{_CLAUSE}{_ASKING_TO}(?:give|shoot|send|drop) {_ME} (?:an? )?(?:quick )?(?P<give>{_WAY})\b|"
    r"\b(?:you|u|they|someone|somebody|anyone) (?:can|may|could) (?:\w+ly |just |always |also )?"
    rf"(?P<may>{_WAYS})\b|"
    rf"\b(?:can|may) (?:\w+ly )?(?P<can>{_WAYS}) {_ME}\b{_NO_NAME}|"
    r"\b(?:feel free to|(?:welcome|free|ok(?:ay)?|fine|all ?right) "
    r"(?:to|for [^.,;!?]{1,40} to|with)|"
    rf"go ahead and|happy to get) (?:an? |be )?(?P<free>{_WAYS})\b|"
    rf"\b(?P<are>{_WAYS}) (?:is|are)\W*$|"
    rf"\b(?P<fine>{_WAYS})(?: {_ME})? (?:(?:is|are|would be|will be|works?|sounds?|['’]s) )?"
    rf"(?:(?:totally|just|also|perfectly|much|even|way) )?{_FINE}\b|"
    rf"\b(?:only|just|prefer(?:ably)?|by|via|through) (?:an? |the |to get |to be |getting |be )?"
    rf"(?P<only>{_WAYS})\b|\b(?P<alone>{_WAYS}) (?:only|please|pls|plz|instead)\b|"
    rf"^\W*(?:please |a |just ){{0,3}}(?P<bare>{_WAYS})(?: (?:please|pls|plz|thanks))?\W*$"
)

_WHEN = re.compile(
    r"\b(?:(?:before|after|until|till|from|between|past|around|by) (?:about |around )?"
    r"(?:\d[\w:.]*|noon|midday|work|lunch|dinner|school|hours|the|one|two|three|four|five|six|seven|"
    r"eight|nine|ten|eleven|twelve)|(?:at|@) (?:about |around )?\d{1,2}(?::\d\d)?(?!\d)|"
    r"mornings?|afternoons?|evenings?|nights?|tonight|weekdays?|weekends?|weeknights?|daytime|"
    r"lunch ?(?:time|break)|noon|midday|(?:mon|tues|wednes|thurs|fri|satur|sun)days?|"
    r"(?:mon|tues?|weds?|thurs?|fri|sat|sun)(?= |\W|$)|tomorrow|today|later|"
    r"(?:next|this|in a|another) (?:week|month)|(?:business|working|work|office|daylight) hours|"
    r"\d{1,2}(?::\d\d)? ?(?:am|pm|a\.m|p\.m|o['’]?clock)|\d{1,2} ?(?:-|–|to) ?\d{1,2}(?!\d)|"
    r"during|once (?:a|per)|(?:while|when|whenever) i|as soon as|asap|right away|right now)\b"
)
# "Not before 9", "not on Sundays": no refusal of the whole.
_NOT_WHEN = re.compile(
    rf"\b(?:just )?{_NOT}(?! (?:right|now|today|asap|later|this|yet|at this))"
    rf"(?=(?: {_LEADING_ON}){{0,4}} (?:{_WAYS} )?(?:{_ME} )?"
    rf"(?:(?:in|on|at|during|too|so|early|late|the|a|any) ){{0,3}}{_WHEN.pattern})"
)
_LIMITS = re.compile(
    rf"\b(?:only|instead|rather|prefer\w*|better|best|easier|easiest|deaf|impaired|first|"
    rf"before (?:you )?{_WAY}|by (?:{_WORDS[TEXT]})|(?:{_WORDS[TEXT]}) (?:please|pls|plz)|"
    rf"just (?:by |via |a |the )?(?:{_WORDS[TEXT]}))\b|"
    rf"^\W*(?:please )?(?:{_WORDS[TEXT]})(?: please| pls)?\W*$"
)
_BESIDE_WHEN = re.compile(
    rf"\b(?:{_WAY}|{_NOT}|{_LEADING_ON}|as|long|if|only|just|is|are|it['’]s|its|it|sure|yes|works?|"
    r"i['’]m|im|i|am|off|free|available|home|best|better|good|ok(?:ay)?|fine|prefer(?:ably)?|"
    r"thanks?|and|or|but|in|on|at|of|work|day|times?|hours?|o['’]?clock|pm|am|[pecm]s?t|then|so|"
    r"early|late|too|after|before|until|till|between|from|during|every|each|that|with|one|two|"
    r"three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b|\d"
)


@dataclass(frozen=True, slots=True)
class Wishes:
    """`allowed` and `refused` are among CALL and TEXT. `limits`: they say how or when, or not how.

    `forbids`: the refusal is a whole one, "don't call me" and not "no calls". `rest` is the text
    without the wishes, for a yes or a no beside them.
    """

    allowed: frozenset[str]
    refused: frozenset[str]
    limits: bool
    forbids: bool
    rest: str


def read_wishes(low: str) -> Wishes:
    """How and when whoever wrote `low` (in lower case) wants to be reached.

    >>> wishes = read_wishes("no phone calls please, texting is fine")
    >>> sorted(wishes.allowed), sorted(wishes.refused), wishes.limits
    (['text'], ['call'], True)
    """
    timed = _NOT_WHEN.sub(_blank, low)
    refused = list(_REFUSED.finditer(timed))
    left = _REFUSED.sub(_blank, timed)
    allowed = list(_ALLOWED.finditer(left))
    rest = _ALLOWED.sub(_blank, left)
    return Wishes(
        _ways(allowed),
        _ways(refused),
        bool(refused or timed != low or _WHEN.search(low) or _LIMITS.search(low)),
        any(each["not"] not in _AS_NOUNS for each in refused),
        rest,
    )


def is_only_when(low: str) -> bool:
    """Whether `low` says nothing but when to reach them: "weekdays after 5 please"."""
    left = _WHEN.sub(" ", low)
    return left != low and not re.search(r"\w", _BESIDE_WHEN.sub(" ", left))


def _ways(found: list[re.Match[str]]) -> frozenset[str]:
    said = " ".join(word for each in found for word in each.groupdict().values() if word)
    if re.search(rf"\b(?:{_EITHER})\b", said):
        return frozenset([CALL, TEXT])
    return frozenset(way for way, words in _WORDS.items() if re.search(rf"\b(?:{words})\b", said))


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())
