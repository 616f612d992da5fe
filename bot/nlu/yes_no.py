"""Whether a message says yes or no."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from bot.language.en.words import low as lower_case
from bot.nlu.corrections import Turn, turns
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
_NO_PROBLEM = (
    "rush|hurry|problems?|prob|worries|doubt|objections?|issues?|biggie|questions?|budget|limit"
)
_NO = (
    r"nop(?:e|ers?)\b|nah+\b|na\b|nay\b|n\b|never\b|negative\b|none\b|false\b|incorrect\b|"
    r"uh[- ]uh\b|nuh[- ]uh\b|(?:of course|certainly|definitely|absolutely|sure(?:ly)?) not\b|👎|❌|"
    rf"no+(?! (?:{_NO_PROBLEM})\b)\b"
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
    r"y(?:es+|ea+h*|ep|up|a+s*|ah|e|essir|eppers)\b|y\b|"
    r"(?:you|u|they) (?:may|can)\b(?! ?n[o'’]?t)|aye\b|s[ií]\b|sure(?:ly)?\b|of course\b|"
    r"al+ ?right\b|ok(?:ay|ey)?\b|k{1,2}\b|absolutely\b|definitely\b|certainly\b|correct\b|"
    r"right\b|true\b|"
    r"affirmative\b|indeed\b|exactly\b|totally\b|for sure\b|you (?:bet|got it)\b|u bet\b|"
    r"mm?[- ]?h+mm*\b|uh[- ]?huh\b|not a problem\b|"
    r"no (?:problem|prob|worries|doubt|objections?|issues?|biggie)\b|"
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
# A yes or a no that begins a clause, or stands beside another: "no I ... . yes I own it", "yes no".
# "Yes, no mortgage" has but one.
_ANY_YES, _ANY_NO = re.compile(r"\b(?:ye[aps]|yup)"), re.compile(r"\bn(?:o|ah)")
_BEFORE_BARE = "and but or then well so oh ok okay yes yeah yep no nope nah it do um uh er hm hmm"
_AFTER = "".join(f"|(?<=\\b{word} )" for word in _BEFORE_BARE.split())
_BARE = re.compile(
    rf"(?:^|(?<=[^\w\s'’])|(?<=\n){_AFTER})\s*"
    r"(?P<words>(?P<yes>yes+|yea+h*|yep|yup|yessir)|(?:no+|nope|nah)"
    r"(?=\W*$|\s*[^\w\s'’]|"
    r"\s+(?:i|i['’]m|we|it|it['’]s|that|they|yes|yeah|but|and|or|hm+|um+|uh|er)\b)"
    rf"(?!\W+(?:{_NO_PROBLEM})\b))(?=\W|$)"
)
_GOES_ON = re.compile(r"\W*(?:i|we|it|that|you|they|my|our)\b")
# In "I rent, no wait I own it" the no belongs to the turn; in "yes, no sorry" it is the answer.
_LEADING_ON = re.compile(r"(?<=\w)\W+no\W*$")


def read_yes_no(text: str) -> Heard[str] | None:
    """ "yes" or "no" where `text` says so ("yep", "I do", "not yet"), or None where it doesn't.

    "Not sure", "yes and no", "no rush" and "what if I say no" say neither. After "no wait" or
    "oops" what follows counts; of a yes and a no the last clear one, else neither.
    """
    for part in parts_of(text):
        if part.is_void or is_undecided(part.text) or _MAYBE.search(part.text):
            return None
        heard = part.read()
        if heard:
            return Heard(heard.value, heard.start + part.start, heard.end + part.start)
        if part.contradicts:
            return None
    return None


def is_undecided(text: str) -> bool:
    """Whether `text` says that they don't know: "not really sure yet"."""
    return bool(_UNDECIDED.search(text))


def contradicts(text: str) -> bool:
    """Whether `text` says both yes and no, and nothing tells which of them counts: "no, yes"."""
    for part in parts_of(text):
        if part.is_void or part.contradicts:
            return part.contradicts
        if _first_word(part.text):
            return False
    return False


@dataclass(frozen=True, slots=True)
class Part:
    """What stands between two turns of a message, in lower case, and where it starts.

    `is_turned`: a turn follows it, with nothing after that is clearer. `is_void`: that turn takes
    back what was said, whatever follows.
    """

    text: str
    start: int
    is_turned: bool
    is_void: bool

    def read(self) -> Heard[str] | None:
        """The yes or no of this part, at its place in it."""
        if self.contradicts:
            return None
        return self.words[-1] if self.has_both else _first_word(self.text)

    @property
    def words(self) -> tuple[Heard[str], ...]:
        """Each yes and each no that stands for itself, in order, where there are both."""
        return _bare_words(self.text)

    @property
    def has_both(self) -> bool:
        return len({word.value for word in self.words}) > 1

    @property
    def contradicts(self) -> bool:
        """Whether a yes stands beside a no, and the last doesn't go on: "no. Yes I own it"."""
        if self.is_turned or not self.has_both:
            return False
        before, last = self.words[-2:]
        apart = re.search(r"[^\w ]", self.text[before.end : last.start])
        return not (apart and _GOES_ON.match(self.text, last.end))


@lru_cache(maxsize=32)  # a part is asked for its words again and again
def _bare_words(low: str) -> tuple[Heard[str], ...]:
    if not (_ANY_YES.search(low) and _ANY_NO.search(low)):
        return ()
    return tuple(
        Heard("yes" if bare["yes"] else "no", bare.start("words"), bare.end("words"))
        for bare in _BARE.finditer(low)
    )


def parts_of(text: str) -> Iterator[Part]:
    """The parts of a message, the last one first: where it says something, that counts."""
    low, made = lower_case(text), turns(text)
    end: Turn | None = None
    for turn in [*reversed(made), None]:
        start = turn.end if turn else 0
        part = low[start : end.start if end else len(low)]
        if end and re.search(r"\w", low[end.end :]):
            part = _LEADING_ON.sub("", part)
        yield Part(part, start, end is not None, end is not None and end.takes_back)
        end = turn


def _first_word(low: str) -> Heard[str] | None:
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
