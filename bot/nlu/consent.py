"""Whether a message lets the business call or text, and on what condition.

Consent is sold, so nothing is guessed: a hedge ("i guess"), a yes beside a no, a condition that is
not about how or when to be reached is no answer, and it is asked once more. Who says "just call
me" or "text only please" has answered.
"""

from __future__ import annotations

import re
from dataclasses import replace

from bot.nlu.contact_wishes import CALL, TEXT, Wishes, is_only_when, read_wishes
from bot.nlu.reading import Heard
from bot.nlu.yes_no import Part, parts_of

LONGEST = 300  # characters: a story is no clear answer

# Neither a yes nor a no, whatever stands beside them in the sentence.
_HEDGE = re.compile(
    r"\b(?:maybe|perhaps|possibly|probably|prolly|might|guess|suppose|whatever|whatevs|unsure|"
    r"undecided|dunno|idk|depends|kind ?of|kinda|sort ?of|sorta|reluctantly|who knows|up to you|"
    r"meh|as if|y\W+(?:or\W+)?n|n\W+(?:or\W+)?y|"
    r"yea+h* right|yes and no|half|so-so|more or less|against my|"
    r"(?:think|believe|reckon|imagine) so|(?:think|sleep) (?:about|on) it|let me think|"
    r"we['’]?ll see|(?:not|\w+n['’]?t) (?:\w+ )?(?:sure|certain|decided)|no (?:idea|clue)|"
    r"(?:do not|don['’]?t) (?:really )?(?:know|care|understand)|"
    r"(?:do not|don['’]?t|no) (?:really )?(?:have )?(?:a |much |any )?choice|"
    r"if (?:i|you|u|we|they) (?:\w+ )?(?:must|have to|gotta|got to|need to|insist|like|want|wish)|"
    r"if (?:needed|necessary|required|need be|that['’]?s what it takes))\b[^.!?\n]*"
)
_ASKED_ABOUT = re.compile(
    r"\b(?:what )?if (?:i|we) (?:say|agree|refuse|decline|do not|don['’]?t)\b"
)
_IF = re.compile(
    r"\b(?:if|unless|provided|providing|as long as|so long as|on (?:the )?condition)\b(?P<what>.*)",
    re.DOTALL,
)
_BY_MAIL = re.compile(
    r"\b(?:only|just|rather|prefer\w*)(?: (?:by|via|an?|to|use|the|be|you))* e-?mail|"
    r"\be-?mail(?:s|ed)? (?:me|us|is|please|works|would|only|instead|fine|best|better)\b"
)
_DECLINES = re.compile(
    r"^\W*neither\W*$|\b(?:i do mind|(?:absolutely|of course|definitely|certainly|sure)\W+not|"
    r"(?:rather|prefer) not|decline|refuse|disagree|object|"
    r"not (?:interested|comfortable)|"
    r"(?:do not|don['’]?t|never|won['’]?t|will not|can['’]?t|cannot) (?:\w+ )?(?:consent|agree|"
    r"accept|allow|authori[sz]e|permit|give (?:you )?(?:my )?(?:consent|permission)))\b"
)
_AGREES = re.compile(
    r"\b(?:i|we) (?:do )?(?:hereby )?(?:consent|agree|accept|allow|authori[sz]e|permit|approve)\b|"
    r"\b(?:consent|permission) (?:is )?(?:given|granted)\b|"
    r"\b(?:give|grant|have) (?:[^.,;!?]{1,40} )?(?:my|our) "
    r"(?:consent|permission|ok(?:ay)?|blessing)\b|"
    r"\b(?:i['’]?m|i am|we['’]?re|we are) (?:totally |all )?(?:ok(?:ay)?|fine|good|cool|happy) "
    r"with (?:that|it|this)\b|"
    r"^\W*(?:either|both)(?: (?:one|way|is|are|of them|works?|fine|ok(?:ay)?|good|please))*\W*$|"
    r"^\W*(?:all good|okie dokie|hit me up|consent|agreed?|approved?|granted|accepted|any ?time|"
    r"why not)\W*$"
)
_ASKS = re.compile(
    r"(?:^|\b(?:but|and|so)|[,;])\W*(?:who|what|when|where|why|how|which|will|would|do|does|did|is|"
    r"are|should)\b(?! not\b)"
)
_ASKS_BACK = re.compile(r"\W*\w+ ?\?")
_ASKS_US_TO = re.compile(r"\W*(?:can|could|may|please)\b")
# A bare "ok" beside a question says that it was read, and no more.
_YES_INDEED = re.compile(
    r"\W*(?:ok(?:ay)?\W+|sure\W+)?(?:yes+|yea+h*|yep|yup|absolutely|of course|definitely)\b"
    r"(?!\W*\?)"
)
_BEFORE_CONDITION = re.compile(
    r"(?:\W|\b(?:yes+|yea+h*|yep|yup|y|ok(?:ay)?|k+|sure|fine|great|of course|absolutely|"
    r"definitely|certainly|alright|all right|no problem|go ahead|i (?:do|agree|consent)|"
    r"(?:that|it)['’]?s (?:fine|ok(?:ay)?)|well|but|and|so|then|please)\b)*"
)


def read_consent(text: str) -> Heard[str] | None:
    """ "yes", with the condition if they set one, or "no"; None where it is not clear.

    >>> read_consent("Sure, but text only").condition
    'text only'
    >>> read_consent("yes i guess"), read_consent("yes, oops I meant no").value
    (None, 'no')
    """
    if len(text) > LONGEST:
        return None
    said_more = False
    for part in parts_of(text):
        clear = None if part.is_void else _after_hedges(part)
        if clear is None:
            return None
        wishes = read_wishes(clear.text)
        value = _decide(clear, wishes)
        if value == "yes" and said_more:
            return None  # "yes. Actually, let me ask my wife"
        if value:
            return _heard(text, clear, value, wishes)
        if clear.contradicts or wishes.allowed or wishes.refused:
            return None
        said_more = said_more or bool(re.search(r"\w", part.text))
    return None


def _after_hedges(part: Part) -> Part | None:
    """What follows the last hedge's sentence; the part itself without one, None if nothing does."""
    hedges = list(_HEDGE.finditer(part.text))
    if not hedges:
        return part
    end = hedges[-1].end()
    if not re.search(r"\w", part.text[end:]):
        return None
    return replace(part, text=part.text[end:], start=part.start + end)


def _decide(part: Part, wishes: Wishes) -> str | None:
    low = part.text
    plain = _plain(part, wishes)
    condition = _IF.search(low)
    if _ASKED_ABOUT.search(low) or (_BY_MAIL.search(low) and not wishes.allowed):
        return "no" if plain == "no" else None
    if condition and not _is_about_reaching(condition["what"]):
        return None
    refuses_all = wishes.refused >= {CALL, TEXT}
    if plain == "yes":
        return None if refuses_all or (_asks(low) and not _YES_INDEED.match(low)) else "yes"
    if plain == "no":
        return None if wishes.allowed else "no"
    if refuses_all and not wishes.allowed:
        return "no"
    if wishes.allowed and not _asks(low):
        return "yes"
    if wishes.forbids and not wishes.allowed:
        return "no"
    return "yes" if not wishes.refused and _is_only_a_limit(low) else None


def _plain(part: Part, wishes: Wishes) -> str | None:
    """The yes or no that stands beside the wishes; None for both or neither."""
    beside = replace(part, text=wishes.rest)
    said = beside.read()
    agrees, declines = _AGREES.search(wishes.rest), _DECLINES.search(wishes.rest)
    if declines:
        return None if said and said.value == "yes" else "no"
    if agrees:
        return None if said and said.value == "no" else "yes"
    return said.value if said else None


def _asks(low: str) -> bool:
    asks = low.rstrip().endswith("?") and not _ASKS_US_TO.match(low)
    return asks or bool(_ASKS.search(low) or _ASKS_BACK.match(low))


def _is_about_reaching(low: str) -> bool:
    wishes = read_wishes(low)
    return bool(wishes.limits or wishes.allowed)


def _is_only_a_limit(low: str) -> bool:
    """ "After 5pm", "as long as you don't call before 9": then, they may."""
    return is_only_when(_IF.sub(lambda match: match["what"], low))


def _heard(text: str, part: Part, value: str, wishes: Wishes) -> Heard[str]:
    """All the words are the evidence; the condition is what follows the yes."""
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    if value == "no" or not (wishes.limits or "instead" in text.lower()):
        return Heard(value, start, end)
    yes = _BEFORE_CONDITION.match(part.text)
    said = text[part.start + (yes.end() if yes else 0) : end].strip(" \t\n.,;!-")
    return Heard(value, start, end, condition=said or None)
